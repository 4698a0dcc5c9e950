"""Write rows to the book, with undo images of these rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, islice, repeat
from typing import Any, Final

from netcli.store import dialect, trash
from netcli.store.reader import Pair, Reader

KEYS: Final = {"setting": "key", "forward": "old"}
"""Journaled tables whose key column is not called `id`."""

# old versions of SQLite accept at most 999 values
TOGETHER: Final = 50  # a third faster than single rows; a larger number would save only 3 %
"""Number of rows that one SQL statement inserts."""

Row = dict[str, Any]


class Journal:
    """Writes the rows of one change, and notes what must be derived again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.people: set[int] = set()
        self.later: set[int] = set()  # people whose data the import only repeats; they are derived once, at the end
        self.pairs: set[Pair] = set()
        self.asked: set[int] = set()
        self.moves = 0  # how often a record or evidence was written otherwise than by `load`, or rolled back
        self._columns: dict[str, list[str]] = {}
        self._images: list[tuple[str, str, str | None, str | None]] = []

    def insert(self, table: str, row: Row) -> int:
        """Insert *row*; return its id, or 0 for a table without ids."""
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        (written,) = rows_of(
            self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING *", [*row.values()])
        )
        self._image(table, written[key_of(table)], None, written)
        return int(written.get("id", 0))

    def update(self, table: str, key: int | str, **values: object) -> None:
        """Set columns of a row, unless the row already has these *values*."""
        before = self.row(table, key)
        if before is None or all(before[name] == value for name, value in values.items()):
            return
        assignments = ", ".join(f"{name} = ?" for name in values)
        self.connection.execute(f"UPDATE {table} SET {assignments} WHERE {key_of(table)} = ?", (*values.values(), key))
        self._image(table, key, before, self.row(table, key))

    def delete(self, table: str, key: int | str) -> None:
        """Delete a row."""
        before = self.row(table, key)
        if before is None:
            return
        if table == "record":  # find its links while it still exists
            self._touch_links_of(int(key))
        self.connection.execute(f"DELETE FROM {table} WHERE {key_of(table)} = ?", (key,))
        self._image(table, key, before, None)

    def move(self, record: int, person: int, *, born: bool = False, imaged: bool = True) -> None:
        """Move *record* to *person*.

        If *born* is true, set the column `born`, too. If *imaged* is false, store no undo image.
        """
        self.update("record", record, person=person, **({"born": person} if born else {}))
        if not imaged:
            self._images.pop()

    def load(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Insert the *rows* of a batch, without undo images.

        The values of a row are in the order of the table's columns.

        If a row is invalid, the caller must roll back.
        """
        if not rows:
            return
        # binding a value takes longer than storing it; if all rows of a column have the same value, bind this value
        # once for each statement; if all rows have None, do not bind it
        alike: dict[str, object] = {}
        told: dict[str, tuple[object, ...]] = {}
        for name, values in zip(self.columns(table), zip(*rows, strict=True), strict=True):
            value = values[0]
            if values[-1] != value or values.count(value) < len(values):
                told[name] = values
            elif value is not None:
                alike[name] = value
        into = f"{dialect.INSERT_MANY} {table} ({', '.join([*alike, *told])}) VALUES "
        same, told_rows = tuple(alike.values()), zip(*told.values(), strict=True) if told else repeat((), len(rows))

        def marks(row: int) -> str:
            first = len(alike) + row * len(told)
            numbers = chain(range(len(alike)), range(first, first + len(told)))
            return f"({', '.join([f'?{number + 1}' for number in numbers])})"

        self.connection.executemany(
            into + ", ".join(map(marks, range(TOGETHER))),
            (
                tuple(chain(same, chain.from_iterable(islice(told_rows, TOGETHER))))
                for _ in range(len(rows) // TOGETHER)
            ),
        )
        self.connection.executemany(into + marks(0), ((*same, *row) for row in told_rows))

    def columns(self, table: str) -> list[str]:
        """Return the columns of *table* in the order in which `load` takes them."""
        if table not in self._columns:
            self._columns[table] = dialect.columns(self.connection, table)
        return self._columns[table]

    def row(self, table: str, key: int | str) -> Row | None:
        """Return the current row."""
        found = self.connection.execute(f"SELECT * FROM {table} WHERE {key_of(table)} = ?", (key,))
        return next(iter(rows_of(found)), None)

    def restore(self, table: str, key: str, row: Row | None) -> None:
        """Restore *row*, but save no new undo image. If *row* is None, delete the row."""
        known = key if table == "setting" else int(key)
        before = self.row(table, known)
        if table == "record" and before is not None:
            self._touch_links_of(int(known))
        self.connection.execute(f"DELETE FROM {table} WHERE {key_of(table)} = ?", (known,))
        if row is not None:
            columns = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
        self._touch(table, before, row)

    def keep(self, change: int) -> int:
        """Store the collected undo images under the step *change*. Return the number of images."""
        rows = [(change, *image) for image in self._images]
        if rows:
            self.connection.executemany(
                'INSERT INTO image (change, "table", key, before, after) VALUES (?, ?, ?, ?, ?)', rows
            )
        self._images.clear()
        return len(rows)

    def mark(self) -> int:
        """Return a position for `back_to`."""
        return len(self._images)

    def back_to(self, mark: int) -> None:
        """Drop everything recorded since *mark*, because the database was rolled back to that position."""
        self.moves += 1
        del self._images[mark:]
        self.people.clear()
        self.pairs.clear()
        self.asked.clear()

    @property
    def images(self) -> int:
        """Return the number of rows changed so far."""
        return len(self._images)

    def _image(self, table: str, key: int | str, before: Row | None, after: Row | None) -> None:
        self._images.append((table, str(key), _packed(before), _packed(after)))
        self._touch(table, before, after)

    def _touch(self, table: str, before: Row | None, after: Row | None) -> None:
        for row in (before, after):
            if row is None:
                continue
            if table == "setting" and (thrown := trash.person_of(row["key"])) is not None:
                self.people.add(thrown)
                self.pairs.update(trash.pairs_of(Reader(self.connection), thrown))
            self.moves += table in ("record", "evidence")
            if table == "record":
                self.people.add(row["person"])
            elif table == "evidence":
                self._touch_pair(row["a"], row["b"])
            elif table == "introduction":
                self.asked.update((row["ask"], row["target"]))
            elif table == "forward":  # outcomes of introductions move with people who are merged or split
                self.asked.update((row["old"], row["person"]))
        if table == "record" and after is not None and (before is None or before["person"] != after["person"]):
            if before is not None:
                self.pairs.update(sorted_pair(before["person"], other) for other in self._others(after["id"]))
            self._touch_links_of(after["id"])

    def _touch_pair(self, a: int, b: int) -> None:
        owners = self.connection.execute("SELECT person FROM record WHERE id IN (?, ?)", (a, b)).fetchall()
        if len(owners) == 2:
            self.pairs.add(sorted_pair(owners[0][0], owners[1][0]))

    def _touch_links_of(self, record: int) -> None:
        person = self.connection.execute("SELECT person FROM record WHERE id = ?", (record,)).fetchone()[0]
        self.pairs.update(sorted_pair(person, other) for other in self._others(record))

    def _others(self, record: int) -> Iterable[int]:
        found = self.connection.execute(
            "SELECT r.person FROM evidence e JOIN record r ON r.id = e.b WHERE e.a = ?"
            " UNION SELECT r.person FROM evidence e JOIN record r ON r.id = e.a WHERE e.b = ?",
            (record, record),
        )
        return [row[0] for row in found]


def key_of(table: str) -> str:
    """Return the name of the key column of *table*."""
    return KEYS.get(table, "id")


def as_said(now: Row | None, said: Row | None) -> bool:
    """Return whether the current row equals an earlier undo image of the row.

    Columns that the image lacks are ignored. Derived counts are also ignored.
    """
    if now is None or said is None:
        return now is said
    derived_count = {"count"} if said.get("moments") else set()
    return all(now.get(column) == value for column, value in said.items() if column not in derived_count)


def sorted_pair(a: int, b: int) -> Pair:
    """Return the two ids with the smaller id first."""
    return (a, b) if a < b else (b, a)


def _packed(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def rows_of(cursor: sqlite3.Cursor) -> list[Row]:
    """Return the rows that *cursor* found, as dictionaries."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
