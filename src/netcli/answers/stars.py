"""What `stars` returns: through whom a person reaches the others, or who stands between all others."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Gateway(Shape):
    """A contact, the share of the shortest chains that start with them, and the cumulative share so far."""

    rank: int
    person: Person
    share: float
    cumulated: float
    contacts: int


class Alike(Shape):
    """People with about as many contacts, and the average of their funnels."""

    people: int
    fewest: int
    most: int
    top3: float
    effective_gateways: float


class Funnel(Shape):
    """The contacts of `from_` through whom most people within reach are reached first.

    `effective_gateways` is the number of contacts with equal shares that would be as concentrated; `milgram_top3` is
    the share of the letters that arrived in 1969 through three people.
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
    """A person, and the share of all pairs of others whose shortest chain passes through them, with an interval."""

    rank: int
    person: Person
    betweenness: float
    low: float
    high: float


class Whole(Shape):
    """The people who stand between most others; `rank` is 1 plus the number of people certainly ahead."""

    by: str
    exact: bool
    samples: int
    stars: list[Between]
