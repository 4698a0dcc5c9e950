"""Tests of the gains from meeting new people."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netcli.graph.whole import closer as module
from netcli.graph.whole.closer import Closer
from netcli.graph.whole.csr import giant, hops_from

from .oracle import graphs, held


def tried(graph: nx.Graph, source: int, person: int) -> int:
    """Return the number of hops that a link between *source* and *person* saves."""
    before = nx.single_source_shortest_path_length(graph, source)
    more = graph.copy()
    more.add_edge(source, person)
    after = nx.single_source_shortest_path_length(more, source)
    return sum(before[other] - after[other] for other in before)


@given(graphs(20))
def test_a_gain_is_what_the_link_saves(graph: nx.Graph) -> None:
    """The gain of a link is exactly the number of hops that the link saves."""
    part = graph.subgraph(max(nx.connected_components(graph), key=len)).copy()
    whole = held(part)
    ids = whole.ids.tolist()
    others = np.arange(1, whole.people)
    expected = [tried(part, ids[0], ids[node]) for node in others]
    closer = Closer(whole, hops_from(whole, 0))
    assert closer.gains(others).tolist() == expected
    assert closer.estimates()[1:].tolist() == expected


@given(graphs(20))
def test_whoever_is_met_counts_from_then_on(graph: nx.Graph) -> None:
    """After `Closer.meet` adds a link, the gains include the effect of this link."""
    part = graph.subgraph(max(nx.connected_components(graph), key=len)).copy()
    whole = held(part)
    ids = whole.ids.tolist()
    closer = Closer(whole, hops_from(whole, 0))
    met = whole.people - 1
    closer.meet(met)
    if met:
        part.add_edge(ids[0], ids[met])
    others = np.arange(1, whole.people)
    assert closer.gains(others).tolist() == [tried(part, ids[0], ids[node]) for node in others]


def test_more_than_a_word_of_candidates_are_looked_at_in_turn() -> None:
    """Gains of more than 64 people are computed in several rounds."""
    whole = held(nx.path_graph(100))
    gains = Closer(whole, hops_from(whole, 0)).gains(np.arange(100))
    assert gains.tolist() == [
        sum(max(0, target - 1 - abs(target - node)) for target in range(100)) for node in range(100)
    ]


def test_an_estimate_finds_those_who_help_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """The most helpful person is among the 50 greatest estimates."""
    whole = giant(held(nx.barabasi_albert_graph(3000, 3, seed=1)))
    closer = Closer(whole, hops_from(whole, 2999))
    exact = closer.estimates()
    monkeypatch.setattr(module, "EXACT_PEOPLE", 100)
    estimated = closer.estimates()
    assert int(exact.argmax()) in np.argsort(-estimated)[:50]
    assert estimated.max() == pytest.approx(exact.max(), rel=0.2)
