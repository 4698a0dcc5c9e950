"""Compute chances of chains, and how many people a request bothers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

PRIOR_WEIGHT: Final = 10
"""Weight of a prior chance, as a number of requests (chosen, not measured)."""

Z_90: Final = 1.6448536269514722
"""Half the width of a 90 % interval of a normal distribution, in standard deviations."""


@dataclass(frozen=True, slots=True)
class AnyChance:
    """The chance that at least one of several disjoint chains works, with bounds."""

    any: float
    low: float  # the chance of the best chain alone
    high: float  # the chance if the chains were independent in every respect


def chain_chance(links: Sequence[float]) -> float:
    """Return the chance of a chain, which is the product of the links' chances.

    >>> round(chain_chance([0.37, 0.37, 0.37]), 4)
    0.0507
    """
    return math.prod(links)


def any_chance(chances: Sequence[float], last_hops: Sequence[float]) -> AnyChance:
    """Return the chance that at least one of several disjoint chains works.

    `last_hops` has the chances of the last links.

    >>> any_chance([0.25, 0.125], [0.5, 0.25])
    AnyChance(any=0.3125, low=0.25, high=0.34375)
    """
    low = max(chances, default=0.0)
    high = max(low, 1 - math.prod(1 - chance for chance in chances))  # max: rounding may differ for a single chain
    # the highest chance of a last link is the estimate for a willing target
    willing = max(last_hops, default=0.0)
    if not willing:
        return AnyChance(0.0, low, high)
    # given a willing target, the chains are treated as independent
    whole = willing * (1 - math.prod(1 - chance / willing for chance in chances))
    return AnyChance(min(max(whole, low), high), low, high)


def people_bothered(links: Sequence[float]) -> float:
    """Return the expected number of people whom a request along a chain reaches, including the first.

    >>> round(people_bothered([0.5, 0.4, 0.3]), 6)
    1.7
    """
    return sum(math.prod(links[:hop]) for hop in range(len(links)))


def chance_interval(links: Sequence[float], asks: Sequence[int] = ()) -> tuple[float, float]:
    """Return the interval that contains a chain's chance with a probability of 90 %.

    `asks` has the number of logged requests of each link.

    >>> [round(end, 3) for end in chance_interval([0.37, 0.37, 0.37])]
    [0.017, 0.155]
    """
    if not links or not all(links):
        return chain_chance(links), chain_chance(links)
    known = [*asks, *[0] * (len(links) - len(asks))]
    # each link's chance has a Beta distribution; the variances of the links' logarithms are added
    variance = sum((1 - p) / (p * (PRIOR_WEIGHT + n + 1)) for p, n in zip(links, known, strict=True))
    spread = math.exp(Z_90 * math.sqrt(variance))
    chance = chain_chance(links)
    return chance / spread, min(1.0, chance * spread)
