"""Absorb one file into the book.

    items ─ prepare ─> records ── recognise ─> likely people ── records ─> people ── contested ─> final people
               ├─────> evidence ── evidence ─> links
               ├─────> links ──── link_rows ─> records, evidence
               └─────> rows ──────── report ─> the report

The words on the arrows are modules.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterable

from netcli import clock
from netcli.answers import Remark as Warned
from netcli.answers.imports import Import, PeopleCount, Rejected
from netcli.errors import BadInput
from netcli.intake import child_process, counts, file_date, prepare
from netcli.intake.batches import to_json
from netcli.intake.edited_cards import EditedCards
from netcli.intake.editions import place
from netcli.intake.evidence import PendingEvidence
from netcli.intake.forgotten import FORGOTTEN, Forgotten
from netcli.intake.link_rows import LinkRows
from netcli.intake.once import REPEATED, Earlier
from netcli.intake.owner import OwnerKnown, Ownership, holder
from netcli.intake.prepare import Chunk, PreparedRecord
from netcli.intake.recognise import Recognition
from netcli.intake.records import PendingRecords
from netcli.intake.report import Account, File
from netcli.intake.same_file import refuse_another_network, repeated
from netcli.intake.told import Told
from netcli.language import say
from netcli.records import OWNER, Edited, Ignored, Item, Record, Used
from netcli.store import batches
from netcli.store.writer import Change
from netcli.tell.trash import Emptied


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

    Raises BadInput if no row can be used, and Refused for somebody else's file. Raises any error of *items*.
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
            if sha256 is None:
                sha256 = file.sha256()
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
    """Return the error for a file that cannot be used. *why* is the reason."""
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
        self.created = created
        self.stamp = stamp
        self.removed = Emptied(change)
        self.recognition = Recognition(change, known, told, batch=batch, owner=owner, place=place(file, owner))
        self.records = PendingRecords(change, self.recognition, batch=batch, network=file.network, stamp=stamp)
        self.evidence = PendingEvidence(change, self.recognition, batch)
        self.earlier = earlier
        self.forgotten = Forgotten(change.reader, self.recognition)
        self.rows = LinkRows(self.recognition, self.records, self.evidence, account, self.forgotten, create=create)
        self.cards = EditedCards(change, account)
        self._profile: list[PreparedRecord] = []
        self._mentions: list[PreparedRecord] = []

    def take(self, chunks: Generator[Chunk, None, None]) -> None:
        """Write all items in *chunks* to the book."""
        name = self.owner.name or ""
        self.records.add(self._prepared(Record(OWNER, name=name, mention=name)), self.owner.id)
        for chunk in chunks:
            for record in chunk.prepared_records():
                if record.mention is None and self.forgotten.tells_of(record):
                    self.forgotten.count_row(record)
                    continue
                if record.mention is not None:
                    self._mentions.append(record)
                elif record.key == OWNER:
                    self._profile.append(record)
                else:
                    self.records.add(record, self.owner.id if self.whose.is_owner(record) else 0)
            self.evidence.add(self.forgotten.without(chunk.evidence))
            self.whose.note_contacts(chunk.evidence)
            self.rows.expect(chunk.mentions)
            for item in chunk.rows:
                if isinstance(item, tuple):
                    self.rows.take(item)
                elif isinstance(item, Edited):
                    self._take_card(item)
                elif isinstance(item, Used) and not self.forgotten.hold(item):
                    for fate in self.earlier.told_apart(item):
                        self.account.enter(fate)
                elif not isinstance(item, Used):
                    self.account.enter(item)
            if self.records.due or self.evidence.due:
                self._write()
        self._take_profile()
        self._write()
        for record in self._mentions:
            if record.key not in self.recognition.records and not self.forgotten.tells_of(record):
                self.records.add(record, self.recognition.mentioned(record))
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

    def _prepared(self, record: Record) -> PreparedRecord:
        """Prepare *record*. The record needs no row key, because the person is known."""
        return PreparedRecord._make(prepare.prepare_record(record, self.stamp))._replace(mention=None)

    def _take_profile(self) -> None:
        """Add the owner's profile, unless it seems to be somebody else's.

        Raises Refused if the file must not be imported.
        """
        if message := self.whose.contradiction(self._profile):
            self.account.warn("owner_differs", message)
            return
        for record in self._profile:
            self.records.add(record, self.owner.id)

    def _take_card(self, card: Edited) -> None:
        """Add a card that was exported from this book.

        If the card's person no longer exists, the card is added like any other.
        """
        if not self.cards.add(card, self.recognition.first_person):
            record = PreparedRecord._make(prepare.prepare_record(card.record, self.stamp))
            if self.forgotten.tells_of(record):
                self.account.enter(Ignored(FORGOTTEN, card.file))
                return
            self.account.enter(Used(card.file))
            self.records.add(record)

    def _count_forgotten(self) -> None:
        """After all rows have been read, count the rows about forgotten people."""
        for rows, gone in self.forgotten.held():
            for fate in self.earlier.told_apart(rows):
                self.account.enter(fate)
            if gone:
                self.account.enter(Ignored(FORGOTTEN, rows.file, gone))
        for file, count in self.forgotten.rows():
            self.account.ignore(FORGOTTEN, count, file)

    def _write(self) -> None:
        """Write the pending records and evidence, with their people and links."""
        if self.records.waits or self.evidence.waits:
            self.evidence.write(self.records.write())

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
        ).replaced(_added=self.rows.added)

    def _dated(self) -> tuple[str, str]:
        return file_date.as_of(self.file.archive or self.file.name, self.evidence.latest, self.file.modified)
