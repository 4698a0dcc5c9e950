"""The k best chains, by Yen's algorithm."""

from __future__ import annotations

import heapq
from collections.abc import Set
from dataclasses import dataclass, field

from netcli.graph.likeliest import best
from netcli.graph.model import HOP_CHARGE, By, Chain, Cost, NeighbourCache, Neighbours
from netcli.graph.via import best_through


def k_best(
    neighbours: Neighbours,
    source: int,
    target: int,
    k: int,
    *,
    by: By = "hops",
    charge: float = HOP_CHARGE,
    max_hops: int = 0,
    avoid: Set[int] = frozenset(),
    via: tuple[int, ...] = (),
) -> Several:
    """Return up to `k` best chains through everybody in `via`.

    The order is (hops, Σ nats, ids) for "hops", and (Σ(nats + charge), hops, ids) for "chance".

    >>> from netcli.graph.model import graph_of
    >>> neighbours = graph_of({(1, 2): 0.2, (2, 4): 0.2, (1, 3): 0.1, (3, 4): 0.1, (1, 4): 1.5})
    >>> k_best(neighbours, 1, 4, 5).chains
    [(1, 4), (1, 3, 4), (1, 2, 4)]
    >>> k_best(neighbours, 1, 4, 2, by="chance")
    Several(chains=[(1, 3, 4), (1, 2, 4)], exact=True)
    """
    searching = _BranchSearch(NeighbourCache(neighbours, Cost(by, charge)), target, max_hops, avoid, via)
    chains: list[Chain] = []
    queue = [_Branch(0, (), (source,), frozenset())]
    solved: list[int] = []  # totals of the k best chains found so far; no costlier chain is needed
    while queue and len(chains) < k:
        branch = heapq.heappop(queue)
        if branch.chain:
            chains.append(branch.chain)
            for child in _fork(branch, searching.cache):
                heapq.heappush(queue, child)
            continue
        found = searching.best(branch, sorted(solved)[k - 1] if len(solved) >= k else None)
        if found:
            heapq.heappush(queue, found)
            solved.append(found.total)
    return Several(chains, searching.exact)


@dataclass(frozen=True, slots=True)
class Several:
    """The chains, best first. If `exact` is false, better chains may exist."""

    chains: list[Chain]
    exact: bool


@dataclass(frozen=True, slots=True, order=True)
class _Branch:
    """The chains that begin with `root` and do not continue to anybody in `not_next`."""

    total: int  # a lower bound, until the branch has been searched
    # of equal totals, () comes first: a branch not yet searched may contain a chain that comes first by ids
    chain: Chain
    root: Chain = field(compare=False)
    not_next: frozenset[int] = field(compare=False)


def _fork(branch: _Branch, cache: NeighbourCache) -> list[_Branch]:
    """Return branches that together contain all chains of `branch` except the best chain."""
    chain = branch.chain
    children = []
    for at in range(len(branch.root) - 1, len(chain) - 1):
        not_next = frozenset((chain[at + 1],)) | (branch.not_next if at == len(branch.root) - 1 else frozenset())
        if any(other not in not_next for other, _ in cache.links[chain[at]]):
            children.append(_Branch(branch.total, (), chain[: at + 1], not_next))
    return children


class _BranchSearch:
    """A search for the best chain of a branch."""

    def __init__(
        self, cache: NeighbourCache, target: int, max_hops: int, avoid: Set[int], via: tuple[int, ...]
    ) -> None:
        self.cache, self.target, self.max_hops, self.avoid, self.via = cache, target, max_hops, avoid, via
        self.exact = True

    def best(self, branch: _Branch, limit: int | None) -> _Branch | None:
        """Return `branch` with its best chain; None if no chain is within the limits."""
        *passed, spur = branch.root
        spent = self.cache.total(branch.root)
        found = self._rest(
            spur,
            tuple(person for person in self.via if person not in branch.root),
            avoid={*self.avoid, *passed},
            not_first=branch.not_next,
            max_hops=self.max_hops - len(passed) if self.max_hops else 0,
            limit=None if limit is None else limit - spent,
        )
        return found and _Branch(spent + found[0], (*passed, *found[1]), branch.root, branch.not_next)

    def _rest(
        self, spur: int, via: tuple[int, ...], *, avoid: Set[int], not_first: Set[int], max_hops: int, limit: int | None
    ) -> tuple[int, Chain] | None:
        if not via:
            return best(self.cache, spur, self.target, avoid=avoid, not_first=not_first, max_hops=max_hops, limit=limit)
        found = best_through(self.cache, spur, self.target, via, avoid=avoid, not_first=not_first, max_hops=max_hops)
        self.exact = self.exact and found.exact
        return None if found.chain is None else (self.cache.total(found.chain), found.chain)
