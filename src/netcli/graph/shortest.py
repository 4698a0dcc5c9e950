"""All the shortest chains between two people: breadth first from both ends, the cheaper side always growing."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from netcli.graph.breadth_first import BreadthFirst
from netcli.graph.model import Chain, Neighbours, nanonats


class Layers(NamedTuple):
    """Every shortest chain from `source` to `target`, without listing them.

    `after` gives, for each person on such a chain, who may come next and at how many nanonats.
    """

    source: int
    target: int
    hops: int
    after: Mapping[int, Sequence[tuple[int, int]]]

    def weighed(self, costs: Callable[[Iterable[tuple[int, int]]], Mapping[tuple[int, int], float]]) -> Layers:
        """Return the same layers with the nats that `costs` gives for their links, smaller id first.

        A search by hops needs no nats, but for the few links that the shortest chains are made of.
        """
        pairs = {(min(a, b), max(a, b)) for a, following in self.after.items() for b, _ in following}
        cost = costs(sorted(pairs))
        after = {
            a: [(b, nanonats(cost[min(a, b), max(a, b)])) for b, _ in following] for a, following in self.after.items()
        }
        return Layers(self.source, self.target, self.hops, after)

    @property
    def equally_short(self) -> int:
        """The exact number of shortest chains."""
        ways = {self.target: 1}
        for person in self._last_first():
            ways[person] = sum(ways[other] for other, _ in self.after[person])
        return ways[self.source]

    def chains(self) -> Iterator[Chain]:
        """Yield the shortest chains one by one, likeliest first, ties by ids; the first costs no more than the layers.

        >>> from netcli.graph.model import graph_of
        >>> layers = shortest(graph_of({(1, 2): 0.9, (1, 3): 0.1, (2, 4): 0.1, (3, 4): 0.2}), 1, 4)
        >>> list(layers.chains())
        [(1, 3, 4), (1, 2, 4)]
        """
        rest = {self.target: 0}
        for person in self._last_first():
            rest[person] = min(cost + rest[other] for other, cost in self.after[person])
        # what remains is known exactly, so a beginning is drawn only when it is part of the next chain
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
        """Return the people with somebody after them, those nearest to the target first."""
        order: list[int] = []
        layer = [self.source]
        for _ in range(self.hops):
            order += layer
            layer = list({other for person in layer for other, _ in self.after[person]})
        return order[::-1]


WIDE_FRINGE: Final = 64
"""People in a fringe from which it pays to ask first whether the two fringes touch, before fetching all its links."""


class _Side(BreadthFirst):
    """One end of the search, which also remembers by whom everybody is reached."""

    def __init__(self, origin: int) -> None:
        super().__init__(origin)
        self.before: dict[int, list[tuple[int, float]]] = {origin: []}

    def follow(self, links: Iterable[tuple[int, int, float]]) -> None:
        """Make the next layer of those to whom `links` lead from the fringe; what `grow` does, in one pass."""
        self.depth += 1
        depth, hops, before = self.depth, self.hops, self.before
        fringe = []
        for person, other, nats in links:
            known = hops.get(other)
            if known is None:
                hops[other] = depth
                before[other] = [(person, nats)]
                fringe.append(other)
            elif known == depth:
                before[other].append((person, nats))
        self.fringe = fringe


def shortest(
    neighbours: Neighbours,
    source: int,
    target: int,
    *,
    max_hops: int = 0,
    contacts: Callable[[Sequence[int]], int] = len,
    between: Callable[[Sequence[int], Sequence[int]], Sequence[tuple[int, int, float]]] | None = None,
) -> Layers | None:
    """Return all the shortest chains from `source` to `target`, or None when there is none.

    Args:
        neighbours: returns the links of a fringe of people; called once a layer and a side.
        source: one end.
        target: the other end.
        max_hops: the longest chain allowed; 0 is no ceiling.
        contacts: how many links a fringe has, about: the side with fewer grows.
        between: returns only the links from one fringe to another, if the graph finds those faster than all links.

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
        # where the fringes touch, the links between them are all that is left to know of the shortest chains
        touching = between(grown.fringe, other.fringe) if between and len(grown.fringe) >= WIDE_FRINGE else ()
        grown.follow(touching or neighbours(grown.fringe))
        # a shortest chain has one person at just this depth from either end, who is in both last fringes
        if meeting := other.hops.keys() & grown.fringe:
            return Layers(source, target, ahead.depth + behind.depth, _after(ahead, behind, meeting))
    return None


def _after(ahead: _Side, behind: _Side, meeting: set[int]) -> dict[int, list[tuple[int, int]]]:
    """Join both sides at the people where they meet, each person followed by those who come next, by id."""
    after: dict[int, list[tuple[int, int]]] = {}
    layer = meeting
    for _ in range(ahead.depth):
        for person in sorted(layer):
            for earlier, nats in ahead.before[person]:
                after.setdefault(earlier, []).append((person, nanonats(nats)))
        layer = {earlier for person in layer for earlier, _ in ahead.before[person]}
    layer = meeting
    for _ in range(behind.depth):
        after.update(
            (person, sorted((later, nanonats(nats)) for later, nats in behind.before[person])) for person in layer
        )
        layer = {later for person in layer for later, _ in behind.before[person]}
    return after
