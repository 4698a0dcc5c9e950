"""The history of the book: the steps that can be undone."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Final, NamedTuple

from netcli import clock
from netcli.answers.undo import Change as Entry
from netcli.errors import Refused
from netcli.language import say
from netcli.store.dialect import BULK, GREATEST, LEAST, LIST, drop_indexes, json_field, json_row, listed, remake_indexes
from netcli.store.journal import as_said
from netcli.store.reader import Reader
from netcli.store.trash import PREFIX
from netcli.store.writer import Change

BROUGHT: Final = ("record", "evidence")
"""The tables to which an import adds rows. Undo and redo restore the tables in this order."""


class Step(NamedTuple):
    """A step that can be undone."""

    id: int
    command: str
    summary: str


FORGOTTEN: Final = say("about a person who was then forgotten; nothing is left to undo")
UNTOLD: Final = "…"
"""The summary of a step of which nothing is left, because it was only about a person who was then forgotten."""
_EITHER: Final = "coalesce(i.after, i.before)"
_BY_HAND: Final = "NOT EXISTS (SELECT 1 FROM batch WHERE change = c.id)"
_AFFECTED: Final = (
    f"SELECT {json_field(_EITHER, 'person')} FROM image i WHERE i.change = c.id AND i.\"table\" = 'record'"
    f" AND ({json_field(_EITHER, 'batch')} IS NULL OR (i.before IS NOT NULL AND i.after IS NOT NULL))"
    f" AND (c.command <> 'import' OR {json_field(_EITHER, 'person')} NOT IN"
    "  (SELECT owner FROM batch WHERE change = c.id))"
    " UNION SELECT r.person FROM image i"
    f" JOIN record r ON r.id IN ({json_field(_EITHER, 'a')}, {json_field(_EITHER, 'b')})"
    f" WHERE i.change = c.id AND i.\"table\" IN ('evidence', 'verdict') AND {_BY_HAND}"
    f" UNION SELECT r.person FROM image i JOIN record r ON r.id = {json_field(_EITHER, 'record')}"
    f" WHERE i.change = c.id AND i.\"table\" IN ('favour', 'rhythm', 'watch') AND {_BY_HAND}"
    f" UNION SELECT CAST(substr(i.key, {len(PREFIX) + 1}) AS INTEGER) FROM image i"
    f" WHERE i.change = c.id AND i.\"table\" = 'setting' AND i.key LIKE '{PREFIX}%' AND {_BY_HAND}"
)
"""SQL that finds the people whom a change affects, except imported people."""


def entries(reader: Reader, person: int | None = None) -> list[Entry]:
    """Return the history, newest first.

    If *person* is given, return only steps that affected the person.
    """
    aliases, where, values = "", "", []
    if person is not None:
        aliases = (
            "WITH RECURSIVE known_as(n) AS"
            " (SELECT ?1 UNION SELECT f.old FROM forward f JOIN known_as ON f.person = known_as.n) "
        )
        after, before, either = "i.after", "i.before", "coalesce(i.after, i.before)"
        where = (
            "WHERE c.id IN (SELECT b.change FROM record r JOIN batch b ON b.id = r.batch WHERE r.person = ?1"
            " UNION SELECT i.change FROM image i WHERE i.\"table\" = 'record' AND"
            f" ({json_field(after, 'person')} IN known_as OR {json_field(before, 'person')} IN known_as)"
            " UNION SELECT i.change FROM image i JOIN record r ON r.person = ?1"
            f" WHERE i.\"table\" IN ('evidence', 'verdict')"
            f" AND ({json_field(either, 'a')} = r.id OR {json_field(either, 'b')} = r.id)"
            " UNION SELECT i.change FROM image i JOIN record r ON r.person = ?1"
            f" WHERE i.\"table\" IN ('favour', 'rhythm', 'watch') AND {json_field(either, 'record')} = r.id"
            f" UNION SELECT i.change FROM image i JOIN known_as ON i.key = '{PREFIX}' || n"
            " WHERE i.\"table\" = 'setting')"
        )
        values = [person]
    found = reader.connection.execute(
        f"{aliases}SELECT c.id, c.happened, c.command, c.summary,"
        f" (SELECT count(*) FROM ({_AFFECTED}))"
        " + coalesce((SELECT sum(people) FROM batch WHERE change = c.id), 0)"
        " + coalesce((SELECT sum(b.people) FROM image i JOIN batch b ON b.id = CAST(i.key AS INTEGER)"
        "  WHERE i.change = c.id AND i.\"table\" = 'batch'), 0),"
        f" c.undone FROM change c {where} ORDER BY c.id DESC",
        values,
    )
    return [
        Entry.of((*row[:3], FORGOTTEN if row[3] == UNTOLD else row[3], row[4]), undone=row[5] is not None)
        for row in found
    ]


def last_done(reader: Reader) -> Step | None:
    """Return the step that `netcli undo` would reverse next, or None if no step can be reversed.

    Steps of which nothing is left, because a person was forgotten, are skipped.
    """
    row = reader.connection.execute(
        "SELECT id, command, summary FROM change c WHERE undone IS NULL"
        " AND (EXISTS (SELECT 1 FROM image WHERE change = c.id) OR EXISTS (SELECT 1 FROM batch WHERE change = c.id))"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else Step._make(row)


def last_undone(reader: Reader) -> Step | None:
    """Return the step that `netcli redo` would restore next, or None if no step can be redone."""
    row = reader.connection.execute(
        "SELECT id, command, summary FROM change c WHERE undone IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM image WHERE change = c.id) ORDER BY id LIMIT 1"
    ).fetchone()
    return None if row is None else Step._make(row)


def undo(change: Change, step: int) -> None:
    """Restore every row to its state before *step*.

    Raises Refused if rows have changed since that step.
    """
    run = change.connection.execute
    batches = [batch for (batch,) in run("SELECT id FROM batch WHERE change = ? ORDER BY id", (step,))]
    if batches:
        # later files of the same command may have changed rows of these batches; store the current state of the rows
        run(f"DELETE FROM image WHERE change = ? AND {_BROUGHT} AND {_BATCH} IN {LIST}", (step, listed(batches)))
        image_batches(change, step, batches)
    run("UPDATE batch SET undone = ? WHERE change = ?", (clock.stamp(), step))
    _replay(change, step, forwards=False)
    run("UPDATE change SET undone = ? WHERE id = ?", (clock.stamp(), step))


def redo(change: Change, step: int) -> None:
    """Restore every row to its state after *step*.

    Raises Refused if rows have changed since they were undone.
    """
    run = change.connection.execute
    _replay(change, step, forwards=True)
    # the rows of the step's batches exist again, and the next undo stores new undo images of these rows
    run(f"DELETE FROM image WHERE change = ? AND before IS NULL AND {_BULK}", (step,))
    run("UPDATE batch SET undone = NULL WHERE change = ?", (step,))
    run("UPDATE change SET undone = NULL WHERE id = ?", (step,))


def image_batches(change: Change, step: int, batches: Collection[int], *, removed: bool = False) -> None:
    """Save undo images of all rows of *batches*.

    If *removed* is true, the change *step* has removed these rows.
    """
    before, after = ("row", "NULL") if removed else ("NULL", "row")
    for table in reversed(BROUGHT) if removed else BROUGHT:
        change.connection.execute(
            'INSERT INTO image (change, "table", key, before, after)'
            f" SELECT ?, '{table}', id, {before}, {after} FROM"
            f" (SELECT id, {json_row(change.journal.columns(table))} AS row FROM {table}"
            f" WHERE batch IN {LIST} ORDER BY id)",
            (step, listed(batches)),
        )


def delete_batch_rows(change: Change, batch: int) -> None:
    """Delete the rows of *batch* without storing undo images."""
    for table in reversed(BROUGHT):
        _delete(change, table, "batch = ?", batch)


def touch_batch(change: Change, batch: int) -> None:
    """Mark every person and link of *batch* to be derived again."""
    run = change.connection.execute
    people = run("SELECT DISTINCT person FROM record WHERE batch = ?", (batch,))
    change.journal.people.update(row[0] for row in people)
    pairs = run(
        f"SELECT DISTINCT {LEAST}(r.person, s.person), {GREATEST}(r.person, s.person) FROM evidence e"
        " JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b WHERE e.batch = ?",
        (batch,),
    )
    change.journal.pairs.update((row[0], row[1]) for row in pairs)


_BATCH: Final = json_field("coalesce(before, after)", "batch")
_BROUGHT: Final = "\"table\" IN ('record', 'evidence')"
_BULK: Final = f"(before IS NULL OR after IS NULL) AND {_BATCH} IS NOT NULL AND {_BROUGHT}"
"""The SQL condition for undo images of rows that a batch inserted."""


def _replay(change: Change, step: int, *, forwards: bool) -> None:
    """Restore every row to its state after or before *step*."""
    order, old, new = ("ASC", "before", "after") if forwards else ("DESC", "after", "before")
    for table in BROUGHT:
        _restore_batch_rows(change, step, table, old, new)
    images = change.connection.execute(
        f'SELECT "table", key, {old}, {new} FROM image WHERE change = ? AND NOT ({_BULK}) ORDER BY id {order}',
        (step,),
    ).fetchall()
    for table, key, expected, wanted in images:
        stands = change.journal.row(table, key if table == "setting" else int(key))
        if not as_said(stands, json.loads(expected) if expected else None):
            raise Refused(
                say("the book differs from its history in row {key} of {table}", key=key, table=table),
                say("something else wrote to the book; run netcli check to look for damage"),
            )
        change.journal.restore(table, key, json.loads(wanted) if wanted else None)
    _touch_batch_rows(change, step, new)
    for table in reversed(BROUGHT):
        gone = f"image WHERE change = ? AND \"table\" = '{table}' AND {new} IS NULL AND {_BULK}"
        _delete(change, table, f"id IN (SELECT CAST(key AS INTEGER) FROM {gone})", step)
    change.derive()


def _delete(change: Change, table: str, condition: str, value: int) -> None:
    """Delete the rows of *table* that meet *condition*.

    *value* is the parameter of the condition.
    """
    run = change.connection.execute
    number = run(f"SELECT count(*) FROM {table} WHERE {condition}", (value,)).fetchone()[0]
    most = number >= BULK and 2 * number >= run(f"SELECT count(*) FROM {table}").fetchone()[0]
    indexes = drop_indexes(change.connection, table) if most else []
    run(f"DELETE FROM {table} WHERE {condition}", (value,))
    remake_indexes(change.connection, indexes)


def _restore_batch_rows(change: Change, step: int, table: str, old: str, new: str) -> None:
    columns = change.journal.columns(table)
    extracted = ", ".join(json_field(new, name) for name in columns)
    change.connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)})"
        f" SELECT {extracted} FROM image"
        f" WHERE change = ? AND \"table\" = '{table}' AND {old} IS NULL AND {_BULK} ORDER BY CAST(key AS INTEGER)",
        (step,),
    )
    _touch_batch_rows(change, step, old)


def _touch_batch_rows(change: Change, step: int, column: str) -> None:
    """Mark people and links as changed if their rows have undo images in *step*.

    Images count only if the given *column* is empty.
    """
    chosen = f"i.change = ? AND i.\"table\" = '{{}}' AND {column} IS NULL AND {_BULK}"
    people = change.connection.execute(
        "SELECT DISTINCT r.person FROM image i JOIN record r ON r.id = CAST(i.key AS INTEGER)"
        f" WHERE {chosen.format('record')}",
        (step,),
    )
    change.journal.people.update(person for (person,) in people)
    pairs = change.connection.execute(
        f"SELECT {LEAST}(r.person, s.person), {GREATEST}(r.person, s.person) FROM image i"
        " JOIN evidence e ON e.id = CAST(i.key AS INTEGER) JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
        f" WHERE {chosen.format('evidence')}",
        (step,),
    )
    change.journal.pairs.update(pairs)
