"""The result of `help`."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Topic(Shape):
    """A page of help about a topic that belongs to no single command."""

    topic: str
    lines: list[str]
