"""What `fragile` returns: people and links whose loss would cut others off, and what would mend that."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Cut(Shape):
    """Somebody without whom `cuts_off` people are no longer joined to the largest piece, and `from_me` not to me."""

    person: Person
    cuts_off: int
    from_me: int


class CutLink(Link):
    """A link without which so many people are no longer joined to the larger piece."""

    cuts_off: int
    _people: tuple[Person, ...]


class Route(Shape):
    """A link that would keep so many people joined to me whoever of those between is lost."""

    a: Person
    b: Person
    saves: int
    _through: Person  # on whom they hang
    _why: str


class Fragile(Shape):
    """All such people and links, the worst first, and the second routes worth building."""

    people: list[Cut]
    links: list[CutLink]
    second_routes: list[Route]
