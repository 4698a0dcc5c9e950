"""What `reach --companies` returns: for each company on a list, the best person to ask first."""

from __future__ import annotations

from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Asked(Shape):
    """The query of `reach --companies`."""

    source: Person
    companies: list[str]
    by: str
    max_hops: int
    guesses: bool
    hop_charge: float
    limit: int


class Entrance(Shape):
    """A company as the list writes it, how many people work there, how many of them can be reached, and whom to ask.

    `match` says how its people were found: `exact` by the company's name, `core` by the name without legal form, group
    and country, `alias` by another name, its initials or its mail domain, `none` if nobody was found.
    """

    company: str
    match: str
    fit: int
    reachable: int
    ask: Person | None
    chain: Chain | None
