"""What `fragile` returns: people and links whose loss would split the network, and new links that prevent a split."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Cut(Shape):
    """A person whose loss would split the network.

    Without this person, `cuts_off` people would be separated from the largest remaining part of the component, and
    `from_me` people would be separated from me.
    """

    person: Person
    cuts_off: int
    from_me: int


class CutLink(Link):
    """A link whose loss would split a component into two parts; the smaller part has `cuts_off` people."""

    cuts_off: int
    _people: tuple[Person, ...]


class Route(Shape):
    """A new link that would give people a second route to me.

    `saves` is the number of these people.
    """

    a: Person
    b: Person
    saves: int
    _through: Person  # the person on whom they depend
    _why: str


class Fragile(Shape):
    """All people and links whose loss would split the network, the worst first.

    `second_routes` are new links that would prevent a split.
    """

    people: list[Cut]
    links: list[CutLink]
    second_routes: list[Route]
