"""What `sql` returns: a table of whatever was asked for."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Rows(Shape):
    """The names of the columns, and the rows: texts, numbers and nulls."""

    columns: list[str]
    rows: list[list[str | int | float | None]]
