"""How many people a person reaches, and the best chains to many targets."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from operator import itemgetter
from typing import Final

from netcli.graph.breadth_first import BreadthFirst
from netcli.graph.likeliest import WIDE
from netcli.graph.model import HOP_CHARGE, By, Chain, Cost, NeighbourCache, Neighbours

SLICE: Final = 250
"""Number of people whose contacts are fetched at once."""
BALL: Final = 500
"""Minimum number of people whom the search around the source visits."""
SHARE: Final = {"hops": 1, "chance": 4}  # with 4 for "hops", the search takes twice as long (measured)
"""For searches by hops and by chance, the number that is added to `BALL` for each target."""


_other: Final = itemgetter(1)
"""Returns the neighbour in (person, neighbour, nats); an itemgetter is faster than a lambda."""


def nearest(neighbours: Neighbours, source: int, limit: int) -> list[tuple[int, int]]:
    """Return (id, hops) for the `limit` people nearest to `source`, ordered by (hops, id).

    >>> from netcli.graph.model import graph_of
    >>> nearest(graph_of({(1, 3): 0.1, (1, 2): 0.1, (2, 4): 0.1}), 1, 3)
    [(2, 1), (3, 1), (4, 2)]
    """
    search = BreadthFirst(source)
    while search.fringe and len(search.hops) <= limit:
        search.grow(map(_other, neighbours(search.fringe)))
    return list(islice(search.hops.items(), 1, limit + 1))


def reachable(
    around: Callable[[Sequence[int]], set[int]], source: int, *, max_hops: int = 0, cap: int = 0
) -> tuple[int, bool]:
    """Return how many other people `source` reaches, and whether counting stopped at `cap`.

    `around` returns everybody linked to any of the given people. If `max_hops` or `cap` is 0, it limits nothing.

    >>> links = {1: {2}, 2: {1, 3}, 3: {2, 4}, 4: {3}}
    >>> around = lambda people: set().union(*map(links.get, people))
    >>> reachable(around, 1), reachable(around, 1, max_hops=2), reachable(around, 1, cap=2)
    ((3, False), (2, False), (2, True))
    """
    reached, fringe, depth = {source}, [source], 0
    while fringe and (depth < max_hops or not max_hops):
        layer: set[int] = set()
        for start in range(0, len(fringe), SLICE):
            layer |= around(fringe[start : start + SLICE]).difference(reached)  # loops over those found only
            if cap and len(reached) - 1 + len(layer) > cap:
                return cap, True
        reached |= layer
        fringe, depth = sorted(layer), depth + 1
    return len(reached) - 1, False


def costs(neighbours: Neighbours, source: int) -> dict[int, int]:
    """Return the cost of the best chain to each person whom `source` reaches. `HOP_CHARGE` is added for each hop.

    >>> from netcli.graph.model import graph_of
    >>> found = costs(graph_of({(1, 2): 0.5, (2, 3): 0.5, (1, 3): 1.5}), 1)
    >>> found[2] < found[3] == 2 * found[2]
    True
    """
    links: dict[int, list[tuple[int, int]]] = {}
    search = BreadthFirst(source)
    cost = Cost("chance", charge=HOP_CHARGE)
    while search.fringe:
        layer = set()
        for person, other, nats in neighbours(search.fringe):
            links.setdefault(person, []).append((other, cost.of(nats)))
            layer.add(other)
        search.grow(layer)
    found: dict[int, int] = {}
    heap = [(0, source)]
    while heap:
        total, person = heapq.heappop(heap)
        if person not in found:
            found[person] = total
            for other, more in links.get(person, ()):
                if other not in found:
                    heapq.heappush(heap, (total + more, other))
    return found


def to_many(
    neighbours: Neighbours,
    source: int,
    targets: Collection[int],
    *,
    by: By = "hops",
    charge: float = HOP_CHARGE,
    max_hops: int = 0,
) -> dict[int, Chain]:
    """Return the best chain to each person in `targets` who can be reached.

    >>> from netcli.graph.model import graph_of
    >>> to_many(graph_of({(1, 2): 0.1, (2, 3): 0.1, (1, 3): 0.9}), 1, [3, 2, 8], by="chance")
    {2: (1, 2), 3: (1, 2, 3)}
    """
    cache = NeighbourCache(neighbours, Cost(by, charge))
    chains = _Spread(cache, source, set(targets), 0).run()
    if max_hops:
        too_long = {target for target, chain in chains.items() if len(chain) - 1 > max_hops}
        chains = {target: chain for target, chain in chains.items() if target not in too_long}
        if too_long and by == "chance":  # with "hops", no shorter chain is possible
            chains |= _Spread(cache, source, too_long, max_hops).run()
    return dict(sorted(chains.items()))


_Step = tuple[int, int]
"""A person, and the total cost of a chain to them."""


class _Spread:
    """Finds the best chains from a source to many targets."""

    def __init__(self, cache: NeighbourCache, source: int, targets: set[int], max_hops: int) -> None:
        self.cache, self.source, self.targets, self.max_hops = cache, source, targets, max_hops
        self.around = _Ball(cache, source, max_hops)
        # used only with a hop limit, to skip chains that would be too long
        self.measured = BreadthFirst(source)
        while self.measured.fringe and self.measured.depth < max_hops and len(self.measured.fringe) <= WIDE:
            self.measured.grow(cache.around(self.measured.fringe))

    def run(self) -> dict[int, Chain]:
        """Return the best chain to each target that can be reached."""
        around, wanted = self.around, BALL + SHARE[self.cache.cost.by] * len(self.targets)
        while around.queue and len(around.settled) < wanted:
            around.settle()
        self.cache.fetch(sorted(self.targets))
        chains = {target: self._meet(target) for target in sorted(self.targets)}
        return {target: chain for target, chain in chains.items() if chain}

    def hops_to(self, person: int) -> int:
        """Return a lower bound for the hops from the source to a person."""
        return self.measured.hops.get(person, self.measured.depth + 1)

    def _meet(self, target: int) -> Chain | None:
        """Return the best chain from the source to `target`, or None."""
        if self.max_hops and self.hops_to(target) > self.max_hops:
            return None
        around, back = self.around, _Ball(self.cache, target, self.max_hops, back_to=self)
        # lower bound of the total cost of a chain to people whom the search around the source has not reached
        margin = around.queue[0][0] + self.cache.cost.hop if around.queue else None
        total: int | None = None
        joints: list[tuple[_Step, _Step]] = []
        fresh = [(target, 0)]
        while True:
            for person, rest in fresh:
                for spent in around.totals(person, self.cache.cost.hops(rest)):
                    if total is None or spent + rest < total:
                        total, joints = spent + rest, []
                    if spent + rest == total:
                        joints.append(((person, spent), (person, rest)))
            if not back.queue or margin is None or (total is not None and margin + back.queue[0][0] > total):
                break
            fresh = back.settle()
        ways = [(*around.way(ahead), *reversed(back.way(behind)[:-1])) for ahead, behind in joints]
        return min(ways, default=None)


class _Ball:
    """Dijkstra's search around one person."""

    def __init__(self, cache: NeighbourCache, centre: int, max_hops: int, *, back_to: _Spread | None = None) -> None:
        self.cache, self.max_hops, self.back_to = cache, max_hops, back_to
        self.queue = [(0, centre)]
        self.settled: dict[int, int] = {}  # for each person, the hops at which they were last settled
        self.reached: dict[int | _Step, int] = {(centre, 0) if max_hops else centre: 0}
        self.came_from: dict[_Step, _Step] = {}

    def totals(self, person: int, hops: int) -> list[int]:
        """Return the costs of chains to `person`.

        If there is a hop limit, include only chains that leave room for `hops` more links.
        """
        if not self.max_hops:
            return [self.reached[person]] if person in self.reached else []
        steps = ((person, spent) for spent in range(self.max_hops - hops + 1))
        return [self.reached[step] for step in steps if step in self.reached]

    def settle(self) -> list[_Step]:
        """Follow the links of the next person. Return the neighbours whose total cost becomes lower."""
        total, person = self.queue[0]
        hops = self.cache.cost.hops(total)
        if person in self.settled and (not self.max_hops or hops >= self.settled[person]):
            heapq.heappop(self.queue)
            return []
        if person not in self.cache.links:
            self.cache.prefetch(self.queue, len(self.settled) // 2)
        heapq.heappop(self.queue)
        self.settled[person] = hops
        if self.max_hops and hops == self.max_hops:
            return []
        fresh = []
        for other, cost in self.cache.links[person]:
            spent = total + cost
            if self.max_hops and self.back_to and hops + 1 + self.back_to.hops_to(other) > self.max_hops:
                continue
            place = (other, hops + 1) if self.max_hops else other
            known = self.reached.get(place)
            if known is None or spent < known:
                self.reached[place] = spent
                self.came_from[other, spent] = (person, total)
                heapq.heappush(self.queue, (spent, other))
                fresh.append((other, spent))
            elif spent == known and (other, spent) in self.came_from:
                rival = self.came_from[other, spent]
                if self.back_to:  # ties are decided by the next person on the way to the centre
                    earlier = person < rival[0]
                else:
                    earlier = self.way((person, total)) < self.way(rival)
                if earlier:
                    self.came_from[other, spent] = (person, total)
        return fresh

    def way(self, step: _Step) -> Chain:
        """Return the best chain from the centre to a step."""
        chain = [step[0]]
        while step in self.came_from:
            step = self.came_from[step]
            chain.append(step[0])
        return tuple(reversed(chain))
