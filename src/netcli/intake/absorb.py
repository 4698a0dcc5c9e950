"""Taking a file in: records become people, testimonies become links, and every row is accounted for.

    file ─ prepare ─> arrivals ─ recognise ─> whose they seem ─ Intake ─> records, people, evidence, links
                 │                                                    └─ contested ─> whose they are
                 └──> rows ──── report ──> the report

Streamed in chunks inside the command's one transaction. Each end of a testimony is a record of the same batch (the
owner has one, too), so that taking the batch back later removes exactly what only it said.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from netcli import clock
from netcli.answers import Remark
from netcli.answers.imports import Import, Rejected
from netcli.errors import BadInput, NetcliError
from netcli.intake import prepare
from netcli.intake.batches import as_of, repeated, to_json
from netcli.intake.edited_cards import changes
from netcli.intake.prepare import Arrival, Chunk, Told
from netcli.intake.recognise import Recognition
from netcli.intake.report import Account
from netcli.match import decide
from netcli.networks import network
from netcli.records import OWNER, BadRow, Edited, Ignored, Item, Record, Row, Sign, Used
from netcli.store import batches, derive, surroundings
from netcli.store.reader import Pair, turned
from netcli.store.writer import Change
from netcli.tell import edits

CHUNK: Final = 1_000
"""Records taken in per round: enough to make statements rare, few enough that whoever reads ahead need not wait."""
WAITING: Final = 10_000
"""Testimonies held back before they are written, besides those whose people are still to come."""


class Intake:
    """One file being taken into the book; `account` and its report grow as it goes."""

    def __init__(self, change: Change, account: Account, *, batch: int, owner: int, create: bool, stamp: str) -> None:
        self.change = change
        self.account = account
        self.report = account.report
        self.batch = batch
        self.owner = owner
        self.create = create
        self.stamp = stamp
        self.latest = ""
        self.revised = 0  # cards of the book's own that were changed
        self.recognition = Recognition(change, batch=batch, owner=owner, place=self._place())
        self._arriving: list[tuple[int, Arrival, int]] = []  # record, what it says, and whose it is if that is known
        self._called: dict[str, int] = {}  # a row's words for somebody -> whom they mean
        self._profile: list[Arrival] = []
        self._mentions: list[Arrival] = []
        self._edited: list[tuple[int, Edited]] = []
        self._waiting: list[tuple[Any, ...]] = []  # the columns of each Told
        self._full = WAITING

    @property
    def idle(self) -> bool:
        """Did the file bring nothing but cards that the book wrote, and nothing new on them?"""
        return bool(self.recognition.known) and not self.revised and len(self.recognition.records) == 1

    def _place(self) -> str:
        """Where a row has no identity of its own, its place has: the same row of a later edition is the same person."""
        source = network(self.report.network)
        file = "" if source.stable_keys else self.report.file.replace("\\", "/").rsplit("/", 1)[-1]
        return f"{source.key}|{self.owner}|{file}"

    def take(self, coming: Iterable[Chunk]) -> None:
        """Take everything that is *coming* into the book."""
        name = self.change.reader.people([self.owner])[self.owner].name or ""
        self._arrive(self._read(Record(OWNER, name=name, mention=name)), self.owner)
        for chunk in coming:
            self._waiting.extend(chunk.testimonies)
            for arrival in chunk.arrivals():
                if arrival.mention is not None:
                    self._mentions.append(arrival)
                elif arrival.key == OWNER:
                    self._profile.append(arrival)
                else:
                    self._arrive(arrival)
            for item in chunk.rows:
                if isinstance(item, Row):
                    self._row(item)
                elif isinstance(item, Edited):
                    self._come_back(item)
                else:
                    self.account.enter(item)
            if len(self._arriving) >= CHUNK or len(self._waiting) >= self._full:
                self._absorb()
        for arrival in self._of_owner():
            self._arrive(arrival, self.owner)
        self._absorb()
        for arrival in self._mentions:
            if arrival.key not in self.recognition.records:
                self._arrive(arrival, self.recognition.mentioned(arrival))
        self._absorb()
        self._revise()  # only now: a record has its number before it is written
        self._drop_dangling()

    def _read(self, record: Record) -> Arrival:
        """The record of somebody whose person is known: she has no place of her own."""
        return Arrival._make(prepare.arrival(record, self.stamp))._replace(mention=None)

    def _arrive(self, arrival: Arrival, person: int = 0) -> None:
        self._arriving.append((self.recognition.number(arrival.key), arrival, person))

    def _of_owner(self) -> Iterator[Arrival]:
        """What the file says of its owner, unless it is plainly somebody else's file."""
        told = [statement.fields for statement in self.change.statements([self.owner])[self.owner]]
        said = [arrival.told() for arrival in self._profile]
        if not said:
            return
        if decide.fit(told, said, ("owner", "")):
            yield from self._profile
            return
        name = next((fields["name"] for fields in said if "name" in fields), None)
        if name:
            message = f"this export is {name}'s: import it with --owner {name!r} to link her contacts to her"
        else:
            held = {kind: fields[f"{kind}s"][0] for kind in KEYS for fields in said if f"{kind}s" in fields}
            kind, value = next(iter(held.items()), ("email", "..."))
            mend = f"netcli edit me --{kind} ..."
            message = f"the owner of this file goes by {value}: say so first if that is you ({mend})"
        self.account.remark("owner_differs", message)

    def _come_back(self, edited: Edited) -> None:
        """Take in a card that the book wrote; if its person is there no longer, it is like any other card."""
        number = self.change.reader.forwarded(edited.person)
        if self.change.reader.person(number) is None or number >= self.recognition.first_person:
            self.account.enter(Used(edited.file))
            self._arrive(Arrival._make(prepare.arrival(edited.record, self.stamp)))
        else:
            self._edited.append((number, edited))

    def _revise(self) -> None:
        """Take as the user's own word what was changed on cards that the book wrote."""
        people = {person.id: person for person in self.change.reader.full([number for number, _ in self._edited])}
        for number, edited in self._edited:
            values, gone = changes(edited, people[number])
            try:
                if values or gone:
                    edits.revise_person(self.change, number, values, gone, on=edited.revised)
                    self.revised += 1
            except NetcliError as error:
                self.account.enter(BadRow(edited.line or 1, error.message, people[number].name or "", edited.file))
                continue
            self.account.enter(Used(edited.file))
            self.recognition.known.add(number)

    def _row(self, row: Row) -> None:
        """Take in a row whose mentions all name one person; otherwise the row is rejected."""
        called = self._called
        named: dict[str, int] = {}  # 0: nobody yet
        for record in row.records:
            if record.key in called:
                named[record.key] = called[record.key]
                continue
            try:
                people = self.recognition.whom(record.mention or record.key)
                why = f"{record.key!r} fits {len(people)} people" if len(people) > 1 else None
            except NetcliError as error:
                people, why = [], None if record.emails else error.message  # who is an address can be added
            if not people and not self.create:
                why = why or f"nobody called {record.key!r} is in the book"
            if why:
                self.account.enter(BadRow(row.line, why, row.text, row.file))
                return
            named[record.key] = people[0] if people else 0
        if 0 not in named.values() and len(set(named.values())) == 1:  # one person, by two of her names
            self.account.enter(Ignored("self-link", row.file))
            return
        self.account.enter(Used(row.file))
        for record in row.records:
            if record.key not in called:
                called[record.key] = named[record.key] or self.recognition.stranger(record.name)
                self._arrive(self._read(record), called[record.key])
        self._waiting.extend(map(prepare.told, row.testimonies))

    # --- chunks -----------------------------------------------------------------------------------------------------

    def _absorb(self) -> None:
        """Decide who the arrivals are, and write them, what they make and what is said of them."""
        chunk, self._arriving = self._arriving, []
        made, others = self.recognition.recognise(chunk)
        self.change.journal.people.update(others)
        self._write_records(chunk)
        people = [(person, self._derived(told)) for person, told in made.items()]
        self.change.add_people(people)
        self.recognition.doubt(made)
        self._link({person: row[derive.KIND] for person, (row, _, _) in people})

    def _write_records(self, chunk: list[tuple[int, Arrival, int]]) -> None:
        recognition, person_of, batch, stamp = self.recognition, self.recognition.person_of, self.batch, self.stamp
        rows = []
        for record, arrival, given in chunk:
            key, _, mention, file, line, fields, keys, *_ = arrival
            person = person_of(record)
            placed = mention is not None if given else not keys
            row_key = recognition.row_key(arrival) if placed else None
            rows.append((record, person, person, batch, key, row_key, file, line, None, fields, stamp, stamp))
        self.change.journal.load("record", rows)

    def _derived(self, told: list[tuple[int, Arrival]]) -> derive.Filed:
        if len(told) == 1:
            return told[0][1].alone
        network, stamp = self.report.network, self.stamp
        return derive.person(
            [derive.Statement(number, self.batch, network, "", each.told(), stamp, stamp) for number, each in told]
        )

    # --- links ------------------------------------------------------------------------------------------------------

    def _link(self, kinds: dict[int, str]) -> None:
        """Write the testimonies whose two ends are known by now; the links of newcomers are made at once.

        *kinds* are those of the newest: nothing was said of them before. Of the file's other newcomers something was,
        if a link stands.
        """
        waiting, self._waiting = self._waiting, []
        record_of, person_of = self.recognition.records.get, self.recognition.person_of
        first, batch, latest = self.recognition.first_person, self.batch, self.latest
        pairs = self.change.journal.pairs
        evidence: list[tuple[Any, ...]] = []
        signs: dict[Pair, list[Sign]] = {}
        for told in waiting:
            a_key, b_key, kind, link, certainty, since, last, number, direction, closeness, _, _, _ = told
            a, b = record_of(a_key), record_of(b_key)
            if a is None or b is None:
                self._waiting.append(told)
                continue
            one, other = person_of(a), person_of(b)
            if one == other:
                continue
            evidence.append((None, a, b, batch, *told[2:]))
            if since and since > latest:
                latest = since
            if last and last > latest:
                latest = last
            pair = (one, other) if one < other else (other, one)
            if link is None:
                self.report.signals += 1
                if kind in FAVOURS:
                    pairs.add(pair)
            elif one in kinds or other in kinds or one >= first or other >= first:
                if one > other:
                    link, direction = turned(link, direction)
                sign = Sign(kind, link, certainty, since, last, number, direction, closeness, batch)
                if pair in signs:
                    signs[pair].append(sign)
                else:
                    signs[pair] = [sign]
            else:
                pairs.add(pair)
        self.latest = latest
        older = [pair for pair in signs if pair[0] not in kinds and pair[1] not in kinds]
        for pair in surroundings.kept_weights(self.change.connection, older):
            pairs.add(pair)
            del signs[pair]
        self._full = len(self._waiting) + WAITING
        self.change.journal.load("evidence", evidence)
        self._write_links(signs, kinds)

    def _write_links(self, signs: dict[Pair, list[Sign]], kinds: dict[int, str]) -> None:
        older = {person for pair in signs for person in pair if person not in kinds}
        kinds = kinds | self.change.reader.kinds(older)
        rows = []
        for (a, b), told in sorted(signs.items()):
            if tie := derive.link(told):
                passable = kinds.get(a) == "person" and kinds.get(b) == "person"
                rows.append(self.change.link_row(a, b, tie, told, passable=passable))
        self.change.add_links(rows)

    def _drop_dangling(self) -> None:
        """A testimony about somebody whom the file never shows is a row that made no sense."""
        records = self.recognition.records
        for told in map(Told._make, self._waiting):
            if not (told.a in records and told.b in records):
                message = f"a {told.kind} names somebody whom the file does not show"
                self.account.remark("dangling", message, told.file, told.line)
        self._waiting = []

    # --- the report -------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Derive what was touched and count what the file did; the batch must be dated by now."""
        report, recognition, outcome = self.report, self.recognition, self.change.outcome
        recognition.settle()
        report.people.unsure = len(recognition.unsure)
        report.people.new = outcome.people["person"] - report.people.unsure
        report.people.placeholders = outcome.people["placeholder"]
        report.people.organizations = outcome.people["organization"]
        known = {person for person, kind in self.change.reader.kinds(recognition.known).items() if kind == "person"}
        report.people.updated = len(known & outcome.altered)
        report.people.unchanged = len(known - outcome.altered)
        report.links.new = outcome.links
        kept = [changed for changed, of in outcome.kept_links.values() if self.batch in of and len(of) > 1]
        report.links.updated = sum(kept)
        report.links.unchanged = len(kept) - report.links.updated
        self.account.close()


