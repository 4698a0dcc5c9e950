"""A search in memory gives the same result as a search that fetches links step by step."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph import reach
from netcli.graph.shortest import shortest
from netcli.graph.whole.hops import SLICE, Searches

from .oracle import graphs, held

MAX_HOPS = st.integers(0, 4)


def links_of(graph: nx.Graph, fringe: Sequence[int]) -> list[tuple[int, int, float]]:
    """Return the links of the people in *fringe*, all at cost 0."""
    return [(person, other, 0.0) for person in fringe if person in graph for other in graph[person]]


@given(graphs(), MAX_HOPS)
def test_shortest_chains_are_the_same(graph: nx.Graph, max_hops: int) -> None:
    """For each pair of people, a search in memory finds the same shortest chains as `shortest`."""
    searches = Searches(held(graph))
    for pair in itertools.permutations([*graph, 99], 2):
        expected = shortest(lambda fringe: links_of(graph, fringe), *pair, max_hops=max_hops)
        found = searches.shortest(*pair, max_hops=max_hops)
        assert (found and (found.hops, found.equally_short, [*found.chains()])) == (
            expected and (expected.hops, expected.equally_short, [*expected.chains()])
        )


@given(graphs(), MAX_HOPS, st.integers(0, 12))
def test_people_within_reach_are_the_same(graph: nx.Graph, max_hops: int, limit: int) -> None:
    """A search in memory finds and counts the same people as the functions in `netcli.graph.reach`."""
    searches = Searches(held(graph))
    for person in [*graph, 99]:
        counted = reach.reachable(
            lambda fringe: {link[1] for link in links_of(graph, fringe)}, person, max_hops=max_hops, cap=limit
        )
        assert searches.reachable(person, max_hops=max_hops, cap=limit) == counted
        near = reach.nearest(lambda fringe: links_of(graph, fringe), person, limit + 1)
        assert searches.nearest(person, limit + 1) == near


def test_a_layer_wider_than_a_slice_is_one_layer() -> None:
    """If a layer is searched in several slices, each person counts once."""
    graph = nx.Graph([(0, person) for person in range(1, SLICE + 3)])
    graph.add_edges_from((person, 10_000 - person % 7) for person in range(1, SLICE + 3))
    searches = Searches(held(graph))
    assert searches.reachable(0) == (SLICE + 9, False)
    assert searches.nearest(0, SLICE + 4)[-2:] == [(9_994, 2), (9_995, 2)]
