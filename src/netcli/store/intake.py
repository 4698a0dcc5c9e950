"""Taking a file in: records become people, testimonies become links, and every row is accounted for.

Streamed in chunks inside the command's one transaction. Each end of a testimony is a record of the same batch (the
owner has one, too), so that taking the batch back later removes exactly what only it said.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Final, Protocol

from netcli import clock, names
from netcli.answers.intake import Import, MemberCount, Rejected
from netcli.errors import BadInput, NetcliError
from netcli.records import OWNER, BadRow, Ignored, Item, Member, Record, Remark, Row, Sign, Testimony, Used
from netcli.store import batches, derive
from netcli.store.book import Book
from netcli.store.journal import Pair, sorted_pair
from netcli.store.naming import exactly
from netcli.store.reader import oriented

CHUNK: Final = 5_000
"""Records taken in per round: enough to make statements rare, few enough to keep memory flat."""
WAITING: Final = 20_000
"""Testimonies held back before they are written, besides those whose people are still to come."""
SHOWN: Final = 100
"""Rejected rows and warnings that a report lists."""

Key = tuple[str, str]


class Matching(Protocol):
    """What taking in asks of matching: by which keys a record may be somebody known, and whether it may be."""

    def keys(self, record: Record) -> Sequence[Key]:
        """The (kind, value) keys that prove identity, strongest first."""
        ...

    def fit(self, one: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]], key: Key) -> float:
        """How surely two people, each given by what is said of her, who share *key* are one; 0: not for certain."""
        ...

    def waits(self, one: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]]) -> bool:
        """Is it worth asking whether two namesakes are one?"""
        ...


@dataclass(slots=True)
class _Arrival:
    """A record on its way in: its number, what it says, and whom it turns out to be."""

    record: Record
    number: int
    fields: dict[str, Any]
    keys: Sequence[Key] = ()
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
        self.rejects: list[Rejected] | None = None
        self.latest = ""
        self._ends: dict[str, int] = {}  # a source's key -> the number of its first record
        self._people: dict[int, int] = {}  # record -> person, for the records of this file
        self._moved: dict[int, int] = {}  # people found to be somebody else on the way
        self._mentions: list[Record] = []
        self._profile: list[Record] = []
        self._waiting: list[Testimony] = []
        self._full = WAITING
        self._fresh_names: dict[str, set[int]] = {}
        self._members: dict[str, MemberCount] = {}
        self._why: Counter[str] = Counter()
        self._known: set[int] = set()
        self._unsure: set[int] = set()
        self._named: set[str] = set()  # names of newcomers whom others have only mentioned so far
        self._me = book.reader.me()
        self._grown = Counter(book.grown)
        self._next_record = book.next_number("record")
        self._next_person = self._first_person = self._chunk_first = book.next_number("person")

    def take(self, items: Iterable[Item]) -> None:
        """Take everything that *items* say into the book."""
        name = self.book.reader.people([self.owner])[self.owner].name or ""
        arriving = [self._arrival(Record(OWNER, name=name, mention=name), self.owner)]
        for item in items:
            if isinstance(item, Record):
                if item.key == OWNER:
                    self._profile.append(item)
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
            if len(arriving) >= CHUNK or len(self._waiting) >= self._full:
                self._absorb(arriving)
                arriving = []
        self._absorb([*arriving, *self._of_owner()])
        self._absorb([arrival for record in self._mentions for arrival in self._mentioned(record)])
        self._drop_dangling()

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
        rejected = Rejected(row.file or self.report.file, row.line, row.reason, row.row)
        if self.rejects is not None:
            self.rejects.append(rejected)
        if len(self.report.rejected) < SHOWN:
            self.report.rejected.append(rejected)

    def _member(self, file: str | None) -> MemberCount:
        name = file or self.report.file
        return self._members.setdefault(name, MemberCount(name))

    # --- whom a record is -------------------------------------------------------------------------------------------

    def _arrival(self, record: Record, person: int = 0) -> _Arrival:
        number = self._next_record
        self._next_record += 1
        self._ends.setdefault(record.key, number)
        keys = () if person else self._keys(record)
        return _Arrival(record, number, derive.fields_of(record), keys, person)

    def _new_person(self) -> int:
        number = self._next_person
        self._next_person += 1
        return number

    def _of_owner(self) -> Iterator[_Arrival]:
        """What the file says of its owner, unless it is plainly somebody else's file."""
        told = [statement.fields for statement in self.book.statements([self.owner])[self.owner]]
        said = [derive.fields_of(record) for record in self._profile]
        if not said:
            return
        if self.matching.fit(told, said, ("owner", "")):
            for record in self._profile:
                yield self._arrival(record, self.owner)
            return
        name = next((fields["name"] for fields in said if "name" in fields), None)
        if name:
            message = f"this export is {name}'s: import it with --owner {name!r} to link her contacts to her"
        else:
            kinds = ("emails", "urls", "phones")
            held = next((fields[kind][0] for fields in said for kind in kinds if kind in fields), "")
            message = f"the owner of this file goes by {held}: say so first if that is you (netcli edit me --email ...)"
        self.remarks.append({"code": "owner_differs", "file": self.report.file, "line": None, "message": message})

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
        self._recognise(arriving)
        stamp = clock.stamp()
        self.book.journal.load("record", [self._record_row(arrival, stamp) for arrival in arriving])
        made: dict[int, list[derive.Statement]] = {}
        for arrival in arriving:
            if arrival.person >= self._chunk_first:
                statement = derive.Statement(
                    arrival.number, self.batch, self.report.network, "", arrival.fields, stamp, stamp
                )
                made.setdefault(arrival.person, []).append(statement)
            else:
                self.book.journal.people.add(arrival.person)
                if arrival.person < self._first_person and arrival.person != self.owner:
                    self._known.add(arrival.person)
        rows = [(person, derive.person(told)) for person, told in made.items()]
        self._mark_unsure(rows, made)
        self.book.add_people(rows)
        self._link({person: row["kind"] for person, row in rows})
        self._fresh_names.clear()
        self._chunk_first = self._next_person

    def _recognise(self, arriving: list[_Arrival]) -> None:
        """Give every arrival its person: somebody of this file, somebody known, or somebody new."""
        holders = self._holders({key for arrival in arriving for key in arrival.keys})
        known = {person for people in holders.values() for person in people}
        told = {
            person: [statement.fields for statement in statements]
            for person, statements in self.book.statements(known).items()
        }
        for arrival in arriving:
            if not arrival.person:
                first = self._people.get(self._ends[arrival.record.key], 0)
                arrival.person = self._choose(arrival, first, holders, told)
            self._people[arrival.number] = arrival.person
        for arrival in arriving:
            arrival.person = self._people[arrival.number] = self._settled(arrival.person)

    def _choose(
        self, arrival: _Arrival, first: int, holders: dict[Key, list[int]], told: dict[int, list[dict[str, Any]]]
    ) -> int:
        fits: dict[int, float] = {self._settled(first): inf} if first else {}
        for key in arrival.keys:
            for person in map(self._settled, holders.get(key, ())):
                if person in fits:
                    continue
                # whatever names me is me: a file never makes a second one
                bits = inf if person == self._me and key[0] != "row" else 0.0
                if bits := bits or self.matching.fit(told[person], [arrival.fields], key):
                    fits[person] = bits
        person = self._one_of(fits, told) if fits else self._new_person()
        told.setdefault(person, []).append(arrival.fields)
        for key in arrival.keys:
            if person not in (people := holders.setdefault(key, [])):
                people.append(person)
        return person

    def _one_of(self, fits: dict[int, float], told: dict[int, list[dict[str, Any]]]) -> int:
        """Whom a record fits: if several, they are one if nothing contradicts; else the best, or nobody on a tie."""
        ranked = sorted(fits, key=lambda person: (person != self.owner, -fits[person], person))
        best, *others = ranked
        for other in others:
            if self._may_join(best, other, told):
                self._join(other, best)
                told[best] = told.get(best, []) + told.get(other, [])
            elif fits[other] == fits[best]:
                return self._new_person()
        return best

    def _may_join(self, one: int, other: int, told: dict[int, list[dict[str, Any]]]) -> bool:
        run = self.book.connection.exec_driver_sql
        distinct = run(
            "SELECT 1 FROM verdict v JOIN record r ON r.id = v.a JOIN record s ON s.id = v.b"
            " WHERE v.verdict = 'distinct' AND ((r.person = ? AND s.person = ?) OR (r.person = ? AND s.person = ?))",
            (one, other, other, one),
        ).first()
        return distinct is None and bool(self.matching.fit(told.get(one, []), told.get(other, []), ("joined", "")))

    def _keys(self, record: Record) -> Sequence[Key]:
        return self.matching.keys(record) or (("row", self._row_key(record)),)

    def _row_key(self, record: Record) -> str:
        """Where a row has no identity of its own, its place has: the same row of a later edition is the same person."""
        place = "" if self.report.network in ACCOUNTS else self.report.file.replace("\\", "/").rsplit("/", 1)[-1]
        return "|".join((self.report.network, str(self.owner), place, record.key))

    def _holders(self, keys: set[Key]) -> dict[Key, list[int]]:
        """Who answers to those keys already."""
        holders: dict[Key, list[int]] = {}
        run = self.book.reader.connection.execute
        asked: dict[str, list[str]] = {}
        for kind, value in keys:
            asked.setdefault(kind, []).append(value)
        rows = asked.pop("row", [])
        for kind, values in asked.items():
            found = run(
                "SELECT i.value, i.person FROM json_each(?) j CROSS JOIN identifier i"
                " ON i.kind = ? AND i.value = j.value ORDER BY i.person",
                (json.dumps(values), kind),
            )
            for value, person in found:  # whoever was joined on the way is still filed under her old number
                people = holders.setdefault((kind, value), [])
                if (settled := self._settled(person)) not in people:
                    people.append(settled)
        found = run(
            "SELECT r.row_key, r.person FROM json_each(?) j CROSS JOIN record r ON r.row_key = j.value ORDER BY r.id",
            (json.dumps(rows),),
        )
        for value, person in found:
            people = holders.setdefault(("row", value), [])
            if person not in people:
                people.append(person)
        return holders

    def _join(self, other: int, person: int) -> None:
        """Two people proved to be one by a record that holds the keys of both."""
        self._moved[other] = person
        run = self.book.connection.exec_driver_sql
        for record, batch in run("SELECT id, batch FROM record WHERE person = ?", (other,)).fetchall():
            self.book.journal.move(record, person, imaged=batch != self.batch)
        if other < self._first_person:
            self.book.journal.insert("forward", {"old": other, "person": person})
            self._known.discard(other)
            if person != self.owner and person < self._first_person:
                self._known.add(person)
        self._unsure.discard(other)

    def _record_row(self, arrival: _Arrival, stamp: str) -> tuple[Any, ...]:
        record = arrival.record
        row_key = arrival.keys[0][1] if arrival.keys and arrival.keys[0][0] == "row" else None
        return (
            arrival.number, arrival.person, arrival.person, self.batch, record.key, row_key, record.file, record.line,
            None, derive.packed(arrival.fields), stamp, stamp,
        )  # fmt: skip

    def _mark_unsure(
        self, rows: Sequence[tuple[int, dict[str, Any]]], made: dict[int, list[derive.Statement]]
    ) -> None:
        """New people with a namesake whom nothing contradicts: each is a person of her own, and the pair waits."""
        namesakes: dict[str, list[int]] = {}
        for person, row in rows:
            if row["folded"] and row["kind"] == "person":
                namesakes.setdefault(row["folded"], []).append(person)
        holders = self._holders({(kind, name) for name in namesakes for kind in ("name", "mention")})
        self._named.update(name for name in namesakes if ("mention", name) in holders)
        others = {person for people in holders.values() for person in people}
        told = self.book.statements(others) | made
        for name, people in namesakes.items():
            before = list(holders.get(("name", name), ()))
            for person in people:
                mine = [statement.fields for statement in told[person]]
                if any(
                    self.matching.waits([statement.fields for statement in told[other]], mine) for other in before
                ):
                    self._unsure.add(person)
                before.append(person)

    def _meet_mentions(self) -> None:
        """Somebody whom others only named is the one person of that name who has come now, if there is just one."""
        holders = self._holders({(kind, name) for name in self._named for kind in ("name", "mention")})
        for name in sorted(self._named):
            mentioned = holders.get(("mention", name), [])
            known = [person for person in holders.get(("name", name), []) if person not in mentioned]
            if len(known) != 1:
                continue
            keep = known[0] if known[0] < self._first_person else min(mentioned)  # an old number stays
            for person in {known[0], *mentioned} - {keep}:
                self._join(person, keep)
            self._known.add(keep)

    # --- links ------------------------------------------------------------------------------------------------------

    def _link(self, kinds: dict[int, str]) -> None:
        """Write the testimonies whose two ends are known by now; links of new people are made at once."""
        waiting, self._waiting = self._waiting, []
        evidence: list[tuple[Any, ...]] = []
        signs: dict[Pair, list[Sign]] = {}
        for told in waiting:
            a, b = self._ends.get(told.a), self._ends.get(told.b)
            if a not in self._people or b not in self._people:
                self._waiting.append(told)
                continue
            one, other = self._people[a], self._people[b]
            if one == other:
                continue
            direction = told.direction or ("a_to_b" if told.link in DIRECTED else None)
            evidence.append(
                (
                    None, a, b, self.batch, told.kind, told.link, told.certainty, told.since, told.last, told.count,
                    direction, told.closeness, told.detail, told.file, told.line,
                )
            )  # fmt: skip
            self.latest = max(self.latest, told.since or "", told.last or "")
            if told.link is None:
                self.report.signals += 1
                if told.kind in FAVOURS:
                    self.book.journal.pairs.add(sorted_pair(one, other))
                continue
            pair = sorted_pair(one, other)
            if one in kinds or other in kinds:
                link = told.link
                if one > other:
                    row = oriented({"link": link, "direction": direction}, flipped=True)
                    link, direction = row["link"], row["direction"]
                signs.setdefault(pair, []).append(
                    Sign(
                        told.kind, link, told.certainty, told.since, told.last, told.count, direction,
                        told.closeness, self.batch,
                    )
                )  # fmt: skip
            else:
                self.book.journal.pairs.add(pair)
        self._full = len(self._waiting) + WAITING
        self.book.journal.load("evidence", evidence)
        self._write_links(signs, kinds)

    def _write_links(self, signs: dict[Pair, list[Sign]], kinds: dict[int, str]) -> None:
        older = {person for pair in signs for person in pair if person not in kinds}
        kinds = kinds | {number: person.kind for number, person in self.book.reader.people(older).items()}
        rows = []
        for (a, b), told in sorted(signs.items()):
            row = derive.link(told)
            if row is not None:
                passable = kinds.get(a) == "person" and kinds.get(b) == "person"
                rows.append(self.book.link_row(a, b, row, told, passable=passable))
        self.book.add_links(rows)

    def _drop_dangling(self) -> None:
        """A testimony about somebody whom the file never shows is a row that made no sense."""
        for told in self._waiting:
            if told.a in self._ends and told.b in self._ends:
                continue
            self.remarks.append(
                {
                    "code": "dangling", "file": told.file or self.report.file, "line": told.line,
                    "message": f"a {told.kind} names somebody whom the file does not show",
                }
            )  # fmt: skip
        self._waiting = []

    # --- the report -------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Derive what was touched and count what the file did; the batch must be dated by now."""
        book, report, grown = self.book, self.report, self._grown
        self._meet_mentions()
        book.altered_people.clear()
        book.links_kept.clear()
        book.settle()
        report.people.unsure = sum(1 for person in self._unsure if person not in self._moved)
        report.people.new = book.grown["person"] - grown["person"] - report.people.unsure
        report.people.placeholders = book.grown["placeholder"] - grown["placeholder"]
        report.people.organizations = book.grown["organization"] - grown["organization"]
        known = {person.id for person in book.reader.people(self._known).values() if person.kind == "person"}
        report.people.updated = len(known & book.altered_people)
        report.people.unchanged = len(known - book.altered_people)
        report.links.new = book.grown["link"] - grown["link"]
        kept = [
            changed for changed, batches in book.links_kept.values() if self.batch in batches and len(batches) > 1
        ]
        report.links.updated = sum(kept)
        report.links.unchanged = len(kept) - report.links.updated
        report.members = sorted(self._members.values(), key=lambda member: member.file)
        for member in report.members:
            member.read = member.used + member.ignored + member.rejected_count
        report.used = sum(member.used for member in report.members)
        report.ignored = sum(member.ignored for member in report.members)
        report.rejected_count = sum(member.rejected_count for member in report.members)
        report.read = report.used + report.ignored + report.rejected_count
        report.why_ignored = dict(sorted(self._why.items()))


