"""Disjoint chains: chains that have only their ends in common."""

from __future__ import annotations

import heapq
from collections.abc import Set
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Final

from netcli.graph.flow import Flow
from netcli.graph.likeliest import best
from netcli.graph.model import HOP_CHARGE, By, Chain, Cost, NeighbourCache, Neighbours

MOST_WORK: Final = 150_000  # the problem is NP-hard
"""Maximum number of links that a search with a hop limit visits."""


@dataclass(frozen=True, slots=True)
class Disjoint:
    """Disjoint chains, best first. If `exact` is false, better chains or additional chains may exist."""

    chains: tuple[Chain, ...]
    exist: int  # number of disjoint chains that exist
    exact: bool


def disjoint(
    neighbours: Neighbours,
    source: int,
    target: int,
    k: int,
    *,
    by: By = "hops",
    charge: float = HOP_CHARGE,
    max_hops: int = 0,
    avoid: Set[int] = frozenset(),
) -> Disjoint:
    """Return up to `k` disjoint chains with the least total cost. A direct link counts as a chain.

    >>> from netcli.graph.model import graph_of
    >>> neighbours = graph_of({(1, 2): 0.1, (2, 4): 0.1, (1, 3): 0.2, (3, 4): 0.2, (2, 3): 0.1, (1, 4): 2.0})
    >>> disjoint(neighbours, 1, 4, 2, by="chance")
    Disjoint(chains=((1, 2, 4), (1, 3, 4)), exist=3, exact=True)
    """
    if source == target:
        return Disjoint(((source,),), 1, True)
    search = _Search(NeighbourCache(neighbours, Cost(by, charge)), source, target, max_hops, avoid)
    exist, exact = search.most()
    chains, known = search.least(min(k, exist))
    return Disjoint(tuple(search.makeshift()[:k] if chains is None else chains), exist, exact and known)


class _Search:
    """A search for disjoint chains between two ends under one hop limit."""

    def __init__(self, cache: NeighbourCache, source: int, target: int, max_hops: int, avoid: Set[int]) -> None:
        self.cache, self.source, self.target, self.max_hops, self.avoid = cache, source, target, max_hops, avoid
        self.fitting: list[Chain] = []

    def fits(self, chain: Chain) -> bool:
        """Return whether the chain is within the hop limit."""
        return not self.max_hops or len(chain) - 1 <= self.max_hops

    def most(self) -> tuple[int, bool]:
        """Return a lower bound for the number of disjoint chains, and whether it is exact."""
        flow = Flow(self.cache, self.source, self.target, self.avoid)
        while flow.add_any():
            pass
        chains = flow.chains()
        self.fitting = [chain for chain in chains if self.fits(chain)]
        for number in range(len(chains), len(self.fitting), -1):
            found, known = self.least(number)
            if found:
                return number, known
            if not known:
                return len(self.makeshift()), False
        return len(self.fitting), True

    def least(self, number: int) -> tuple[list[Chain] | None, bool]:
        """Return the cheapest set of `number` disjoint chains, and whether the result is certain.

        If no set is found, return None instead of the chains.
        """
        queue: list[tuple[int, int, frozenset[tuple[int, int]], list[Chain]]] = []
        ticket = count()
        seen = set()
        work = 0

        def push(banned: frozenset[tuple[int, int]]) -> None:
            nonlocal work
            if banned in seen:
                return
            seen.add(banned)
            flow = Flow(self.cache, self.source, self.target, self.avoid, banned)
            if all(flow.add_best() for _ in range(number)):
                chains = flow.chains()
                heapq.heappush(queue, (sum(map(self.cache.total, chains)), next(ticket), banned, chains))
            work += flow.work

        push(frozenset())
        while queue:
            _, _, banned, chains = heapq.heappop(queue)
            longest = max(chains, key=len, default=())
            if self.fits(longest):
                return chains, True
            for link in pairwise(longest):  # each link in turn is left out in a new search
                if work > MOST_WORK:
                    return None, False
                push(banned | {link})
        return None, True

    def makeshift(self) -> list[Chain]:
        """Return the disjoint chains that a greedy search finds. If the list `fitting` is longer, return `fitting`."""
        chains: list[Chain] = []
        passed: set[int] = set(self.avoid)
        direct: frozenset[int] = frozenset()
        while found := best(
            self.cache, self.source, self.target, avoid=passed, not_first=direct, max_hops=self.max_hops
        ):
            chain = found[1]
            chains.append(chain)
            passed.update(chain[1:-1])
            if len(chain) == 2:
                direct = frozenset((self.target,))
        return max(chains, self.fitting, key=len)
