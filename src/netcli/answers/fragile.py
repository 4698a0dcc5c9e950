"""The result of `fragile`."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Cut(Shape):
    """A person whose loss would split the network.

    `cuts_off` counts people who would be separated from the largest remaining part. `from_me` counts people who would
    be separated from me.
    """

    person: Person
    cuts_off: int
    from_me: int


class CutLink(Link):
    """A link whose loss would split a component.

    The smaller part has `cuts_off` people.
    """

    cuts_off: int
    _people: tuple[Person, ...]


class Route(Shape):
    """A new link that would give `saves` people a second route to me."""

    a: Person
    b: Person
    saves: int
    _through: Person  # the person on whom they depend
    _why: str


class Fragile(Shape):
    """People and links whose loss would split the network, the worst first.

    The links in `second_routes` would prevent a split.
    """

    people: list[Cut]
    links: list[CutLink]
    second_routes: list[Route]
