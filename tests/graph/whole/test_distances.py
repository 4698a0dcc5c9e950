"""Hops between all people, compared with networkx and with published figures."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netcli.graph.whole import distances as module
from netcli.graph.whole.csr import Graph, giant
from netcli.graph.whole.distances import Distances, distances, eccentricities, effective_diameter, longest
from netcli.graph.whole.waves import Waves

from .oracle import graphs, held


@given(graphs(40))
def test_distances_are_those_of_all_pairs(graph: nx.Graph) -> None:
    """The measures of distance are computed from all pairs in the largest component."""
    largest = max(nx.connected_components(graph), key=len)
    if len(largest) < 2:
        assert distances(held(graph.subgraph(largest))) is None
        return
    part = graph.subgraph(largest)
    hops = dict(nx.all_pairs_shortest_path_length(part))
    pairs = [hops[a][b] for a, b in itertools.combinations(part, 2)]
    found = distances(held(part))
    counts = Counter(pairs)
    assert found == Distances(
        exact=True,
        sources=len(part),
        pairs=tuple(counts[hop] for hop in range(1, max(pairs) + 1)),
        mean=statistics.mean(pairs),
        error=0.0,
        median=statistics.median_low(pairs),
        effective_diameter=found.effective_diameter if found else 0.0,
        diameter=nx.diameter(part),
        diameter_exact=True,
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([78, 265, 137, 73, 8], 3.3411, id="karate"),
        pytest.param([254, 995, 1251, 399, 27], 3.3343, id="les miserables"),
        pytest.param([10], 0.9, id="everybody knows everybody"),
        pytest.param([9, 1], 1.0, id="nine tenths are one hop apart"),
        pytest.param([], 0.0, id="nobody"),
    ],
)
def test_the_effective_diameter_is_interpolated(counts: list[int], expected: float) -> None:
    """The effective diameter is an interpolated number of hops."""
    assert round(effective_diameter(counts), 4) == expected


@pytest.fixture
def small_world() -> Graph:
    """A fixture: a ring of 3,000 people with some links across the ring."""
    return giant(held(nx.connected_watts_strogatz_graph(3000, 6, 0.1, seed=1)))


def test_a_sample_is_within_its_error(small_world: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean of a sample is within three standard errors of the exact mean."""
    exact = distances(small_world)
    monkeypatch.setattr(module, "EXACT_PEOPLE", 100)
    monkeypatch.setattr(module, "SOURCES", 200)
    sampled = distances(small_world)
    assert exact is not None
    assert sampled is not None
    assert (sampled.exact, sampled.sources, exact.exact) == (False, 200, True)
    assert 0 < abs(sampled.mean - exact.mean) < 3 * sampled.error < 0.2
    assert sum(sampled.pairs) == pytest.approx(sum(exact.pairs), abs=len(exact.pairs))
    assert distances(small_world, exact=True) == exact


def test_the_diameter_of_a_sample_is_certain_or_a_lower_bound(small_world: Graph) -> None:
    """With too few searches, the diameter is marked as a lower bound."""
    waves = Waves(small_world)
    exact = distances(small_world)
    assert exact is not None
    assert longest(small_world, waves, 1, most=10_000) == (exact.diameter, True)
    bound, certain = longest(small_world, waves, 1, most=1)
    assert (certain, bound <= exact.diameter) == (False, True)


@given(graphs(40))
def test_an_eccentricity_is_the_hops_to_the_farthest(graph: nx.Graph) -> None:
    part = graph.subgraph(max(nx.connected_components(graph), key=len))
    expected = nx.eccentricity(part)
    whole = held(part)
    found = eccentricities(Waves(whole), np.arange(whole.people))
    assert dict(zip(whole.ids.tolist(), found.tolist(), strict=True)) == expected


def test_more_searches_than_a_machine_word_has_bits() -> None:
    """One search can start from more people than a machine word has bits."""
    graph = nx.connected_watts_strogatz_graph(150, 4, 0.1, seed=1)
    found = eccentricities(Waves(held(graph)), np.arange(150))
    assert dict(enumerate(found.tolist())) == nx.eccentricity(graph)


def test_hubs_with_many_contacts_are_searched_whole() -> None:
    """The distances are right even if a hub has 499 contacts."""
    wheel = nx.wheel_graph(500)
    found = distances(held(wheel))
    assert found is not None
    assert found.pairs == (998, 500 * 499 // 2 - 998)
