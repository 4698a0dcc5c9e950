"""A whole network in memory, as compressed sparse rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Nodes = NDArray[np.int64]
"""Nodes of a graph: indexes of people in order of their ids."""

APART: Final = -1
"""The value that marks a person whom no chain reaches."""


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """An undirected graph. The contacts of `ids[i]` are the nodes `others[starts[i]:starts[i + 1]]`.

    `ids` and the contacts of each person are in ascending order.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    others: NDArray[np.int32]

    @property
    def people(self) -> int:
        """The number of nodes."""
        return len(self.ids)

    @property
    def links(self) -> int:
        """The number of links."""
        return len(self.others) // 2

    @property
    def contacts(self) -> NDArray[np.int64]:
        """The number of links of each node."""
        return np.diff(self.starts)

    def node(self, person: int) -> int:
        """Return the node of a person, who must be in the graph."""
        return int(np.searchsorted(self.ids, person))

    def owners(self) -> NDArray[np.int32]:
        """Return the node to which each entry of `others` belongs."""
        return np.repeat(np.arange(self.people, dtype=np.int32), self.contacts)

    def pairs(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return both ends of each link once, the lower node first, in order."""
        owners = self.owners()
        once = owners < self.others
        return owners[once], self.others[once]

    def spread(self, nodes: Nodes) -> NDArray[np.int32]:
        """Return the contacts of all `nodes` in one array, node after node."""
        return self.others[entries_of(self.starts, nodes)]


def entries_of(starts: NDArray[np.int64], nodes: Nodes) -> NDArray[np.int64]:
    """Return the indexes of the entries of `nodes`, node after node.

    >>> entries_of(np.array([0, 2, 5]), np.array([1, 0]))
    array([2, 3, 4, 0, 1])
    """
    first = starts[nodes]
    counts = starts[nodes + 1] - first
    ends = np.cumsum(counts)
    return np.repeat(first - (ends - counts), counts) + np.arange(ends[-1] if len(ends) else 0)


def build(ids: ArrayLike, a: ArrayLike, b: ArrayLike) -> Graph:
    """Return the graph of the people `ids`, with links between `a[i]` and `b[i]`.

    Repeated links and self-links are ignored.

    >>> graph = build([3, 5, 9], [3, 9, 5], [5, 5, 9])
    >>> graph.links, graph.contacts.tolist(), graph.ids[graph.others].tolist()
    (2, [1, 2, 1], [5, 3, 9, 5])
    """
    people = np.asarray(ids, np.int64)
    if not (people[1:] > people[:-1]).all():
        people = np.unique(people)
    return _joined(people, _places(people, np.asarray(a, np.int64)), _places(people, np.asarray(b, np.int64)))


SPARSE: Final = 16
"""If the largest id divided by the number of people exceeds this number, indexes are found by a search.

Otherwise, indexes are read from a table.
"""


def _places(people: NDArray[np.int64], wanted: NDArray[np.int64]) -> Nodes:
    """Return the index in `people` of each id in `wanted`."""
    top = int(people[-1]) + 1 if len(people) else 0
    if top > SPARSE * len(people) or (len(people) and people[0] < 0):
        return np.searchsorted(people, wanted)
    table = np.zeros(top, np.int64)  # several times faster than a search
    table[people] = np.arange(len(people))
    return table[wanted]


def _joined(ids: NDArray[np.int64], a: Nodes, b: Nodes) -> Graph:
    """Return the graph of links between nodes."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    keys = low << 32 | high
    if len(keys) and (not (keys[1:] > keys[:-1]).all() or (low == high).any()):
        keys = np.sort(keys[low != high])
        keys = keys[np.diff(keys, prepend=-1) > 0]
        low, high = keys >> 32, keys & 0xFFFFFFFF
    back = high << 32 | low
    back.sort()
    before, after = np.bincount(high, minlength=len(ids)), np.bincount(low, minlength=len(ids))
    sum_before, sum_after = (np.concatenate(([0], np.cumsum(counts))) for counts in (before, after))
    # the contacts of each person: first those with lower ids, then those with higher ids
    others = np.empty(2 * len(low), np.int32)
    turn = np.arange(len(low))
    others[turn + np.repeat(sum_after[:-1], before)] = back & 0xFFFFFFFF
    others[turn + np.repeat(sum_before[1:], after)] = high
    return Graph(ids, sum_before + sum_after, others)


def within(graph: Graph, nodes: Nodes) -> Graph:
    """Return the subgraph of `nodes`. The `nodes` must be in ascending order.

    >>> part = within(build([1, 2, 3], [1, 2], [2, 3]), np.array([1, 2]))
    >>> part.ids.tolist(), part.links
    ([2, 3], 1)
    """
    place = np.full(graph.people, -1, np.int64)
    place[nodes] = np.arange(len(nodes))
    others = place[graph.spread(nodes)]
    kept = others >= 0
    counts = graph.contacts[nodes]
    owners = np.repeat(np.arange(len(nodes)), counts)[kept]
    starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(nodes)))))
    return Graph(graph.ids[nodes], starts, others[kept].astype(np.int32))


def components(graph: Graph) -> NDArray[np.int64]:
    """Return, for each node, the lowest node of its component.

    >>> components(build([1, 2, 3, 4], [1], [3])).tolist()
    [0, 1, 0, 3]
    """
    a, b = graph.pairs()
    return joined_labels(graph.people, a, b)


def joined_labels(count: int, a: NDArray[np.integer], b: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the lowest node of each node's component. Node `a[i]` is linked to node `b[i]`."""
    label = np.arange(count)
    low, high = label[a], label[b]
    while len(low):
        low, high = np.minimum(low, high), np.maximum(low, high)
        np.minimum.at(label, high, low)  # each root is attached to a lower one, so there are no circles
        while not np.array_equal(label, higher := label[label]):
            label = higher
        low, high = label[low], label[high]
        apart = low != high
        low, high = low[apart], high[apart]
    return label


def giant(graph: Graph, labels: NDArray[np.int64] | None = None) -> Graph:
    """Return the largest component. Ties go to the component with the lowest id.

    >>> giant(build(range(5), [0, 2, 3], [1, 3, 4])).ids.tolist()
    [2, 3, 4]
    """
    labels = components(graph) if labels is None else labels
    if not len(labels):
        return graph
    return within(graph, np.flatnonzero(labels == np.bincount(labels).argmax()))


def hops_from(graph: Graph, source: int) -> NDArray[np.int32]:
    """Return the hops of each node from `source`; APART if there is no chain.

    >>> hops_from(build(range(4), [0, 1], [1, 2]), 0).tolist()
    [0, 1, 2, -1]
    """
    hops = np.full(graph.people, APART, np.int32)
    hops[source] = depth = 0
    fringe = np.array([source])
    mark = np.empty(graph.people, np.int64)
    while len(fringe):
        depth += 1
        reached = graph.spread(fringe)
        reached = reached[hops[reached] == APART]
        hops[reached] = depth
        turn = np.arange(len(reached))
        mark[reached] = turn
        fringe = reached[mark[reached] == turn].astype(np.int64)
    return hops
