"""What `trash` returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Thrown(Shape):
    """A person in the trash, the time of their removal, and the number of links that come back with them."""

    person: Person
    removed: str
    links: int
