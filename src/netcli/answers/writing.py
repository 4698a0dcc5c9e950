"""What commands that write return."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Written(Shape):
    """What a write changed, and the change's number, by which it can be undone (None: nothing changed)."""

    changed: int
    people: list[Person]
    links: list[Link]
    undo: int | None


class Change(Shape):
    """One entry of the book's history."""

    change: int
    when: str
    command: str
    summary: str
    people: int
    undone: bool


class Where(Shape):
    """The book's place and size."""

    book: str
    from_: str
    version: int
    people: int
    links: int
    bytes: int


class Checked(Shape):
    """What is wrong with the book; nothing if it is whole."""

    problems: list[str]
