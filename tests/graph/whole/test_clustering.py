"""Triangles and clustering, compared with networkx and with known graphs."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given

from netcli.graph.whole import clustering as module
from netcli.graph.whole.clustering import Clustering, clustering, triangles

from .oracle import graphs, held


@given(graphs())
def test_both_clusterings_and_the_triangles_are_those_of_networkx(graph: nx.Graph) -> None:
    """A person with fewer than two contacts has a clustering of 0."""
    found = clustering(held(graph))
    assert found.triangles == sum(nx.triangles(graph).values()) // 3
    assert found.mean_local == pytest.approx(nx.average_clustering(graph))
    assert found.transitivity == pytest.approx(nx.transitivity(graph))


@given(graphs())
def test_each_ones_triangles_are_counted(graph: nx.Graph) -> None:
    """The number of triangles around each person agrees with networkx."""
    whole = held(graph)
    assert dict(zip(whole.ids.tolist(), triangles(whole).tolist(), strict=True)) == nx.triangles(graph)


def test_many_pairs_are_looked_at_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Triangles are counted correctly even in very small chunks."""
    whole = held(nx.complete_graph(20))
    monkeypatch.setattr(module, "CHUNK", 7)
    assert clustering(whole) == Clustering(1.0, 1.0, 20 * 19 * 18 // 6)


def test_zacharys_club_is_as_published() -> None:
    """In Zachary's karate club, the number of triangles and both clustering coefficients equal the published values."""
    found = clustering(held(nx.karate_club_graph()))
    assert (found.triangles, round(found.mean_local, 6), round(found.transitivity, 6)) == (45, 0.570638, 0.255682)
