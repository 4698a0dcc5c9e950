"""Tests of the layout, which decides where people are drawn."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netcli.graph.whole.groups import groups
from netcli.graph.whole.layout import layout, radii

from .oracle import graphs, held


def caveman(groups_: int, people: int) -> nx.Graph:
    """Return a ring of groups, in each of which almost everybody knows everybody."""
    return nx.relabel_nodes(nx.connected_caveman_graph(groups_, people), lambda node: node + 1)


@pytest.mark.slow
@given(graphs())
def test_every_place_is_a_number_and_no_disc_lies_on_another(graph: nx.Graph) -> None:
    """Every person has a place, and no disc covers another disc."""
    whole = held(graph)
    x, y = layout(whole, groups(whole))
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    sizes = radii(whole)
    np.fill_diagonal(apart, np.inf)
    assert np.isfinite([x, y]).all()
    assert (apart > 0.99 * (sizes[:, None] + sizes)).all()


def test_the_same_graph_is_drawn_the_same() -> None:
    """The same graph always has the same layout."""
    whole = held(caveman(30, 20))
    one, other = layout(whole, groups(whole)), layout(whole, groups(whole))
    assert [axis.tolist() for axis in one] == [axis.tolist() for axis in other]


def test_groups_lie_apart() -> None:
    """More than 95 % of the nearest neighbours in the layout share a group."""
    whole = held(caveman(30, 20))
    x, y = layout(whole, groups(whole))
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    np.fill_diagonal(apart, np.inf)
    cave = (whole.ids - 1) // 20
    nearest = np.argsort(apart, axis=1)[:, :5]
    assert (cave[nearest] == cave[:, None]).mean() > 0.95
