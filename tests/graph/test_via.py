"""Tests of the best chain through given people."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph.model import By
from netcli.graph.via import Through, through

from .strategies import chains, graphs, neighbours_of, rank


@given(
    graphs(),
    st.sampled_from(["hops", "chance"]),
    st.integers(0, 6),
    st.lists(st.integers(2, 6), unique=True, max_size=3),
    st.sets(st.just(7)),
)
def test_it_is_the_first_of_the_chains_that_pass_all(
    graph: nx.Graph, by: By, max_hops: int, via: list[int], avoid: set[int]
) -> None:
    """The search finds the best chain that visits `via` and avoids `avoid`."""
    allowed = [chain for chain in chains(graph, 0, 1, max_hops) if {*via} <= {*chain} and not avoid & {*chain}]
    expected = min(allowed, key=rank(graph, by), default=None)
    assert through(neighbours_of(graph), 0, 1, (*via,), by=by, max_hops=max_hops, avoid=avoid) == Through(
        expected, True
    )


def test_legs_that_meet_are_taken_apart() -> None:
    """A chain through a person takes a detour rather than visit somebody twice."""
    links = {(0, 2): 0.1, (2, 5): 0.1, (2, 1): 0.1, (5, 3): 0.4, (3, 1): 0.4, (0, 4): 0.5, (4, 5): 0.5}
    graph = nx.Graph((a, b, {"cost": cost}) for (a, b), cost in links.items())
    assert through(neighbours_of(graph), 0, 1, (5,), by="chance") == Through((0, 2, 5, 3, 1), True)


def test_somebody_at_the_end_of_a_single_link_is_on_no_chain() -> None:
    """No chain passes through a person who has only one contact."""
    graph = nx.Graph([(0, 1, {"cost": 0.1}), (0, 2, {"cost": 0.1})])
    assert through(neighbours_of(graph), 0, 1, (2,)) == Through(None, True)
