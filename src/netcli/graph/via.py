"""The best chain through given people, found leg by leg."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from itertools import chain as joined
from itertools import combinations, pairwise, permutations, product
from math import prod
from typing import Final

from netcli.graph.likeliest import best
from netcli.graph.model import HOP_CHARGE, By, Chain, Cost, NeighbourCache, Neighbours
from netcli.graph.shortest import Layers, shortest

MOST_PLANS: Final = 300
"""Maximum number of invalid plans to try. The problem is NP-hard."""
MOST_LISTED: Final = 10_000
"""Maximum number of combinations to try. A combination has one chain per leg."""


@dataclass(frozen=True, slots=True)
class Through:
    """The best chain found, or None. If `exact` is false, better chains may exist."""

    chain: Chain | None
    exact: bool


def through(
    neighbours: Neighbours,
    source: int,
    target: int,
    via: tuple[int, ...],
    *,
    by: By = "hops",
    charge: float = HOP_CHARGE,
    max_hops: int = 0,
    avoid: Set[int] = frozenset(),
) -> Through:
    """Return the best chain from `source` to `target` through everybody in `via`, in any order.

    >>> from netcli.graph.model import graph_of
    >>> neighbours = graph_of({(1, 2): 0.1, (2, 3): 0.1, (2, 9): 0.1, (9, 3): 0.1, (1, 3): 0.1})
    >>> through(neighbours, 1, 3, (9,))
    Through(chain=(1, 2, 9, 3), exact=True)
    """
    return best_through(
        NeighbourCache(neighbours, Cost(by, charge)), source, target, via, max_hops=max_hops, avoid=avoid
    )


def best_through(
    cache: NeighbourCache,
    source: int,
    target: int,
    via: tuple[int, ...],
    *,
    avoid: Set[int] = frozenset(),
    not_first: Set[int] = frozenset(),
    max_hops: int = 0,
) -> Through:
    """Return the result of `through`, but only for chains whose second person is not in `not_first`."""
    planner = _Planner(cache, (source, target, *via), max_hops, avoid, not_first)
    queue: list[_Plan] = []
    for order in permutations(via) if not 0 < max_hops <= len(via) else ():
        stops = (source, *order, target)
        planner.push(queue, _Plan(0, (), stops, tuple(_Leg() for _ in stops[1:])))
    tried = 0
    while queue:
        plan = heapq.heappop(queue)
        children = planner.repairs(plan)
        if children is None:
            return Through(plan.chain, tried < MOST_PLANS)
        tried += 1
        if tried < MOST_PLANS:  # otherwise, make no new plans, and only examine the plans in the queue
            for child in children:
                planner.push(queue, child)
    return Through(None, tried < MOST_PLANS)


def equally_short_through(neighbours: Neighbours, chain: Chain, via: tuple[int, ...]) -> int | None:
    """Return the number of chains that pass through everybody in `via` and are as long as `chain`.

    `chain` must be a shortest chain. Return None if the number cannot be counted.

    >>> from netcli.graph.model import graph_of
    >>> neighbours = graph_of(dict.fromkeys([(1, 2), (1, 3), (2, 9), (3, 9), (9, 4), (2, 4)], 0.1))
    >>> equally_short_through(neighbours, (1, 2, 9, 4), (9,))
    2
    """
    source, target, hops = chain[0], chain[-1], len(chain) - 1
    count, shortest_walk = 0, hops
    for order in permutations(via):
        stops = (source, *order, target)
        legs = []
        for start, end in pairwise(stops):
            leg = shortest(_without(neighbours, frozenset(stops) - {start, end}), start, end)
            if leg is None:
                break
            legs.append(leg)
        else:
            walk = sum(leg.hops for leg in legs)
            shortest_walk = min(shortest_walk, walk)
            if walk == hops:
                ways = _ways(legs)
                if ways is None:
                    return None
                count += ways
    return count if shortest_walk == hops else None


def _ways(legs: list[Layers]) -> int | None:
    """Take one chain for each leg, and count the combinations in which nobody occurs twice.

    Return None if there are too many combinations to try.
    """
    inside = [set(leg.after) - {leg.source} for leg in legs]
    if all(one.isdisjoint(other) for one, other in combinations(inside, 2)):
        return prod(leg.equally_short for leg in legs)
    if prod(leg.equally_short for leg in legs) > MOST_LISTED:
        return None
    return sum(
        all(set(one[1:-1]).isdisjoint(other[1:-1]) for one, other in combinations(ways, 2))
        for ways in product(*(list(leg.chains()) for leg in legs))
    )


def _without(neighbours: Neighbours, avoid: frozenset[int]) -> Neighbours:
    return lambda fringe: [
        link for link in neighbours([person for person in fringe if person not in avoid]) if link[1] not in avoid
    ]


@dataclass(frozen=True, slots=True)
class _Leg:
    """The limits of a leg."""

    avoid: frozenset[int] = frozenset()
    max_hops: int = 0


@dataclass(frozen=True, slots=True, order=True)
class _Plan:
    """A plan for one sequence of stops: the best chain from each stop to the next.

    `total` is a lower bound for the cost of a valid chain.
    """

    total: int
    chain: Chain
    stops: Chain
    legs: tuple[_Leg, ...] = field(compare=False)
    ways: tuple[Chain, ...] = field(compare=False, default=())


class _Planner:
    """Finds the best way for each leg, and repairs invalid plans."""

    def __init__(
        self, cache: NeighbourCache, stops: Chain, max_hops: int, avoid: Set[int], not_first: Set[int]
    ) -> None:
        self.cache, self.stops, self.max_hops = cache, frozenset(stops), max_hops
        self.source, self.avoid, self.not_first = stops[0], frozenset(avoid), not_first
        self._ways: dict[tuple[int, int, _Leg], tuple[int, Chain] | None] = {}
        self._seen: set[tuple[Chain, tuple[_Leg, ...]]] = set()

    def push(self, queue: list[_Plan], plan: _Plan) -> None:
        """Add `plan` with its best legs to the queue, if each leg is possible."""
        if (plan.stops, plan.legs) in self._seen:
            return
        self._seen.add((plan.stops, plan.legs))
        total, ways = 0, []
        for (start, end), leg in zip(pairwise(plan.stops), plan.legs, strict=True):
            found = self._way(start, end, leg)
            if found is None:
                return
            total += found[0]
            ways.append(found[1])
        chain = (plan.stops[0], *joined.from_iterable(way[1:] for way in ways))
        heapq.heappush(queue, replace(plan, total=total, chain=chain, ways=tuple(ways)))

    def _way(self, start: int, end: int, leg: _Leg) -> tuple[int, Chain] | None:
        key = (start, end, leg)
        if key not in self._ways:
            avoid = (self.stops - {start, end}) | self.avoid | leg.avoid
            not_first = self.not_first if start == self.source else frozenset[int]()
            self._ways[key] = best(self.cache, start, end, avoid=avoid, not_first=not_first, max_hops=leg.max_hops)
        return self._ways[key]

    def repairs(self, plan: _Plan) -> Iterator[_Plan] | None:
        """Return plans that cover every valid chain of `plan`; None if `plan` is valid."""
        first_leg: dict[int, int] = {}
        for number, way in enumerate(plan.ways):
            for person in way[1:-1]:
                if person in first_leg:
                    return self._separations(plan, person, (first_leg[person], number))
                first_leg[person] = number
        if self.max_hops and len(plan.chain) - 1 > self.max_hops:
            return self._shorter(plan)
        return None

    def _separations(self, plan: _Plan, person: int, legs: tuple[int, int]) -> Iterator[_Plan]:
        """Yield two plans: in each plan, one of the two legs avoids `person`."""
        for number in legs:
            leg = plan.legs[number]
            yield self._changed(plan, number, replace(leg, avoid=leg.avoid | {person}))

    def _shorter(self, plan: _Plan) -> Iterator[_Plan]:
        """Yield plans in which one leg must have fewer hops than in `plan`."""
        for number, way in enumerate(plan.ways):
            if len(way) > 2:
                yield self._changed(plan, number, replace(plan.legs[number], max_hops=len(way) - 2))

    def _changed(self, plan: _Plan, number: int, leg: _Leg) -> _Plan:
        return replace(plan, legs=(*plan.legs[:number], leg, *plan.legs[number + 1 :]))
