"""Find the people and the links whose loss would cut other people off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph, Nodes, components


class CutNode(NamedTuple):
    """A node whose loss splits its component."""

    node: int
    cuts_off: int  # number of people outside the largest remaining piece
    from_root: int  # number of people cut off from the root


class Bridge(NamedTuple):
    """A link whose loss splits its component. The loss cuts `far` off from the root."""

    near: int
    far: int
    cuts_off: int
    from_root: int


class Branch(NamedTuple):
    """People who are connected to the root only through the node `near`."""

    near: int
    far: int  # the person in the branch who is linked to `near`
    people: Nodes


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """All articulation points and bridges, ordered by node."""

    nodes: tuple[CutNode, ...]
    bridges: tuple[Bridge, ...]
    _branches: tuple[tuple[int, int, int], ...]
    _found: NDArray[np.int64]  # people in the order of discovery, so that a branch is a slice

    def branches(self, most: int) -> list[Branch]:
        """Return the largest branches; `most` is their maximum number. Only one person connects a branch to the root.

        No branch lies within another branch.
        """
        found, chosen = self._found, list[Branch]()
        covered = np.zeros(len(found), bool)
        for near, far, size in sorted(self._branches, key=lambda branch: (-branch[2], branch[1])):
            if len(chosen) == most:
                break
            if not covered[far]:
                people = np.flatnonzero((found >= found[far]) & (found < found[far] + size))
                covered[people] = True
                chosen.append(Branch(near, far, people))
        return chosen


def cuts(graph: Graph, root: int) -> Cuts:
    """Return the nodes and links whose loss splits a graph, seen from *root*.

    >>> from netcli.graph.whole.csr import build
    >>> found = cuts(build(range(4), [0, 0, 1, 2], [1, 2, 2, 3]), 0)
    >>> found.nodes, found.bridges
    ((CutNode(node=2, cuts_off=1, from_root=1),), (Bridge(near=2, far=3, cuts_off=1, from_root=1),))
    >>> found.branches(1)
    [Branch(near=2, far=3, people=array([3]))]
    """
    labels = components(graph)
    people = np.bincount(labels, minlength=graph.people).tolist()
    nodes: list[CutNode] = []
    bridges: list[Bridge] = []
    branches: list[tuple[int, int, int]] = []
    search = _Search(graph)
    found = search.found
    for start in [root, *(np.flatnonzero(labels == np.arange(graph.people)).tolist())]:
        if found[start]:
            continue
        whole, seen = people[labels[start]], start == root
        behind: dict[int, list[int]] = {}
        for near, far, size, only in search.branches(start):
            behind.setdefault(near, []).append(size)
            if seen and near != root:
                branches.append((near, far, size))
            if only:
                bridges.append(Bridge(near, far, min(size, whole - size), size if seen else 0))
        for node, sizes in behind.items():
            rest = whole - 1 - sum(sizes)
            if rest or len(sizes) > 1:
                lost = sum(sizes) if seen and node != root else 0
                nodes.append(CutNode(node, whole - 1 - max(*sizes, rest), lost))
    return Cuts(tuple(sorted(nodes)), tuple(sorted(bridges)), tuple(branches), np.array(found))


class _Search:
    """A depth-first search of all components (Hopcroft and Tarjan 1973), without recursion."""

    def __init__(self, graph: Graph) -> None:
        self._starts, self._others = graph.starts.tolist(), graph.others.tolist()
        self.found = [0] * graph.people  # position in the order of discovery; 0 means not found yet
        self._turn = 0

    def branches(self, root: int) -> Iterator[tuple[int, int, int, bool]]:
        """Yield (near, far, size, only) for each branch: `size` nodes that only `near` connects to *root*.

        The node `far` is the first node of the branch. If `near` has a single link into the branch, `only` is true.
        """
        starts, others, found = self._starts, self._others, self.found
        turn = found[root] = self._turn + 1
        lowest = {root: turn}
        path, ways = [root], [iter(others[starts[root] : starts[root + 1]])]
        while True:
            node, before = path[-1], path[-2] if len(path) > 1 else -1
            low = lowest[node]
            for other in ways[-1]:
                at = found[other]
                if not at:
                    turn += 1
                    lowest[node] = low
                    found[other] = lowest[other] = turn
                    path.append(other)
                    ways.append(iter(others[starts[other] : starts[other + 1]]))
                    break
                if at < low and other != before:
                    low = at
            else:
                path.pop()
                ways.pop()
                if not path:
                    self._turn = turn
                    return
                near = found[before]
                if low >= near:
                    yield before, node, turn - found[node] + 1, low > near
                else:
                    lowest[before] = min(lowest[before], low)
                del lowest[node]
