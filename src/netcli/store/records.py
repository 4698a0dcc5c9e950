"""The records: what each source said of whom, as the book keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netcli.records import Fields
from netcli.store.dialect import LIST, LOOP_JOIN, listed
from netcli.store.reader import Reader


class KeptRecord(NamedTuple):
    """A record in the book: whose it is, the batch that brought it (None: the user), and its key in the source.

    `row_key` is its place in the file, for a record that has no other identity.
    """

    id: int
    person: int
    batch: int | None
    key: str
    row_key: str | None
    fields: Fields


def of_people(reader: Reader, people: Iterable[int]) -> Iterator[KeptRecord]:
    """Yield the records of *people*, oldest first."""
    found = reader.connection.execute(
        f"SELECT id, person, batch, key, row_key, fields FROM record WHERE person IN {LIST} ORDER BY id",
        (listed(sorted(people)),),
    )
    for record, person, batch, key, row_key, fields in found:
        yield KeptRecord(record, person, batch, key, row_key, json.loads(fields))


def fields_by_person(reader: Reader, people: Iterable[int]) -> dict[int, list[Fields]]:
    """Return what is said of each of *people*."""
    said: dict[int, list[Fields]] = {}
    for record in of_people(reader, people):
        said.setdefault(record.person, []).append(record.fields)
    return said


def holders_of_places(reader: Reader, row_keys: Iterable[str]) -> dict[str, list[int]]:
    """Return the people whose records came from each of these places, oldest record first."""
    found = reader.connection.execute(
        f"SELECT r.row_key, r.person FROM {LIST} j {LOOP_JOIN} record r ON r.row_key = j.value ORDER BY r.id",
        (listed(row_keys),),
    )
    holders: dict[str, dict[int, None]] = {}
    for row_key, person in found:
        holders.setdefault(row_key, {})[person] = None
    return {row_key: [*people] for row_key, people in holders.items()}
