"""The result of `potential`: how valuable a person's position in the network is."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Part(Shape):
    """One part of the index in `Potential`. Its value is from 0 to 1."""

    part: str
    value: float
    weight: int
    points: float


class Within(Shape):
    """How many people are within `hops` hops of the person."""

    hops: int
    people: int


class Act(Shape):
    """An action that would raise the person's potential.

    The key `act` contains `write` or `meet`. For `meet`, the key `through` contains a contact who can make the
    introduction.
    """

    act: str
    person: Person
    through: Person | None
    points: float


class Potential(Shape):
    """A person's connectivity potential: an index from 0 to 100.

    `harmonic` is the sum of 1 / hops over everybody reached. `chance_reach` is the sum of the chances of the likeliest
    chains. `rank` is the rank by `harmonic` among `of_` people. Without contacts, `constraint` and `effective_size`
    (Burt 1992) are null.
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
