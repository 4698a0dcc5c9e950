"""Find disjoint chains one by one, by augmenting paths in the residual graph."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Set
from itertools import pairwise

from netcli.graph.model import Chain, NeighbourCache


class _End:
    """One end of a search.

    `settled` has the final cost of each state. `beside` maps each state to the state before it.
    """

    def __init__(self, origin: int) -> None:
        self.queue = [(0, origin)]
        self.reached = {origin: 0}
        self.settled: dict[int, int] = {}
        self.beside: dict[int, int] = {}


class Flow:
    """Disjoint chains from `source` to `target`, without links in `banned` and people in `avoid`."""

    def __init__(
        self,
        cache: NeighbourCache,
        source: int,
        target: int,
        avoid: Set[int],
        banned: Set[tuple[int, int]] = frozenset(),
    ) -> None:
        self.cache, self.source, self.target, self.avoid, self.banned = cache, source, target, avoid, banned
        self.work = 0  # number of links that `add_best` has looked at
        self._after: dict[int, int] = {}
        self._before: dict[int, int] = {}
        self._direct = False
        # a person on a chain has two states: from `p`, a path goes back along the chain; from `~p`, to anybody
        self._passed: set[int] = set()
        self._costs: dict[tuple[int, int], int] = {}
        # potentials of states: they make the cost of every residual step at least 0
        self._level: dict[int, int] = {}

    def chains(self) -> list[Chain]:
        """Return the chains found so far, best first. Ties are sorted by ids."""
        found: list[Chain] = [(self.source, self.target)] if self._direct else []
        for first in (person for person, before in self._before.items() if before == self.source):
            chain = [self.source, first]
            while chain[-1] != self.target:
                chain.append(self._after[chain[-1]])
            found.append(tuple(chain))
        return sorted(found, key=lambda chain: (self.cache.total(chain), chain))

    def add_best(self) -> bool:
        """Add one chain so that all chains together cost least. Return False if no chain can be added."""
        ahead, behind = _End(self.source), _End(self.target)
        best: tuple[int, int, int] | None = None
        while ahead.queue and behind.queue:
            if best and ahead.queue[0][0] + behind.queue[0][0] >= best[0]:
                break
            forward = bool(behind.settled) and len(ahead.queue) <= len(behind.queue)  # begin at the target
            near, far = (ahead, behind) if forward else (behind, ahead)
            total, state = near.queue[0]
            if state in near.settled:
                heapq.heappop(near.queue)
                continue
            if _person(state) not in self.cache.links:
                self.cache.prefetch(near.queue, len(near.settled) // 2, _person)
            heapq.heappop(near.queue)
            near.settled[state] = total
            self.work += len(self.cache.links[_person(state)])
            level = self._level.get(state, 0)
            for other, cost in self._steps_from(state) if forward else self._steps_to(state):
                gap = level - self._level.get(other, 0)
                spent = total + cost + (gap if forward else -gap)
                known = near.reached.get(other)
                if known is None or spent < known:
                    near.reached[other], near.beside[other] = spent, state
                    heapq.heappush(near.queue, (spent, other))
                if other in far.settled and (best is None or spent + far.settled[other] < best[0]):
                    best = (spent + far.settled[other], *((state, other) if forward else (other, state)))
        if best is None:
            return False
        self._raise_levels(best[0], ahead, behind)
        self._take(_joined(best[1], best[2], ahead.beside, behind.beside))
        return True

    def add_any(self) -> bool:
        """Add a chain with the fewest steps; return False if there is no chain.

        Do not use `add_best` in the same search.
        """
        ahead: dict[int, int] = {}
        behind: dict[int, int] = {}
        fringes = [self.source], [self.target]
        while fringes[0] and fringes[1]:
            forward = len(fringes[0]) <= len(fringes[1])
            near, far = (ahead, behind) if forward else (behind, ahead)
            goal = self.target if forward else self.source
            fringe, around = fringes[not forward], []
            self.cache.fetch(map(_person, fringe))
            for state in fringe:
                for other, _ in self._steps_from(state) if forward else self._steps_to(state):
                    if other in far or other == goal:
                        self._take(_joined(*((state, other) if forward else (other, state)), ahead, behind))
                        return True
                    if other not in near:
                        near[other] = state
                        around.append(other)
            fringes = (around, fringes[1]) if forward else (fringes[0], around)
        return False

    def _links(self, person: int) -> Iterator[tuple[int, int]]:
        """Yield (other person, cost) for each link that is neither used nor banned."""
        after, before = self._after.get(person), self._before.get(person)
        for other, cost in self.cache.links[person]:
            if other in self.avoid or other in (after, before):
                continue
            if self.banned and ((person, other) in self.banned or (other, person) in self.banned):
                continue
            yield other, cost

    def _steps_from(self, state: int) -> Iterator[tuple[int, int]]:
        person = _person(state)
        if person == self.target:
            return
        if state >= 0 and person in self._passed:
            if person not in self._after:
                yield ~person, 0
            elif (before := self._before[person]) != self.source:
                yield ~before, -self._costs[before, person]
            return
        if state < 0 and person in self._after:
            yield person, 0
        start = person == self.source
        for other, cost in self._links(person):
            taken = start and (self._direct if other == self.target else self._before.get(other) == self.source)
            if other != self.source and not taken:
                yield other, cost

    def _steps_to(self, state: int) -> Iterator[tuple[int, int]]:
        person = _person(state)
        if person == self.source:
            return
        if state < 0:
            if person not in self._after:
                yield person, 0
            elif (after := self._after[person]) != self.target:
                yield after, -self._costs[person, after]
            return
        if person in self._after:
            yield ~person, 0
        end = person == self.target
        for other, cost in self._links(person):
            taken = end and (self._direct if other == self.source else self._after.get(other) == self.target)
            if other != self.target and not taken:
                yield (~other if other in self._passed else other), cost

    def _raise_levels(self, total: int, ahead: _End, behind: _End) -> None:
        """Raise the potentials so that no step costs less than 0.

        The steps of the new chain then cost 0 in both directions.
        """
        back = min(behind.queue[0][0], total) if behind.queue else total
        forth = total - back
        for state, spent in ahead.settled.items():
            if spent < forth:
                self._level[state] = self._level.get(state, 0) + spent - forth
        for state, spent in behind.settled.items():
            if spent < back:
                self._level[state] = self._level.get(state, 0) + back - spent

    def _take(self, states: list[int]) -> None:
        """Update the chains along an augmenting path."""
        added = []
        for state, other in pairwise(states):
            a, b = _person(state), _person(other)
            if a == b:
                continue
            if other < 0:  # a step back: the link from b to a is no longer used
                self._after.pop(b)
                self._before.pop(a)
            else:
                added.append((a, b))
        for a, b in added:
            self._costs[a, b] = self.cache.cost_between(a, b)
            if a != self.source:
                self._after[a] = b
            if b != self.target:
                self._before[b] = a
            self._direct = self._direct or (a, b) == (self.source, self.target)
        for person in {*map(_person, states)} - {self.source, self.target} - self._passed:
            self._passed.add(person)
            self._level[~person] = self._level.get(person, 0)


def _person(state: int) -> int:
    return state if state >= 0 else ~state


def _joined(state: int, other: int, ahead: dict[int, int], behind: dict[int, int]) -> list[int]:
    """Return all states of the path that contains the step from `state` to `other`."""
    states = [state]
    while (earlier := ahead.get(states[-1])) is not None:
        states.append(earlier)
    states.reverse()
    states.append(other)
    while (later := behind.get(states[-1])) is not None:
        states.append(later)
    return states
