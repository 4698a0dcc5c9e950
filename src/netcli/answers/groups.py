"""What `groups` returns: groups of people with many links among them, and the links that join the groups."""

from __future__ import annotations

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Group(Shape):
    """People with many links among them, the best connected first; number 1 is the largest group.

    The name is the employer, tag or town that best distinguishes the group, otherwise its central person.
    """

    group: int
    name: str
    size: int
    people: list[Person]


class Bridge(Shape):
    """Two groups, the number of links between them, and the two people of the likeliest link.

    The first of the two people belongs to group `one`, the second to group `other`.
    """

    one: int
    other: int
    links: int
    people: tuple[Person, Person]


class Groups(Shape):
    """The groups of people, and the likeliest link between each pair of linked groups.

    The pairs of groups with the most links come first.
    """

    modularity: float
    groups: list[Group]
    between: list[Link]
    _bridges: tuple[Bridge, ...]
    _several: int  # groups of several people, however few are listed
    _alone: int  # people who are in no group with others
