"""Groups, compared with known groups and with the algorithms of networkx and igraph."""

from __future__ import annotations

import random
from statistics import median

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netcli.graph.whole.groups import groups, modularity

from .oracle import graphs, held, people_of


def members(graph: nx.Graph) -> list[list[int]]:
    """Return the ids of the people in each group, in the order of the groups."""
    whole = held(graph)
    labels = groups(whole)
    return [people_of(whole, np.flatnonzero(labels == number)) for number in range(labels.max() + 1)]


@given(graphs())
def test_modularity_is_that_of_networkx(graph: nx.Graph) -> None:
    if graph.number_of_edges():
        whole = held(graph)
        expected = nx.community.modularity(graph, members(graph))
        assert modularity(whole, groups(whole)) == pytest.approx(expected)


@pytest.mark.slow
@given(graphs(30))
def test_groups_are_joined_by_links_of_their_own_and_numbered_by_size_then_lowest_id(graph: nx.Graph) -> None:
    """Every group is connected, and everybody is in exactly one group."""
    found = members(graph)
    assert sorted(person for group in found for person in group) == sorted(graph)
    assert all(nx.is_connected(graph.subgraph(group)) for group in found)
    assert found == sorted(found, key=lambda group: (-len(group), group[0]))


@pytest.mark.slow
@given(graphs(30))
def test_groups_are_at_least_about_as_good_as_louvains(graph: nx.Graph) -> None:
    """The modularity is at least 97 % of the modularity of Louvain's method."""
    whole = held(graph)
    other = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1)) if graph.edges else 0.0
    assert modularity(whole, groups(whole)) >= 0.97 * other - 1e-9


def test_cliques_that_hardly_know_each_other_are_the_groups() -> None:
    """In a ring of six cliques, each clique is a group."""
    assert members(nx.ring_of_cliques(6, 5)) == [list(range(first, first + 5)) for first in range(0, 30, 5)]


def test_zacharys_club_falls_into_its_four_groups() -> None:
    """The groups of Zachary's karate club have the greatest modularity (Brandes et al. 2008)."""
    whole = held(nx.karate_club_graph())
    labels = groups(whole)
    assert (labels.max() + 1, round(modularity(whole, labels), 6)) == (4, 0.41979)


def test_planted_groups_are_found() -> None:
    """The groups reach more than 99 % of the modularity of the planted groups."""
    graph = nx.planted_partition_graph(100, 20, 0.5, 0.002, seed=1)
    planted = modularity(held(graph), np.arange(2000) // 20)
    # contacts that keep swapping their groups would lower the modularity
    assert modularity(held(graph), groups(held(graph))) > 0.99 * planted


@pytest.mark.slow
def test_igraphs_leiden_is_hardly_better() -> None:
    """The modularity is more than 97 % of the modularity of igraph's Leiden algorithm."""
    igraph = pytest.importorskip("igraph")
    for graph in (nx.barabasi_albert_graph(2000, 5, seed=1), nx.watts_strogatz_graph(2000, 8, 0.1, seed=1)):
        whole = held(graph)
        other = igraph.Graph(n=len(graph), edges=list(graph.edges))
        runs = []
        for seed in range(5):
            igraph.set_random_number_generator(random.Random(seed))
            runs.append(other.community_leiden("modularity", n_iterations=-1).modularity)
        assert modularity(whole, groups(whole)) > 0.97 * median(runs)
