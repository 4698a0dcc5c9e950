"""Tests of the people whose loss disconnects a network, with networkx as a reference."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given

from netcli.graph.whole.bridging import constraint, effective_size, harmonic_reach
from netcli.graph.whole.csr import hops_from
from netcli.graph.whole.cuts import Bridge, CutNode, cuts

from .oracle import graphs, held


@given(graphs())
def test_constraint_effective_size_and_harmonic_reach_are_those_of_networkx(graph: nx.Graph) -> None:
    """A person without contacts has no constraint and no effective size."""
    whole = held(graph)
    for node, person in enumerate(sorted(graph)):
        assert harmonic_reach(hops_from(whole, node)) == pytest.approx(nx.harmonic_centrality(graph, [person])[person])
        if not graph[person]:
            assert (constraint(whole, node), effective_size(whole, node)) == (None, None)
            continue
        assert constraint(whole, node) == pytest.approx(nx.constraint(graph, [person])[person])
        assert effective_size(whole, node) == pytest.approx(nx.effective_size(graph, [person])[person])


def test_zacharys_club_is_as_published() -> None:
    """Zachary's karate club has the published constraints and effective sizes."""
    whole = held(nx.karate_club_graph())
    found = [
        round(value or 0, 6) for node in (0, 33) for value in (constraint(whole, node), effective_size(whole, node))
    ]
    assert found == [0.155423, 13.75, 0.156419, 15.235294]


@given(graphs())
def test_cuts_are_what_taking_somebody_or_something_out_does(graph: nx.Graph) -> None:
    """The number of people cut off by a person or a bridge agrees with networkx."""
    whole = held(graph)
    root = min(graph)
    nodes, bridges = [], []
    for person in sorted(graph):
        component = nx.node_connected_component(graph, person)
        pieces = list(nx.connected_components(graph.subgraph(component - {person})))
        if len(pieces) > 1:
            lost = sum(len(piece) for piece in pieces if root not in piece) if root in component - {person} else 0
            nodes.append((person, sum(map(len, pieces)) - max(map(len, pieces)), lost))
    for a, b in nx.bridges(graph):
        cut = graph.copy()
        cut.remove_edge(a, b)
        ends = [nx.node_connected_component(cut, end) for end in (a, b)]
        lost = next((len(end) for end, other in (ends, ends[::-1]) if root in other), 0)
        bridges.append((frozenset((a, b)), min(map(len, ends)), lost))
    found = cuts(whole, 0)
    ids = whole.ids.tolist()
    assert [(ids[cut.node], cut.cuts_off, cut.from_root) for cut in found.nodes] == nodes
    assert {(frozenset((ids[cut.near], ids[cut.far])), cut.cuts_off, cut.from_root) for cut in found.bridges} == set(
        bridges
    )


@given(graphs())
def test_a_branch_is_whom_the_root_has_through_one_person_alone(graph: nx.Graph) -> None:
    """A branch contains the people whom the root reaches only through one person."""
    whole = held(graph)
    root, ids = min(graph), whole.ids.tolist()
    expected = []
    for person in sorted(nx.node_connected_component(graph, root) - {root}):
        rest = graph.subgraph(set(graph) - {person})
        cut = nx.node_connected_component(graph, root) - nx.node_connected_component(rest, root) - {person}
        expected += [(person, frozenset(piece)) for piece in nx.connected_components(graph.subgraph(cut))]
    expected = [(near, piece) for near, piece in expected if not any(piece < other for _, other in expected)]
    found = cuts(whole, 0).branches(len(graph))
    assert {(ids[branch.near], frozenset(ids[node] for node in branch.people)) for branch in found} == set(expected)
    assert [len(branch.people) for branch in found] == sorted((len(piece) for _, piece in expected), reverse=True)
    assert all(graph.has_edge(ids[branch.near], ids[branch.far]) for branch in found)


def test_the_far_end_of_a_bridge_is_the_one_away_from_the_root() -> None:
    """In a path graph, each link cuts off everybody who is farther from the root."""
    assert cuts(held(nx.path_graph(4)), 0).bridges == (Bridge(0, 1, 1, 3), Bridge(1, 2, 2, 2), Bridge(2, 3, 1, 1))
    assert cuts(held(nx.path_graph(4)), 0).nodes == (CutNode(1, 1, 2), CutNode(2, 1, 1))


def test_a_long_row_needs_no_recursion() -> None:
    """For a path of 20,000 people, the search does not exceed Python's recursion limit."""
    assert len(cuts(held(nx.path_graph(20_000)), 0).bridges) == 19_999
