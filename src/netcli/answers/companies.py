"""The result of `reach --companies`."""

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
    """A company on the list, and the person to ask for an introduction.

    `fit` counts the people who work there. `match` is `exact`, `core`, `alias` or `none`. `core` ignores the legal
    form, group and country. `alias` is another name, initials or a mail domain.
    """

    company: str
    match: str
    fit: int
    reachable: int
    ask: Person | None
    chain: Chain | None
