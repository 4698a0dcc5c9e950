"""The results of `duplicates` and `why`."""

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
"""Title of each rule for possible duplicates, in the order of review."""
NAMES: Final = ("name", "similar_name")
"""The rules that rely on names alone.

`netcli duplicates --accept` merges no pair found by these rules if another field is evidence against the merge.
"""
PROOFS: Final = tuple(RULES)[:4]
"""The rules that prove that two people are the same."""


class Reason(Shape):
    """One field of two people, compared.

    Positive `bits` are evidence that the two people are the same.
    """

    field: str
    a: str
    b: str
    bits: float


class Pair(Shape):
    """Two people who may be the same person, and the evidence for and against a merge."""

    a: Person
    b: Person
    score: float
    reasons: list[Reason]
    vetoes: list[str]


class Group(Shape):
    """Undecided pairs found by the same rule, best first.

    `count` also includes pairs that are not listed.
    """

    rule: str
    title: str
    count: int
    pairs: Sequence[Pair]


class Duplicates(Shape):
    """All pairs of possible duplicates that await a decision."""

    waiting: int
    groups: list[Group]


class Accepted(Shape):
    """How many pairs of a rule were merged, and how many were refused."""

    merged: int
    refused: int


class Decided(Shape):
    """The number of pairs by decision.

    `stale` counts pairs whose people were already merged.
    """

    same: int
    distinct: int
    later: int
    stale: int


class Why(Shape):
    """The evidence for and against a merge of two people, and the verdict."""

    a: Person
    b: Person
    score: float
    rule: str | None
    reasons: list[Reason]
    vetoes: list[str]
    verdict: str | None
