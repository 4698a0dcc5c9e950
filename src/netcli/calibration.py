"""Adjust netcli's estimates of chances to the outcomes that the user logged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

ENOUGH: Final = 20
"""Minimum number of outcomes to correct estimates and to show figures."""
SHIFT_SPREAD: Final = 0.5
SLOPE_SPREAD: Final = 0.25
"""Standard deviations of the normal priors of shift and slope (chosen, not measured)."""


class Calibration(NamedTuple):
    """The correction of an estimate: multiply its log-odds by `slope`, then add `shift`."""

    outcomes: int = 0
    shift: float = 0.0
    slope: float = 1.0

    @property
    def enough(self) -> bool:
        """Return whether the number of outcomes is at least `ENOUGH`."""
        return self.outcomes >= ENOUGH


UNCALIBRATED: Final = Calibration()


def calibrate(outcomes: Sequence[tuple[float, bool]]) -> Calibration:
    """Return the correction that best explains *outcomes*.

    Each outcome is an estimated chance, and whether the attempt worked.

    >>> calibrate([(0.3, True)] * 5)
    Calibration(outcomes=5, shift=0.0, slope=1.0)
    >>> calibrate([(0.3, True)] * 20).shift > 0.5
    True
    """
    if len(outcomes) < ENOUGH:
        return Calibration(len(outcomes))
    shift, slope = 0.0, 1.0
    known = [(log_odds(min(max(estimate, 1e-9), 1 - 1e-9)), worked) for estimate, worked in outcomes]
    for _ in range(50):  # Newton's method on a concave function converges in a handful of steps
        g0, g1 = -shift / SHIFT_SPREAD**2, (1 - slope) / SLOPE_SPREAD**2
        h00, h01, h11 = 1 / SHIFT_SPREAD**2, 0.0, 1 / SLOPE_SPREAD**2
        for x, worked in known:
            p = probability(shift + slope * x)
            g0, g1 = g0 + worked - p, g1 + (worked - p) * x
            h00, h01, h11 = h00 + p * (1 - p), h01 + p * (1 - p) * x, h11 + p * (1 - p) * x * x
        whole = h00 * h11 - h01 * h01
        step = ((h11 * g0 - h01 * g1) / whole, (h00 * g1 - h01 * g0) / whole)
        shift, slope = shift + step[0], slope + step[1]
        if max(map(abs, step)) < 1e-10:
            break
    return Calibration(len(outcomes), shift, slope)


def probability(logit: float) -> float:
    """Return the probability whose log-odds are `logit`."""
    return 1 / (1 + math.exp(-logit))


def log_odds(chance: float) -> float:
    """Return the log-odds of a probability."""
    return math.log(chance / (1 - chance))
