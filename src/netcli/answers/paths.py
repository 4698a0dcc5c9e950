"""The result of `path`: chains, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from netcli.answers.people import Link, Person
from netcli.answers.shape import Shape


class Chain(Shape):
    """A chain of people, each linked to the next.

    `weakest` is the index of the least likely link, from 0.
    """

    hops: int
    intermediaries: int
    chance: float
    band: str
    weakest: int | None
    people: list[Person]
    links: list[Link]


class Disjoint(Shape):
    """Chains that have no person in common.

    `exist` is the number of all such chains. `given` is the number of chains in the answer. The key `any` contains the
    chance that at least one chain in the answer works. `any_low` and `any_high` are its bounds.
    """

    given: int
    exist: int
    any: float
    any_low: float
    any_high: float


class Missing(Shape):
    """A link that would make a chain of `hops` hops."""

    a: Person
    b: Person
    hops: int
    why: str


class Figures(Shape):
    """The 90 % interval of a chain's chance.

    `bothered` is the number of people that a request reaches on average.
    """

    low: float
    high: float
    bothered: float


class Hints(Shape):
    """Hints for answers in words.

    `shortest` and `likeliest` are numbers of hops. `detour` avoids the weakest link. If a quick search finds no hint,
    the hint is None.
    """

    shortest: int | None
    likeliest: int | None
    detour: Chain | None


class Found(Shape):
    """The chains found, best first.

    `equally_short` is the number of shortest chains. Each link in `missing` would make a shorter chain. If `calibrated`
    is true, the chances are adjusted to the outcomes that the user logged.
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
    """A person near the source or target, and the hops between them."""

    person: Person
    hops: int


class Sides(Shape):
    """How many other people the source and the target reach under the constraints."""

    source: int
    target: int


class NearSides(Shape):
    """The people nearest to the source, and the people nearest to the target."""

    source: list[Near]
    target: list[Near]


class NotFound(Shape):
    """The reason why there is no chain, and what would help.

    If `cut_by` names an option, there is a chain of `hops_without` hops without this option. Each link in `missing` is
    enough to make a chain.
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
