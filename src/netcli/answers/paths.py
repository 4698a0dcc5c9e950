"""What `path` returns: chains, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Chain(Shape):
    """A chain of people, each linked to the next.

    `weakest` is the index of the least likely link, counted from 0.
    """

    hops: int
    intermediaries: int
    chance: float
    band: str
    weakest: int | None
    people: list[Person]
    links: list[Link]


class Disjoint(Shape):
    """Chains that share nobody: how many of them `exist`, and how many are `given` in the answer.

    `any` is the chance that at least one of the chains in the answer works; `any_low` and `any_high` are its bounds.
    """

    given: int
    exist: int
    any: float
    any_low: float
    any_high: float


class Missing(Shape):
    """A link that would make a chain of `hops` hops, and the evidence for the link."""

    a: Person
    b: Person
    hops: int
    why: str


class Figures(Shape):
    """The 90 % interval of a chain's chance, and the number of people that a request reaches on average."""

    low: float
    high: float
    bothered: float


class Hints(Shape):
    """Hints for answers in words. A hint is None if a quick search does not find it.

    `shortest` and `likeliest` count the hops of the shortest and of the likeliest chain. `detour` avoids the weakest
    link.
    """

    shortest: int | None
    likeliest: int | None
    detour: Chain | None


class Found(Shape):
    """The chains found, best first.

    `equally_short` is the number of shortest chains. `missing` has links that would make a shorter chain. `calibrated`
    says whether logged outcomes correct the chances.
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
    _figures: list[Figures] | None = None  # one per chain, if calibrated
    _hints: Hints | None = None


class Near(Shape):
    """A person near the source or the target, and the number of hops from this end to the person."""

    person: Person
    hops: int


class Sides(Shape):
    """How many other people the source and the target reach under the constraints of the question."""

    source: int
    target: int


class NearSides(Shape):
    """The people nearest to the source, and the people nearest to the target."""

    source: list[Near]
    target: list[Near]


class NotFound(Shape):
    """The reason why there is no chain, and what would help.

    Without the option in `cut_by`, a chain would have `hops_without` hops. Each link in `missing` alone would make a
    chain.
    """

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
    _over_guesses: int | None = None  # the hops of the shortest chain that also uses guesses
    _signals: int = 0  # the weaker signals between the two ends


class Question(Shape):
    """The query of `path`."""

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
    _draw: bool = False  # whether to draw the chains as one graph
    _hidden: tuple[frozenset[int], tuple[tuple[int, int], ...]] = (frozenset(), ())  # people and links left out
    _typed: Mapping[str, Sequence[str]] = MappingProxyType({})
