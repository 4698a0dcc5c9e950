"""Taking a file in: records become people, testimonies become links, and every row is accounted for.

Streamed in chunks inside the command's one transaction. Each end of a testimony is a record of the same batch (the
owner has one, too), so that taking the batch back later removes exactly what only it said.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from netcli import clock, names
from netcli.answers.intake import Import, MemberCount, Rejected
from netcli.errors import NetcliError
from netcli.records import OWNER, BadRow, Ignored, Item, Member, Record, Remark, Row, Testimony, Used
from netcli.store import derive
from netcli.store.book import Book
from netcli.store.journal import Pair
from netcli.store.naming import exactly

CHUNK: Final = 5_000
"""Records taken in per round: enough to make statements rare, few enough to keep memory flat."""
SHOWN: Final = 100
"""Rejected rows and warnings that a report lists."""

Key = tuple[str, str]


class Matching(Protocol):
    """What taking in asks of matching: by which keys a record may be somebody known, and whether it may be."""

    def keys(self, record: Record) -> Sequence[Key]:
        """The (kind, value) keys that prove identity, strongest first."""
        ...

    def same(self, one: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]], key: Key) -> bool:
        """May two people, each given by what is said of her, who share *key*, be one?"""
        ...


@dataclass(slots=True)
class _Arrival:
    """A record on its way in: its number, what it says, and whom it turns out to be."""

    record: Record
    number: int
    fields: dict[str, Any]
    person: int = 0


class Intake:
    """One file being taken into the book; `report` grows as it goes."""

    def __init__(
        self, book: Book, matching: Matching, *, batch: int, report: Import, owner: int, create: bool = True
    ) -> None:
        self.book = book
        self.matching = matching
        self.batch = batch
        self.report = report
        self.owner = owner
        self.create = create
        self.remarks: list[dict[str, Any]] = []
        self.latest = ""
        self._ends: dict[str, int] = {}  # a source's key -> the number of its first record
        self._people: dict[int, int] = {}  # record -> person, for the records of this file
        self._moved: dict[int, int] = {}  # people found to be somebody else on the way
        self._mentions: list[Record] = []
        self._waiting: list[Testimony] = []
        self._fresh_names: dict[str, set[int]] = {}
        self._members: dict[str, MemberCount] = {}
        self._why: Counter[str] = Counter()
        self._known: set[int] = set()
        self._unsure: set[int] = set()
        self._next_record = book.next_number("record")
        self._next_person = self._first_person = book.next_number("person")

    def take(self, items: Iterable[Item]) -> None:
        """Take everything that *items* say into the book."""
        grown = Counter(self.book.grown)
        name = self.book.reader.people([self.owner])[self.owner].name or ""
        arriving = [self._arrival(Record(OWNER, name=name, mention=name), self.owner)]
        for item in items:
            if isinstance(item, Record):
                if item.key == OWNER:
                    arriving.extend(self._of_owner(item))
                elif item.mention is not None:
                    self._mentions.append(item)
                else:
                    arriving.append(self._arrival(item))
            elif isinstance(item, Testimony):
                self._waiting.append(item)
            elif isinstance(item, Row):
                arriving.extend(self._row(item))
            else:
                self._account(item)
            if len(arriving) >= CHUNK:
                self._absorb(arriving)
                arriving = []
        self._absorb(arriving)
        self._absorb([arrival for record in self._mentions for arrival in self._mentioned(record)])
        self._drop_dangling()
        self._close(grown)

    # --- rows and their fate ---------------------------------------------------------------------------------------

    def _account(self, item: Used | Ignored | BadRow | Member | Remark) -> None:
        if isinstance(item, Remark):
            remark = {"code": item.code, "file": item.file or self.report.file, "line": item.line}
            self.remarks.append(remark | {"message": item.message})
            return
        member = self._member(item.file)
        if isinstance(item, Member):
            member.why = item.why
        elif isinstance(item, Used):
            member.used += item.rows
        elif isinstance(item, Ignored):
            member.ignored += item.rows
            self._why[item.why] += item.rows
        else:
            self._reject(item)

    def _reject(self, row: BadRow) -> None:
        self._member(row.file).rejected_count += 1
        if len(self.report.rejected) < SHOWN:
            self.report.rejected.append(Rejected(row.file or self.report.file, row.line, row.reason, row.row))

    def _member(self, file: str | None) -> MemberCount:
        name = file or self.report.file
        return self._members.setdefault(name, MemberCount(name))

    # --- whom a record is -------------------------------------------------------------------------------------------

    def _arrival(self, record: Record, person: int = 0) -> _Arrival:
        number = self._next_record
        self._next_record += 1
        self._ends.setdefault(record.key, number)
        return _Arrival(record, number, derive.fields_of(record), person)

    def _new_person(self) -> int:
        number = self._next_person
        self._next_person += 1
        return number

    def _of_owner(self, record: Record) -> Iterator[_Arrival]:
        """What the file says of its owner, unless it is plainly somebody else's file."""
        told = [statement.fields for statement in self.book.statements([self.owner])[self.owner]]
        if self.matching.same(told, [derive.fields_of(record)], ("owner", "")):
            yield self._arrival(record, self.owner)
        else:
            self.remarks.append(
                {
                    "code": "owner_differs", "file": record.file or self.report.file, "line": record.line,
                    "message": f"this export is {record.name or 'somebody else'}'s: import it with --owner to link her contacts to her",
                }
            )  # fmt: skip

    def _row(self, row: Row) -> Iterator[_Arrival]:
        """The new records of a row whose mentions all name one person; otherwise the row is rejected."""
        named: list[tuple[Record, int | None]] = []
        for record in row.records:
            if record.key in self._ends:
                continue
            try:
                people = self._whom(record.mention or record.key)
            except NetcliError as error:
                self._reject(BadRow(row.line, error.message, row.text, row.file))
                return
            if len(people) > 1:
                reason = f"{record.mention!r} fits {len(people)} people"
                self._reject(BadRow(row.line, reason, row.text, row.file))
                return
            if not people and not self.create:
                self._reject(BadRow(row.line, f"nobody called {record.mention!r} is in the book", row.text, row.file))
                return
            named.append((record, people[0] if people else None))
        self._member(row.file).used += 1
        for record, person in named:
            if record.key not in self._ends:  # a row can name somebody twice
                yield self._arrival(record, person or self._stranger(record))
        self._waiting.extend(row.testimonies)

    def _mentioned(self, record: Record) -> Iterator[_Arrival]:
        """Somebody whom another's row names: the only person of that name, else a person of her own."""
        if record.key in self._ends:
            return
        try:
            people = self._whom(record.mention or "")
        except NetcliError:
            people = []
        person = people[0] if len(people) == 1 else self._stranger(record)
        if len(people) > 1:
            self._unsure.add(person)
        yield self._arrival(record, person)

    def _whom(self, words: str) -> list[int]:
        people = {self._settled(number) for number in exactly(self.book.reader, words)}
        return sorted(people | self._fresh_names.get(names.full_key(words), set()))

    def _stranger(self, record: Record) -> int:
        person = self._new_person()
        if record.name:
            self._fresh_names.setdefault(names.full_key(record.name), set()).add(person)
        return person

    def _settled(self, person: int) -> int:
        while person in self._moved:
            person = self._moved[person]
        return person

    # --- chunks -----------------------------------------------------------------------------------------------------

    def _absorb(self, arriving: list[_Arrival]) -> None:
        """Decide who the arrivals are, and write them, what they make and what is said of them."""
        fresh = self._recognise(arriving)
        stamp = clock.stamp()
        self.book.journal.load("record", [self._record_row(arrival, stamp) for arrival in arriving])
        for arrival in arriving:
            self._people[arrival.number] = arrival.person
        made: dict[int, list[derive.Statement]] = {}
        for arrival in arriving:
            if arrival.person in fresh:
                made.setdefault(arrival.person, []).append(
                    derive.Statement(
                        arrival.number, self.batch, self.report.network, "", arrival.fields, stamp, stamp
                    )
                )
            else:
                self.book.journal.people.add(arrival.person)
                if arrival.person < self._first_person and arrival.person != self.owner:
                    self._known.add(arrival.person)
        rows = [(person, derive.person(told)) for person, told in made.items()]
        self._mark_unsure(rows)
        self.book.add_people(rows)
        self._fresh_names.clear()
        kinds = {person: row["kind"] for person, row in rows}
        self._link(kinds)

    def _recognise(self, arriving: list[_Arrival]) -> set[int]:
        """Give every arrival its person; returns the people who are new to the book."""
        keys = {arrival.number: self._keys(arrival) for arrival in arriving if not arrival.person}
        holders = self._holders({key for each in keys.values() for key in each})
        told: dict[int, list[dict[str, Any]]] = {}
        known = {person for people in holders.values() for person in people}
        for person, statements in self.book.statements(known).items():
            told[person] = [statement.fields for statement in statements]
        fresh: set[int] = set()
        for arrival in arriving:
            if not arrival.person:
                arrival.person = self._choose(arrival, keys[arrival.number], holders, told)
            arrival.person = self._settled(arrival.person)
            if arrival.person >= self._first_person and arrival.person not in self._people.values_seen:
                fresh.add(arrival.person)
        return fresh
