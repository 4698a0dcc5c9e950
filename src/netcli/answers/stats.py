"""The result of `stats`."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Giant(Shape):
    """The largest component. All hops are counted inside this component, except the hops from me."""

    people: int
    links: int


class Contacts(Shape):
    """The distribution of people's numbers of contacts."""

    mean: float
    median: float
    max: int


class Apart(Shape):
    """The number of pairs of people at a distance of `hops` hops.

    If not all pairs were measured, the number is an estimate.
    """

    hops: int
    pairs: int


class Hops(Shape):
    """Hops in the largest component, measured from `sources` people.

    If `exact` is false, `error` is the standard error of `mean`. If `diameter_exact` is false, the diameter is a lower
    bound. Without links, the measures are null.
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
    """The mean number of people between the two ends of a shortest chain."""

    mean: float | None


class Away(Shape):
    """How many people are `hops` hops away from me."""

    hops: int
    people: int


class FromMe(Shape):
    """How many people I reach, and how many at each number of hops."""

    reachable: int
    mean: float | None
    distribution: list[Away]


class Clustering(Shape):
    """How often two contacts of the same person know each other.

    `transitivity` is the share of all such pairs who know each other. `mean_local` is the mean of each person's own
    share. A person with fewer than two contacts has the share 0.
    """

    mean_local: float
    transitivity: float
    triangles: int


class Published(Shape):
    """A published figure, and its source."""

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
    _left_out: int = 0  # the guesses that are not counted as links
