"""Absorb one file into the book.

    items ─ prepare ─> records ── recognise ─> records, likely people ── contested ─> final people
               ├─────> evidence ── evidence ─> evidence, links
               └─────> rows ─────── report ──> the report

The words on the arrows are modules.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Generator, Iterable, Sequence
from typing import Final

from netcli import clock
from netcli.answers import Remark as Warned
from netcli.answers.imports import Import, PeopleCount, Rejected
from netcli.errors import BadInput, NetcliError
from netcli.intake import child_process, counts, editions, prepare
from netcli.intake.batches import as_of, to_json
from netcli.intake.edited_cards import EditedCards
from netcli.intake.evidence import PendingEvidence
from netcli.intake.forgotten import FORGOTTEN, Forgotten
from netcli.intake.once import REPEATED, Earlier
from netcli.intake.owner import OwnerKnown, Ownership, holder
from netcli.intake.prepare import Chunk, Columns, PreparedRecord, PreparedRow
from netcli.intake.recognise import Incoming, Recognition
from netcli.intake.report import Account, File
from netcli.intake.same_file import refuse_another_network, repeated
from netcli.intake.told import Told
from netcli.language import say
from netcli.records import OWNER, BadRow, Edited, Ignored, Item, KeptRecord, Record, Used
from netcli.store import batches, derive
from netcli.store.records import RecordRow
from netcli.store.writer import Change
from netcli.tell.trash import Emptied

CHUNK: Final = 1_000  # few SQL statements, and a child process that rarely waits
"""Number of records that are written at a time."""


def absorb(
    change: Change,
    file: File,
    items: Iterable[Item],
    owner: int,
    *,
    create: bool = True,
    insist: bool = False,
    rejects: list[Rejected] | None = None,
    created: int = 0,
    earlier: Earlier | None = None,
    known: OwnerKnown | None = None,
    told: Told | None = None,
    in_child: bool = False,
) -> tuple[Import, list[Warned]]:
    """Absorb *file* completely or not at all; return its report and warnings.

    A repeated import changes nothing. `imports.Request` explains most options. The files of a command share *earlier*,
    *known* and *told*.

    Raises BadInput if no row can be used, and Refused for somebody else's file.
    """
    stamp = clock.stamp()
    chunks = prepare.prepare(items, stamp)
    with contextlib.closing(child_process.stream(chunks) if in_child else chunks) as chunks:
        # compute the hash now only if this network was imported before: otherwise the file cannot be a repeated import
        sha256 = file.sha256() if batches.any_stands(change.reader, file.network) else None
        if sha256 and (before := repeated(change.reader, file, sha256, owner, insist=insist)):
            return before, []
        with contextlib.suppress(_Idle), change.part():
            batch = batches.begin(
                change.connection,
                change.id,
                file=file.name,
                archive=file.archive,
                network=file.network,
                owner=owner,
                encoding=file.encoding,
            )
            earlier, known = earlier or Earlier(change.reader), known or OwnerKnown(change)
            earlier.begin(owner, batch)
            known.begin(owner)
            account, whose = Account(file, rejects), Ownership(change.reader, file, owner, known, insist=insist)
            absorption = Absorption(
                change,
                file,
                account,
                whose,
                earlier,
                known,
                told or Told(change),
                batch=batch,
                owner=owner,
                create=create,
                created=created,
                stamp=stamp,
            )
            absorption.take(chunks)
            if absorption.idle:
                report = absorption.report_nothing_new()
                raise _Idle
            report = absorption.close()
            if not (report.used or {REPEATED, FORGOTTEN} & report.why_ignored.keys()):
                raise unusable(report.file, _why_unusable(report))
            sha256 = sha256 or file.sha256()
            if not insist:
                refuse_another_network(change.reader, file, sha256)
            batches.end(
                change.connection,
                batch,
                sha256=sha256,
                owner=report.owner.id if report.owner else owner,
                people=report.people.new + report.people.unsure,
                links=report.links.new,
                report=to_json(report),
            )
            earlier.end()
    return report, absorption.account.warnings


class _Idle(Exception):
    """The file contains only cards exported from this book, without changes."""


def _why_unusable(report: Import) -> str:
    if report.rejected:
        first = report.rejected[0]
        return say("no row could be used (line {line}: {reason})", line=first.line, reason=first.reason)
    return say("no row could be used") if report.read else say("the export contains nobody")


def unusable(file: str, why: str) -> BadInput:
    """Return the error for a *file* that cannot be used, with the reason *why*."""
    return BadInput(
        say("{name}: {what}", name=file, what=why),
        say("nothing was changed; is this the whole export?"),
        code="nothing_usable",
    )


class Absorption:
    """Writes one file to the book; *account* counts its rows."""

    def __init__(
        self,
        change: Change,
        file: File,
        account: Account,
        whose: Ownership,
        earlier: Earlier,
        known: OwnerKnown,
        told: Told,
        *,
        batch: int,
        owner: int,
        create: bool,
        created: int,
        stamp: str,
    ) -> None:
        self.change = change
        self.file = file
        self.account = account
        self.whose = whose
        self.batch = batch
        self.owner = change.reader.people([owner])[owner]
        self.create = create
        self.created = created
        self.stamp = stamp
        self.removed = Emptied(change)
        self.recognition = Recognition(change, known, told, batch=batch, owner=owner, place=editions.place(file, owner))
        self.evidence = PendingEvidence(change, self.recognition, batch)
        self.earlier = earlier
        self.forgotten = Forgotten(change.reader)
        self.cards = EditedCards(change, account)
        self._incoming: list[Incoming] = []
        self._profile: list[PreparedRecord] = []
        self._mentions: list[PreparedRecord] = []
        self._named = array("Q")  # number of a mention in a row -> person, 0 until a row is accepted
        self._first_records = array("Q")  # number of a mention in a row -> the person's first record in the file
        self._added: list[str] = []  # names of people added by rows
        self._unnamed: dict[int, PreparedRecord] = {}  # number of a mention -> record, until a row is accepted

    def take(self, chunks: Generator[Chunk, None, None]) -> None:
        """Write all items in *chunks* to the book."""
        name = self.owner.name or ""
        self._add(self._prepared(Record(OWNER, name=name, mention=name)), self.owner.id)
        for chunk in chunks:
            for record in chunk.prepared_records():
                if self.forgotten and record.mention is None and self._is_forgotten(record):
                    self.forgotten.count_row(record)
                    continue
                if record.mention is not None:
                    self._mentions.append(record)
                elif record.key == OWNER:
                    self._profile.append(record)
                else:
                    self._add(record, self.owner.id if self.whose.is_owner(record) else 0)
            self.evidence.add(self.forgotten.without(chunk.evidence))
            self.whose.note_contacts(chunk.evidence)
            self._expect(chunk.mentions)
            for item in chunk.rows:
                if isinstance(item, tuple):
                    self._take_row(item)
                elif isinstance(item, Edited):
                    self._take_card(item)
                elif isinstance(item, Used) and not self.forgotten.hold(item):
                    for fate in self.earlier.told_apart(item):
                        self.account.enter(fate)
                elif not isinstance(item, Used):
                    self.account.enter(item)
            if len(self._incoming) >= CHUNK or self.evidence.due:
                self._write()
        self._take_profile()
        self._write()
        for record in self._mentions:
            if record.key not in self.recognition.records and not self._is_forgotten(record):
                self._add(record, self.recognition.mentioned(record))
        self._write()
        self.evidence.finish()
        self.cards.revise()  # at the end: a record of edits takes the next id, and the file's own ids are consecutive
        self.recognition.known |= self.cards.people
        self._count_forgotten()
        for testimony in self.evidence.dangling():
            if self.forgotten.knows(testimony.a, testimony.b):
                continue
            message = say("a {kind} names somebody who is not in the file", kind=testimony.kind)
            self.account.warn("dangling", message, testimony.file, testimony.line)

    def _add(self, record: PreparedRecord, person: int = 0) -> None:
        self._incoming.append(self.recognition.incoming(record, person))

    def _prepared(self, record: Record) -> PreparedRecord:
        """Prepare *record*. It needs no row key, because its person is known."""
        return PreparedRecord._make(prepare.prepare_record(record, self.stamp))._replace(mention=None)

    def _take_profile(self) -> None:
        """Add the owner's profile, unless it seems to be somebody else's."""
        if message := self.whose.contradiction(self._profile):
            self.account.warn("owner_differs", message)
            return
        for record in self._profile:
            self._add(record, self.owner.id)

    def _expect(self, mentions: Sequence[Columns]) -> None:
        """Hold back the records of *mentions* until a row with them is accepted."""
        first = len(self._named)
        self._unnamed |= enumerate(map(PreparedRecord._make, mentions), first)
        self._named.extend([0] * len(mentions))
        self._first_records.extend([0] * len(mentions))
        held = (self._unnamed[number].mention for number in range(first, len(self._named)))
        self.recognition.expect(filter(None, held))

    def _take_row(self, row: PreparedRow) -> None:
        """Add a row, or count why it cannot be used."""
        line, text, a, b, said, file = row
        one, other = self._named[a], self._named[b]
        if not (one and other):
            people = {a: one, b: other}
            for number in [number for number, person in people.items() if not person]:
                found, why = self._people_called(self._unnamed[number])
                if why:
                    self.account.enter(BadRow(line, why, text, file))
                    return
                if not found and self._is_forgotten(self._unnamed[number]):
                    self.account.enter(Ignored(FORGOTTEN, file))
                    return
                people[number] = found[0] if found else 0
            one, other = people[a], people[b]
        if a == b or one == other != 0:  # the row names one person twice, by two names
            self.account.enter(Ignored("self-link", file))
            return
        self.account.use(file)
        if not (self._named[a] and self._named[b]):
            one, other = self._accepted(a, one, line), self._accepted(b, other, line)
        self.evidence.add_row(said, line, (self._first_records[a], self._first_records[b]), (one, other))

    def _accepted(self, number: int, person: int, line: int) -> int:
        """Return the mention's person, who is new if *person* is 0."""
        if record := self._unnamed.pop(number, None):
            if not person:
                self._added.append(record.name or record.key.partition(":")[2])
                person = self.recognition.new_person(record.name)
            self._named[number] = person
            self._add(record._replace(mention=None, line=line), person)
            self._first_records[number] = self.recognition.records[record.key]
        return person

    def _take_card(self, card: Edited) -> None:
        """Add a card that was exported from this book."""
        if not self.cards.add(card, self.recognition.first_person):
            record = PreparedRecord._make(prepare.prepare_record(card.record, self.stamp))
            if self._is_forgotten(record):
                self.account.enter(Ignored(FORGOTTEN, card.file))
                return
            self.account.enter(Used(card.file))
            self._add(record)

    def _is_forgotten(self, record: PreparedRecord) -> bool:
        if not self.forgotten:
            return False
        called = record.mention is not None and bool(self._people_called(record)[0])
        return not called and self.forgotten.tells_of(record, editions.row_key(self.recognition.place, record))

    def _count_forgotten(self) -> None:
        """Count the rows about forgotten people, once all rows have been read."""
        for rows, gone in self.forgotten.held():
            for fate in self.earlier.told_apart(rows):
                self.account.enter(fate)
            if gone:
                self.account.enter(Ignored(FORGOTTEN, rows.file, gone))
        for file, count in self.forgotten.rows():
            self.account.ignore(FORGOTTEN, count, file)

    def _people_called(self, record: PreparedRecord) -> tuple[list[int], str | None]:
        """Return the people whom *record* may mean, and why its row cannot be used."""
        people: list[int] = []
        why = None
        try:
            people = self.recognition.called(record.mention or record.key)
        except NetcliError as error:
            # with an e-mail address or a page, the person can be added
            why = None if {"emails", "urls"} & record.parsed().keys() else error.message
        if len(people) > 1:
            why = say("{key!r} matches {people} people", key=record.key, people=len(people))
        if not people and not self.create:
            why = why or say("nobody called {key!r} is in the book", key=record.key)
        return people, why

    def _write(self) -> None:
        """Assign the pending records to people, and write records, people and evidence."""
        if not (self._incoming or self.evidence.waits):
            return
        chunk, self._incoming = self._incoming, []
        newcomers, others, same = self.recognition.recognise(chunk)
        self.change.journal.people.update(others)
        self.change.date(same, self.stamp)
        self._write_records(chunk)
        people = [(person, self._derived(records)) for person, records in newcomers.items()]
        self.change.add_people(people)
        self.recognition.note_namesakes(newcomers)
        self.evidence.write({person: row[derive.KIND] for person, (row, _, _) in people})

    def _write_records(self, chunk: list[Incoming]) -> None:
        person_of, place, batch, stamp = self.recognition.person_of, self.recognition.place, self.batch, self.stamp
        rows = []
        for number, record, given in chunk:
            key, _, mention, file, line, fields, keys, *_ = record
            person = person_of(number)
            placed = record.durable or (mention is not None if given else not keys)
            row_key = editions.row_key(place, record) if placed else None
            rows.append(RecordRow(number, person, person, batch, key, row_key, file, line, None, fields, stamp, stamp))
        self.change.journal.load("record", rows)

    def _derived(self, records: list[tuple[int, PreparedRecord]]) -> derive.Filed:
        """Return the new person described by *records*."""
        if len(records) == 1:
            return records[0][1].alone
        source, batch, stamp = self.file.network, self.batch, self.stamp
        return derive.person(
            [
                KeptRecord(number, 0, batch, each.key, None, source, "", each.parsed(), stamp, stamp)
                for number, each in records
            ]
        )

    @property
    def idle(self) -> bool:
        """Whether the file contains only cards exported from this book, with no changes."""
        return bool(self.recognition.known) and not self.cards.revised and len(self.recognition.records) == 1

    def report_nothing_new(self) -> Import:
        """Return the report of a file that contains nothing new."""
        return self.account.report(
            batch=None,
            repeated=True,
            owner=self.owner,
            as_of=self._dated(),
            people=PeopleCount(unchanged=len(self.recognition.known)),
        )

    def close(self) -> Import:
        """Finish the import of the file, and return the report."""
        dated = self._dated()
        batches.date(self.change.connection, self.batch, *dated)
        self.recognition.resolve_contested()
        self.recognition.known -= self.removed.close()  # people who left the trash count as new
        return self.account.report(
            batch=self.batch,
            owner=holder(self.change.reader, self.account.holders(), self.recognition.records) or self.owner,
            as_of=dated,
            people=counts.people(self.change, self.recognition, created=self.created),
            links=counts.links(self.change, self.batch),
            signals=self.evidence.signals,
        ).replaced(_added=self._added)

    def _dated(self) -> tuple[str, str]:
        return as_of(self.file.archive or self.file.name, self.evidence.latest, self.file.modified)
