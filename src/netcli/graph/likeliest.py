"""The best chain between two people, by bidirectional Dijkstra."""

from __future__ import annotations

import heapq
from collections.abc import Set
from typing import Final

from netcli.graph.breadth_first import BreadthFirst
from netcli.graph.model import HOP_CHARGE, Chain, Cost, NeighbourCache, Neighbours

WIDE: Final = 2_000
"""If a fringe has more people than this number, the search stops counting hops."""

_Step = tuple[int, int]
"""A person, and the cost of a chain from the source to this person."""


def likeliest(
    neighbours: Neighbours, source: int, target: int, *, charge: float = HOP_CHARGE, max_hops: int = 0
) -> Chain | None:
    """Return the chain with the least Σ(nats + charge); None if there is no chain.

    Ties are decided by hops, then by ids. `charge` is in nats per hop. If `max_hops` is 0, there is no limit.

    >>> from netcli.graph.model import graph_of
    >>> neighbours = graph_of({(1, 2): 0.2, (2, 3): 0.2, (1, 3): 0.7})
    >>> likeliest(neighbours, 1, 3), likeliest(neighbours, 1, 3, charge=0.4), likeliest(neighbours, 1, 3, max_hops=1)
    ((1, 2, 3), (1, 3), (1, 3))
    """
    found = best(NeighbourCache(neighbours, Cost("chance", charge)), source, target, max_hops=max_hops)
    return found and found[1]


def best(
    cache: NeighbourCache,
    source: int,
    target: int,
    *,
    avoid: Set[int] = frozenset(),
    not_first: Set[int] = frozenset(),
    max_hops: int = 0,
    limit: int | None = None,
) -> tuple[int, Chain] | None:
    """Return the best chain and its total cost; None if no chain costs at most `limit`.

    Ties are decided by ids. The chain's second person is not in `not_first`.
    """
    if source == target:
        return 0, (source,)
    # the best chain rarely has too many hops, and a search without the hop limit is faster
    free = _Search(cache, source, target, avoid, not_first, 0, limit)
    found = free.run()
    if found and max_hops and cache.cost.hops(found[0]) > max_hops:
        return _Search(cache, source, target, avoid, not_first, max_hops, limit).run()
    return found


class _Side:
    """One end of the search."""

    def __init__(self, origin: int) -> None:
        self.queue = [(0, origin)]  # costs that may not be final
        self.settled: dict[int, list[int]] = {}  # one total per person; with a hop limit, several, each for fewer hops
        self.reached: dict[int | tuple[int, int], int] = {}
        self.measured = BreadthFirst(origin)  # used only with a hop limit


