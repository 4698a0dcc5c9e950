"""A compact set of number triples, for millions of entries."""

from __future__ import annotations

from array import array
from typing import Final

SMALLEST: Final = 1 << 10
"""Slots of an empty set; a power of two."""
SPREAD: Final = 0x9E3779B97F4A7C15
"""2^64 divided by the golden ratio: multiplication by it spreads nearby numbers (Knuth 6.4)."""
FULLEST: Final = 0.625
"""Maximum share of slots in use: at this load, seven of ten triples are found in their first slot."""


class Triples:
    """A set of triples: two numbers from 1 to 2^32 - 1, and one from 0 to 2^32 - 1; 19 to 38 bytes each.

    A Python set would take 85 bytes per number, and 160 per tuple.
    """

    def __init__(self) -> None:
        self._count = 0
        self._make(SMALLEST)

    def _make(self, places: int) -> None:
        self._pairs = array("Q", bytes(8 * places))
        self._thirds = array("I", bytes(4 * places))
        self._last = places - 1
        self._shift = 64 - self._last.bit_length()
        self._most = int(places * FULLEST)

    def add(self, one: int, other: int, third: int) -> bool:
        """Add a triple; return whether it is new."""
        pair = one << 32 | other
        pairs, last = self._pairs, self._last
        place = ((pair ^ third << 16) * SPREAD & 0xFFFFFFFFFFFFFFFF) >> self._shift
        while found := pairs[place]:
            if found == pair and self._thirds[place] == third:
                return False
            place = place + 1 & last
        pairs[place], self._thirds[place] = pair, third
        self._count += 1
        if self._count > self._most:
            self._grow()
        return True

    def _grow(self) -> None:
        pairs, thirds = self._pairs, self._thirds
        self._make(2 * len(pairs))
        self._count = 0
        for pair, third in zip(pairs, thirds, strict=True):
            if pair:
                self.add(pair >> 32, pair & 0xFFFFFFFF, third)
