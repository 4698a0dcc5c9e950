"""What `path` returns: chains, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Chain(Shape):
    """People, each linked to the next; `weakest` is the place of the least likely link (0 the first)."""

    hops: int
    intermediaries: int
    chance: float
    band: str
    weakest: int | None
    people: list[Person]
    links: list[Link]


class Disjoint(Shape):
    """How many chains share nobody, and the bracket of the chance that one of those given works."""

    given: int
    exist: int
    any: float
    any_low: float
    any_high: float


class Missing(Shape):
    """A link that would make a chain of so many hops, and what speaks for it."""

    a: Person
    b: Person
    hops: int
    why: str


class Figures(Shape):
    """The range that holds a chain's chance with 90 % probability, and how many people a request reaches on average."""

    low: float
    high: float
    bothered: float


class Hints(Shape):
    """For people: the hops of the shortest chain, of the likeliest if looking for it was cheap, and the best chain that
    avoids the weakest link."""

    shortest: int | None
    likeliest: int | None
    detour: Chain | None


class Found(Shape):
    """The chains, best first, and how many are as short as the shortest.

    `missing` are links that would make a shorter chain, if asked for; `calibrated` says whether logged outcomes
    stand behind the chances.
    """

    found: bool
    hops: int
    intermediaries: int
    equally_short: int
    equally_short_exact: bool
    chains: list[Chain]
    disjoint: Disjoint | None = None
    missing: list[Missing] | None = None
    calibrated: bool = False
    _figures: list[Figures] | None = None  # of each chain, where calibrated
    _hints: Hints | None = None


class Near(Shape):
    """Somebody on one end's side, and how far from it."""

    person: Person
    hops: int


class Sides(Shape):
    """How many people each end reaches under the same constraints, not counting itself."""

    source: int
    target: int


class NearSides(Shape):
    """The nearest people of each end."""

    source: list[Near]
    target: list[Near]


class NotFound(Shape):
    """No chain: why, what cut it, how far each end reaches, and which single links would make one."""

    found: bool
    hops: None
    intermediaries: None
    equally_short: int
    chains: list[Chain]
    reason: str
    cut_by: str | None
    hops_without: int | None
    reach: Sides
    nearest: NearSides
    missing: list[Missing]


class Question(Shape):
    """What was asked of `path`."""

    source: Person
    target: Person
    by: str
    max_hops: int
    avoid: list[Person]
    via: list[Person]
    only: list[str]
    since: str | None
    guesses: bool
    count: int
    all: bool
    disjoint: bool
    limit: int
    hop_charge: float
    missing: bool = False
    spare: bool = False
    as_of: str | None = None
    _draw: bool = False  # as one graph
    _hidden: tuple[frozenset[int], tuple[tuple[int, int], ...]] = (frozenset(), ())  # people and links nobody asks for
    _typed: Mapping[str, Sequence[str]] = MappingProxyType({})
