"""The data that `view` draws: people with positions, links, groups and stars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from netcli.answers import Remark, Words
from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Star(Shape):
    """A person through whom the owner reaches many others.

    `node` is an index into the people.
    """

    node: int
    share: float


class View(Shape):
    """The people to draw.

    `x`, `y`, `radius` and `group` have the order of `people`. `group` is an index into `groups`, or -1. Read `links`
    once, while the book is open. `notes` say what is not drawn.
    """

    title: str
    people: Sequence[Person]
    x: Sequence[float]
    y: Sequence[float]
    radius: Sequence[float]
    group: Sequence[int]
    groups: Sequence[str]
    stars: Sequence[Star]
    links: Iterable[Link]
    link_count: int
    seed: int
    left_out: int
    notes: Sequence[str]
    warnings: Sequence[Remark] = ()
    query: Words = MappingProxyType({})
