"""Leave out what a file says of people who were forgotten, and count its rows as ignored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netcli import moments
from netcli.intake.prepare import EvidenceColumns, PreparedRecord
from netcli.moments import DAY_BITS
from netcli.records import OWNER, Used
from netcli.store import derive, forgotten
from netcli.store.reader import Reader
from netcli.tell.forgotten import marks

FORGOTTEN = "forgotten"
"""Why a row is ignored that tells of somebody forgotten."""


class Forgotten:
    """What one file says of the forgotten; false where the book never forgot anybody."""

    def __init__(self, reader: Reader) -> None:
        self._tombstones = forgotten.read(reader)
        self._keys: set[str] = set()  # by which the file calls them
        self._lines: dict[str | None, set[int | None]] = {}  # of rows that tell of them, by file
        self._told: list[tuple[bool, str]] = []  # the moments of each testimony: is it about them?
        self._rows: list[Used] = []  # rows with moments, whose fate is known when all is read

    def __bool__(self) -> bool:
        return bool(self._tombstones.whose)

    def tells_of(self, record: PreparedRecord, row_key: str) -> bool:
        """Is *record*, at the place *row_key*, of somebody forgotten?"""
        if record.key == OWNER or not self:
            return False
        if record.key not in self._keys:
            company = record.parsed().get("company")
            found = marks(record.keys, record.alone[0][derive.FOLDED], company, row_key)
            if not self._tombstones.of(found):
                return False
            self._keys.add(record.key)
        return True

    def count_row(self, record: PreparedRecord) -> None:
        """Count the row that *record*, of somebody forgotten, comes from."""
        self._lines.setdefault(record.file, set()).add(record.line)

    def knows(self, *keys: str) -> bool:
        """Does the file call somebody forgotten by one of *keys*?"""
        return not self._keys.isdisjoint(keys)

    def without(self, evidence: Sequence[EvidenceColumns]) -> Sequence[EvidenceColumns]:
        """Return *evidence* but for what is about the forgotten, as far as they are known by now."""
        if not self:
            return evidence
        self._told += [(self.knows(*each[:2]), each[-1]) for each in evidence if each[-1]]
        return [each for each in evidence if not self.knows(*each[:2])]

    def hold(self, rows: Used) -> bool:
        """Hold *rows* back, if they may turn out to be about the forgotten alone."""
        if not self or not rows.moments:
            return False
        self._rows.append(rows)
        return True

    def held(self) -> Iterator[tuple[Used, int]]:
        """Yield the rows that were held back, without those about the forgotten alone, and how many these are."""
        of_others = self._moments(theirs=False)
        theirs = self._moments(theirs=True) - of_others
        for rows in self._rows:
            told = [*moments.unpacked(rows.moments or "")]
            kept = [moment for moment in told if moment >> DAY_BITS not in theirs]
            if rows.rows == 1:
                kept = told if kept or not told else []
            left = min(rows.rows, len(kept)) if len(kept) < len(told) else rows.rows
            yield Used(rows.file, left, moments.packed(kept)), rows.rows - left

    def _moments(self, *, theirs: bool) -> set[int]:
        return {
            moment >> DAY_BITS for about, told in self._told if about is theirs for moment in moments.unpacked(told)
        }

    def rows(self) -> Iterable[tuple[str | None, int]]:
        """Return how many rows tell of the forgotten, by file, where rows have no moments."""
        counted = {rows.file for rows in self._rows}
        return [(file, len(lines)) for file, lines in self._lines.items() if file not in counted]
