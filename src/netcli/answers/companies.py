"""What `reach --companies` returns: the best door to each company of a list."""

from __future__ import annotations

from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Asked(Shape):
    """What was asked of `reach --companies`."""

    source: Person
    companies: list[str]
    by: str
    max_hops: int
    guesses: bool
    hop_charge: float
    limit: int


class Entrance(Shape):
    """A company as it was written, who works there, whom of them a chain leads to, and whom to ask for the best one.

    `match` says how people were found: `exact` by the company's name, `core` by it without legal form, group and
    country, `alias` by another name of it, its initials or its mail domain, `none` not at all.
    """

    company: str
    match: str
    fit: int
    reachable: int
    ask: Person | None
    chain: Chain | None
