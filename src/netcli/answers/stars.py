"""What `stars` returns: through whom somebody reaches the rest, or who stands between all others."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Gateway(Shape):
    """A contact, the share of the shortest chains that start with them, and that of all so far."""

    rank: int
    person: Person
    share: float
    cumulated: float
    contacts: int


class Alike(Shape):
    """Some people with about as many contacts: what their funnels are like on average."""

    people: int
    fewest: int
    most: int
    top3: float
    effective_gateways: float


class Funnel(Shape):
    """The contacts of `from_`, those through whom most of the people in reach are reached first.

    `effective_gateways` is how many contacts with equal shares would be as concentrated; `milgram_top3` the share of
    the letters that arrived in 1969 through three people.
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
    """Somebody, and the share of all pairs of others whose shortest chain passes through them, within an interval."""

    rank: int
    person: Person
    betweenness: float
    low: float
    high: float


class Whole(Shape):
    """Who stands between others, most first; `rank` is 1 and how many surely stand between more."""

    by: str
    exact: bool
    samples: int
    stars: list[Between]
