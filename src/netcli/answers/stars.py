"""What `stars` returns: through whom a person reaches the others, or who stands between all others."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Gateway(Shape):
    """A contact, and the share of the shortest chains that start with them.

    `cumulated` is the sum of the shares of this contact and of all contacts ranked before.
    """

    rank: int
    person: Person
    share: float
    cumulated: float
    contacts: int


class Alike(Shape):
    """People with about as many contacts as the person asked about, and the average of their funnels."""

    people: int
    fewest: int
    most: int
    top3: float
    effective_gateways: float


class Funnel(Shape):
    """The contacts of `from_`, ranked by share: how many of `from_`'s shortest chains start with the contact.

    `effective_gateways` tells how concentrated the shares are: it is 3 if three contacts have equal shares and all
    others none. `milgram_top3` is the share of Milgram's letters of 1969 that arrived through three people.
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
    """The people who stand between most others; a `rank` is 1 plus the number of people whose intervals lie above."""

    by: str
    exact: bool
    samples: int
    stars: list[Between]
