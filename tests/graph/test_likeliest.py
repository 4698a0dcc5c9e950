"""Tests of the likeliest chain, with networkx as a reference."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph.likeliest import best, likeliest
from netcli.graph.model import NAT, By, Cost, NeighbourCache

from .strategies import chains, graphs, nanonats, neighbours_of, rank


def weight(graph: nx.Graph, chain: tuple[int, ...], charge: float = 0.10) -> int:
    """Return the cost of a chain in nanonats, including the charge for each hop."""
    return nanonats(graph, chain) + (len(chain) - 1) * round(charge * NAT)


@given(graphs(30), st.sampled_from([0.0, 0.1, 1.0]))
def test_it_costs_what_dijkstra_says(graph: nx.Graph, charge: float) -> None:
    """The total cost of the chain is the same as in networkx."""
    for a, b, cost in graph.edges(data="cost"):
        graph.edges[a, b]["charged"] = round(cost * NAT) + round(charge * NAT)
    reach = nx.single_source_dijkstra_path_length(graph, 0, weight="charged")
    for target in graph:
        chain = likeliest(neighbours_of(graph), 0, target, charge=charge)
        assert (chain and weight(graph, chain, charge)) == reach.get(target)


@given(
    graphs(),
    st.sampled_from(["hops", "chance"]),
    st.integers(0, 5),
    st.sets(st.integers(2, 7)),
    st.sets(st.integers(0, 7)),
)
def test_it_is_the_first_of_all_chains(
    graph: nx.Graph, by: By, max_hops: int, avoid: set[int], not_first: set[int]
) -> None:
    """The search finds the best chain that the hop limit and `avoid` allow."""
    allowed = [c for c in chains(graph, 0, 1, max_hops) if not avoid & {*c} and c[1] not in not_first]
    found = best(
        NeighbourCache(neighbours_of(graph), Cost(by)), 0, 1, avoid=avoid, not_first=not_first, max_hops=max_hops
    )
    assert (found and found[1]) == min(allowed, key=rank(graph, by), default=None)


@pytest.mark.parametrize("max_hops", [0, 2, 3], ids=["no ceiling", "ceiling 2", "ceiling 3"])
def test_a_limit_stops_the_search(max_hops: int) -> None:
    """The search returns a chain whose cost equals the limit, but no chain at a higher cost."""
    cache = NeighbourCache(neighbours_of(nx.Graph([(0, 1, {"cost": 0.5}), (1, 2, {"cost": 0.5})])), Cost("chance"))
    total = 2 * cache.cost.of(0.5)
    assert best(cache, 0, 2, max_hops=max_hops, limit=total) == (total, (0, 1, 2))
    assert best(cache, 0, 2, max_hops=max_hops, limit=total - 1) is None


def test_nobody_is_looked_up_twice() -> None:
    """A search fetches each person's links only once. One call fetches the links of several people."""
    graph = nx.gnm_random_graph(2000, 8000, seed=4)
    nx.set_edge_attributes(graph, {pair: (17 * n % 40) / 20 for n, pair in enumerate(graph.edges)}, "cost")
    neighbours, calls = neighbours_of(graph), []

    def listening(fringe):  # type: ignore[no-untyped-def]
        calls.append(list(fringe))
        return neighbours(fringe)

    assert likeliest(listening, 3, 1777) is not None
    asked = list(itertools.chain(*calls))
    assert len(asked) == len(set(asked))
    assert len(calls) < len(asked) / 5


@pytest.mark.parametrize(("charge", "hops"), [(0.0, 8), (0.10, 6)], ids=["free hops", "charged hops"])
def test_two_hops_more_must_be_worth_it(charge: float, hops: int) -> None:
    """A longer but likelier chain wins only if hops cost nothing."""
    graph = nx.Graph()
    for first, length, chance in ((2, 8, 0.0665), (20, 6, 0.0573)):
        way = [0, *range(first, first + length - 1), 1]
        graph.add_edges_from(itertools.pairwise(way), cost=-math.log(chance) / length)
    found = likeliest(neighbours_of(graph), 0, 1, charge=charge)
    assert found is not None
    assert len(found) - 1 == hops
