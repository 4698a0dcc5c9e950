"""Make what a file says ready for the book: records normalised, each with the person that it alone would make.

Nothing here asks the book, so a child process can do it while the book is written.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from netcli.importers.formats.values import UNREADABLE, Values
from netcli.intake.storable import storable
from netcli.kinds import DIRECTED
from netcli.match import decide
from netcli.records import (
    BadRow,
    Edited,
    Fields,
    Ignored,
    Item,
    KeptRecord,
    Member,
    NotUnderstood,
    Record,
    Remark,
    Row,
    Testimony,
    UnusedColumn,
    Used,
)
from netcli.store import derive
from netcli.store.reader import Key

CHUNK: Final = 1_000
"""Records, testimonies and rows that come at once: some 300 KB."""


class PreparedRecord(NamedTuple):
    """A record on its way in: its fields as the book keeps them, its keys, and the person that it alone would make."""

    key: str
    name: str | None
    mention: str | None
    file: str | None
    line: int | None
    fields: str
    keys: tuple[Key, ...]
    alone: derive.Filed
    durable: bool

    def parsed(self) -> Fields:
        """Return the fields."""
        return cast("Fields", json.loads(self.fields))


def lasts(fields: str) -> bool:
    """Do *fields* tell of positions? They last until a source speaks: said later, it says more."""
    return '"positions": ' in fields


EvidenceColumns = tuple[
    str,
    str,
    str,
    str | None,
    str,
    str | None,
    str | None,
    int | None,
    str | None,
    int | None,
    str | None,
    str | None,
    int | None,
    str | None,
]
"""The values of a Testimony, in the order of its fields; from the third on, columns of `evidence` behind its batch."""


PreparedRow = tuple[int, str, str | None, tuple[tuple[Any, ...], ...], tuple[EvidenceColumns, ...]]
"""A Row: its line, text and file, its records as the columns of a PreparedRecord, and its testimonies as theirs."""


class Chunk(NamedTuple):
    """Part of what a file says, each kind in the order of the file; records, testimonies and rows as plain tuples.

    To take those apart for another process and put them together there costs a third of what named ones cost.
    """

    records: list[tuple[Any, ...]]
    evidence: list[EvidenceColumns]
    rows: list[Used | Ignored | BadRow | Member | Remark | NotUnderstood | UnusedColumn | Edited | PreparedRow]

    def prepared_records(self) -> Iterator[PreparedRecord]:
        """Yield the records, named again."""
        return map(PreparedRecord._make, self.records)


def prepare(items: Iterable[Item], stamp: str) -> Generator[Chunk, None, None]:
    """Make what *items* say, read at *stamp*, ready for the book, chunk by chunk.

    What of it identifies nobody, though it should, is counted here, whoever the importer is.
    """
    records, evidence, rows = chunk = Chunk([], [], [])
    values = Values()
    told: set[tuple[str | None, str]] = set()  # fields of which the importer itself says what could not be read
    for count, given in enumerate(items, 1):
        item = storable(given, values)
        if isinstance(item, Record):
            records.append(prepare_record(item, stamp))
            values.check(item)
        elif isinstance(item, Testimony):
            evidence.append(evidence_columns(item))
        elif isinstance(item, Row):
            people = tuple([prepare_record(record, stamp) for record in item.records])
            said = tuple([evidence_columns(testimony) for testimony in item.testimonies])
            rows.append((item.line, item.text, item.file, people, said))
        else:
            rows.append(item)
            if isinstance(item, NotUnderstood) and any(each.why == UNREADABLE for each in item.examples):
                told.add((item.file, item.field))
        if not count % CHUNK:
            yield chunk
            records, evidence, rows = chunk = Chunk([], [], [])
    rows.extend(each for each in values.items() if not _is_told(each, told))
    yield chunk


def _is_told(item: NotUnderstood | UnusedColumn, told: set[tuple[str | None, str]]) -> bool:
    """Has the importer counted that these characters could not be read?"""
    return isinstance(item, NotUnderstood) and (
        (item.file, item.field) in told and all(each.why == UNREADABLE for each in item.examples)
    )


def prepare_record(record: Record, stamp: str) -> tuple[Any, ...]:
    """Return the columns of the PreparedRecord of *record*, read at *stamp*."""
    fields = derive.fields_of(record)
    row, answers, searched = derive.person((KeptRecord(0, 0, None, "", None, "", "", fields, stamp, stamp),))
    return (
        record.key,
        record.name,
        record.mention,
        record.file,
        record.line,
        derive.packed(fields),
        decide.keys(record),
        (tuple(row), answers, searched),
        record.durable,
    )


def evidence_columns(testimony: Testimony) -> EvidenceColumns:
    """Return the values of *testimony*; a kind of link that reads differently from the other end is a's."""
    if testimony.link in DIRECTED:
        testimony = replace(testimony, direction="a_to_b")
    return _columns(testimony)


_columns: Final = attrgetter(*Testimony.__slots__)
