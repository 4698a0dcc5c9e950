"""The result of `merge`."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Merged(Shape):
    """The person who remains after a merge.

    The ids in `forwarded` now lead to this person.
    """

    person: Person
    forwarded: list[int]
    changed: int
    people: list[Person]
    links: list[Link]
    undo: int | None
