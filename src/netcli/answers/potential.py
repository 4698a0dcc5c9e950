"""What `potential` returns: what a person's place in the network is worth."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Part(Shape):
    """One part of the index: from 0 to 1, how much it weighs, and the points that makes."""

    part: str
    value: float
    weight: int
    points: float


class Within(Shape):
    """How many people are within so many hops."""

    hops: int
    people: int


class Act(Shape):
    """Something that would raise the index: `meet` somebody, or `write` to a contact; `through` opens the way."""

    act: str
    person: Person
    through: Person | None
    points: float


class Potential(Shape):
    """The connectivity potential of a person: an index from 0 to 100, its parts, and the measures behind them.

    `harmonic` counts everybody reached as 1 over the hops to them, `chance_reach` as the chance of the likeliest chain
    to them; `rank` is 1 and how many of `of_` have a greater harmonic reach. Without contacts, `constraint` and
    `effective_size` (Burt 1992) are null.
    """

    person: Person
    contacts: int
    index: float
    parts: list[Part]
    reach: list[Within]
    harmonic: float
    chance_reach: float
    constraint: float | None
    effective_size: float | None
    rank: int
    of_: int
    _acts: tuple[Act, ...]
    _mean_hops: float | None
