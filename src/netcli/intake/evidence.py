"""Write a file's evidence into the book, together with the links of new people.

Links between people who were already in the book are derived later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, cast

from netcli.intake.held_signs import HeldSigns
from netcli.intake.prepare import CACHED, EvidenceColumns
from netcli.intake.recognise import Recognition
from netcli.records import Sign, Testimony
from netcli.store import derive, surroundings
from netcli.store.dialect import BULK, drop_indexes, next_id, remake_indexes
from netcli.store.evidence import turned
from netcli.store.reader import Pair
from netcli.store.repeated import repeated
from netcli.store.writer import Change

PENDING: Final = 10_000
"""Number of pieces of evidence that are written together."""
FAVOURS: Final = frozenset({"endorsement", "recommendation"})
"""Signals that make no link, but add weight to an existing link."""


_Signs = list[tuple[tuple[object, ...], int, int]]
"""For each testimony of a row: its columns, and its sign in each direction."""


class _Said(NamedTuple):
    """The testimonies of a row. `evidence` contains the testimonies; `signs` contains the result of `_read`."""

    signs: _Signs
    evidence: tuple[EvidenceColumns, ...]  # kept, so that no other object gets the id of this object


class PendingEvidence:
    """The evidence in one file, until it is written to the book.

    `latest` is the latest date in the evidence. `signals` counts the pieces of evidence that create no link.
    """

    def __init__(self, change: Change, recognition: Recognition, batch: int) -> None:
        self.latest = ""
        self.signals = 0
        self._change = change
        self._recognition = recognition
        self._batch = batch
        self._pending: list[EvidenceColumns] = []
        self._most = PENDING
        self._written = 0
        self._rows: list[tuple[object, ...]] = []  # evidence in rows of a list of links, as it is written
        self._said: dict[int, _Said] = {}  # by the id of the object `evidence`
        self._signs: dict[tuple[EvidenceColumns, ...], _Signs] = {}
        self._between_known: dict[int, Pair] = {}  # number of a row -> pair of people known before this file
        self._held = HeldSigns()
        self._has_links = False
        self._indexes: list[str] | None = None

    def add(self, evidence: Iterable[EvidenceColumns]) -> None:
        """Hold back *evidence* until its people are known."""
        self._pending.extend(evidence)

    def add_row(
        self, evidence: tuple[EvidenceColumns, ...], line: int, records: tuple[int, int], people: tuple[int, int]
    ) -> None:
        """Hold back the evidence in one row of a list of links.

        *records* are the ids of the records of the two *people*.
        """
        one, other = people
        first, batch, rows, held = self._recognition.first_person, self._batch, self._rows, self._held
        if (said := self._said.get(id(evidence))) is None:
            said = self._said[id(evidence)] = _Said(self._read(evidence), evidence)
        for columns, sign, turned_sign in said.signs:
            rows.append((None, *records, batch, *columns, line, None))
            if one < first and other < first:
                self._between_known[len(rows)] = (one, other) if one < other else (other, one)
            elif one < other:  # the rows are in no order, so these links are sorted and made at the end
                held.add(one, other, sign)
            else:
                held.add(other, one, turned_sign)

    def _read(self, evidence: tuple[EvidenceColumns, ...]) -> _Signs:
        """Return the signs in a row's *evidence*."""
        if known := self._signs.get(evidence):  # most rows of a file have equal evidence
            return known
        signs: _Signs = []
        for _, _, kind, link, certainty, since, last, count, direction, closeness, detail, file, *_ in evidence:
            self.latest = max(self.latest, since or "", last or "")
            numbers = [
                self._held.number(Sign(kind, seen, certainty, since, last, count, way, closeness, self._batch))
                for seen, way in ((link, direction), turned(link, direction))
            ]
            columns = (kind, link, certainty, since, last, count, direction, closeness, detail, file)
            signs.append((columns, numbers[0], numbers[1]))
        if len(self._signs) < CACHED:
            self._signs[evidence] = signs
        return signs

    @property
    def waits(self) -> bool:
        """Whether some evidence is not yet written."""
        return bool(self._pending or self._rows)

    @property
    def due(self) -> bool:
        """Whether there is enough evidence to write."""
        return len(self._pending) + len(self._rows) >= self._most

    def write(self, newcomers: dict[int, str]) -> None:
        """Write the pending evidence of known people, and the links of new people.

        *newcomers* gives the kind of each person added since the last write.
        """
        pending, self._pending = self._pending, []
        record_of, person_of = self._recognition.records.get, self._recognition.person_of
        first, batch, latest = self._recognition.first_person, self._batch, self.latest
        touched = self._change.journal.pairs
        rows: list[tuple[object, ...]] = []
        signs: dict[Pair, list[Sign]] = {}
        several: set[Pair] = set()
        told: dict[Pair, tuple[tuple[int, int], set[tuple[str, str | None]]]] = {}
        between_known: dict[int, Pair] = {}
        number = next_id(self._change.connection, "evidence") - 1
        for columns in pending:
            a_key, b_key, kind, link, certainty, since, last, count, direction, closeness, *_, moments = columns
            a, b = record_of(a_key), record_of(b_key)
            if a is None or b is None:
                self._pending.append(columns)
                continue
            one, other = person_of(a), person_of(b)
            if one == other:
                continue
            rows.append((None, a, b, batch, *columns[2:]))
            if since and since > latest:
                latest = since
            if last and last > latest:
                latest = last
            pair = (one, other) if one < other else (other, one)
            if link is None:
                self.signals += 1
                if kind in FAVOURS:
                    touched.add(pair)
            elif one in newcomers or other in newcomers or one >= first or other >= first:
                if one > other:
                    link, direction = turned(link, direction)
                sign = Sign(kind, link, certainty, since, last, count, direction, closeness, batch)
                if pair in signs:
                    signs[pair].append(sign)
                else:
                    signs[pair] = [sign]
                if moments:
                    records, ways = told.setdefault(pair, ((a, b), set()))
                    if records != (a, b) or (kind, direction) in ways:
                        several.add(pair)
                    ways.add((kind, direction))
            else:
                between_known[number + len(rows)] = pair
        self.latest = latest
        self._most = len(self._pending) + PENDING
        for pair in several:  # stated twice: a message to two addresses of a person, or a meeting in two calendars
            touched.add(pair)
            del signs[pair]
        older = [pair for pair in signs if pair[0] not in newcomers and pair[1] not in newcomers]
        for pair in surroundings.kept_weights(self._change.connection, older):
            touched.add(pair)
            del signs[pair]
        before = number + len(rows)
        between_known |= {before + place: pair for place, pair in self._between_known.items()}
        rows += self._rows
        if self._rows and self._indexes is None and self._written >= BULK:
            self._drop_indexes()
        self._written += len(rows)
        self._change.journal.load("evidence", rows)
        for held in (self._rows, self._said, self._between_known):
            held.clear()
        self._touch(between_known)
        self._write_links(signs, newcomers)
        self._has_links |= bool(signs)
        if self._held.full:
            self._write_held()

    def finish(self) -> None:
        """Write the links that were held back. Call this after all people are written."""
        if self._held:
            self._write_held()
        remake_indexes(self._change.connection, self._indexes or ())

    def _drop_indexes(self) -> None:
        """If most rows of the table are new, drop its indexes, because writing is then faster."""
        fresh = next_id(self._change.connection, "evidence") - 1 <= 2 * self._written
        self._indexes = drop_indexes(self._change.connection, "evidence") if fresh else []

    def _write_held(self) -> None:
        change, held, first = self._change, self._held, self._recognition.first_person
        fresh = BULK <= len(held) >= change.outcome.links and not surroundings.has_links_beyond(
            change.connection, len(held)
        )
        indexes = drop_indexes(change.connection, "link") if fresh else []
        others = change.reader.others_than_people(first)
        made: dict[tuple[int, ...], list[tuple[object, ...]]] = {}
        for signs in held.by_pair():
            if self._has_links:
                for pair in surroundings.kept_weights(change.connection, [*signs]):
                    change.journal.pairs.add(pair)
                    del signs[pair]
            known = change.reader.kinds({a for a, _ in signs if a < first})
            impassable = others.union([person for person, kind in known.items() if kind != "person"])
            rows: list[tuple[object, ...]] = []
            for (a, b), numbers in signs.items():
                if (columns := made.get(numbers)) is None:
                    if len(made) >= CACHED:
                        made.clear()
                    columns = made[numbers] = self._columns(held.signs(numbers))
                rows.append((a, b, *columns[a in impassable or b in impassable]))
            change.add_links(rows)
        self._has_links = True
        held.clear()
        self._signs.clear()
        remake_indexes(change.connection, indexes)

    def _columns(self, signs: Sequence[Sign]) -> list[tuple[object, ...]]:
        """Return the columns of a link twice: first for a passable link, then for an impassable link.

        The two ids of the link are left out.
        """
        tie = cast("derive.Tie", derive.link(signs))  # every row of a list makes a link
        return [self._change.link_row(0, 0, tie, signs, passable=passable)[2:] for passable in (True, False)]

    def _touch(self, pairs: dict[int, Pair]) -> None:
        """Mark the pairs with new evidence, so that their links are derived again."""
        findable = pairs and not self._indexes  # looking up earlier evidence needs the indexes
        known = repeated(self._change.connection, pairs, self._recognition.first_record) if findable else set()
        self._change.outcome.repeated_links.update(pairs[number] for number in known)
        self._change.journal.pairs.update(pair for number, pair in pairs.items() if number not in known)

    def _write_links(self, signs: dict[Pair, list[Sign]], newcomers: dict[int, str]) -> None:
        known = {person for pair in signs for person in pair if person not in newcomers}
        kinds = newcomers | self._change.reader.kinds(known)
        rows = []
        for (a, b), of_pair in sorted(signs.items()):
            if tie := derive.link(of_pair):
                passable = kinds.get(a) == "person" and kinds.get(b) == "person"
                rows.append(self._change.link_row(a, b, tie, of_pair, passable=passable))
        self._change.add_links(rows)

    def dangling(self) -> Iterator[Testimony]:
        """Yield the testimonies about somebody who has no record in the file."""
        records = self._recognition.records
        for testimony in (Testimony(*columns) for columns in self._pending):
            if not (testimony.a in records and testimony.b in records):
                yield testimony
