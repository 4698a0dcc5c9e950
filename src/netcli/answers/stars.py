"""What `stars` returns: the contacts through whom a person reaches everybody else, or the people on the most chains."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Gateway(Shape):
    """A contact, and the share of the shortest chains that start with this contact.

    `cumulated` is the sum of the shares of this contact and of all contacts ranked before.
    """

    rank: int
    person: Person
    share: float
    cumulated: float
    contacts: int


class Alike(Shape):
    """Averages over people with about as many contacts as `Funnel.from_`.

    These people have between `fewest` and `most` contacts.
    """

    people: int
    fewest: int
    most: int
    top3: float
    effective_gateways: float


class Funnel(Shape):
    """The contacts of a person, ranked by the share of the person's shortest chains that start with each contact.

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

    Of all shortest chains between other people, `betweenness` is the share that passes through this person. If it is
    estimated, `low` and `high` are its bounds.
    """

    rank: int
    person: Person
    betweenness: float
    low: float
    high: float


class Whole(Shape):
    """The people through whom the largest shares of all shortest chains pass.

    The `rank` of a person is 1 plus the number of people whose intervals (`low` to `high`) lie entirely above the
    person's interval.
    """

    by: str
    exact: bool
    samples: int
    stars: list[Between]
