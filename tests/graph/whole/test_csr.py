"""A whole network in memory, compared with networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph.whole.csr import APART, build, components, giant, hops_from, within

from .oracle import graphs, held, people_of


@given(graphs())
def test_everybody_has_their_contacts_in_order(graph: nx.Graph) -> None:
    """People and their contacts are in the order of their ids."""
    whole = held(graph)
    assert whole.ids.tolist() == sorted(graph)
    assert (whole.people, whole.links) == (len(graph), graph.number_of_edges())
    for node, person in enumerate(whole.ids):
        others = whole.others[whole.starts[node] : whole.starts[node + 1]]
        assert people_of(whole, others) == sorted(graph[int(person)])


def test_repeats_and_self_links_count_nothing() -> None:
    """A link that is given twice counts once. A link to oneself does not count."""
    graph = build([7, 3], [3, 7, 3, 3], [7, 3, 7, 3])
    assert (graph.links, graph.others.tolist()) == (1, [1, 0])


@pytest.mark.parametrize("top", [9, 9_000_000_000_000_000_000], ids=["close", "far apart"])
def test_ids_may_lie_far_apart(top: int) -> None:
    """Ids may be very far apart."""
    graph = build([1, top], [1], [top])
    assert (graph.ids.tolist(), graph.links) == ([1, top], 1)


@given(graphs())
def test_components_are_named_after_their_lowest_node(graph: nx.Graph) -> None:
    """The label of each node is the lowest node in its component."""
    whole = held(graph)
    labels = components(whole)
    lowest = {person: min(component) for component in nx.connected_components(graph) for person in component}
    assert people_of(whole, labels) == [lowest[person] for person in sorted(graph)]


@given(graphs())
def test_the_giant_is_the_largest_component_of_equals_the_one_with_the_lowest_id(graph: nx.Graph) -> None:
    """The giant component keeps all links between its people."""
    largest = min(nx.connected_components(graph), key=lambda people: (-len(people), min(people)))
    part = giant(held(graph))
    assert (part.ids.tolist(), part.links) == (sorted(largest), graph.subgraph(largest).number_of_edges())


@given(graphs(), st.data())
def test_a_part_holds_some_people_and_the_links_among_them(graph: nx.Graph, data: st.DataObject) -> None:
    """Everybody outside the part is removed, together with their links."""
    whole = held(graph)
    nodes = np.array(sorted(data.draw(st.sets(st.integers(0, whole.people - 1)))), np.int64)
    part = within(whole, nodes)
    same = held(graph.subgraph(people_of(whole, nodes)))
    assert (part.ids.tolist(), part.starts.tolist(), part.others.tolist()) == (
        same.ids.tolist(),
        same.starts.tolist(),
        same.others.tolist(),
    )


@given(graphs())
def test_hops_are_those_of_a_shortest_chain(graph: nx.Graph) -> None:
    """A person whom no chain reaches has the value APART."""
    whole = held(graph)
    source = int(whole.ids[0])
    hops = nx.single_source_shortest_path_length(graph, source)
    assert hops_from(whole, 0).tolist() == [hops.get(person, APART) for person in sorted(graph)]


def test_a_network_of_nobody_has_no_giant() -> None:
    """In an empty book, the giant component is empty."""
    assert giant(build([], [], [])).people == 0
