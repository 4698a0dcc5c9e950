"""Undo and redo: the journal read backwards and forwards, and batches taken back.

An undone change keeps its images; what its batches had inserted is turned into images first, so that one rule
serves for all: put every row back as it was before (undo) or after (redo).
"""

from __future__ import annotations

import json
from typing import Any, Final

from netcli import clock
from netcli.errors import Refused, Unknown
from netcli.store import identity, mentions, settling
from netcli.store.dialect import GREATEST, LEAST, json_field, json_row
from netcli.store.writer import Change

BROUGHT: Final = ("record", "evidence")
"""The tables whose rows a batch brings; in this order they can be put back."""


def undo(change: Change) -> str:
    """Take the last change back; returns what it was.

    Raises Unknown when there is nothing to undo, Refused when rows are not as the change left them.
    """
    row = change.connection.execute(
        "SELECT id, summary FROM change WHERE undone IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        raise Unknown("there is nothing to undo", "netcli history lists what was done", code="nothing_to_undo")
    step, summary = row
    for batch in _batches(change, step):
        _image_batch(change, step, batch)
    change.connection.execute("UPDATE batch SET undone = ? WHERE change = ?", (clock.stamp(), step))
    _replay(change, step, forwards=False)
    change.connection.execute("UPDATE change SET undone = ? WHERE id = ?", (clock.stamp(), step))
    return str(summary)


def redo(change: Change) -> str:
    """Do the change that was undone last again; returns what it was.

    Raises Unknown when there is none, or something else was done since.
    """
    row = change.connection.execute(
        "SELECT id, summary FROM change c WHERE undone IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM image WHERE change = c.id) ORDER BY id LIMIT 1"
    ).fetchone()
    if row is None:
        raise Unknown("there is nothing to redo", "netcli history lists what was done", code="nothing_to_redo")
    step, summary = row
    _replay(change, step, forwards=True)
    # the rows of its batches stand again, and are their own image until the next undo
    change.connection.execute(f"DELETE FROM image WHERE change = ? AND before IS NULL AND {_BULK}", (step,))
    change.connection.execute("UPDATE batch SET undone = NULL WHERE change = ?", (step,))
    change.connection.execute("UPDATE change SET undone = NULL WHERE id = ?", (step,))
    return str(summary)


def undo_batch(change: Change, batch: int, *, insist: bool) -> str:
    """Take back exactly what only *batch* said; a change of its own, which can be undone like any.

    People whom only this batch named go, but not those of whom the user said something herself: they stay, under
    the name they had. Those whom only this batch had joined are several again. Raises Unknown for no such batch,
    Refused when later changes build on it and not *insist*.
    """
    row = change.connection.execute("SELECT file, undone, change FROM batch WHERE id = ?", (batch,)).fetchone()
    if row is None or row[1] is not None:
        raise Unknown(f"there is no batch {batch}", "netcli imports lists them", code="unknown_batch")
    kept = _spoken_of(change, batch)
    if kept and not insist:
        names = ", ".join(person.name or f"id:{person.id}" for person in list(change.reader.people(kept).values())[:3])
        raise Refused(
            f"you said more of {len(kept)} of its people since ({names}{' …' if len(kept) > 3 else ''})",
            "--yes takes the file back and keeps what you said",
        )
    _keep_names(change, kept)
    identity.keep_apart(change, batch)
    images = _image_batch(change, change.id, batch, taken=True)
    change.journal.update("batch", batch, undone=clock.stamp())
    _touch_batch(change, batch)
    touched = settling.beside(change.reader, change.journal.people)
    called = mentions.names_of(change.reader, touched)
    for table in reversed(BROUGHT):
        change.connection.execute(f"DELETE FROM {table} WHERE batch = ?", (batch,))
    settling.settle(change, touched, called=called, alone=touched)
    return f"took back {row[0]} (batch {batch}, {images} rows)"


def _batches(change: Change, step: int) -> list[int]:
    found = change.connection.execute("SELECT id FROM batch WHERE change = ? ORDER BY id", (step,))
    return [row[0] for row in found]


def _image_batch(change: Change, step: int, batch: int, *, taken: bool = False) -> int:
    """Keep the rows that *batch* brought as images of *step*: inserted by it, or *taken* by it."""
    side = ("row", "NULL") if taken else ("NULL", "row")
    count = 0
    for table in reversed(BROUGHT) if taken else BROUGHT:
        cursor = change.connection.execute(
            'INSERT INTO image (change, "table", key, before, after)'
            f" SELECT ?, '{table}', id, {side[0]}, {side[1]} FROM"
            f" (SELECT id, {json_row(change.journal.columns(table))} AS row FROM {table} WHERE batch = ? ORDER BY id)",
            (step, batch),
        )
        count += cursor.rowcount
    return count


def _replay(change: Change, step: int, *, forwards: bool) -> None:
    """Put every row of *step* as it was after it, or before it; what batches brought goes by the thousand."""
    order, old, new = ("ASC", "before", "after") if forwards else ("DESC", "after", "before")
    for table in BROUGHT:
        _restore_batch_rows(change, step, table, old, new)
    images = change.connection.execute(
        f'SELECT "table", key, {old}, {new} FROM image WHERE change = ? AND NOT ({_BULK}) ORDER BY id {order}',
        (step,),
    ).fetchall()
    for table, key, expected, wanted in images:
        stands = change.journal.row(table, key if table == "setting" else int(key))
        if stands != (json.loads(expected) if expected else None):
            raise Refused(
                f"row {key} of {table} is not as the change left it",
                "something else wrote to the book; netcli check looks for damage",
            )
        change.journal.restore(table, key, json.loads(wanted) if wanted else None)
    _touch_ends(change, step, new)
    for table in reversed(BROUGHT):
        change.connection.execute(
            f"DELETE FROM {table} WHERE id IN (SELECT CAST(key AS INTEGER) FROM image"
            f" WHERE change = ? AND \"table\" = '{table}' AND {_BULK} AND {new} IS NULL)",
            (step,),
        )
    change.derive()


_BULK: Final = (
    f"(before IS NULL OR after IS NULL) AND {json_field('coalesce(before, after)', 'batch')} IS NOT NULL"
    " AND \"table\" IN ('record', 'evidence')"
)
"""Images of rows that a batch brought."""


def _restore_batch_rows(change: Change, step: int, table: str, old: str, new: str) -> None:
    columns = change.journal.columns(table)
    extracted = ", ".join(json_field(new, name) for name in columns)
    change.connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)})"
        f" SELECT {extracted} FROM image"
        f" WHERE change = ? AND \"table\" = '{table}' AND {_BULK} AND {old} IS NULL ORDER BY CAST(key AS INTEGER)",
        (step,),
    )
    _touch_ends(change, step, old)


