"""What `duplicates` and `why` return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netcli.answers.people import Person
from netcli.answers.shape import Shape

RULES: Final = {
    "profile": "the same profile page",
    "email": "the same e-mail address, and names that agree",
    "mobile": "the same mobile phone, and names that agree",
    "name_birthday": "the same name, born on the same day",
    "name_company": "the same name at the same company",
    "similar_name_company": "a similar name at the same company",
    "name": "the same name, and nothing against it",
    "similar_name": "a similar name, and nothing against it",
    "other": "other things in common",
}
"""Why pairs wait, in the order in which they are asked, and how that is called; the first four are proofs."""


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


class Why(Shape):
    """What makes two people one or two, bit by bit, and what was said of them."""

    a: Person
    b: Person
    score: float
    rule: str | None
    reasons: list[Reason]
    vetoes: list[str]
    verdict: str | None
