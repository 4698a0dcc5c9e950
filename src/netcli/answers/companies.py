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
    """A company on the list, and whom to ask for an introduction.

    `fit` is the number of people who work there. `match` says how the company was found: `exact`, `core` (the name
    without legal form, group and country), `alias` (another name, initials or mail domain) or `none`.
    """

    company: str
    match: str
    fit: int
    reachable: int
    ask: Person | None
    chain: Chain | None
