"""What `reach` returns."""

from __future__ import annotations

from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Wanted(Shape):
    """What was asked of `reach`."""

    source: Person
    filters: list[str]
    by: str
    max_hops: int
    guesses: bool
    hop_charge: float
    limit: int
    as_of: str | None = None


class Reached(Shape):
    """Somebody who fits, and the best chain to them."""

    person: Person
    chain: Chain


class Door(Shape):
    """Whom to ask first, and to how many of those who fit that leads, the nearest or likeliest first."""

    ask: Person
    opens: int
    people: list[Reached]


class Reach(Shape):
    """Everybody who fits, by whom to ask first; the doors that open most come first."""

    fit: int
    reachable: int
    doors: list[Door]
    unreachable: list[Person]
