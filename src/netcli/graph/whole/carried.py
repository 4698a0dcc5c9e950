"""The number of people whom a person reaches through another person.

Brandes, A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25 (2001).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import APART, Graph, Nodes

MANY_CHAINS: Final = 2.0**512  # a float cannot hold numbers above about 2^1024
"""If more than this number of shortest chains lead to a node, all numbers of chains are scaled down."""


def carried(
    graph: Graph, sources: Nodes, *, nearer_less: bool = False
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return the hops to each node, and the number of people reached through each node.

    Each array has a row per source. If several shortest chains lead to a person, these chains have equal weight.

    If *nearer_less* is true, each reached person adds (hops to the node) / (hops to the person) instead of 1.
    Geisberger, Sanders and Schultes (2008) call this linear scaling.

    >>> from netcli.graph.whole.csr import build
    >>> hops, people = carried(build(range(5), [0, 0, 1, 2, 3], [1, 2, 3, 3, 4]), np.array([0]))
    >>> hops.tolist(), people.tolist()
    ([[0, 1, 1, 2, 3]], [[5.0, 2.0, 2.0, 2.0, 1.0]])
    """
    count = graph.people
    cells = len(sources) * count  # a cell is a pair of a source and a node
    hops = np.full(cells, APART, np.int32)
    chains = np.zeros(cells)
    mark = np.empty(cells, np.int64)
    fringe = np.arange(len(sources)) * count + sources
    hops[fringe] = depth = 0
    chains[fringe] = 1.0
    steps: list[tuple[Nodes, NDArray[np.int64], Nodes, float]] = []
    while len(fringe):
        depth += 1
        nodes = fringe % count
        many = graph.starts[nodes + 1] - graph.starts[nodes]
        owner = np.repeat(np.arange(len(fringe)), many)
        reached = (fringe - nodes)[owner]
        reached += graph.spread(nodes)
        fresh = hops[reached] == APART
        owner, reached = owner[fresh], reached[fresh]
        hops[reached] = depth
        np.add.at(chains, reached, chains[fringe][owner])
        turn = np.arange(len(reached))
        mark[reached] = turn
        following = reached[mark[reached] == turn]
        # scaling is harmless, because only ratios between neighbouring levels matter
        scale = 1.0
        if len(following) and (most := chains[following].max()) > MANY_CHAINS:
            scale = 2.0 ** -np.floor(np.log2(most))
            chains[following] = np.maximum(chains[following] * scale, np.finfo(float).tiny)
        steps.append((fringe, owner, reached, scale))
        fringe = following
    through = 1 / np.maximum(hops, 1) if nearer_less else np.ones(cells)
    through[hops == APART] = 0.0
    for fringe, owner, reached, scale in reversed(steps):
        a_chain = through[reached] * scale / chains[reached]
        through[fringe] += chains[fringe] * np.bincount(owner, weights=a_chain, minlength=len(fringe))
    if nearer_less:
        through *= np.maximum(hops, 0)
    shape = len(sources), count
    return hops.reshape(shape), through.reshape(shape)
