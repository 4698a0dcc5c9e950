"""The results of the commands that change the book."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Written(Shape):
    """What a command changed.

    `undo` is the number of the change, or null if nothing changed.
    """

    changed: int
    people: list[Person]
    links: list[Link]
    undo: int | None