KEYS: Final = ("email", "url", "phone")
"""By what an owner without a name may go."""
FAVOURS: Final = frozenset({"endorsement", "recommendation"})
"""Signals that weigh where the two are linked besides."""


Beside = Callable[[Generator[Any, None, None]], Generator[Any, None, None]]
"""How something is made while something else is done: by a process of its own, for instance."""


@dataclass(frozen=True)
class File:
    """What is known of a file before it is read."""

    name: str
    network: str
    sha256: Callable[[], str]
    archive: str | None = None
    encoding: str | None = None
    modified: str | None = None


def absorb(
    change: Change,
    file: File,
    items: Iterable[Item],
    owner: int,
    *,
    create: bool = True,
    rejects: list[Rejected] | None = None,
    beside: Beside = lambda stream: stream,
) -> tuple[Import, list[Remark]]:
    """Take one file into the book, or nothing of it; returns its report and the warnings.

    The same bytes for the same network and owner are recognised and change nothing. *rejects* gets every rejected row;
    what is read *beside* may be before it is asked for.
    Raises BadInput when nothing in the file could be used, and whatever *items* raise; the book is then as before.
    """
    report = Import(
        batch=None,
        repeated=False,
        file=file.name,
        network=file.network,
        encoding=file.encoding,
        as_of="",
        as_of_from="",
        owner=change.reader.people([owner])[owner],
    )
    stamp = clock.stamp()
    with contextlib.closing(beside(prepare.prepare(items, stamp))) as coming:
        # the fingerprint of a file that cannot have come before is asked for when it is known
        sha256 = file.sha256() if batches.any_stands(change.reader, file.network, owner) else None
        if sha256 is not None and (batch := batches.of_file(change.reader, sha256, file.network, owner)) is not None:
            return repeated(change.reader, batch, report), []
        with contextlib.suppress(_Idle), change.part():
            batch = report.batch = batches.begin(
                change.connection,
                change.id,
                file=file.name,
                archive=file.archive,
                network=file.network,
                owner=owner,
                encoding=file.encoding,
            )
            account = Account(report, rejects)
            intake = Intake(change, account, batch=batch, owner=owner, create=create, stamp=stamp)
            intake.take(coming)
            report.as_of, report.as_of_from = as_of(file.archive or file.name, intake.latest, file.modified)
            if intake.idle:
                account.close()
                report.batch, report.repeated = None, True
                report.people.unchanged = len(intake.recognition.known)
                raise _Idle
            batches.date(change.connection, batch, report.as_of, report.as_of_from)
            intake.close()
            if not report.used:
                raise _unusable(report)
            people = report.people.new + report.people.unsure
            batches.end(
                change.connection,
                batch,
                sha256=sha256 or file.sha256(),
                people=people,
                links=report.links.new,
                report=to_json(report),
            )
    return report, account.remarks


class _Idle(Exception):
    """The file says nothing that the book did not write into it."""


def _unusable(report: Import) -> BadInput:
    if report.rejected:
        first = report.rejected[0]
        why = f"no row could be used; the first, line {first.line}: {first.reason}"
    else:
        why = "no row could be used" if report.read else "there are no rows in it"
    return BadInput(f"{report.file}: {why}", "nothing was changed; is this the whole export?", code="nothing_usable")
