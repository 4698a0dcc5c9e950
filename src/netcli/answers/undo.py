"""The result of `history`."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Change(Shape):
    """One entry of the book's history."""

    change: int
    when: str
    command: str
    summary: str
    people: int
    undone: bool
