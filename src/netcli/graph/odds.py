"""What several chains are worth together, how many people a request bothers, and how sure a chance is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

PRIOR_WEIGHT: Final = 10
"""Asks that the chance of one link is taken to be worth: κ of its Beta distribution (a choice, not a finding)."""

Z_90: Final = 1.6448536269514722
"""Standard deviations either side of a normal mean that hold 90 %."""


@dataclass(frozen=True, slots=True)
class AnyChance:
    """The chance that one at least of several disjoint chains works, and the bracket it surely lies in."""

    any: float
    low: float
    high: float


def chain_chance(links: Sequence[float]) -> float:
    """Return the chance that every link of a chain works, as if they were independent.

    >>> round(chain_chance([0.37, 0.37, 0.37]), 4)
    0.0507
    """
    return math.prod(links)


def any_chance(chances: Sequence[float], last_hops: Sequence[float]) -> AnyChance:
    """Return the chance that one of several disjoint chains works, tried until one does.

    They share the target's own willingness, taken as the best of `last_hops`, the chances of their last links:
    given that the target is willing they are independent. Without that factor the chance would be `high`; `low` is the
    best single chain.

    >>> any_chance([0.25, 0.125], [0.5, 0.25])
    AnyChance(any=0.3125, low=0.25, high=0.34375)
    """
    low = max(chances, default=0.0)
    high = max(low, 1 - math.prod(1 - chance for chance in chances))  # the rounding of a single chain
    willing = max(last_hops, default=0.0)
    if not willing:
        return AnyChance(0.0, low, high)
    whole = willing * (1 - math.prod(1 - chance / willing for chance in chances))
    return AnyChance(min(max(whole, low), high), low, high)


def people_bothered(links: Sequence[float]) -> float:
    """Return how many people a request along a chain is expected to reach, the first included.

    >>> round(people_bothered([0.5, 0.4, 0.3]), 6)
    1.7
    """
    return sum(math.prod(links[:hop]) for hop in range(len(links)))


def chance_interval(links: Sequence[float], asks: Sequence[int] = ()) -> tuple[float, float]:
    """Return the range that holds a chain's chance with 90 % probability.

    Each link is a Beta worth PRIOR_WEIGHT asks, and those of `asks` that were logged for it; the variances of their
    logarithms add up.

    >>> [round(end, 3) for end in chance_interval([0.37, 0.37, 0.37])]
    [0.017, 0.155]
    """
    if not links or not all(links):
        return chain_chance(links), chain_chance(links)
    known = [*asks, *[0] * (len(links) - len(asks))]
    variance = sum((1 - p) / (p * (PRIOR_WEIGHT + n + 1)) for p, n in zip(links, known, strict=True))
    spread = math.exp(Z_90 * math.sqrt(variance))
    chance = chain_chance(links)
    return chance / spread, min(1.0, chance * spread)
