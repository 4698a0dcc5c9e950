"""Write the records of a file into the book, together with the new people."""

from __future__ import annotations

from typing import Final

from netcli.intake import editions
from netcli.intake.prepare import PreparedRecord
from netcli.intake.recognise import Incoming, Recognition
from netcli.records import KeptRecord
from netcli.store import derive
from netcli.store.records import RecordRow
from netcli.store.writer import Change

CHUNK: Final = 1_000  # few SQL statements, and a child process that rarely waits
"""Number of records that are written at a time."""


class PendingRecords:
    """The records in one file, until they are written to the book."""

    def __init__(self, change: Change, recognition: Recognition, *, batch: int, network: str, stamp: str) -> None:
        self._change = change
        self._recognition = recognition
        self._batch = batch
        self._network = network
        self._stamp = stamp
        self._pending: list[Incoming] = []

    def add(self, record: PreparedRecord, person: int = 0) -> None:
        """Hold back *record*. *person* is the record's person, or 0 if unknown."""
        self._pending.append(self._recognition.incoming(record, person))

    @property
    def waits(self) -> bool:
        """Whether some records are not yet written."""
        return bool(self._pending)

    @property
    def due(self) -> bool:
        """Whether there are enough records to write."""
        return len(self._pending) >= CHUNK

    def write(self) -> dict[int, str]:
        """Assign the pending records to people, and write the records and people.

        Return the kind of each new person.
        """
        chunk, self._pending = self._pending, []
        newcomers, others, same = self._recognition.recognise(chunk)
        self._change.journal.people.update(others)
        self._change.date(same, self._stamp)
        self._write(chunk)
        people = [(person, self._derived(records)) for person, records in newcomers.items()]
        self._change.add_people(people)
        self._recognition.note_namesakes(newcomers)
        return {person: row[derive.KIND] for person, (row, _, _) in people}

    def _write(self, chunk: list[Incoming]) -> None:
        person_of, place, batch, stamp = self._recognition.person_of, self._recognition.place, self._batch, self._stamp
        rows = []
        for number, record, given in chunk:
            key, _, mention, file, line, fields, keys, *_ = record
            person = person_of(number)
            placed = record.durable or (mention is not None if given else not keys)
            row_key = editions.row_key(place, record) if placed else None
            rows.append(RecordRow(number, person, person, batch, key, row_key, file, line, None, fields, stamp, stamp))
        self._change.journal.load("record", rows)

    def _derived(self, records: list[tuple[int, PreparedRecord]]) -> derive.Filed:
        """Return the new person described by *records*."""
        if len(records) == 1:
            return records[0][1].alone
        network, batch, stamp = self._network, self._batch, self._stamp
        return derive.person(
            [
                KeptRecord(number, 0, batch, each.key, None, network, "", each.parsed(), stamp, stamp)
                for number, each in records
            ]
        )
