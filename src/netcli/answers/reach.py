"""The result of `reach`."""

from __future__ import annotations

from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Wanted(Shape):
    """The query of `reach`."""

    source: Person
    filters: list[str]
    by: str
    max_hops: int
    guesses: bool
    hop_charge: float
    limit: int
    as_of: str | None = None


class Reached(Shape):
    """A person who matches the filters, and the best chain to this person."""

    person: Person
    chain: Chain


class Door(Shape):
    """A person to ask first, and the people who can be reached through them.

    The nearest or likeliest people come first.
    """

    ask: Person
    opens: int
    people: list[Reached]


class Reach(Shape):
    """The people who match the filters, grouped by the person to ask first.

    The largest group comes first.
    """

    fit: int
    reachable: int
    doors: list[Door]
    unreachable: list[Person]
    _over_guesses: int = 0  # how many of the unreachable people chains reach that also use guesses