class _Search:
    """A search from both ends.

    `total` is the least cost of a chain so far, or the limit.
    """

    def __init__(
        self,
        cache: NeighbourCache,
        source: int,
        target: int,
        avoid: Set[int],
        not_first: Set[int],
        max_hops: int,
        limit: int | None,
    ) -> None:
        self.cache, self.source, self.target = cache, source, target
        self.avoid, self.not_first, self.max_hops = avoid, not_first, max_hops
        self.ahead, self.behind = _Side(source), _Side(target)
        self.total = limit
        self.joints: list[tuple[_Step, _Step]] = []  # the links that complete the best chains so far

    def run(self) -> tuple[int, Chain] | None:
        """Return the best chain and its total cost; None if there is no chain."""
        ahead, behind = self.ahead, self.behind
        if self.max_hops and not self._within_reach():
            return None
        self._settle(ahead, behind)
        self._settle(behind, ahead)
        while ahead.queue and behind.queue:
            if self.total is not None and ahead.queue[0][0] + behind.queue[0][0] > self.total:
                break
            if len(ahead.queue) <= len(behind.queue):
                self._settle(ahead, behind)
            else:
                self._settle(behind, ahead)
        if not self.joints or self.total is None:
            return None
        return self.total, self._first_by_ids()

    def _within_reach(self) -> bool:
        """Return whether the ends may be within the hop limit."""
        ahead, behind, met = self.ahead.measured, self.behind.measured, False
        while ahead.depth + behind.depth < self.max_hops:
            side, other_side = (ahead, behind) if len(ahead.fringe) <= len(behind.fringe) else (behind, ahead)
            if len(side.fringe) > WIDE:  # counting would take more time than it saves
                return True
            side.grow(other for other in self.cache.around(side.fringe) if other not in self.avoid)
            met = met or not other_side.hops.keys().isdisjoint(side.fringe)
        return met

    def _settle(self, side: _Side, other_side: _Side) -> None:
        """Take the cheapest person from the queue, and look at each of the person's links."""
        hops_of, max_hops, avoid = self.cache.cost.hops, self.max_hops, self.avoid
        total, person = side.queue[0]
        hops = hops_of(total) if max_hops else 0
        earlier = side.settled.get(person)
        if earlier and (not max_hops or hops >= hops_of(earlier[-1])):
            heapq.heappop(side.queue)
            return
        if person not in self.cache.links:
            self.cache.prefetch(side.queue, len(side.settled) // 2)
        heapq.heappop(side.queue)
        side.settled.setdefault(person, []).append(total)
        settled, reached, queue, measured = other_side.settled, side.reached, side.queue, other_side.measured
        most = None if self.total is None else self.total - (other_side.queue[0][0] if other_side.queue else 0)
        for other, cost in self.cache.links[person]:
            if other in avoid or (self.not_first and self._banned(person, other)):
                continue
            if other in settled:
                self._join(side, person, total, other, cost, settled[other])
            spent = total + cost
            if most is not None and spent > most:
                continue
            place: int | tuple[int, int] = other
            if max_hops:
                if hops + 1 + measured.hops.get(other, measured.depth + 1) > max_hops:
                    continue
                place = other, hops + 1
            known = reached.get(place)
            if known is None or spent < known:
                reached[place] = spent
                heapq.heappush(queue, (spent, other))

    def _banned(self, person: int, other: int) -> bool:
        """Return whether the link connects the source with somebody in `not_first`."""
        return (person == self.source and other in self.not_first) or (
            other == self.source and person in self.not_first
        )

    def _join(self, side: _Side, person: int, total: int, other: int, cost: int, rests: list[int]) -> None:
        """Record a link that completes a chain, if no better chain is known."""
        for rest in rests:
            whole = total + cost + rest
            if self.max_hops and self.cache.cost.hops(whole) > self.max_hops:
                continue
            if self.total is None or whole < self.total:
                self.total, self.joints = whole, []
            if whole == self.total:
                if side is self.ahead:
                    self.joints.append(((person, total), (other, total + cost)))
                else:
                    self.joints.append(((other, rest), (person, rest + cost)))

    def _first_by_ids(self) -> Chain:
        """Return the best chain. Ties are decided by ids."""
        after: dict[_Step, set[_Step]] = {}
        back, forth = set(), set()
        for start, end in self.joints:
            after.setdefault(start, set()).add(end)
            back.add(start)
            forth.add(end)
        self._trace_back(back, after)
        self._trace_forth(forth, after)
        step = (self.source, 0)
        chain = [self.source]
        while step[0] != self.target:
            step = min(after[step])
            chain.append(step[0])
        return tuple(chain)

    def _trace_back(self, steps: set[_Step], after: dict[_Step, set[_Step]]) -> None:
        """Complete the map `after` with the best chains from the source to `steps`."""
        todo, seen = list(steps), set(steps)
        while todo:
            step = todo.pop()
            for other, cost in self.cache.links[step[0]]:
                earlier = (other, step[1] - cost)
                if earlier[1] in self.ahead.settled.get(other, ()) and not self._banned(other, step[0]):
                    after.setdefault(earlier, set()).add(step)
                    if earlier not in seen:
                        seen.add(earlier)
                        todo.append(earlier)

    def _trace_forth(self, steps: set[_Step], after: dict[_Step, set[_Step]]) -> None:
        """Complete the map `after` with the best chains from `steps` to the target."""
        assert self.total is not None
        todo, seen = list(steps), set(steps)
        while todo:
            step = todo.pop()
            for other, cost in self.cache.links[step[0]]:
                later = (other, step[1] + cost)
                if self.total - later[1] in self.behind.settled.get(other, ()):
                    after.setdefault(step, set()).add(later)
                    if later not in seen:
                        seen.add(later)
                        todo.append(later)
