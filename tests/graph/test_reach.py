"""Tests of how many people one person reaches, with networkx as a reference."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph import reach
from netcli.graph.likeliest import best
from netcli.graph.model import By, Cost, NeighbourCache
from netcli.graph.reach import nearest, reachable, to_many

from .strategies import chains, graphs, neighbours_of, rank


@given(graphs(12), st.integers(0, 4), st.integers(1, 12))
def test_everybody_is_as_far_as_networkx_says(graph: nx.Graph, max_hops: int, limit: int) -> None:
    """The nearest people and their number are the same as in networkx."""
    others = len(nx.single_source_shortest_path_length(graph, 0, cutoff=max_hops or None)) - 1

    def around(fringe: Sequence[int]) -> set[int]:
        return {other for person in fringe for other in graph[person]}

    assert reachable(around, 0, max_hops=max_hops) == (others, False)
    assert reachable(around, 0, max_hops=max_hops, cap=limit) == (min(others, limit), others > limit)
    everybody = nx.single_source_shortest_path_length(graph, 0)
    by_hops = sorted(((person, n) for person, n in everybody.items() if n), key=lambda pair: (pair[1], pair[0]))
    assert nearest(neighbours_of(graph), 0, limit) == by_hops[:limit]


@given(graphs(), st.sampled_from(["hops", "chance"]), st.integers(0, 5), st.sets(st.integers(0, 7)))
def test_one_search_finds_the_best_chain_to_each(graph: nx.Graph, by: By, max_hops: int, targets: set[int]) -> None:
    """One search finds the best chain to each target within the hop limit."""
    everything = {target: chains(graph, 0, target, max_hops) for target in sorted(targets & set(graph))}
    expected = {target: min(found, key=rank(graph, by)) for target, found in everything.items() if found}
    assert to_many(neighbours_of(graph), 0, targets, by=by, max_hops=max_hops) == expected


@given(st.integers(0, 50), st.sampled_from(["hops", "chance"]), st.sampled_from([0, 5]), st.sampled_from([0, 9, 500]))
def test_one_search_says_what_many_say(seed: int, by: By, max_hops: int, ball: int) -> None:
    """One search for all targets finds the same chains as one search per target."""
    graph = nx.gnm_random_graph(60, 100, seed=seed)
    nx.set_edge_attributes(graph, {pair: (17 * n % 10) / 10 for n, pair in enumerate(graph.edges)}, "cost")
    cache = NeighbourCache(neighbours_of(graph), Cost(by))
    expected = {target: best(cache, 0, target, max_hops=max_hops) for target in range(0, 60, 3)}
    if by == "hops" and max_hops:
        expected = {n: found for n, found in expected.items() if found and len(found[1]) - 1 <= max_hops}
    with patch.multiple(reach, BALL=ball, SHARE={"hops": 0, "chance": 0}):
        found = to_many(neighbours_of(graph), 0, expected, by=by, max_hops=max_hops)
    assert found == {target: found[1] for target, found in expected.items() if found}