FAVOURS: Final = frozenset({"endorsement", "recommendation"})
"""Signals that weigh where the two are linked besides."""
ACCOUNTS: Final = frozenset({"linkedin", "viadeo", "facebook", "instagram", "x", "mastodon", "telegram", "secondlife"})
"""Networks whose keys hold in every export of the same owner, whatever the file is called."""
DIRECTED: Final = frozenset({"parent", "child", "manager", "assistant", "referred_by", "customer", "supplier"})
"""Kinds of link that read differently from the other end."""


@dataclass(frozen=True)
class File:
    """What is known of a file before it is read."""

    name: str
    network: str
    sha256: str
    archive: str | None = None
    encoding: str | None = None
    modified: str | None = None


def absorb(
    book: Book, matching: Matching, file: File, items: Iterable[Item], owner: int, *, create: bool = True,
    rejects: list[Rejected] | None = None,
) -> tuple[Import, list[dict[str, Any]]]:  # fmt: skip
    """Take one file into the book, or nothing of it; returns its report and the warnings.

    The same bytes for the same network and owner are recognised and change nothing. *rejects* gets every rejected row.
    Raises BadInput when nothing in the file could be used, and whatever *items* raise; the book is then as before.
    """
    report = Import(
        batch=None, repeated=False, file=file.name, network=file.network, encoding=file.encoding, as_of="",
        as_of_from="", owner=book.reader.people([owner])[owner],
    )  # fmt: skip
    if (batch := batches.earlier(book, file.sha256, file.network, owner)) is not None:
        return batches.repeated(book, batch, report), []
    with book.savepoint():
        batch = report.batch = batches.begin(book, report, file.sha256, file.archive)
        intake = Intake(book, matching, batch=batch, report=report, owner=owner, create=create)
        intake.rejects = rejects
        intake.take(items)
        report.as_of, report.as_of_from = batches.as_of(file.archive or file.name, intake.latest, file.modified)
        batches.date(book, batch, report)
        intake.close()
        if not report.used:
            raise _unusable(report)
        batches.end(book, batch, report)
    return report, intake.remarks


def _unusable(report: Import) -> BadInput:
    if report.rejected:
        first = report.rejected[0]
        why = f"no row could be used; the first, line {first.line}: {first.reason}"
    else:
        why = "no row could be used" if report.read else "there are no rows in it"
    return BadInput(f"{report.file}: {why}", "nothing was changed; is this the whole export?", code="nothing_usable")