def _touch_ends(change: Change, step: int, missing: str) -> None:
    """Have everybody derived again whose brought rows have no *missing* side."""
    run = change.connection.execute
    chosen = f"FROM image i JOIN {{}} WHERE i.change = ? AND {_BULK} AND {missing} IS NULL"
    people = run(
        "SELECT DISTINCT r.person "
        + chosen.format("record r ON r.id = CAST(i.key AS INTEGER)")
        + " AND i.\"table\" = 'record'",
        (step,),
    )
    change.journal.people.update(row[0] for row in people)
    pairs = run(
        f"SELECT DISTINCT {LEAST}(r.person, s.person), {GREATEST}(r.person, s.person) "
        + chosen.format(
            "evidence e ON e.id = CAST(i.key AS INTEGER) JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
        )
        + " AND i.\"table\" = 'evidence'",
        (step,),
    )
    change.journal.pairs.update((row[0], row[1]) for row in pairs)


def _touch_batch(change: Change, batch: int) -> None:
    run = change.connection.execute
    people = run("SELECT DISTINCT person FROM record WHERE batch = ?", (batch,))
    change.journal.people.update(row[0] for row in people)
    pairs = run(
        f"SELECT DISTINCT {LEAST}(r.person, s.person), {GREATEST}(r.person, s.person) FROM evidence e"
        " JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b WHERE e.batch = ?",
        (batch,),
    )
    change.journal.pairs.update((row[0], row[1]) for row in pairs)


def _spoken_of(change: Change, batch: int) -> list[int]:
    """The people of *batch* of whom the user, and no other file, said something besides."""
    found = change.connection.execute(
        "SELECT DISTINCT r.person FROM record r JOIN record h ON h.person = r.person AND h.batch IS NULL"
        " WHERE r.batch = ? AND r.person <> (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'me')"
        " AND h.added >= (SELECT imported FROM batch WHERE id = ?)",
        (batch, batch),
    )
    return [row[0] for row in found]


def _keep_names(change: Change, people: list[int]) -> None:
    """Where the user's own record only mentions a person, it takes the name that she goes by now."""
    for number, person in change.reader.people(people).items():
        row: Any
        for row in change.connection.execute(
            "SELECT id, fields FROM record WHERE person = ? AND batch IS NULL", (number,)
        ).fetchall():
            fields = json.loads(row[1])
            if "mention" in fields and person.name:
                fields |= {"name": person.name, "mention": person.name}
                change.journal.update("record", row[0], fields=json.dumps(fields, ensure_ascii=False))
