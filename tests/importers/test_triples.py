"""A set of triples of numbers that takes little memory."""

from __future__ import annotations

import random

from netcli.importers.shared.triples import Triples


def test_it_is_a_set_as_pythons_own_is() -> None:
    """`Triples` has the same members as a Python set with the same additions."""
    chosen = random.Random(5)
    triples, plain = Triples(), set[tuple[int, int, int]]()
    for _ in range(20_000):
        triple = chosen.randint(1, 120), chosen.choice((1, 7, (1 << 32) - 1)), chosen.randint(0, 30)
        assert triples.add(*triple) is (triple not in plain)
        plain.add(triple)
    assert sorted(triples) == sorted(plain)
