"""What `merge` returns."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Merged(Shape):
    """The person that two became, and the numbers that lead to them now."""

    person: Person
    forwarded: list[int]
    changed: int
    people: list[Person]
    links: list[Link]
    undo: int | None
