"""`HeldSigns` holds the signs of pairs, and returns them sorted by pair."""

from __future__ import annotations

import random

import pytest

from netcli.intake.held_signs import MANY, TOGETHER, HeldSigns
from netcli.records import Sign
from netcli.store.reader import Pair


@pytest.mark.parametrize("number", [0, 1, 3 * TOGETHER, MANY + 1])
def test_pairs_in_order_and_their_signs_as_they_came(number: int) -> None:
    """Each pair is returned once, with all signs of the pair in order."""
    chosen = random.Random(number)
    held, plain = HeldSigns(), dict[Pair, list[Sign]]()
    for _ in range(number):
        pair = chosen.randint(1, 90), chosen.randint(91, 190)
        sign = Sign("declared", since=str(chosen.randint(1990, 2020)))
        held.add(*pair, held.number(sign))
        plain.setdefault(pair, []).append(sign)
    given = [(pair, held.signs(numbers)) for some in held.by_pair() for pair, numbers in some.items()]
    assert given == sorted(plain.items())
