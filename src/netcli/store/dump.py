"""Read all statements of a book for an export, and restore them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from netcli.store import evidence
from netcli.store.dialect import GREATEST, LEAST, LIST, RAISE_PERSON_IDS, listed
from netcli.store.journal import Row
from netcli.store.reader import Pair, Reader
from netcli.store.writer import Change


class Section(NamedTuple):
    """A section of the export: its table, and the column for each key.

    The first column is the primary key.
    """

    table: str
    columns: dict[str, str]


def _section(table: str, same: str = "", **renamed: str) -> Section:
    """Return a section.

    *same* contains the names of the columns that the export does not rename. *renamed* maps each new name to a column.
    """
    return Section(table, renamed | {name: name for name in same.split()})


SECTIONS: Final = {
    "batches": _section(
        "batch",
        "file archive sha256 network owner encoding as_of as_of_from imported people links report",
        batch="id",
    ),
    "records": _section("record", "person born batch file line key row_key as_of added changed fields", record="id"),
    "evidence": _section(
        "evidence", "id a b batch kind link certainty since last count direction closeness detail file line moments"
    ),
    "forwarded": _section("forward", "old person"),
    "introductions": _section("introduction", "target ask chain state since chance history", intro="id"),
    "verdicts": _section("verdict", verdict="id", a="a", b="b", said="verdict", rule="rule", kept="kept", gone="gone"),
    "meetings": _section("meeting", "kind place note records host diary said", meeting="id", date="day"),
    "rhythms": _section("rhythm", "record tag days told", rhythm="id"),
    "favours": _section("favour", "record direction what", favour="id", date="day"),
    "watched": _section("watch", "record hops chance checked", watch="id"),
}
"""The sections, in the order in which they are restored."""
OBJECTS: Final = ("report", "fields", "records", "chain", "history")
"""Columns that contain JSON, exported as objects and lists."""
NAMED: Final = ("owner", "target", "ask")
"""Keys whose values are ids of people; the export contains current ids."""
ADDED: Final = ("moments",)
"""Keys that exports of earlier versions do not have."""
ADDED_SECTIONS: Final = ("favours", "watched")
"""Sections that exports of earlier versions do not have."""
OF_RECORDS: Final = {
    "evidence": ("a", "b"),
    "verdicts": ("a", "b"),
    "rhythms": ("record",),
    "favours": ("record",),
    "watched": ("record",),
}
"""For each section, the columns with ids of records."""
CHUNK: Final = 5_000
"""Number of rows that one SQL statement writes."""
UNFIT: Final = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
"""The driver's errors for values that a book cannot contain."""


def rows(reader: Reader, name: str) -> Iterator[Row]:
    """Yield the rows of section *name*, with current ids of people."""
    return (row for row, _ in _rows(reader, name, ()))


def rows_about(reader: Reader, name: str) -> Iterator[tuple[Row, Sequence[int | None]]]:
    """Yield the rows of section *name*, each with the people whom the row concerns.

    None stands for the person of a deleted record.
    """
    table = SECTIONS[name].table
    owners = [f"(SELECT person FROM record WHERE record.id = {table}.{column})" for column in OF_RECORDS.get(name, ())]
    for row, about in _rows(reader, name, owners):
        if name == "introductions":
            yield row, (row["target"], *row["chain"])
        elif name == "meetings":
            owner = _owners(reader, row)
            yield row, [owner.get(record) for group in row["records"] for record in group]
        else:
            yield row, about if owners else (row["person"],)


def _rows(reader: Reader, name: str, expressions: Sequence[str]) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    """Yield the rows of section *name*, each with the values of *expressions*."""
    section = SECTIONS[name]
    selected = ", ".join((*(f'"{column}"' for column in section.columns.values()), *expressions))
    where = "WHERE undone IS NULL" if section.table == "batch" else ""
    width = len(section.columns)
    for values in reader.connection.execute(f"SELECT {selected} FROM {section.table} {where} ORDER BY 1"):
        row: Row = dict(zip(section.columns, values, strict=False))
        row |= {word: json.loads(row[word]) for word in OBJECTS if word in row}
        row |= {word: reader.forwarded(row[word]) for word in NAMED if word in row}
        if "chain" in row:
            row["chain"] = [reader.forwarded(number) for number in row["chain"]]
        if section.table == "meeting":  # for other programs, which do not know records
            row["people"] = list(dict.fromkeys(_owners(reader, row).values()))
        yield row, values[width:]


