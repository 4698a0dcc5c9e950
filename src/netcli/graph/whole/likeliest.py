"""The chances of the likeliest chains from one person to everybody else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph, Nodes, entries_of


def along(graph: Graph, a: NDArray[np.int64], b: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the value of each entry of `graph.others`, given the value of each link.

    The link between the ids `a[i]` and `b[i]` has the value `values[i]`.

    >>> from netcli.graph.whole.csr import build
    >>> along(build([1, 2, 3], [1, 2], [2, 3]), np.array([1, 2]), np.array([2, 3]), np.array([0.5, 0.2])).tolist()
    [0.5, 0.5, 0.2, 0.2]
    """
    place_a, place_b = np.searchsorted(graph.ids, a), np.searchsorted(graph.ids, b)
    entries = graph.owners().astype(np.int64) << 32 | graph.others
    found = np.zeros(len(entries))
    for near, far in ((place_a, place_b), (place_b, place_a)):
        found[np.searchsorted(entries, near << 32 | far)] = values
    return found


def best_chances(graph: Graph, chances: NDArray[np.float64], source: int) -> NDArray[np.float64]:
    """Return the chance of the likeliest chain from *source* to each node.

    If no chain reaches a node, its chance is 0. `chances[i]` is the chance of the link to `graph.others[i]`.

    >>> from netcli.graph.whole.csr import build
    >>> best_chances(build([1, 2, 3], [1, 1, 2], [2, 3, 3]), np.array([0.5, 0.1, 0.5, 0.5, 0.1, 0.5]), 0).tolist()
    [1.0, 0.5, 0.25]
    """
    best = np.zeros(graph.people)
    best[source] = 1.0
    active: Nodes = np.array([source])
    while len(active):
        entries = entries_of(graph.starts, active)
        others = graph.others[entries]
        reached = np.repeat(best[active], graph.starts[active + 1] - graph.starts[active]) * chances[entries]
        better = reached > best[others]
        others, reached = others[better], reached[better]
        np.maximum.at(best, others, reached)
        active = np.unique(others).astype(np.int64)
    return best
