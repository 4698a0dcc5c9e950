"""Check in every test that the executed SQL fits a fresh schema.

Otherwise, a statement might fit only an old or damaged book.
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
"""Modules whose SQL need not fit the schema."""

_HASTY: Final = {"PRAGMA synchronous=FULL": "PRAGMA synchronous=OFF"}
"""Replacements of SQL statements, so that tests do not wait for the disk."""

_connect: Final = sqlite3.connect


class Guarded(sqlite3.Connection):
    """A connection that executes netcli's statements only if they fit the schema."""

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
    """Raise AssertionError if *sql* does not fit a fresh schema."""
    if not _STATEMENT.match(sql):
        return
    try:
        _fresh().execute(f"EXPLAIN {sql}")
    except sqlite3.OperationalError as error:
        raise AssertionError(f"this statement does not fit the schema ({error}): {sql}") from None
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
    """Guard every connection that is opened in this context."""

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return _connect(*arguments, **{"factory": Guarded} | options)

    with patch.object(sqlite3, "connect", connect):
        yield
