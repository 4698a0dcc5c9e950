"""How far one person reaches: how many people, the nearest, and the best chain to each of many."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator

from netcli.graph.links import HOP_CHARGE, By, Chain, Neighbours, Roads, Toll


def _layers(neighbours: Neighbours, source: int) -> Iterator[list[int]]:
    """Yield the people one hop away, then two, by id."""
    seen, fringe = {source}, [source]
    while fringe := sorted({other for _, other, _ in neighbours(fringe)} - seen):
        seen.update(fringe)
        yield fringe


def hops_from(neighbours: Neighbours, source: int, max_hops: int = 0) -> dict[int, int]:
    """Return how many hops everybody is from `source`, nearest first then by id, up to `max_hops` (0: no ceiling).

    >>> from netcli.graph.links import graph_of
    >>> hops_from(graph_of({(1, 2): 0.1, (2, 3): 0.1, (3, 4): 0.1}), 1, max_hops=2)
    {1: 0, 2: 1, 3: 2}
    """
    hops = {source: 0}
    for number, layer in enumerate(_layers(neighbours, source), 1):
        hops.update(dict.fromkeys(layer, number))
        if number == max_hops:
            break
    return hops


def nearest(neighbours: Neighbours, source: int, limit: int) -> list[tuple[int, int]]:
    """Return the `limit` people nearest to `source`, each with her hops, by (hops, id).

    >>> from netcli.graph.links import graph_of
    >>> nearest(graph_of({(1, 3): 0.1, (1, 2): 0.1, (2, 4): 0.1}), 1, 3)
    [(2, 1), (3, 1), (4, 2)]
    """
    found: list[tuple[int, int]] = []
    for hops, layer in enumerate(_layers(neighbours, source), 1):
        found += [(person, hops) for person in layer]
        if len(found) >= limit:
            break
    return found[:limit]


def reachable(neighbours: Neighbours, source: int, *, max_hops: int = 0, cap: int = 0) -> tuple[int, bool]:
    """Return how many people `source` reaches, without her, and whether counting stopped at `cap` (0: never).

    >>> from netcli.graph.links import graph_of
    >>> neighbours = graph_of({(1, 2): 0.1, (2, 3): 0.1, (3, 4): 0.1})
    >>> reachable(neighbours, 1), reachable(neighbours, 1, max_hops=2), reachable(neighbours, 1, cap=2)
    ((3, False), (2, False), (2, True))
    """
    count = 0
    for hops, layer in enumerate(_layers(neighbours, source), 1):
        count += len(layer)
        if cap and count > cap:
            return cap, True
        if hops == max_hops:
            break
    return count, False


def to_many(
    neighbours: Neighbours,
    source: int,
    targets: Collection[int],
    *,
    by: By = "hops",
    charge: float = HOP_CHARGE,
    max_hops: int = 0,
) -> dict[int, Chain]:
    """Return the best chain to each of `targets` that can be reached, by target id, all from one search.

    >>> from netcli.graph.links import graph_of
    >>> to_many(graph_of({(1, 2): 0.1, (2, 3): 0.1, (1, 3): 0.9}), 1, [3, 2, 8], by="chance")
    {2: (1, 2), 3: (1, 2, 3)}
    """
    roads = Roads(neighbours, Toll(by, charge))
    chains = _Spread(roads, source, set(targets), 0).run()
    if max_hops:
        too_long = {target for target, chain in chains.items() if len(chain) - 1 > max_hops}
        chains = {target: chain for target, chain in chains.items() if target not in too_long}
        if too_long and by == "chance":  # by hops, there is no shorter one
            chains |= _Spread(roads, source, too_long, max_hops).run()
    return dict(sorted(chains.items()))


_Step = tuple[int, int]
"""A person, and the total toll of a chain to her."""


class _Spread:
    """A search from one person until the best chain to every target is certain.

    The links of the targets are looked up first. A chain to one of them is then known as soon as its last but one
    is reached, and certain once nobody settled later could be on a better one: the two outermost layers of the
    search, by far the widest, need not be looked up.
    """

    def __init__(self, roads: Roads, source: int, targets: set[int], max_hops: int) -> None:
        self.roads, self.source, self.targets, self.max_hops = roads, source, targets, max_hops
        self.came_from: dict[_Step, _Step] = {}
        self.reached: dict[int | _Step, int] = {source: 0}
        self.settled: dict[int, int] = {}  # by how many hops, at the last time
        self.queue = [(0, source)]
        self.arrived: dict[int, int] = {}
        self.certain: list[_Step] = []  # targets by the total at which their chain is beyond doubt
        self.chains: dict[int, Chain] = {}
        roads.look_up(sorted(targets))
        self.doors: dict[int, list[tuple[int, int]]] = {}
        self.margin: dict[int, int] = {}
        for target in targets - {source}:
            links = roads.known[target]
            self.margin[target] = roads.toll.hop + min((toll for _, toll in links), default=0)
            for other, toll in links:
                self.doors.setdefault(other, []).append((target, toll))

    def run(self) -> dict[int, Chain]:
        """Return the best chain to each target that can be reached."""
        if self.source in self.targets:
            self.chains[self.source] = (self.source,)
        self._knock(0, self.source)
        while self.queue and len(self.chains) < len(self.targets):
            self._conclude(self.queue[0][0])
            self._settle()
        self._conclude(None)
        return self.chains

    def _settle(self) -> None:
        """Settle the person at the head of the queue and reach her contacts."""
        total, person = self.queue[0]
        hops = self.roads.toll.hops(total)
        if person in self.settled and (not self.max_hops or hops >= self.settled[person]):
            heapq.heappop(self.queue)
            return
        if person not in self.roads.known:
            self.roads.look_ahead(self.queue, len(self.settled) // 2)
        heapq.heappop(self.queue)
        self.settled[person] = hops
        if self.max_hops and hops >= self.max_hops - 1:  # her contacts among the targets know by their own links
            return
        for other, toll in self.roads.known[person]:
            spent = total + toll
            place = (other, hops + 1) if self.max_hops else other
            known = self.reached.get(place)
            if known is None or spent < known:
                self.reached[place] = spent
                self.came_from[other, spent] = (person, total)
                heapq.heappush(self.queue, (spent, other))
                if other in self.doors:
                    self._knock(spent, other)
            elif spent == known and self._chain((person, total)) < self._chain(self.came_from[other, spent]):
                self.came_from[other, spent] = (person, total)

    def _knock(self, total: int, person: int) -> None:
        """Somebody was reached: so are the targets among her contacts."""
        for target, toll in self.doors.get(person, ()):
            whole = total + toll
            if self.max_hops and self.roads.toll.hops(whole) > self.max_hops:
                continue
            if whole < self.arrived.get(target, whole + 1):
                self.arrived[target] = whole
                heapq.heappush(self.certain, (whole - self.margin[target], target))

    def _conclude(self, total: int | None) -> None:
        """Note the chains that nobody settled from `total` on (None: nobody is left) can better or equal."""
        while self.certain and (total is None or self.certain[0][0] < total):
            _, target = heapq.heappop(self.certain)
            if target in self.chains:
                continue
            ends = ((other, self.arrived[target] - toll) for other, toll in self.roads.known[target])
            before = (end for end in ends if end in self.came_from or end == (self.source, 0))
            self.chains[target] = (*min(map(self._chain, before)), target)

    def _chain(self, step: _Step) -> Chain:
        """Return the best chain to a step."""
        chain = [step[0]]
        while step in self.came_from:
            step = self.came_from[step]
            chain.append(step[0])
        return tuple(reversed(chain))