def _owners(reader: Reader, meeting: Row) -> dict[int, int]:
    """Map each record of a meeting to the person of the record. Deleted records are left out."""
    records = [record for group in meeting["records"] for record in group]
    found = reader.connection.execute(f"SELECT id, person FROM record WHERE id IN {LIST}", (listed(records),))
    people = dict(found.fetchall())
    return {record: people[record] for record in records if record in people}


def batches(reader: Reader) -> Iterator[tuple[int | None, int, int]]:
    """Yield (batch, person, person) for each record and each piece of evidence.

    For a record, both people are the same.
    """
    owner = "(SELECT person FROM record WHERE record.id = evidence.{})"
    yield from reader.connection.execute(
        "SELECT batch, person, person FROM record"
        f" UNION ALL SELECT batch, {owner.format('a')}, {owner.format('b')} FROM evidence"
    )


def people(reader: Reader) -> Iterator[int]:
    """Yield the ids of all people, placeholders and organizations, in order."""
    return (row[0] for row in reader.connection.execute("SELECT id FROM person ORDER BY id"))


def others(reader: Reader) -> list[tuple[int, str]]:
    """Return the ids of all placeholders and organizations, each with its kind."""
    return reader.connection.execute("SELECT id, kind FROM person WHERE kind <> 'person' ORDER BY id").fetchall()


def links(reader: Reader) -> Iterator[Pair]:
    """Yield the linked pairs of people, in order."""
    return iter(reader.connection.execute("SELECT a, b FROM link ORDER BY a, b"))


def count_links(reader: Reader) -> int:
    """Return the number of linked pairs of people."""
    return int(reader.connection.execute("SELECT count(*) FROM link").fetchone()[0])


def private_people(reader: Reader) -> set[int]:
    """Return the people who are marked private."""
    return {row[0] for row in reader.connection.execute("SELECT id FROM person WHERE private = 1")}


def private_links(reader: Reader) -> set[Pair]:
    """Return the links that are marked private."""
    return set(reader.marked(evidence.PRIVATE))


def closeness(reader: Reader) -> dict[Pair, int]:
    """Map pairs of people to the closeness that the user declared for their links."""
    found = reader.connection.execute("SELECT a, b, closeness FROM link WHERE closeness IS NOT NULL ORDER BY a, b")
    return {(row[0], row[1]): row[2] for row in found}


def is_empty(reader: Reader) -> bool:
    """Return whether the book contains only its owner, and no imported file."""
    return not reader.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM person WHERE id <> coalesce((SELECT value FROM setting WHERE key = 'me'), 0))"
        " OR EXISTS (SELECT 1 FROM batch JOIN change ON change.id = batch.change WHERE change.undone IS NULL)"
    ).fetchone()[0]


def clear(change: Change) -> None:
    """Delete the owner's records and the undone batches before an import."""
    run = change.connection.execute
    for (record,) in run("SELECT id FROM record").fetchall():
        change.journal.delete("record", record)
    change.derive()
    run("DELETE FROM batch WHERE undone IS NOT NULL")


def write(change: Change, name: str, rows: Sequence[Row]) -> None:
    """Insert the *rows* of section *name* with their original ids."""
    table, columns = SECTIONS[name]
    order = change.journal.columns(table)
    brought: list[tuple[object, ...]] = []
    for row in rows:
        row = dict.fromkeys(ADDED) | row
        values = {column: row[word] for word, column in columns.items()}
        values |= {column: json.dumps(values[column], ensure_ascii=False) for column in OBJECTS if column in values}
        if table == "batch":
            values |= {"change": change.id, "undone": None}
        elif values.get("batch") is None:  # the row belongs to no batch, so undo needs an image of it
            change.journal.insert(table, values)
            continue
        brought.append(tuple(values[column] for column in order))
    for start in range(0, len(brought), CHUNK):
        change.journal.load(table, brought[start : start + CHUNK])


def derive_everything(change: Change) -> None:
    """Derive all people and links from the statements."""
    run = change.connection.execute
    change.journal.people.update(row[0] for row in run("SELECT DISTINCT person FROM record"))
    change.derive()  # people first, because links depend on the kinds of their ends
    pairs = run(
        f"SELECT DISTINCT {LEAST}(r.person, s.person), {GREATEST}(r.person, s.person) FROM evidence e"
        " JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
    )
    change.journal.pairs.update((row[0], row[1]) for row in pairs)
    change.derive()
    run(RAISE_PERSON_IDS)
