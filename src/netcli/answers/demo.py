"""The result of `demo`."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Demo(Shape):
    """A throw-away book made from the sample exports, and what to try on it."""

    book: str
    people: int
    links: int
    try_: list[str]
