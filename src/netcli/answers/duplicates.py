"""What `duplicates` and `why` return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netcli.answers.people import Person
from netcli.answers.shape import Shape
from netcli.language import say

RULES: Final = {
    "profile": say("the same profile page"),
    "email": say("the same e-mail address, and no names that differ"),
    "mobile": say("the same mobile number, and no names that differ"),
    "name_birthday": say("the same name and birthday"),
    "name_company": say("the same name at the same company"),
    "similar_name_company": say("a similar name at the same company"),
    "name": say("the same name"),
    "similar_name": say("a similar name"),
    "other": say("other things in common"),
}
"""The rules for possible duplicates, with titles, in the order of review. The first four rules are proofs."""
NAMES: Final = ("name", "similar_name")
"""The rules that rely on names alone. `netcli duplicates --accept` merges a pair found by these rules only if no other
field of the two people is evidence against the merge.
"""
PROOFS: Final = tuple(RULES)[:4]
"""The rules that prove that two people are the same. Pairs are left to the user only if a third person fits as well."""


class Reason(Shape):
    """One field of two people, and how many bits it adds to the evidence that they are the same person."""

    field: str
    a: str
    b: str
    bits: float


class Pair(Shape):
    """Two people who may be the same, and the evidence for and against it."""

    a: Person
    b: Person
    score: float
    reasons: list[Reason]
    vetoes: list[str]


class Group(Shape):
    """Undecided pairs found by the same rule, best first; `count` is the number of all such pairs."""

    rule: str
    title: str
    count: int
    pairs: Sequence[Pair]


class Duplicates(Shape):
    """All pairs of possible duplicates that await a decision."""

    waiting: int
    groups: list[Group]


class Accepted(Shape):
    """How many pairs of a rule were merged, and how many were refused because of evidence against merging them."""

    merged: int
    refused: int


class Decided(Shape):
    """The numbers of pairs that were decided as `same`, `distinct` or `later`.

    `stale` is the number of pairs whose people were already merged.
    """

    same: int
    distinct: int
    later: int
    stale: int


class Why(Shape):
    """The evidence for and against two people being the same person, and the user's verdict on the pair."""

    a: Person
    b: Person
    score: float
    rule: str | None
    reasons: list[Reason]
    vetoes: list[str]
    verdict: str | None
