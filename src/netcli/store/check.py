"""Check the book's file, the statements, and the rows derived from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netcli.answers.imports import Import
from netcli.kinds import CERTAINTIES, LINK_KINDS
from netcli.language import say
from netcli.store import derived, dialect, views
from netcli.store.broken import broken_records
from netcli.store.derived import Problem
from netcli.store.dialect import DISTINCT_FROM
from netcli.store.journal import Row, as_said, key_of, rows_of
from netcli.store.reader import Reader

FOLLOWING: Final = ("person", "identifier", "link", "vocabulary")
"""Tables whose rows are derived from statements."""
SAID: Final = (
    *("setting", "batch", "record", "evidence", "introduction", "forward", "verdict"),
    *("meeting", "favour", "rhythm", "watch", "change", "image"),
)
"""Tables that contain statements, or changes to statements."""
ORPHANS: Final = {
    "the batch to which this record belongs is missing": (
        "SELECT id FROM record WHERE batch IS NOT NULL AND batch NOT IN (SELECT id FROM batch)"
    ),
    "the batch to which this piece of evidence belongs is missing": (
        "SELECT id FROM evidence WHERE batch IS NOT NULL AND batch NOT IN (SELECT id FROM batch)"
    ),
    "the record to which this piece of evidence belongs is missing": (
        "SELECT id FROM evidence WHERE a NOT IN (SELECT id FROM record) OR b NOT IN (SELECT id FROM record)"
    ),
    "the change to which this batch belongs is missing": (
        "SELECT id FROM batch WHERE change NOT IN (SELECT id FROM change)"
    ),
    "the change to which this undo data belongs is missing": (
        "SELECT id FROM image WHERE change NOT IN (SELECT id FROM change)"
    ),
}
"""Kinds of broken references, each with the query that finds them."""
STAMPS: Final = {"record": ("added", "changed"), "batch": ("imported", "undone"), "change": ("happened", "undone")}
"""For each table, the columns that contain a time or NULL."""
STAMP: Final = "####-##-##T##:##:##Z".replace("#", "[0-9]")
"""The pattern of a time, for the SQL operator GLOB."""
UNREADABLE: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""Errors that invalid values in a damaged book may raise."""


class Stands(NamedTuple):
    """A statement in its present state, and in the state that the journal recorded.

    None stands for a missing row.
    """

    table: str
    key: str
    now: Row | None
    said: Row | None


def problems(reader: Reader) -> list[Problem]:
    """Return the problems of the book, gravest first."""
    if damage := dialect.damage(reader.connection):
        return [Problem("structure", each, mendable="index" in each) for each in damage]
    found: list[Problem] = []
    try:
        for problem in _problems(reader):
            found.append(problem)  # noqa: PERF402 - keep the problems found before a read error
    except UNREADABLE:
        if not found:  # the book is sound, so the error has another cause
            raise
    return found


def _problems(reader: Reader) -> Iterator[Problem]:
    yield from _foreign(reader)
    yield from mistyped(reader, (*SAID, *FOLLOWING))
    yield from _images(reader)
    for row in changed_since(reader):
        yield Problem("said", say("row {key} of {table} is not as it was recorded", key=row.key, table=row.table))
    yield from _settings(reader)
    yield from unsound(reader)
    yield from derived.problems(reader, {record.person for record in broken_records(reader)})


def unsound(reader: Reader) -> Iterator[Problem]:
    """Yield the invalid statements. The journal is not considered."""
    yield from _orphans(reader)
    yield from _evidence(reader)
    yield from _batches(reader)
    yield from _stamps(reader)
    yield from _forwards(reader)
    for record in broken_records(reader):
        what = say("record {id} ({place}) cannot be read: {why}", id=record.id, place=record.place, why=record.why)
        yield Problem("record", what, record.person, mendable=False)


def _foreign(reader: Reader) -> Iterator[Problem]:
    for kind, name in reader.connection.execute(dialect.foreign_objects("type, name", views.VIEWS)):
        yield Problem(
            "foreign",
            say(
                'a {kind} that netcli did not make; to delete it: DROP {upper} "{name}"',
                kind=say(kind),
                upper=kind.upper(),
                name=name,
            ),
            mendable=False,
        )


def mistyped(reader: Reader, tables: Sequence[str]) -> Iterator[Problem]:
    """Yield each row of *tables* that contains a value of the wrong type."""
    for table in tables:
        conditions = dialect.mistyped(reader.connection, table)
        wrong = " OR ".join(conditions.values())
        key = key_of(table) if table in SAID else {"link": "a", "vocabulary": "word"}.get(table, "id")
        key = "person" if table == "identifier" else key
        tests = ", ".join(conditions.values())
        for row, *marks in reader.connection.execute(f"SELECT {key}, {tests} FROM {table} WHERE {wrong}").fetchall():
            columns = ", ".join(name for name, mark in zip(conditions, marks, strict=True) if mark)
            place, person = _whose(reader, table, row)
            what = say(
                "row {row} of {table}{place} has values of the wrong type: {columns}",
                row=row,
                table=table,
                place=place,
                columns=columns,
            )
            yield Problem("type", what, person, mendable=table in FOLLOWING)


def _whose(reader: Reader, table: str, row: int | str) -> tuple[str, int | None]:
    """Return the source of a row as text, and the id of the described person."""
    if table not in ("record", "evidence"):
        return "", None
    end = "r.id = e.id" if table == "record" else "r.id = e.a"
    found = reader.connection.execute(
        f"SELECT r.person, e.batch, coalesce(e.file, b.file), e.line FROM {table} e LEFT JOIN record r ON {end}"
        " LEFT JOIN batch b ON b.id = e.batch WHERE e.id = ?",
        (row,),
    ).fetchone()
    return (say(" ({place})", place=derived.place(*found[1:])), found[0]) if found else ("", None)


