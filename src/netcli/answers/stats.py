"""What `stats` returns: how large a network is, how far apart its people are, and what others measured."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Giant(Shape):
    """The largest component: all hops but mine are measured on it."""

    people: int
    links: int


class Contacts(Shape):
    """How many contacts people have."""

    mean: float
    median: float
    max: int


class Apart(Shape):
    """How many pairs of people are so many hops apart; about so many, where not all were measured."""

    hops: int
    pairs: int


class Hops(Shape):
    """Hops between all pairs of the largest component, from so many `sources`; all null without a link.

    Where not `exact`, `error` is the standard error of `mean`, and the diameter a lower bound unless `diameter_exact`.
    """

    exact: bool
    sources: int
    error: float | None
    mean: float | None
    median: int | None
    diameter: int | None
    diameter_exact: bool
    effective_diameter_90: float | None
    distribution: list[Apart]


class Intermediaries(Shape):
    """People strictly between two others: a hop fewer."""

    mean: float | None


class Away(Shape):
    """How many people are so many hops away."""

    hops: int
    people: int


class FromMe(Shape):
    """Whom I reach, and over how many hops."""

    reachable: int
    mean: float | None
    distribution: list[Away]


class Clustering(Shape):
    """How often two contacts of somebody know each other.

    `mean_local` is the mean over people of the share of their pairs of contacts who do, fewer than two contacts
    counting 0; `transitivity` the share of all such pairs.
    """

    mean_local: float
    transitivity: float
    triangles: int


class Published(Shape):
    """What others measured elsewhere, and where it stands."""

    study: str
    measure: str
    value: float
    source: str


class Stats(Shape):
    """The measures of a whole network."""

    people: int
    links: int
    components: int
    isolated: int
    giant: Giant
    contacts: Contacts
    hops: Hops
    intermediaries: Intermediaries
    from_me: FromMe
    clustering: Clustering
    literature: list[Published]
