"""The shortest chains, compared with networkx."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph.model import graph_of
from netcli.graph.shortest import Layers, shortest

from .strategies import graphs, nanonats, neighbours_of


@given(graphs(10), st.integers(0, 4))
def test_the_shortest_chains_are_all_there_likeliest_first(graph: nx.Graph, max_hops: int) -> None:
    """All shortest chains are found, the likeliest chain first."""
    for source, target in itertools.product(graph, repeat=2):
        layers = shortest(neighbours_of(graph), source, target, max_hops=max_hops)
        expected = []
        if nx.has_path(graph, source, target):
            expected = [tuple(chain) for chain in nx.all_shortest_paths(graph, source, target)]
        if not expected or 0 < max_hops < len(expected[0]) - 1:
            assert layers is None
            continue
        assert layers is not None
        assert list(layers.chains()) == sorted(expected, key=lambda chain: (nanonats(graph, chain), chain))
        assert (layers.equally_short, layers.hops) == (len(expected), len(expected[0]) - 1)


def test_oneself_is_reached_in_no_hop() -> None:
    """The chain from a person to themselves has no links."""
    asked: list[int] = []

    def listening(fringe):  # type: ignore[no-untyped-def]
        asked.extend(fringe)
        return graph_of({(7, 8): 0.1})(fringe)

    layers = shortest(listening, 7, 7)
    assert asked == []
    assert layers == Layers(7, 7, 0, {})
    assert (layers.equally_short, list(layers.chains())) == (1, [(7,)])


def test_counting_does_not_list() -> None:
    """2^199 shortest chains are counted exactly, but not listed."""
    links = {}
    for rung in range(200):
        for side, other in itertools.product((0, 1), repeat=2):
            links[2 * rung + side, 2 * rung + 2 + other] = 0.1 if other else 0.2
    layers = shortest(graph_of(links), 0, 400)
    assert layers is not None
    assert layers.equally_short == 2**199
    assert next(layers.chains()) == (0, *range(3, 400, 2), 400)


@pytest.mark.parametrize("hub", [1, 2], ids=["hub at the source", "hub at the target"])
def test_the_side_with_fewer_contacts_grows(hub: int) -> None:
    """If one end of the chain has a thousand links, the search expands only from the other end."""
    neighbours = graph_of({(1, 3): 0.1, (3, 2): 0.1, **{(hub, n): 0.1 for n in range(10, 1010)}})
    asked: list[int] = []

    def listening(fringe):  # type: ignore[no-untyped-def]
        asked.extend(fringe)
        return neighbours(fringe)

    layers = shortest(listening, 1, 2, contacts=lambda fringe: 1001 if hub in fringe else len(fringe))
    assert layers is not None
    assert list(layers.chains()) == [(1, 3, 2)]
    assert hub not in asked


@pytest.mark.parametrize("seed", range(6))
def test_the_count_is_that_of_the_layers(seed: int) -> None:
    """On random graphs of 400 people, the shortest chains are counted correctly."""
    graph = nx.gnm_random_graph(400, 1600, seed=seed)
    nx.set_edge_attributes(graph, 0.1, "cost")
    hops = nx.single_source_shortest_path_length(graph, 0)
    ways = {0: 1}
    for person in sorted(hops, key=hops.__getitem__):
        if person:
            ways[person] = sum(ways[before] for before in graph[person] if hops[before] == hops[person] - 1)
    for target in range(1, 400, 13):
        layers = shortest(neighbours_of(graph), 0, target)
        expected = (hops[target], ways[target]) if target in hops else None
        assert (layers and (layers.hops, layers.equally_short)) == expected
