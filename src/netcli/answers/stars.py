"""The result of `stars`."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Gateway(Shape):
    """A contact, and the share of the shortest chains that start with them.

    `cumulated` adds the shares of all contacts ranked before.
    """

    rank: int
    person: Person
    share: float
    cumulated: float
    contacts: int


class Alike(Shape):
    """Averages over people with `fewest` to `most` contacts.

    These people have about as many contacts as `Funnel.from_`.
    """

    people: int
    fewest: int
    most: int
    top3: float
    effective_gateways: float


class Funnel(Shape):
    """A person's contacts, ranked by their shares of the person's shortest chains.

    `effective_gateways` is 3 if three contacts have equal shares and the others none. `milgram_top3` is the share of
    Milgram's letters (1969) that arrived through three people.
    """

    by: str
    from_: Person
    reachable: int
    stars: list[Gateway]
    top3: float
    effective_gateways: float
    milgram_top3: float
    _alike: Alike | None = None


class Between(Shape):
    """A person, and their betweenness.

    `betweenness` is the share of other people's shortest chains that pass through this person. If the share is
    estimated, `low` and `high` are its bounds.
    """

    rank: int
    person: Person
    betweenness: float
    low: float
    high: float


class Whole(Shape):
    """The people through whom the largest shares of all shortest chains pass.

    A `rank` is 1 plus the number of people whose whole interval (`low` to `high`) is higher.
    """

    by: str
    exact: bool
    samples: int
    stars: list[Between]
