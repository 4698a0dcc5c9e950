"""Tests of a search that fetches only the links between two fringes."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

import networkx
import pytest

from netcli.graph import shortest as searching
from netcli.graph.model import graph_of


@pytest.mark.parametrize("seed", range(40))
def test_touching_fringes_tell_all_shortest_chains(seed: int) -> None:
    """If a search first checks for touching fringes, all shortest chains are found."""
    drawn = networkx.gnm_random_graph(60, 110, seed=seed)
    neighbours = graph_of({(min(a, b), max(a, b)): 0.1 for a, b in drawn.edges})

    def between(fringe: Sequence[int], others: Sequence[int]) -> list[tuple[int, int, float]]:
        return [link for link in neighbours(fringe) if link[1] in set(others)]

    with patch.object(searching, "WIDE_FRINGE", 1):  # so that fringes of small graphs count as wide
        for target in range(1, 60, 7):
            plain = searching.shortest(neighbours, 0, target)
            asked = searching.shortest(neighbours, 0, target, between=between)
            assert (plain is None) == (asked is None)
            if plain and asked:
                assert list(plain.chains()) == list(asked.chains())
