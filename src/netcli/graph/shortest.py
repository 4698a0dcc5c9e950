"""All shortest chains between two people: bidirectional breadth-first search that grows the cheaper side."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from netcli.graph.breadth_first import BreadthFirst
from netcli.graph.model import Chain, Neighbours, nanonats


class Layers(NamedTuple):
    """All shortest chains from `source` to `target`, stored as layers.

    `after` maps a person to the people who come next, with costs in nanonats.
    """

    source: int
    target: int
    hops: int
    after: Mapping[int, Sequence[tuple[int, int]]]

    def weighed(self, costs: Callable[[Iterable[tuple[int, int]]], Mapping[tuple[int, int], float]]) -> Layers:
        """Return the same layers with the costs of their links.

        `costs` maps pairs (smaller id, larger id) to nats.
        """
        pairs = [(a, b) if a < b else (b, a) for a, following in self.after.items() for b, _ in following]
        cost = costs(sorted(pairs))
        of_next = (nanonats(cost[pair]) for pair in pairs)
        after = {a: [(b, next(of_next)) for b, _ in following] for a, following in self.after.items()}
        return Layers(self.source, self.target, self.hops, after)

    @property
    def equally_short(self) -> int:
        """The exact number of shortest chains."""
        ways = {self.target: 1}
        for person in self._last_first():
            ways[person] = sum(ways[other] for other, _ in self.after[person])
        return ways[self.source]

    def chains(self) -> Iterator[Chain]:
        """Yield shortest chains lazily, likeliest first. Ties are ordered by ids.

        >>> from netcli.graph.model import graph_of
        >>> layers = shortest(graph_of({(1, 2): 0.9, (1, 3): 0.1, (2, 4): 0.1, (3, 4): 0.2}), 1, 4)
        >>> list(layers.chains())
        [(1, 3, 4), (1, 2, 4)]
        """
        rest = {self.target: 0}
        for person in self._last_first():
            rest[person] = min(cost + rest[other] for other, cost in self.after[person])
        # the remaining cost is known exactly, so a partial chain is extended only if it leads to the next chain
        heap: list[tuple[int, Chain]] = [(rest[self.source], (self.source,))]
        while heap:
            total, chain = heapq.heappop(heap)
            person = chain[-1]
            if person == self.target:
                yield chain
                continue
            spent = total - rest[person]
            for other, cost in self.after[person]:
                heapq.heappush(heap, (spent + cost + rest[other], (*chain, other)))

    def _last_first(self) -> list[int]:
        """Return everybody on the chains except the target, nearest to the target first."""
        order: list[int] = []
        layer = [self.source]
        for _ in range(self.hops):
            order += layer
            layer = list({other for person in layer for other, _ in self.after[person]})
        return order[::-1]


WIDE_FRINGE: Final = 64
"""If a fringe has at least this number of people, the search begins with the links to the opposite fringe. If there are
no such links, the search fetches all links of the fringe.
"""


_other: Final = itemgetter(1)


class _Side(BreadthFirst):
    """One end of the search, with the links that led to each layer."""

    def __init__(self, origin: int) -> None:
        super().__init__(origin)
        self._links: list[list[tuple[int, int, float]]] = []

    def follow(self, links: Iterable[tuple[int, int, float]]) -> None:
        """Make the next layer, unsorted, from links that start in the fringe."""
        self._links.append([*links])
        self.depth += 1
        self.fringe = [*set(map(_other, self._links[-1])).difference(self.hops)]
        self.hops.update(dict.fromkeys(self.fringe, self.depth))

    def back(self, layer: set[int]) -> Iterator[tuple[int, int, float]]:
        """Yield the links of all shortest chains to `layer`, last links first."""
        for links in reversed(self._links):
            steps = [link for link in links if link[1] in layer]
            yield from sorted(steps)
            layer = {person for person, _, _ in steps}


def shortest(
    neighbours: Neighbours,
    source: int,
    target: int,
    *,
    max_hops: int = 0,
    contacts: Callable[[Sequence[int]], int] = len,
    between: Callable[[Sequence[int], Sequence[int]], Sequence[tuple[int, int, float]]] | None = None,
) -> Layers | None:
    """Return all shortest chains from `source` to `target`; None if there is no chain.

    `contacts` estimates the number of links of a fringe. `between` finds the links between two fringes, and must be
    faster than `neighbours`. If `max_hops` is 0, there is no limit.

    >>> from netcli.graph.model import graph_of
    >>> layers = shortest(graph_of({(1, 2): 0.1, (1, 3): 0.2, (2, 4): 0.1, (3, 4): 0.1, (4, 5): 0.3}), 1, 5)
    >>> layers.hops, layers.equally_short, next(layers.chains())
    (3, 2, (1, 2, 4, 5))
    """
    if source == target:
        return Layers(source, target, 0, {})
    ahead, behind = _Side(source), _Side(target)
    while ahead.fringe and behind.fringe:
        if max_hops and ahead.depth + behind.depth == max_hops:
            return None
        grown, other = (ahead, behind) if contacts(ahead.fringe) <= contacts(behind.fringe) else (behind, ahead)
        # if the fringes touch, only the links between them are still needed for the shortest chains
        touching = between(grown.fringe, other.fringe) if between and len(grown.fringe) >= WIDE_FRINGE else ()
        grown.follow(touching or neighbours(grown.fringe))
        # when the sides meet, every shortest chain has exactly one person who is in the last fringes of both sides
        if meeting := other.hops.keys() & grown.fringe:
            return Layers(source, target, ahead.depth + behind.depth, _after(ahead, behind, meeting))
    return None


def _after(ahead: _Side, behind: _Side, meeting: set[int]) -> dict[int, list[tuple[int, int]]]:
    """Map each person on the shortest chains to the people who come next."""
    after: dict[int, list[tuple[int, int]]] = {}
    for earlier, person, nats in ahead.back(meeting):
        after.setdefault(earlier, []).append((person, nanonats(nats)))
    for later, person, nats in behind.back(meeting):
        after.setdefault(person, []).append((later, nanonats(nats)))
    return after
