"""The result of `groups`."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Group(Shape):
    """A group of people with many links to each other, the best connected person first.

    The largest group has the number 1. `name` is the employer, tag or town that best distinguishes the group. If there
    is none, `name` is the central person.
    """

    group: int
    name: str
    size: int
    people: list[Person]


class Bridge(Shape):
    """The links between two groups, and the two people of the likeliest link.

    The first person belongs to group `one`, the second to group `other`.
    """

    one: int
    other: int
    links: int
    people: tuple[Person, Person]


class Groups(Shape):
    """The groups, and the likeliest link of each pair of linked groups.

    Pairs of groups with the most links come first.
    """

    modularity: float
    groups: list[Group]
    between: list[Link]
    _bridges: tuple[Bridge, ...]
    _several: int  # groups of several people, however few are listed
    _alone: int  # people who are in no group with others
