"""`sql`: answer a question in SQL over the book's views or tables.

Only the views are stable.
"""

from __future__ import annotations

import math

from netcli.answers import Answer, Words
from netcli.answers.sql import Rows
from netcli.store import sql as store
from netcli.store import views
from netcli.store.reader import Reader


def sql(reader: Reader, statement: str) -> Answer[Words, Rows]:
    """Answer with the rows of *statement*, a single SELECT.

    Raises Usage for any other statement.
    """
    columns, rows = store.ask(reader, statement)
    return Answer("sql", {"sql": statement}, Rows(columns, [[_plain(value) for value in row] for row in rows]))


def listed(reader: Reader) -> Answer[Words, Rows]:
    """Answer with the views and their columns."""
    found = [(view, store.ask(reader, f"SELECT * FROM {view} LIMIT 0")[0]) for view in views.VIEWS]
    return Answer("sql", {"sql": None}, Rows(["view", "columns"], [[view, ", ".join(names)] for view, names in found]))


def _plain(value: object) -> str | int | float | None:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, (str, int, float)) else None
