"""Tests of the k best chains, with networkx as a reference."""

from __future__ import annotations

import itertools

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph.k_best import Several, k_best
from netcli.graph.model import By

from .strategies import chains, graphs, neighbours_of, rank


@given(graphs(), st.sampled_from(["hops", "chance"]), st.integers(0, 5), st.integers(1, 12))
def test_they_are_the_first_of_all_chains(graph: nx.Graph, by: By, max_hops: int, k: int) -> None:
    """The search finds the first k of all chains, sorted by rank."""
    every = sorted(chains(graph, 0, 1, max_hops), key=rank(graph, by))
    assert k_best(neighbours_of(graph), 0, 1, k, by=by, max_hops=max_hops) == Several(every[:k], exact=True)


@given(
    graphs(7),
    st.sampled_from(["hops", "chance"]),
    st.integers(0, 5),
    st.integers(1, 8),
    st.lists(st.integers(2, 6), unique=True, min_size=1, max_size=3),
    st.sets(st.integers(2, 6), max_size=1),
)
def test_they_are_the_first_of_all_that_pass_somebody(
    graph: nx.Graph, by: By, max_hops: int, k: int, via: list[int], avoid: set[int]
) -> None:
    """If some people must be visited and others avoided, the search finds the best *k* chains."""
    avoid -= {*via}
    every = [each for each in chains(graph, 0, 1, max_hops) if {*via} <= {*each} and not avoid & {*each}]
    every.sort(key=rank(graph, by))
    found = k_best(neighbours_of(graph), 0, 1, k, by=by, max_hops=max_hops, avoid=avoid, via=(*via,))
    assert found == Several(every[:k], exact=True)


def test_their_lengths_are_those_of_networkx() -> None:
    """On a graph of 300 people, networkx finds chains of the same lengths."""
    graph = nx.gnm_random_graph(300, 1200, seed=3)
    nx.set_edge_attributes(graph, {pair: (17 * n % 40) / 20 for n, pair in enumerate(graph.edges)}, "cost")
    nx.set_edge_attributes(graph, {(a, b): cost + 0.1 for a, b, cost in graph.edges(data="cost")}, "charged")

    def lengths(found) -> list[float]:  # type: ignore[no-untyped-def]
        return [round(nx.path_weight(graph, list(chain), "charged"), 6) for chain in found]

    ours = k_best(neighbours_of(graph), 0, 299, 20, by="chance").chains
    assert lengths(ours) == lengths(itertools.islice(nx.shortest_simple_paths(graph, 0, 299, weight="charged"), 20))
    by_hops = k_best(neighbours_of(graph), 0, 299, 20, by="hops").chains
    assert [*map(len, by_hops)] == [*map(len, itertools.islice(nx.shortest_simple_paths(graph, 0, 299), 20))]


def test_to_oneself_there_is_one_chain() -> None:
    """The only chain from a person to themselves consists of that person."""
    assert k_best(neighbours_of(nx.path_graph(1)), 0, 0, 3) == Several([(0,)], exact=True)
