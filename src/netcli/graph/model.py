"""What a search asks of a graph: the links of a fringe of people, each with its cost."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, Protocol

Chain = tuple[int, ...]
"""The ids of people, each linked to the next, none twice."""

By = Literal["hops", "chance"]
"""What makes a chain better: fewer hops, then the likelier; or the hop-charged chance, then fewer hops."""

HOP_CHARGE: Final = 0.10
"""Cost of each hop, in nats, when ranking by chance: it must make the chain 1.105 times as likely (chosen)."""

NAT: Final = 10**9
"""Costs are added in whole billionths of a nat: sums are exact, the same from either end, and ties are ties."""

MIN_PREFETCH: Final = 8
"""People fetched at once at first; the number grows with the search, as each call to a database has its price."""
MAX_PREFETCH: Final = 256
"""People fetched at once at most: more would fetch links that the search will not need."""


class Neighbours(Protocol):
    """Return every link of every person of a fringe as (person, neighbour, nats), each once; nats is −ln chance ≥ 0.

    A link is returned from both its ends, with the same nats. Whoever makes the callable leaves out what may not be
    used.
    """

    def __call__(self, fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        """Return the links of the people of `fringe`, in any order."""
        ...


def nanonats(nats: float) -> int:
    """Return `nats` as a whole number that adds up exactly.

    >>> nanonats(0.1) + nanonats(0.2) == nanonats(0.3)
    True
    """
    return int(nats * NAT + 0.5)


class Cost:
    """The cost of a link as one whole number whose sums order chains: (hops, nats) or (charged nats, hops).

    >>> cost = Cost("chance", charge=0.1)
    >>> total = cost.of(0.5) + cost.of(0.7)
    >>> cost.hops(total), total < cost.of(1.3)  # as costly, in one hop
    (2, False)
    """

    _HOP_BITS: Final = 20
    _NATS_BITS: Final = 50

    def __init__(self, by: By, charge: float = HOP_CHARGE) -> None:
        self.by = by
        self.shift, self.hop = (
            (self._HOP_BITS, (nanonats(charge) << self._HOP_BITS) + 1) if by == "chance" else (0, 1 << self._NATS_BITS)
        )

    def of(self, nats: float) -> int:
        """Return the cost of a link whose chance is worth `nats`."""
        return (nanonats(nats) << self.shift) + self.hop

    def hops(self, total: int) -> int:
        """Return how many links a sum of costs is made of."""
        return total & ((1 << self._HOP_BITS) - 1) if self.by == "chance" else total >> self._NATS_BITS


class NeighbourCache:
    """The links fetched so far, each with its cost: nobody is fetched twice in one search."""

    def __init__(self, neighbours: Neighbours, cost: Cost) -> None:
        self.cost = cost
        self.links: dict[int, list[tuple[int, int]]] = {}
        self._neighbours = neighbours

    def fetch(self, people: Iterable[int]) -> None:
        """Fetch at once the links of those of `people` who are not here yet."""
        missing = [person for person in dict.fromkeys(people) if person not in self.links]
        if not missing:
            return
        links, shift, hop = self.links, self.cost.shift, self.cost.hop
        links.update((person, []) for person in missing)
        for person, other, nats in self._neighbours(missing):
            links[person].append((other, (int(nats * NAT + 0.5) << shift) + hop))

    def around(self, fringe: Sequence[int]) -> Iterator[int]:
        """Yield the neighbours of the people of `fringe`, fetched if need be; some of them several times."""
        self.fetch(fringe)
        return (other for person in fringe for other, _ in self.links[person])

    def prefetch(
        self, queue: list[tuple[int, int]], wanted: int, person_of: Callable[[int], int] = lambda state: state
    ) -> None:
        """Fetch the head of a heap of (total, state of a person) with about `wanted` of those who follow it."""
        count = min(max(MIN_PREFETCH, wanted), MAX_PREFETCH, len(queue))
        next_ones = [heapq.heappop(queue) for _ in range(count)]
        self.fetch(person_of(state) for _, state in next_ones)
        for entry in next_ones:
            heapq.heappush(queue, entry)

    def total(self, chain: Chain) -> int:
        """Return the total cost of a chain of which one at least of each two neighbours was fetched."""
        return sum(self.cost_between(a, b) for a, b in pairwise(chain))

    def cost_between(self, a: int, b: int) -> int:
        """Return the cost of a link of which one end at least was fetched."""
        near, far = (a, b) if a in self.links else (b, a)
        return next(cost for other, cost in self.links[near] if other == far)


def graph_of(links: Mapping[tuple[int, int], float]) -> Neighbours:
    """Return a graph held in memory, made of the nats of each link.

    >>> graph_of({(1, 2): 0.5, (2, 3): 0.7})([1, 2])
    [(1, 2, 0.5), (2, 1, 0.5), (2, 3, 0.7)]
    """
    neighbours: dict[int, list[tuple[int, float]]] = {}
    for (a, b), nats in links.items():
        neighbours.setdefault(a, []).append((b, nats))
        neighbours.setdefault(b, []).append((a, nats))
    return lambda fringe: [(person, other, nats) for person in fringe for other, nats in neighbours.get(person, ())]
