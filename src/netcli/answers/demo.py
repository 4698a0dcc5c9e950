"""The result of `demo`."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Demo(Shape):
    """A temporary book that contains the sample exports.

    The key `try` lists commands to run with this book.
    """

    book: str
    people: int
    links: int
    try_: list[str]
