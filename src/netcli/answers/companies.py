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

    `match` says how the people of the company were found: by its name (`exact`), by its name without legal form, group
    and country (`core`), by another name, its initials or its mail domain (`alias`), or not at all (`none`).
    """

    company: str
    match: str
    fit: int
    reachable: int
    ask: Person | None
    chain: Chain | None
