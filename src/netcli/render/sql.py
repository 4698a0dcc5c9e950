"""The readable output of `netcli sql`: a table."""

from __future__ import annotations

from collections.abc import Iterator

from netcli.answers import Answer
from netcli.answers.sql import Rows
from netcli.render.blocks import Table
from netcli.render.columns import text


def words(answer: Answer[object, Rows]) -> Iterator[Table]:
    """Return the rows."""
    rows = answer.result
    yield Table(tuple(rows.columns), tuple(tuple(map(text, row)) for row in rows.rows))
