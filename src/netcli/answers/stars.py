"""The result of `stars`."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Gateway(Shape):
    """A contact, and the share of the shortest chains that start with them.

    `cumulated` is the sum of the shares up to this contact.
    """

    rank: int
    person: Person
    share: float
    cumulated: float
    contacts: int


class Alike(Shape):
    """Averages over people who have about as many contacts as the person `Funnel.from_`.

    The keys `fewest` and `most` contain the smallest and the largest number of contacts of these people.
    """

    people: int
    fewest: int
    most: int
    top3: float
    effective_gateways: float


class Funnel(Shape):
    """A person's contacts, ranked by their shares of the person's shortest chains.

    If three contacts have equal shares and no other contact has a share, `effective_gateways` is 3. `milgram_top3` is
    the share of Milgram's letters (1969) that arrived through three people.
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

    A person's `rank` is 1 plus the number of people whose `low` exceeds the person's `high`.
    """

    by: str
    exact: bool
    samples: int
    stars: list[Between]
