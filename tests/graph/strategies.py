"""Small random graphs for hypothesis, and slow but simple searches for comparison."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import networkx as nx
from hypothesis import strategies as st

from netcli.graph.model import NAT, By, Chain, Neighbours, graph_of

# Few distinct costs, so that ties are common. A cost of 0 means a sure link.
COSTS = st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.7, 1.5, 2.0]) | st.integers(0, 3 * NAT).map(lambda n: n / NAT)


@st.composite
def graphs(draw: st.DrawFn, people: int = 8) -> nx.Graph:
    """Generate a random graph of 2 to `people` people, with costs on the links."""
    size = draw(st.integers(2, people))
    pairs = list(itertools.combinations(range(size), 2))
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=len(pairs))):
        graph.add_edge(a, b, cost=draw(COSTS))
    return graph


def neighbours_of(graph: nx.Graph) -> Neighbours:
    """Return the function that gives the links of *graph* to netcli's searches."""
    return graph_of({(a, b): cost for a, b, cost in graph.edges(data="cost")})


def nanonats(graph: nx.Graph, chain: Chain) -> int:
    """Return the exact cost of a simple chain in nanonats."""
    assert len(set(chain)) == len(chain)
    return sum(round(graph.edges[pair]["cost"] * NAT) for pair in itertools.pairwise(chain))


def chains(graph: nx.Graph, source: int, target: int, max_hops: int = 0) -> list[Chain]:
    """Try all chains, and return every simple chain from *source* to *target*."""
    found = nx.all_simple_paths(graph, source, target, cutoff=max_hops or None)
    return [(source,)] if source == target else sorted(map(tuple, found))


def rank(graph: nx.Graph, by: By) -> Callable[[Chain], tuple[int, int, Chain]]:
    """Return the function that gives the sort key of a chain."""

    def by_hops(chain: Chain) -> tuple[int, int, Chain]:
        return len(chain) - 1, nanonats(graph, chain), chain

    def by_chance(chain: Chain) -> tuple[int, int, Chain]:
        hops = len(chain) - 1
        return nanonats(graph, chain) + hops * round(0.10 * NAT), hops, chain

    return by_chance if by == "chance" else by_hops
