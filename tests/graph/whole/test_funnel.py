"""Funnels and betweenness, compared with networkx and with known graphs."""

from __future__ import annotations

import math
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netcli.graph.whole import betweenness as module
from netcli.graph.whole.betweenness import betweenness
from netcli.graph.whole.carried import carried
from netcli.graph.whole.funnel import funnel

from .oracle import graphs, held, people_of


@given(graphs())
def test_a_funnel_counts_the_shortest_chains_that_start_with_each_contact(graph: nx.Graph) -> None:
    """The shares of contacts agree with a list of all shortest chains."""
    whole = held(graph)
    source = int(whole.ids[0])
    reached = nx.node_connected_component(graph, source) - {source}
    expected = dict.fromkeys(sorted(graph[source]), Fraction(0))
    for person in reached:
        chains = list(nx.all_shortest_paths(graph, source, person))
        for chain in chains:
            expected[chain[1]] += Fraction(1, len(chains) * len(reached))
    found = funnel(whole, 0)
    assert found.reachable == len(reached)
    assert people_of(whole, found.contacts) == list(expected)
    assert found.shares.tolist() == pytest.approx([float(share) for share in expected.values()])
    if reached:
        assert found.shares.sum() == pytest.approx(1)
        assert found.effective_gateways == pytest.approx(1 / float(sum(share**2 for share in expected.values())))


def test_numbers_of_chains_that_no_float_holds_do_no_harm() -> None:
    """The shares are right even if there are 2^1200 shortest chains."""
    links = []
    for diamond in range(1200):
        start = 3 * diamond
        links += [(start, start + 1), (start, start + 2), (start + 1, start + 3), (start + 2, start + 3)]
    found = funnel(held(nx.Graph(links)), 0)
    assert (found.reachable, found.shares.tolist()) == (3600, [0.5, 0.5])


@given(graphs())
def test_several_sources_at_once_are_as_one_by_one(graph: nx.Graph) -> None:
    """A search from several sources gives the same results as single searches."""
    whole = held(graph)
    hops, people = carried(whole, np.arange(whole.people))
    for node in range(whole.people):
        (one_hops,), (one_people,) = carried(whole, np.array([node]))
        assert (hops[node].tolist(), people[node].tolist()) == (one_hops.tolist(), one_people.tolist())


@given(graphs())
def test_betweenness_is_that_of_networkx(graph: nx.Graph) -> None:
    """The betweenness of a small network is exact."""
    whole = held(graph)
    found = betweenness(whole)
    expected = nx.betweenness_centrality(graph)
    assert found.exact
    assert dict(zip(whole.ids.tolist(), found.value.tolist(), strict=True)) == pytest.approx(expected)


def numbered(graph: nx.Graph) -> nx.Graph:
    """Return *graph* with numbers instead of names, in the order of the names."""
    return nx.convert_node_labels_to_integers(graph, ordering="sorted")


@pytest.mark.parametrize(
    ("graph", "person", "expected"),
    [
        pytest.param(nx.karate_club_graph(), 0, 0.437635, id="karate 1"),
        pytest.param(nx.karate_club_graph(), 33, 0.304075, id="karate 34"),
        pytest.param(nx.krackhardt_kite_graph(), 7, 0.388889, id="kite: Heather"),
        pytest.param(numbered(nx.les_miserables_graph()), 73, 0.569989, id="les miserables: Valjean"),
        pytest.param(numbered(nx.florentine_families_graph()), 8, 0.521978, id="florentine families: Medici"),
    ],
)
def test_betweenness_is_as_published(graph: nx.Graph, person: int, expected: float) -> None:
    """Betweenness equals the published value, to six digits."""
    assert round(float(betweenness(held(graph)).value[person]), 6) == expected


@pytest.mark.slow
def test_a_sample_says_how_far_it_may_be_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample gives an interval for each person's betweenness.

    For the 20 people with the highest betweenness, at least 95 % of the intervals contain the true value. A person
    outranks another person only if their intervals do not overlap.
    """
    whole = held(nx.barabasi_albert_graph(2000, 4, seed=1))
    exact = betweenness(whole, exact=True)
    monkeypatch.setattr(module, "EXACT_STEPS", 1)
    sampled = betweenness(whole)
    assert (sampled.exact, sampled.samples) == (False, module.LEAST_SOURCES)
    top = np.argsort(-exact.value)[:20]
    assert ((sampled.low <= exact.value) & (exact.value <= sampled.high))[top].mean() >= 0.95
    ranks = sampled.ranks()
    first, second = np.argsort(-sampled.value)[:2]
    assert (sampled.low[first] > sampled.high[second]) == (ranks[second] == 2)
    assert all(rank == 1 + (sampled.low > high).sum() for rank, high in zip(ranks, sampled.high, strict=True))


def test_ranks_of_equals_are_shared() -> None:
    """People with the same betweenness share a rank."""
    assert betweenness(held(nx.path_graph(3))).ranks().tolist() == [2, 1, 2]
    star = betweenness(held(nx.star_graph(5)))
    assert math.isclose(star.value[0], 1.0)
    assert star.ranks().tolist() == [1, 2, 2, 2, 2, 2]
