"""Milgram's letters, in networks in which the fate of the letters is known."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph.whole.csr import Graph
from netcli.graph.whole.letters import Letters, send

from .oracle import graphs, held


def sent(graph: Graph, *, letters: int = 100, seed: int = 1967, attrition: float = 0.0) -> Letters:
    """Send letters to the first person, without any likeness between people."""
    return send(graph, 0, np.zeros(graph.people, np.int64), letters=letters, seed=seed, attrition=attrition)


@given(graphs(), st.integers(0, 2**64), st.floats(0, 1))
def test_every_letter_arrives_or_does_not(graph: nx.Graph, seed: int, attrition: float) -> None:
    """Each letter arrives, is given up or is lost."""
    whole = held(graph)
    found = sent(whole, letters=20, seed=seed, attrition=attrition)
    assert len(found.intermediaries) + found.given_up + found.lost == (20 if whole.people > 1 else 0)
    assert found.last_senders.total() == len(found.intermediaries)
    assert all(0 <= between <= whole.people - 2 for between in found.intermediaries)
    assert set(found.last_senders) <= set(whole.others[: whole.starts[1]].tolist())


def test_the_same_seed_has_the_same_fate() -> None:
    """The same seed sends the letters along the same chains."""
    whole = held(nx.barabasi_albert_graph(200, 2, seed=1))
    assert sent(whole, attrition=0.25) == sent(whole, attrition=0.25) != sent(whole, attrition=0.25, seed=1969)


def test_along_a_row_every_letter_arrives_through_all_between() -> None:
    """In a row of three people, all letters pass through the middle."""
    found = sent(held(nx.path_graph(3)))
    assert found == Letters(found.intermediaries, Counter({1: 100}), 0, 0)
    assert set(found.intermediaries) == {0, 1}


def test_who_is_alike_is_tried_before_who_is_well_connected() -> None:
    """A letter goes to the contact who resembles the target."""
    graph = nx.Graph([(0, 1), (1, 2), (2, 3), (3, 9)] + [(9, leaf) for leaf in range(10, 30)])
    alike = np.zeros(len(graph), np.int64)
    alike[2] = 1
    whole = held(graph)
    found = send(whole, 0, alike, letters=50, seed=1, attrition=0.0)
    assert len(found.intermediaries) == 50 - found.lost
    assert found.last_senders == Counter({1: len(found.intermediaries)})


@pytest.mark.parametrize(("attrition", "expected"), [(0.0, 0), (1.0, 100)])
def test_attrition_is_the_chance_to_give_up(attrition: float, expected: int) -> None:
    """With an attrition of 0, nobody gives up. With 1, everybody gives up."""
    assert sent(held(nx.complete_graph(5)), attrition=attrition).given_up == expected
