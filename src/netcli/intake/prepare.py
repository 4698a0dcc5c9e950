"""Prepare a file's items for the book.

Nothing here needs the book, so a child process can do this work.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from netcli import identifiers
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
"""Number of items per chunk. A chunk takes about 300 KB."""
CACHED: Final = 1 << 14
"""Maximum number of entries in each cache of an import."""


class PreparedRecord(NamedTuple):
    """A record that is ready for the book.

    The field `alone` describes a person who has only this record.
    """

    key: str
    name: str | None
    mention: str | None
    file: str | None
    line: int | None
    fields: str
    keys: tuple[Key, ...]
    alone: derive.Filed
    durable: bool
    lists_owner: bool | None

    def parsed(self) -> Fields:
        """Return the fields as a dictionary."""
        return cast("Fields", json.loads(self.fields))


def lasts(fields: str) -> bool:
    """Return whether *fields* contain jobs (`positions`).

    If a later file repeats the same fields, the file shows that the jobs continue.
    """
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
"""The values of a Testimony, in the order of its fields. All except the two people are columns of the table `evidence`.
"""


Columns = tuple[Any, ...]
"""The columns of a PreparedRecord."""
PreparedRow = tuple[int, str, int, int, tuple[EvidenceColumns, ...], str | None]
"""A Row as a tuple: line, text, its two people, testimonies, and file.

A person is an index into the `mentions` of all chunks.
"""


class Chunk(NamedTuple):
    """A part of a file. All lists are in file order.

    `mentions` contains a record for each person in a PreparedRow.
    """

    records: list[Columns]  # plain tuples are pickled three times as fast as named tuples
    evidence: list[EvidenceColumns]
    mentions: list[Columns]
    rows: list[Used | Ignored | BadRow | Member | Remark | NotUnderstood | UnusedColumn | Edited | PreparedRow]

    def prepared_records(self) -> Iterator[PreparedRecord]:
        """Yield the records as PreparedRecords."""
        return map(PreparedRecord._make, self.records)


def prepare(items: Iterable[Item], stamp: str) -> Generator[Chunk, None, None]:
    """Prepare *items* chunk by chunk. *stamp* is the time of reading.

    Unusable identifying values are counted here for all importers.
    """
    records, evidence, mentions, rows = chunk = Chunk([], [], [], [])
    values = Values()
    of_rows = _Rows(stamp, values)
    told: set[tuple[str | None, str]] = set()  # fields whose unreadable characters the importer has reported
    for count, given in enumerate(items, 1):
        if isinstance(given, Row):
            rows.append(of_rows.prepare(given, mentions))
        elif isinstance(item := storable(given, values), Record):
            records.append(prepare_record(item, stamp))
            values.check(item)
        elif isinstance(item, Testimony):
            evidence.append(evidence_columns(item))
        else:
            rows.append(item)
            if isinstance(item, NotUnderstood) and any(each.why == UNREADABLE for each in item.examples):
                told.add((item.file, item.field))
        if not count % CHUNK:
            yield chunk
            records, evidence, mentions, rows = chunk = Chunk([], [], [], [])
    rows.extend(each for each in values.items() if not _is_reported(each, told))
    yield chunk


class _Rows:
    """Prepares the rows of one file."""

    def __init__(self, stamp: str, values: Values) -> None:
        self._stamp = stamp
        self._values = values
        self._numbers: dict[str, int] = {}  # record key -> number of the person
        self._said: dict[int, tuple[tuple[EvidenceColumns, ...], object]] = {}

    def prepare(self, row: Row, mentions: list[Columns]) -> PreparedRow:
        """Return *row* as a tuple; add the records of newly mentioned people to *mentions*."""
        a, b, known = self._numbers.get(row.a), self._numbers.get(row.b), self._said.get(id(row.testimonies))
        if known is None or a is None or b is None:
            told = row.testimonies
            row = storable(row, self._values)
            for record in row.records:
                if record.key not in self._numbers:
                    self._numbers[record.key] = len(self._numbers)
                    mentions.append(prepare_record(record, self._stamp))
            a, b = self._numbers[row.a], self._numbers[row.b]
            known = tuple([evidence_columns(replace(each, file=row.file)) for each in row.testimonies]), told
            if len(self._said) >= CACHED:
                self._said.clear()
            if row.testimonies is told:
                self._said[id(told)] = known  # it holds *told*, so that no other object gets its id
        return row.line, row.text, a, b, known[0], row.file


def _is_reported(item: NotUnderstood | UnusedColumn, told: set[tuple[str | None, str]]) -> bool:
    """Return whether *item* reports only unreadable characters that the importer has already reported."""
    return isinstance(item, NotUnderstood) and (
        (item.file, item.field) in told and all(each.why == UNREADABLE for each in item.examples)
    )


def prepare_record(record: Record, stamp: str) -> Columns:
    """Return the columns of a PreparedRecord for *record*, read at the time *stamp*."""
    if record.urls and any("gravatar." in url for url in record.urls):
        record = _without_avatars(record)
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
        record.lists_owner,
    )


def _without_avatars(record: Record) -> Record:
    """Replace each Gravatar page in *record* with the hash in the page's address. Return the new record."""
    hashes = [stored for url in record.urls if (stored := identifiers.avatar(url))]
    urls = tuple(url for url in record.urls if not identifiers.avatar(url))
    return replace(record, urls=urls, hashes=(*record.hashes, *hashes))


def evidence_columns(testimony: Testimony) -> EvidenceColumns:
    """Return the values of *testimony*, with a direction if its kind has one."""
    if testimony.link in DIRECTED:
        testimony = replace(testimony, direction="a_to_b")
    return _columns(testimony)


_columns: Final = attrgetter(*Testimony.__slots__)
