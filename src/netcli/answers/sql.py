"""The result of `sql`: a table with the columns of the statement."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Rows(Shape):
    """The names of the columns, and the rows of texts, numbers and nulls."""

    columns: list[str]
    rows: list[list[str | int | float | None]]
