"""Random numbers and samples that are the same on every machine."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Nodes

SEED: Final = 1967  # numpy's generators are not used, because they may change between versions
"""The default seed of samples: the year of Milgram's article."""


def mixed(numbers: NDArray[np.uint64], seed: int = SEED) -> NDArray[np.uint64]:
    """Return well-mixed bits for each number (SplitMix64; Steele et al. 2014).

    Different numbers give different bits.

    >>> [hex(bits) for bits in mixed(np.arange(2, dtype=np.uint64), seed=0).tolist()]
    ['0xe220a8397b1dcdaf', '0x6e789e6aa1b965f4']
    """
    bits = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed & 0xFFFF_FFFF_FFFF_FFFF)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def draw(count: int, wanted: int, seed: int = SEED) -> Nodes:
    """Return `wanted` distinct nodes out of `count`, in ascending order.

    >>> draw(10, 4), draw(3, 4)
    (array([5, 6, 8, 9]), array([0, 1, 2]))
    """
    if wanted >= count:
        return np.arange(count)
    return np.sort(np.argpartition(mixed(np.arange(count, dtype=np.uint64), seed), wanted)[:wanted])
