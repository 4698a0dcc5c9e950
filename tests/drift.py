"""A guard against drift: every statement that netcli executes in the tests is prepared against a fresh schema first.

A book in a test may be old, damaged or made by hand; the tables are SQLModel's, the statements are text.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final
from unittest.mock import patch

_STATEMENT: Final = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
_UNGUARDED: Final = {"netcli.store.migrations", "netcli.store.sql"}
"""Modules whose statements are for the schemas of their day, or the user's own."""

_HASTY: Final = {"PRAGMA synchronous=FULL": "PRAGMA synchronous=OFF"}
"""No test in the process cuts the power, and waiting for the disk would take longer than most of them."""

_connect: Final = sqlite3.connect


class Guarded(sqlite3.Connection):
    """A connection that executes what fits the schema of today only, and does not wait for the disk."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        _guard(sql)
        return super().execute(_HASTY.get(sql, sql), *values)

    def executemany(self, sql: str, rows: Iterable[Any]) -> sqlite3.Cursor:
        _guard(sql)
        return super().executemany(sql, rows)


def _guard(sql: str) -> None:
    caller = sys._getframe(2).f_globals["__name__"]
    if caller.startswith("netcli.") and caller not in _UNGUARDED:
        prepare(sql)


@cache
def prepare(sql: str) -> None:
    """Prepare *sql* against a fresh schema; AssertionError if it does not fit."""
    if not _STATEMENT.match(sql):
        return
    try:
        _fresh().execute(f"EXPLAIN {sql}")
    except sqlite3.OperationalError as error:
        raise AssertionError(f"does not fit the schema ({error}): {sql}") from None
    except sqlite3.ProgrammingError:  # prepared; only the values are missing
        pass


@cache
def _fresh() -> sqlite3.Connection:
    from netcli.store import dialect, schema

    connection = _connect(":memory:", isolation_level=None)
    for statement in (*schema.statements(), dialect.INDEXED_TABLE):
        connection.execute(statement)
    return connection


@contextmanager
def guarded() -> Iterator[None]:
    """All connections opened meanwhile are guarded."""

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return _connect(*arguments, **{"factory": Guarded} | options)

    with patch.object(sqlite3, "connect", connect):
        yield
