"""What the identity commands return."""

from __future__ import annotations

from collections.abc import Sequence

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Reason(Shape):
    """One field of two people, and how many bits its agreement weighs for their being one."""

    field: str
    a: str
    b: str
    bits: float


class Pair(Shape):
    """Two people who may be one, what speaks for it, and what against."""

    a: Person
    b: Person
    score: float
    reasons: list[Reason]
    vetoes: list[str]


class Group(Shape):
    """Pairs that wait for the same reason, best first; `count` is how many there are in all."""

    rule: str
    title: str
    count: int
    pairs: Sequence[Pair]


class Duplicates(Shape):
    """All pairs that wait for a decision."""

    waiting: int
    groups: list[Group]


class Accepted(Shape):
    """How many pairs of a rule were merged, and how many something speaks against."""

    merged: int
    refused: int


class Decided(Shape):
    """How many pairs were decided which way; `stale` pairs were one already."""

    same: int
    distinct: int
    later: int
    stale: int


class Merged(Shape):
    """The person that two became, and the numbers that lead to them now."""

    person: Person
    forwarded: list[int]
    changed: int
    people: list[Person]
    links: list[Link]
    undo: int | None


class Why(Shape):
    """What makes two people one or two, bit by bit, and what was said of them."""

    a: Person
    b: Person
    score: float
    rule: str | None
    reasons: list[Reason]
    vetoes: list[str]
    verdict: str | None
