"""Random graphs for netcli's measures and for networkx."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from netcli.graph.whole.csr import Graph, build


@st.composite
def graphs(draw: st.DrawFn, people: int = 12) -> nx.Graph:
    """Generate a random graph of up to `people` people, with gaps between the ids."""
    size = draw(st.integers(1, people))
    ids = sorted(draw(st.sets(st.integers(1, 3 * people), min_size=size, max_size=size)))
    graph = nx.Graph()
    graph.add_nodes_from(ids)
    pairs = list(itertools.combinations(ids, 2))
    if pairs:
        graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2 * people)))
    return graph


def held(graph: nx.Graph) -> Graph:
    """Return the same graph in the form that netcli's measures use."""
    ends = np.array(list(graph.edges), np.int64).reshape(-1, 2)
    return build(list(graph), ends[:, 0], ends[:, 1])


def people_of(graph: Graph, nodes: np.ndarray) -> list[int]:
    """Return the ids of the people at *nodes*."""
    return [int(person) for person in graph.ids[nodes]]
