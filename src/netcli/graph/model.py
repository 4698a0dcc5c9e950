"""The graph for searches: a callable that returns the links of given people."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, Protocol

Chain = tuple[int, ...]
"""The ids of the people on a chain, in order. No id is repeated."""

By = Literal["hops", "chance"]
""""hops" ranks chains by hops, then by chance. "chance" ranks chains by chance, with a charge for each
hop, then by hops.
"""

HOP_CHARGE: Final = 0.10
"""Cost of each hop in nats, if chains are ranked by "chance" (chosen, not measured)."""

NAT: Final = 10**9  # whole numbers, so that sums are exact in any order
"""One nat of cost is stored as this number of units."""

MIN_PREFETCH: Final = 8
"""Minimum number of people whose links are fetched at once."""
MAX_PREFETCH: Final = 256
"""Maximum number of people whose links are fetched at once."""


class Neighbours(Protocol):
    """A callable that returns all links of people as (person, neighbour, −ln chance in nats).

    If a link connects two of these people, it is returned twice, once in each direction.
    """

    def __call__(self, fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        """Return the links of the people in `fringe`, in any order."""
        ...


def nanonats(nats: float) -> int:
    """Return `nats` as a whole number of billionths. Sums of whole numbers are exact.

    >>> nanonats(0.1) + nanonats(0.2) == nanonats(0.3)
    True
    """
    return int(nats * NAT + 0.5)


class Cost:
    """The cost of a link as one integer. The best chain has the lowest sum of costs (see `By`).

    >>> cost = Cost("chance", charge=0.1)
    >>> total = cost.of(0.5) + cost.of(0.7)
    >>> cost.hops(total), total < cost.of(1.3)  # the same cost in one hop
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
        """Return the cost of a link whose −ln chance is `nats`."""
        return (nanonats(nats) << self.shift) + self.hop

    def hops(self, total: int) -> int:
        """Return the number of hops of a chain, given the chain's total cost."""
        return total & ((1 << self._HOP_BITS) - 1) if self.by == "chance" else total >> self._NATS_BITS


class NeighbourCache:
    """The links fetched so far, each with its cost."""

    def __init__(self, neighbours: Neighbours, cost: Cost) -> None:
        self.cost = cost
        self.links: dict[int, list[tuple[int, int]]] = {}
        self._neighbours = neighbours

    def fetch(self, people: Iterable[int]) -> None:
        """Fetch the links of all `people` who are not in the cache."""
        missing = [person for person in dict.fromkeys(people) if person not in self.links]
        if not missing:
            return
        links, shift, hop = self.links, self.cost.shift, self.cost.hop
        links.update((person, []) for person in missing)
        for person, other, nats in self._neighbours(missing):
            links[person].append((other, (int(nats * NAT + 0.5) << shift) + hop))

    def around(self, fringe: Sequence[int]) -> Iterator[int]:
        """Yield the neighbours of everybody in `fringe`. Some neighbours are repeated."""
        self.fetch(fringe)
        return (other for person in fringe for other, _ in self.links[person])

    def prefetch(
        self, queue: list[tuple[int, int]], wanted: int, person_of: Callable[[int], int] = lambda state: state
    ) -> None:
        """Fetch the links of the next people in `queue`, a heap of (total, state).

        `wanted` is the approximate number of people.
        """
        count = min(max(MIN_PREFETCH, wanted), MAX_PREFETCH, len(queue))
        next_ones = [heapq.heappop(queue) for _ in range(count)]
        self.fetch(person_of(state) for _, state in next_ones)
        for entry in next_ones:
            heapq.heappush(queue, entry)

    def total(self, chain: Chain) -> int:
        """Return the total cost of a chain whose links have been fetched."""
        return sum(self.cost_between(a, b) for a, b in pairwise(chain))

    def cost_between(self, a: int, b: int) -> int:
        """Return the cost of a link. The link must have been fetched from at least one end."""
        near, far = (a, b) if a in self.links else (b, a)
        return next(cost for other, cost in self.links[near] if other == far)


def graph_of(links: Mapping[tuple[int, int], float]) -> Neighbours:
    """Return a graph in memory, built from the nats of each link.

    >>> graph_of({(1, 2): 0.5, (2, 3): 0.7})([1, 2])
    [(1, 2, 0.5), (2, 1, 0.5), (2, 3, 0.7)]
    """
    neighbours: dict[int, list[tuple[int, float]]] = {}
    for (a, b), nats in links.items():
        neighbours.setdefault(a, []).append((b, nats))
        neighbours.setdefault(b, []).append((a, nats))
    return lambda fringe: [(person, other, nats) for person in fringe for other, nats in neighbours.get(person, ())]
