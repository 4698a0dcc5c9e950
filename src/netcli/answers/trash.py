"""The result of `trash`."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Thrown(Shape):
    """A person in the trash.

    `links` counts the links that come back with the person.
    """

    person: Person
    removed: str
    links: int
