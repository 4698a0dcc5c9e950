"""Accept or reject each row of a list of links. No row is accepted in part."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from netcli.errors import NetcliError
from netcli.intake.evidence import PendingEvidence
from netcli.intake.forgotten import FORGOTTEN, Forgotten
from netcli.intake.prepare import Columns, PreparedRecord, PreparedRow
from netcli.intake.recognise import Recognition
from netcli.intake.records import PendingRecords
from netcli.intake.report import Account
from netcli.language import say
from netcli.records import BadRow, Ignored


class LinkRows:
    """The rows in one file, and the people whom they mention.

    If *create* is false, a row must not add people. `added` contains the names of the added people.
    """

    def __init__(
        self,
        recognition: Recognition,
        records: PendingRecords,
        evidence: PendingEvidence,
        account: Account,
        forgotten: Forgotten,
        *,
        create: bool,
    ) -> None:
        self.added: list[str] = []
        self._recognition = recognition
        self._records = records
        self._evidence = evidence
        self._account = account
        self._forgotten = forgotten
        self._create = create
        self._named = array("Q")  # number of a mention -> person, 0 until a row is accepted
        self._first_records = array("Q")  # number of a mention -> the person's first record in the file
        self._unnamed: dict[int, PreparedRecord] = {}  # number of a mention -> record, until a row is accepted

    def expect(self, mentions: Sequence[Columns]) -> None:
        """Hold back the records in *mentions*. A record is added when its row is accepted."""
        first = len(self._named)
        self._unnamed |= enumerate(map(PreparedRecord._make, mentions), first)
        self._named.extend([0] * len(mentions))
        self._first_records.extend([0] * len(mentions))
        held = (self._unnamed[number].mention for number in range(first, len(self._named)))
        self._recognition.expect(filter(None, held))

    def take(self, row: PreparedRow) -> None:
        """Add a row, or record the reason why the row cannot be used."""
        line, text, a, b, said, file = row
        one, other = self._named[a], self._named[b]
        if not (one and other):
            people = {a: one, b: other}
            for number in [number for number, person in people.items() if not person]:
                found, why = self._people_called(self._unnamed[number])
                if why:
                    self._account.enter(BadRow(line, why, text, file))
                    return
                if not found and self._forgotten.tells_of(self._unnamed[number]):
                    self._account.enter(Ignored(FORGOTTEN, file))
                    return
                people[number] = found[0] if found else 0
            one, other = people[a], people[b]
        if a == b or one == other != 0:  # the row names one person twice, by two names
            self._account.enter(Ignored("self-link", file))
            return
        self._account.use(file)
        if not (self._named[a] and self._named[b]):
            one, other = self._accepted(a, one, line), self._accepted(b, other, line)
        self._evidence.add_row(said, line, (self._first_records[a], self._first_records[b]), (one, other))

    def _accepted(self, number: int, person: int, line: int) -> int:
        """Return the mentioned person. If *person* is 0, add a new person."""
        if record := self._unnamed.pop(number, None):
            if not person:
                self.added.append(record.name or record.key.partition(":")[2])
                person = self._recognition.new_person(record.name)
            self._named[number] = person
            self._records.add(record._replace(mention=None, line=line), person)
            self._first_records[number] = self._recognition.records[record.key]
        return person

    def _people_called(self, record: PreparedRecord) -> tuple[list[int], str | None]:
        """Return the people whom *record* may mean, and the reason if its row cannot be used."""
        people: list[int] = []
        why = None
        try:
            people = self._recognition.called(record.mention or record.key)
        except NetcliError as error:
            # with an e-mail address or a page, the person can be added
            why = None if {"emails", "urls"} & record.parsed().keys() else error.message
        if len(people) > 1:
            why = say("{key!r} matches {people} people", key=record.key, people=len(people))
        if not people and not self._create:
            why = why or say("nobody called {key!r} is in the book", key=record.key)
        return people, why
