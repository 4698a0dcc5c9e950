"""Records: what each source states about a person, in stored form."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from netcli.records import Fields, KeptRecord
from netcli.store.dialect import LIST, LOOP_JOIN, PAIRS, json_field, listed
from netcli.store.evidence import INTRODUCED
from netcli.store.reader import Reader


class RecordRow(NamedTuple):
    """A row that an import inserts into the table `record`."""

    id: int
    person: int
    born: int
    batch: int | None
    key: str
    row_key: str | None
    file: str | None
    line: int | None
    as_of: str | None
    fields: str
    added: str
    changed: str


class Owner(NamedTuple):
    """The ids of a record, its person and its batch. If the user made the statement, `batch` is None."""

    id: int
    person: int
    batch: int | None


class Origin(NamedTuple):
    """Where a record comes from.

    `born` is the person for whom the record was created. `step` is the change that imported the record, or 0 if the
    user entered the record.
    """

    born: int
    fields: Fields
    step: int


class EvidenceByHand(NamedTuple):
    """Evidence that the user stated, and the kind of link that it makes."""

    id: int
    link: str


def of_people(reader: Reader, people: Iterable[int]) -> Iterator[KeptRecord]:
    """Yield the records of *people*, oldest first."""
    found = reader.connection.execute(
        f"SELECT {_KEPT} FROM record r {_DATED} WHERE r.person IN {LIST} ORDER BY r.id", (listed(sorted(people)),)
    )
    yield from _kept(found)


_KEPT: Final = (
    "r.id, r.person, r.batch, r.key, r.row_key, coalesce(b.network, 'hand'), coalesce(r.as_of, b.as_of),"
    " r.fields, r.added, r.changed"
)
_DATED: Final = "LEFT JOIN batch b ON b.id = r.batch"
"""The columns of a KeptRecord, and the join with the record's batch."""


def _kept(found: Iterable[tuple[Any, ...]]) -> Iterator[KeptRecord]:
    for number, person, batch, key, row_key, network, as_of, fields, added, changed in found:
        yield KeptRecord(number, person, batch, key, row_key, network, as_of, json.loads(fields), added, changed)


def by_person(reader: Reader, people: Iterable[int]) -> dict[int, list[KeptRecord]]:
    """Return the records of each of *people*, oldest first."""
    kept: dict[int, list[KeptRecord]] = {}
    for record in of_people(reader, people):
        kept.setdefault(record.person, []).append(record)
    return kept


def after(reader: Reader, last: Mapping[int, int]) -> dict[int, list[KeptRecord]]:
    """Return each person's records after the record id in *last*, oldest first."""
    kept: dict[int, list[KeptRecord]] = {}
    found = reader.connection.execute(
        f"SELECT {_KEPT} FROM {_LATER} {_DATED} ORDER BY r.id", (listed(sorted(last.items())),)
    )
    for record in _kept(found):
        kept.setdefault(record.person, []).append(record)
    return kept


_LATER: Final = f"{PAIRS} known {LOOP_JOIN} record r ON r.person = known.a AND r.id > known.b"
"""SQL for later records; its parameter is a list of (person, record id)."""


def everybody(reader: Reader) -> list[int]:
    """Return everybody who has a record, including people in the trash."""
    return [row[0] for row in reader.connection.execute("SELECT DISTINCT person FROM record ORDER BY person")]


def fields_by_person(reader: Reader, people: Iterable[int]) -> dict[int, list[Fields]]:
    """Return the fields of all records of each of *people*."""
    return {person: [each.fields for each in kept] for person, kept in by_person(reader, people).items()}


def texts_after(reader: Reader, last: Mapping[int, int]) -> Iterator[tuple[int, int, str]]:
    """Yield (person, id, stored fields) for records after the id in *last*, ordered by id."""
    yield from reader.connection.execute(
        f"SELECT r.person, r.id, r.fields FROM {_LATER} ORDER BY r.id", (listed(sorted(last.items())),)
    )


def holders_of_places(reader: Reader, row_keys: Iterable[str]) -> dict[str, list[int]]:
    """Map each row key to the people with a record from this row, oldest record first."""
    found = reader.connection.execute(
        f"SELECT r.row_key, r.person FROM {LIST} j {LOOP_JOIN} record r ON r.row_key = j.value ORDER BY r.id",
        (listed(row_keys),),
    )
    holders: dict[str, dict[int, None]] = {}
    for row_key, person in found:
        holders.setdefault(row_key, {})[person] = None
    return {row_key: [*people] for row_key, people in holders.items()}


def given_and_family(reader: Reader, people: Collection[int] | None = None) -> dict[int, tuple[str | None, str | None]]:
    """Return the given and the family name of each of *people* (None: everybody).

    A person is left out if no record distinguishes the two names.
    """
    given, family = json_field("fields", "given"), json_field("fields", "family")
    chosen = "" if people is None else f" AND person IN {LIST}"
    names: dict[int, tuple[str | None, str | None]] = {}
    for person, *parts in reader.connection.execute(
        f"SELECT person, {given}, {family} FROM record WHERE {family} IS NOT NULL{chosen} ORDER BY id",
        () if people is None else (listed(people),),
    ):
        names.setdefault(person, (parts[0], parts[1]))
    return names


def owners(reader: Reader, records: Iterable[int]) -> list[Owner]:
    """Return the person and batch of each of *records*, oldest first."""
    found = reader.connection.execute(
        f"SELECT id, person, batch FROM record WHERE id IN {LIST} ORDER BY id", (listed(sorted(records)),)
    )
    return [Owner._make(row) for row in found]


def count_by_person(reader: Reader, people: Iterable[int]) -> dict[int, int]:
    """Count the records of each of *people*."""
    found = reader.connection.execute(
        f"SELECT person, count(*) FROM record WHERE person IN {LIST} GROUP BY person", (listed(sorted(people)),)
    )
    return dict(found.fetchall())


def origins(reader: Reader, records: Iterable[int]) -> dict[int, Origin]:
    """Return the origin of each of *records*."""
    found = reader.connection.execute(
        "SELECT r.id, r.born, r.fields, coalesce(b.change, 0) FROM record r LEFT JOIN batch b ON b.id = r.batch"
        f" WHERE r.id IN {LIST}",
        (listed(records),),
    )
    return {record: Origin(born, json.loads(fields), step) for record, born, fields, step in found}


def owner_born(reader: Reader) -> int:
    """Return the original id of the book's owner."""
    found = reader.connection.execute("SELECT born FROM record WHERE batch IS NULL ORDER BY id LIMIT 1")
    return int(found.fetchone()[0])


def evidence_by_hand(reader: Reader, one: int, other: int) -> list[EvidenceByHand]:
    """Return the user's evidence for a link between two records, oldest first."""
    found = reader.connection.execute(
        "SELECT id, link FROM evidence WHERE batch IS NULL AND link IS NOT NULL AND kind <> ?"
        " AND ((a = ? AND b = ?) OR (a = ? AND b = ?)) ORDER BY id",
        (INTRODUCED, one, other, other, one),
    )
    return [EvidenceByHand._make(row) for row in found]
