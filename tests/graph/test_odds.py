"""Tests of the chance that one of several chains works."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.graph.odds import AnyChance, any_chance, chain_chance, chance_interval, people_bothered

chance = st.floats(0.01, 1)


@given(st.lists(st.tuples(chance, chance), min_size=1, max_size=6))
def test_the_chance_of_any_is_within_its_bracket(chains: list[tuple[float, float]]) -> None:
    """The chance that one of the chains works lies between `low` and `high`."""
    together = any_chance([begin * last for begin, last in chains], [last for _, last in chains])
    assert together.low <= together.any <= together.high


def test_a_single_chain_is_its_own_chance() -> None:
    """For a single chain, the chance and both bounds are the same."""
    assert any_chance([0.125], [0.5]) == AnyChance(0.125, 0.125, 0.125)


def test_three_mediocre_hops() -> None:
    """A chain of three links of 37 % has a chance of 5 %."""
    links = [0.37] * 3
    assert round(chain_chance(links), 4) == 0.0507
    assert chance_interval(links) == pytest.approx((0.0165, 0.1554), abs=1e-4)
    assert people_bothered(links) == pytest.approx(1 + 0.37 + 0.37**2)


def test_logged_asks_narrow_the_range() -> None:
    """A hundred logged requests narrow the range of a link's chance."""
    wide, narrow = chance_interval([0.5]), chance_interval([0.5], [100])
    assert wide[0] < narrow[0] < 0.5 < narrow[1] < wide[1]


@pytest.mark.parametrize(
    ("one", "hops", "percent"),
    [
        (0.37, 1, 37),
        (0.37, 2, 13.7),
        (0.37, 3, 5.1),
        (0.37, 4, 1.9),
        (0.78, 1, 78),
        (0.78, 2, 61),
        (0.78, 3, 47),
        (0.78, 4, 37),
        (0.78, 6, 22.5),
    ],
)
def test_chances_fade_with_hops(one: float, hops: int, percent: float) -> None:
    """The chance of a chain falls with each hop."""
    assert chain_chance([one] * hops) * 100 == pytest.approx(percent, abs=0.5 if percent == int(percent) else 0.05)