def _images(reader: Reader) -> Iterator[Problem]:
    """Find the images (rows before and after a change) that `netcli undo` could not restore."""
    tables = ", ".join(f"'{table}'" for table in SAID)
    found = reader.connection.execute(
        f"SELECT id, change FROM image WHERE {dialect.is_no_json('before')} OR {dialect.is_no_json('after')}"
        f' OR "table" NOT IN ({tables}) OR ("table" <> \'setting\' AND CAST(CAST(key AS INTEGER) AS TEXT) <> key)'
    )
    for number, change in found:
        yield Problem(
            "image",
            say("the undo data of change {change} cannot be read (row {number})", change=change, number=number),
            mendable=False,
        )


def changed_since(reader: Reader) -> Iterator[Stands]:
    """Yield the rows that differ from their latest image in the journal."""
    found = reader.connection.execute(
        'SELECT "table", key, after FROM (SELECT i."table", i.key, i.after,'
        ' row_number() OVER (PARTITION BY i."table", i.key ORDER BY i.change DESC, i.id DESC) AS place'
        " FROM image i JOIN change c ON c.id = i.change AND c.undone IS NULL) last WHERE place = 1"
    ).fetchall()
    for table, key, after in found:
        now = _row(reader, table, key)
        said = json.loads(after) if after else None
        if not as_said(now, said):
            yield Stands(table, key, now, said)


def _row(reader: Reader, table: str, key: str) -> Row | None:
    known: str | int = key if table == "setting" else int(key)
    rows = rows_of(reader.connection.execute(f"SELECT * FROM {table} WHERE {key_of(table)} = ?", (known,)))
    return rows[0] if rows else None


def _orphans(reader: Reader) -> Iterator[Problem]:
    for what, statement in ORPHANS.items():
        for (number,) in reader.connection.execute(statement):
            yield Problem("orphan", say("{what} (row {number})", what=say(what), number=number), mendable=False)


def _evidence(reader: Reader) -> Iterator[Problem]:
    """Find the evidence with invalid values."""
    kinds, certainties = (", ".join(f"'{each}'" for each in words) for words in (LINK_KINDS, CERTAINTIES))
    found = reader.connection.execute(
        "SELECT e.id, r.person, e.batch, coalesce(e.file, b.file), e.line FROM evidence e"
        " LEFT JOIN record r ON r.id = e.a LEFT JOIN batch b ON b.id = e.batch"
        f" WHERE (e.link IS NOT NULL AND e.link NOT IN ({kinds})) OR e.certainty NOT IN ({certainties})"
        f" OR (e.direction IS NOT NULL AND e.direction NOT IN ('a_to_b', 'b_to_a', 'both'))"
        f" OR (e.closeness {DISTINCT_FROM} NULL AND e.closeness NOT BETWEEN 1 AND 5)"
    )
    for number, person, batch, file, line in found:
        where = derived.place(batch, file, line)
        yield Problem(
            "evidence",
            say("evidence {number} ({where}) cannot be read", number=number, where=where),
            person,
            mendable=False,
        )


def _batches(reader: Reader) -> Iterator[Problem]:
    """Find imports with an unreadable report, and imports whose report states wrong counts."""
    found = reader.connection.execute("SELECT id, file, people, links, report FROM batch WHERE report IS NOT NULL")
    for number, file, people, links, text in found:
        try:
            report = json.loads(text)
            grown, linked = report["people"]["new"] + report["people"]["unsure"], report["links"]["new"]
            sound = report.keys() <= set(Import.fields) and (grown, linked) == (people, links)
        except UNREADABLE:
            sound = False
        if not sound:
            yield Problem(
                "batch",
                say("the report of batch {number} ({file}) is damaged", number=number, file=file),
                mendable=False,
            )


def _stamps(reader: Reader) -> Iterator[Problem]:
    """Find the invalid times."""
    for table, columns in STAMPS.items():
        wrong = " OR ".join(f"{column} NOT GLOB '{STAMP}'" for column in columns)
        for (number,) in reader.connection.execute(f"SELECT id FROM {table} WHERE {wrong}"):
            yield Problem(
                "moment",
                say("row {number} of {table} contains an invalid time", number=number, table=table),
                mendable=False,
            )


def _settings(reader: Reader) -> Iterator[Problem]:
    """Find missing or invalid settings that every book needs."""
    me = reader.setting("me")
    if me is not None and (not me.isdecimal() or reader.person(reader.forwarded(int(me))) is None):
        yield Problem("setting", say("the person to whom the book belongs is not in it"))
    if reader.setting("book") is not None and reader.setting("names") is None:
        yield Problem("setting", say("the book does not record the version of its rules for names"))


def _forwards(reader: Reader) -> Iterator[Problem]:
    """Find merged ids that are in use, and circles of merges."""
    forwards = dict(reader.connection.execute("SELECT old, person FROM forward").fetchall())
    for old in forwards:
        number, seen = old, set()
        while number in forwards and number not in seen:
            seen.add(number)
            number = forwards[number]
        if number in seen:
            yield Problem(
                "forward",
                say("id:{old} was merged, but its merges form a circle that leads to no person", old=old),
                mendable=False,
            )
    taken = reader.connection.execute("SELECT old FROM forward WHERE old IN (SELECT person FROM record)")
    for (old,) in taken:
        yield Problem(
            "forward", say("id:{old} was given up in a merge, but somebody still has it", old=old), old, mendable=False
        )
