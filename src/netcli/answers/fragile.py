"""What `fragile` returns: people and links whose loss would cut others off, and links that would prevent it."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Cut(Shape):
    """A person whose loss would cut `cuts_off` people off from the largest component, and `from_me` people from me."""

    person: Person
    cuts_off: int
    from_me: int


class CutLink(Link):
    """A link whose loss would split a component, and cut `cuts_off` people, the smaller part, off from the rest."""

    cuts_off: int
    _people: tuple[Person, ...]


class Route(Shape):
    """A new link that would keep `saves` people connected to me if the person on whom they depend is lost."""

    a: Person
    b: Person
    saves: int
    _through: Person  # the person on whom they depend
    _why: str


class Fragile(Shape):
    """All people and links whose loss would cut others off, the worst first, and the second routes worth building."""

    people: list[Cut]
    links: list[CutLink]
    second_routes: list[Route]
