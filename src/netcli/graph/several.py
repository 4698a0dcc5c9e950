"""The k best chains: Yen's branches, each searched only when its turn may come."""

from __future__ import annotations

import heapq
from collections.abc import Set
from dataclasses import dataclass, field

from netcli.graph.likeliest import best
from netcli.graph.links import HOP_CHARGE, By, Chain, Neighbours, Roads, Toll


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
) -> list[Chain]:
    """Return the `k` best chains, or as many as there are, best first, nobody twice in any.

    By hops they are ordered by (hops, Σ cost, ids), by chance by (Σ(cost + charge), hops, ids).

    >>> from netcli.graph.links import graph_of
    >>> neighbours = graph_of({(1, 2): 0.2, (2, 4): 0.2, (1, 3): 0.1, (3, 4): 0.1, (1, 4): 1.5})
    >>> k_best(neighbours, 1, 4, 5)
    [(1, 4), (1, 3, 4), (1, 2, 4)]
    >>> k_best(neighbours, 1, 4, 2, by="chance")
    [(1, 3, 4), (1, 2, 4)]
    """
    roads = Roads(neighbours, Toll(by, charge))
    chains: list[Chain] = []
    queue = [_Branch(0, (), (source,), frozenset())]
    solved: list[int] = []  # the totals of the chains known, at most k: no worse chain can be wanted
    while queue and len(chains) < k:
        branch = heapq.heappop(queue)
        if branch.chain:
            chains.append(branch.chain)
            for child in _fork(branch, roads):
                heapq.heappush(queue, child)
            continue
        limit = sorted(solved)[k - 1] if len(solved) >= k else None
        found = _search(branch, roads, target, max_hops, avoid, limit)
        if found:
            heapq.heappush(queue, found)
            solved.append(found.total)
    return chains


@dataclass(frozen=True, slots=True, order=True)
class _Branch:
    """The chains that begin with `root` but go on to none of `not_next`.

    `total` and `chain` are those of the best one, or a lower bound and nothing as long as it was not searched:
    the unsearched thus comes before the searched of the same total, and may still win by ids.
    """

    total: int
    chain: Chain
    root: Chain = field(compare=False)
    not_next: frozenset[int] = field(compare=False)


def _fork(branch: _Branch, roads: Roads) -> list[_Branch]:
    """Split the other chains of `branch` by where they leave its best one."""
    chain = branch.chain
    children = []
    for at in range(len(branch.root) - 1, len(chain) - 1):
        not_next = frozenset((chain[at + 1],)) | (branch.not_next if at == len(branch.root) - 1 else frozenset())
        if any(other not in not_next for other, _ in roads.known[chain[at]]):
            children.append(_Branch(branch.total, (), chain[: at + 1], not_next))
    return children


def _search(
    branch: _Branch, roads: Roads, target: int, max_hops: int, avoid: Set[int], limit: int | None
) -> _Branch | None:
    """Find the best chain of a branch, if it has one within the ceiling and the limit."""
    *passed, spur = branch.root
    spent = roads.length(branch.root)
    room = max_hops - len(passed) if max_hops else 0
    rest = None if limit is None else limit - spent
    found = best(roads, spur, target, avoid={*avoid, *passed}, not_first=branch.not_next, max_hops=room, limit=rest)
    return found and _Branch(spent + found[0], (*passed, *found[1]), branch.root, branch.not_next)
