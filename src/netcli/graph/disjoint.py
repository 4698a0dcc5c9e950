"""Chains that share nobody but their ends: if one friend says no, the next chain does not need them."""

from __future__ import annotations

import heapq
from collections.abc import Set
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Final

from netcli.graph.flow import Flow
from netcli.graph.likeliest import best
from netcli.graph.model import HOP_CHARGE, By, Chain, Cost, NeighbourCache, Neighbours

MOST_WORK: Final = 150_000
"""Links looked at before giving up on a ceiling that binds: chains of bounded length that share nobody are NP-hard."""


@dataclass(frozen=True, slots=True)
class Disjoint:
    """The chains, best first, and how many could `exist`; not `exact` when a ceiling made certainty too dear."""

    chains: tuple[Chain, ...]
    exist: int
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
    """Return up to `k` chains without a common intermediary, of the least total for their number.

    A direct link is one of the chains. Where certainty is given up, those of a greedy search stand.

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
    """One pair of ends under one ceiling."""

    def __init__(self, cache: NeighbourCache, source: int, target: int, max_hops: int, avoid: Set[int]) -> None:
        self.cache, self.source, self.target, self.max_hops, self.avoid = cache, source, target, max_hops, avoid
        self.fitting: list[Chain] = []

    def fits(self, chain: Chain) -> bool:
        """Is the chain within the ceiling?"""
        return not self.max_hops or len(chain) - 1 <= self.max_hops

    def most(self) -> tuple[int, bool]:
        """Return how many disjoint chains there are, at least, and whether that is certain."""
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
        """Return `number` disjoint chains of the least total, or None; and whether that is certain.

        The best chains are found without the ceiling. One that is too long must lose a link: each is tried.
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
            for link in pairwise(longest):
                if work > MOST_WORK:
                    return None, False
                push(banned | {link})
        return None, True

    def makeshift(self) -> list[Chain]:
        """Return the best chain, then the best one without its people, and so on; or what the flow left, if more."""
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
