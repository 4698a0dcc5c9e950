"""Leave out rows about forgotten people, and count them as ignored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netcli import moments
from netcli.errors import NetcliError
from netcli.intake.editions import row_key
from netcli.intake.prepare import EvidenceColumns, PreparedRecord
from netcli.intake.recognise import Recognition
from netcli.moments import DAY_BITS
from netcli.records import OWNER, Used
from netcli.store import derive, forgotten
from netcli.store.reader import Reader
from netcli.tell.forgotten import marks

FORGOTTEN = "forgotten"
"""The reason reported for rows about forgotten people."""


class Forgotten:
    """Finds the rows about forgotten people in one file.

    If the book contains no forgotten people, `bool()` of an instance is False.
    """

    def __init__(self, reader: Reader, recognition: Recognition) -> None:
        self._recognition = recognition
        self._tombstones = forgotten.read(reader)
        self._keys: set[str] = set()  # record keys that the file uses for forgotten people
        self._lines: dict[str | None, set[int | None]] = {}  # lines about forgotten people, by file
        self._told: list[tuple[bool, str]] = []  # for each testimony: is it about forgotten people, and its moments
        self._rows: list[Used] = []  # rows with moments, undecided until everything is read

    def __bool__(self) -> bool:
        return bool(self._tombstones.whose)

    def tells_of(self, record: PreparedRecord) -> bool:
        """Return whether *record* is about a forgotten person."""
        if record.key == OWNER or not self or self._mentions_somebody(record):
            return False
        if record.key not in self._keys:
            company, place = record.parsed().get("company"), row_key(self._recognition.place, record)
            found = marks(record.keys, record.alone[0][derive.FOLDED], company, place)
            if not self._tombstones.of(found):
                return False
            self._keys.add(record.key)
        return True

    def _mentions_somebody(self, record: PreparedRecord) -> bool:
        """Return whether *record* mentions a person who is in the book or was added by this file."""
        if record.mention is None:
            return False
        try:
            return bool(self._recognition.called(record.mention or record.key))
        except NetcliError:
            return False

    def count_row(self, record: PreparedRecord) -> None:
        """Count the row of *record*, which is about a forgotten person."""
        self._lines.setdefault(record.file, set()).add(record.line)

    def knows(self, *keys: str) -> bool:
        """Return whether any of *keys* belongs to a forgotten person."""
        return not self._keys.isdisjoint(keys)

    def without(self, evidence: Sequence[EvidenceColumns]) -> Sequence[EvidenceColumns]:
        """Return *evidence* without testimonies about the forgotten people recognised so far."""
        if not self:
            return evidence
        self._told += [(self.knows(*each[:2]), each[-1]) for each in evidence if each[-1]]
        return [each for each in evidence if not self.knows(*each[:2])]

    def hold(self, rows: Used) -> bool:
        """Return whether *rows* are held back because they may be about forgotten people."""
        if not self or not rows.moments:
            return False
        self._rows.append(rows)
        return True

    def held(self) -> Iterator[tuple[Used, int]]:
        """For each call of `hold`, yield the used rows and the number of ignored rows."""
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
        """Return, for each file, the number of rows about forgotten people.

        If the method `hold` received rows of a file, the file is left out.
        """
        counted = {rows.file for rows in self._rows}
        return [(file, len(lines)) for file, lines in self._lines.items() if file not in counted]
