"""Tests of chains that have no person in common, with networkx as a reference."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcli.graph.disjoint import Disjoint, disjoint
from netcli.graph.model import NAT, By, Chain

from .strategies import chains, graphs, neighbours_of, rank


def sets_of_chains(graph: nx.Graph, max_hops: int) -> list[tuple[Chain, ...]]:
    """Return every set of disjoint chains from person 0 to person 1."""
    sets: list[tuple[Chain, ...]] = [()]
    for chain in chains(graph, 0, 1, max_hops):
        sets += [(*old, chain) for old in sets if not any({*chain[1:-1]} & {*other[1:-1]} for other in old)]
    return sets


@settings(max_examples=100)
@given(graphs(7), st.sampled_from(["hops", "chance"]), st.integers(0, 5), st.integers(1, 4))
def test_they_are_as_many_and_as_good_as_exhaustion_finds(graph: nx.Graph, by: By, max_hops: int, k: int) -> None:
    """The search returns the k best disjoint chains, or marks the result as not exact."""
    every = sets_of_chains(graph, max_hops)
    exist = max(map(len, every))
    order = rank(graph, by)

    def total(found: tuple[Chain, ...]) -> tuple[int, int]:
        ranks = [order(chain) for chain in found]
        return sum(r[0] for r in ranks), sum(r[1] for r in ranks)

    found = disjoint(neighbours_of(graph), 0, 1, k, by=by, max_hops=max_hops)
    assert tuple(sorted(found.chains)) in {tuple(sorted(chosen)) for chosen in every}
    assert found.exist <= exist
    if not found.exact:
        assert max_hops
        return
    assert found.exist == exist
    assert len(found.chains) == min(k, exist)
    assert total(found.chains) == min(total(chosen) for chosen in every if len(chosen) == min(k, exist))
    assert [*found.chains] == sorted(found.chains, key=order)


@pytest.mark.parametrize("seed", range(8))
def test_their_total_is_that_of_a_minimum_cost_flow(seed: int) -> None:
    """On graphs of 200 people, networkx finds the same number and cost of chains."""
    graph = nx.gnm_random_graph(200, 700, seed=seed)
    nx.set_edge_attributes(graph, {pair: (17 * n % 40) / 20 for n, pair in enumerate(graph.edges)}, "cost")
    direct = graph.has_edge(0, 199)
    exist = direct + nx.node_connectivity(nx.restricted_view(graph, [], [(0, 199)] * direct), 0, 199)
    split = nx.DiGraph()
    for person in graph:
        split.add_edge((person, "in"), (person, "out"), capacity=4 if person in (0, 199) else 1, weight=0)
    for a, b, cost in graph.edges(data="cost"):
        for start, end in ((a, b), (b, a)):
            split.add_edge((start, "out"), (end, "in"), capacity=1, weight=round(cost * NAT) + NAT // 10)
    found = disjoint(neighbours_of(graph), 0, 199, 3, by="chance")
    given = len(found.chains)
    assert found.exist == exist
    split.nodes[0, "in"]["demand"], split.nodes[199, "out"]["demand"] = -given, given
    order = rank(graph, "chance")
    assert sum(order(chain)[0] for chain in found.chains) == nx.min_cost_flow_cost(split)


def test_a_chain_is_taken_back_for_the_good_of_two() -> None:
    """If two chains are wanted, the best single chain may be given up."""
    links = {(0, 2): 0.1, (2, 3): 0.1, (3, 1): 0.1, (0, 3): 0.9, (2, 1): 0.9}
    graph = nx.Graph((a, b, {"cost": cost}) for (a, b), cost in links.items())
    assert disjoint(neighbours_of(graph), 0, 1, 1, by="chance") == Disjoint(((0, 2, 3, 1),), 2, True)
    assert disjoint(neighbours_of(graph), 0, 1, 2, by="chance") == Disjoint(((0, 2, 1), (0, 3, 1)), 2, True)


def test_what_is_too_hard_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the work is cut short, the result is marked as not exact."""
    monkeypatch.setattr("netcli.graph.disjoint.MOST_WORK", 0)
    edges = [(0, 2), (2, 3), (3, 1), (0, 4), (4, 5), (5, 6), (6, 1)]
    graph = nx.Graph((a, b, {"cost": 0.1}) for a, b in edges)
    assert disjoint(neighbours_of(graph), 0, 1, 3, max_hops=3) == Disjoint(((0, 2, 3, 1),), 1, False)


def test_nobody_to_avoid_is_passed() -> None:
    """No chain passes an avoided person or reaches a person without links."""
    graph = nx.Graph((a, b, {"cost": 0.1}) for a, b in itertools.product((0, 1), (2, 3)))
    assert disjoint(neighbours_of(graph), 0, 1, 3, avoid={3}) == Disjoint(((0, 2, 1),), 1, True)
    assert disjoint(neighbours_of(graph), 0, 9, 3) == Disjoint((), 0, True)
    assert disjoint(neighbours_of(graph), 0, 0, 3) == Disjoint(((0,),), 1, True)
