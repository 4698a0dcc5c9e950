"""What `trash` returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Thrown(Shape):
    """Somebody in the trash: since when, and how many links come back with them."""

    person: Person
    removed: str
    links: int
