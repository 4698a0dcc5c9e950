"""What `reach` returns."""

from __future__ import annotations

from dataclasses import dataclass

from netcli.answers.chains import Chain
from netcli.answers.people import Person


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of `reach`."""

    source: Person
    filters: list[str]
    by: str
    max_hops: int
    guesses: bool
    hop_charge: float
    limit: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who fits, and the best chain to her."""

    person: Person
    chain: Chain


@dataclass(frozen=True, slots=True)
class Door:
    """Whom to ask first, and to how many of those who fit that leads, the nearest or likeliest first."""

    ask: Person
    opens: int
    people: list[Reached]


@dataclass(frozen=True, slots=True)
class Reach:
    """Everybody who fits, by whom to ask first; the doors that open most come first."""

    fit: int
    reachable: int
    doors: list[Door]
    unreachable: list[Person]
