"""A set of triples of numbers that takes little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Final

SMALLEST: Final = 1 << 10
"""Number of slots in an empty set, a power of two."""
FULLEST: Final = 0.625
"""Maximum share of slots in use. Most triples are found in the first slot."""


class Triples:
    """A set of triples of numbers below 2^32. The first two numbers are not 0.

    A triple takes 19 to 38 bytes, instead of 160 in Python's own set.
    """

    def __init__(self) -> None:
        self._count = 0
        self._make(SMALLEST)

    def _make(self, places: int) -> None:
        self._pairs = array("Q", bytes(8 * places))
        self._thirds = array("I", bytes(4 * places))
        self._last = places - 1
        self._most = int(places * FULLEST)

    def add(self, one: int, other: int, third: int) -> bool:
        """Add a triple to the set; return whether it is new."""
        pair = one << 32 | other
        pairs, last = self._pairs, self._last
        place = hash((one, other, third)) & last
        while found := pairs[place]:
            if found == pair and self._thirds[place] == third:
                return False
            place = place + 1 & last
        pairs[place], self._thirds[place] = pair, third
        self._count += 1
        if self._count > self._most:
            self._grow()
        return True

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        for pair, third in zip(self._pairs, self._thirds, strict=True):
            if pair:
                yield pair >> 32, pair & 0xFFFFFFFF, third

    def _grow(self) -> None:
        pairs, thirds = self._pairs, self._thirds
        self._make(2 * len(pairs))
        self._count = 0
        for pair, third in zip(pairs, thirds, strict=True):
            if pair:
                self.add(pair >> 32, pair & 0xFFFFFFFF, third)
