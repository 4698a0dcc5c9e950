"""Run a read-only SQL query."""

from __future__ import annotations

import re
import sqlite3
from typing import Final

from netcli.errors import Usage
from netcli.language import say
from netcli.store import dialect, views
from netcli.store.reader import Reader

Row = tuple[object, ...]
_QUESTION: Final = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*(?:SELECT|WITH|VALUES)\b", re.IGNORECASE | re.DOTALL)
"""Finds the first word of a query: SELECT, WITH or VALUES. Comments may come before this word."""
HINT: Final = say("write one SELECT; to list the views: netcli sql")


def ask(reader: Reader, statement: str) -> tuple[list[str], list[Row]]:
    """Return the columns and rows of *statement*, a single SELECT on the book.

    Raises Usage for any other statement.
    """
    if not _QUESTION.match(statement):
        raise Usage(say("the statement is not a single SELECT"), HINT)
    connection = reader.connection
    with dialect.only_selects(connection, lambda: views.make_temporary(connection)):
        try:
            found = connection.execute(statement)
            return [column[0] for column in found.description or ()], found.fetchall()
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise Usage(say("the statement failed ({error})", error=error), HINT) from error
