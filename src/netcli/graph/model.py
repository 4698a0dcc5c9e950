"""What a search asks of a graph: the links of a fringe of people, each with its cost."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, Protocol

Chain = tuple[int, ...]
"""The ids of people, each linked to the next, none twice."""

By = Literal["hops", "chance"]
"""What makes a chain better: fewer hops, then the likelier; or the hop-charged chance, then fewer hops."""

HOP_CHARGE: Final = 0.10
"""Nats that one more hop costs by chance: it must make the chain 1.105 times as likely (a choice, not a finding)."""

NAT: Final = 10**9
"""A cost is weighed in whole billionths of a nat: sums are exact, the same from either end, and ties are ties."""


HANDFUL: Final = 8
"""People looked up at once at first; the handful grows with the search, as each call to a database has its price."""
ARMFUL: Final = 256
"""People looked up at once at most: more would fetch links that the search will not need."""


class Neighbours(Protocol):
    """Tells every link of every person of a fringe, as (person, neighbour, cost), each once; cost is −ln chance ≥ 0.

    A link is told from both its ends, at the same cost. Whoever makes the callable leaves out what may not be used.
    """

    def __call__(self, fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        """Return the links of the people of `fringe`, in any order."""
        ...


def nanonats(cost: float) -> int:
    """Return `cost`, in nats, as a whole number that adds up exactly.

    >>> nanonats(0.1) + nanonats(0.2) == nanonats(0.3)
    True
    """
    return int(cost * NAT + 0.5)


class Toll:
    """What a link costs, as one whole number whose sums order chains: (hops, cost) or (charged cost, hops).

    >>> toll = Toll("chance", charge=0.1)
    >>> total = toll.of(0.5) + toll.of(0.7)
    >>> toll.hops(total), total < toll.of(1.3)  # as costly, in one hop
    (2, False)
    """

    _HOP_BITS: Final = 20
    _COST_BITS: Final = 50

    def __init__(self, by: By, charge: float = HOP_CHARGE) -> None:
        self.by = by
        self.shift, self.hop = (
            (self._HOP_BITS, (nanonats(charge) << self._HOP_BITS) + 1) if by == "chance" else (0, 1 << self._COST_BITS)
        )

    def of(self, cost: float) -> int:
        """Return the toll of a link of this cost."""
        return (nanonats(cost) << self.shift) + self.hop

    def hops(self, total: int) -> int:
        """Return how many links a sum of tolls is made of."""
        return total & ((1 << self._HOP_BITS) - 1) if self.by == "chance" else total >> self._COST_BITS


class Roads:
    """The links looked up so far, each with its toll: nobody is looked up twice in one search."""

    def __init__(self, neighbours: Neighbours, toll: Toll) -> None:
        self.toll = toll
        self.known: dict[int, list[tuple[int, int]]] = {}
        self._neighbours = neighbours

    def look_up(self, people: Iterable[int]) -> None:
        """Ask for the links of those of `people` not known yet, at once."""
        missing = [person for person in dict.fromkeys(people) if person not in self.known]
        if not missing:
            return
        known, shift, hop = self.known, self.toll.shift, self.toll.hop
        known.update((person, []) for person in missing)
        for person, other, cost in self._neighbours(missing):
            known[person].append((other, (int(cost * NAT + 0.5) << shift) + hop))

    def look_ahead(
        self, queue: list[tuple[int, int]], wanted: int, person_of: Callable[[int], int] = lambda state: state
    ) -> None:
        """Look up the head of a heap of (total, state of a person) with about `wanted` of those who follow it."""
        count = min(max(HANDFUL, wanted), ARMFUL, len(queue))
        next_ones = [heapq.heappop(queue) for _ in range(count)]
        self.look_up(person_of(state) for _, state in next_ones)
        for entry in next_ones:
            heapq.heappush(queue, entry)

    def length(self, chain: Chain) -> int:
        """Return the total toll of a chain of which one at least of each two neighbours was looked up."""
        return sum(self.toll_between(a, b) for a, b in pairwise(chain))

    def toll_between(self, a: int, b: int) -> int:
        """Return the toll of a link of which one end at least was looked up."""
        near, far = (a, b) if a in self.known else (b, a)
        return next(toll for other, toll in self.known[near] if other == far)


def graph_of(links: Mapping[tuple[int, int], float]) -> Neighbours:
    """Return a graph held in memory, made of the cost of each link.

    >>> graph_of({(1, 2): 0.5, (2, 3): 0.7})([1, 2])
    [(1, 2, 0.5), (2, 1, 0.5), (2, 3, 0.7)]
    """
    known: dict[int, list[tuple[int, float]]] = {}
    for (a, b), cost in links.items():
        known.setdefault(a, []).append((b, cost))
        known.setdefault(b, []).append((a, cost))
    return lambda fringe: [(person, other, cost) for person in fringe for other, cost in known.get(person, ())]
