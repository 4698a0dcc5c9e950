"""Collect signs (`records.Sign`) in memory, and sort the signs by pair of people."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from netcli.records import Sign
from netcli.store.reader import Pair

MOST: Final = 1 << 24
"""Maximum number of signs in memory. These signs take about 340 MB."""
MOST_KINDS: Final = 1 << 17
"""Maximum number of different signs in memory. These signs take about 60 MB."""
TOGETHER: Final = 2_000  # large enough that few SQL statements are needed
"""Number of pairs yielded at a time."""
MANY: Final = 50_000
"""Minimum number of signs that are sorted with numpy. Importing numpy takes 0.1 s."""


class HeldSigns:
    """Signs (statements about two people), by pair of people. Equal signs are stored once."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Remove all signs."""
        self._pairs, self._places = array("Q"), array("I")
        self._numbers: dict[Sign, int] = {}
        self._signs: list[Sign] = []

    def __len__(self) -> int:
        return len(self._pairs)

    def number(self, sign: Sign) -> int:
        """Return the number of *sign*. Equal signs have the same number."""
        number = self._numbers.setdefault(sign, len(self._signs))
        if number == len(self._signs):
            self._signs.append(sign)
        return number

    def signs(self, numbers: Iterable[int]) -> list[Sign]:
        """Return the signs with these *numbers*."""
        return [self._signs[number] for number in numbers]

    @property
    def full(self) -> bool:
        """Whether one of the limits has been reached."""
        return len(self._pairs) >= MOST or len(self._signs) >= MOST_KINDS

    def add(self, a: int, b: int, number: int) -> None:
        """Add the sign with this *number* for a pair of people, where a < b."""
        self._pairs.append(a << 32 | b)
        self._places.append(number)

    def by_pair(self) -> Iterator[dict[Pair, tuple[int, ...]]]:
        """Yield {pair: numbers of the signs}, in ascending order of pairs.

        The oldest sign comes first. Each dictionary contains about `TOGETHER` pairs.
        """
        single = [(number,) for number in range(len(self._signs))]
        signs: dict[Pair, tuple[int, ...]] = {}
        last, pair = -1, (0, 0)
        for key, number in self._sorted():
            if key == last:
                signs[pair] += single[number]
                continue
            if len(signs) >= TOGETHER:
                yield signs
                signs = {}
            last = key
            pair = key >> 32, key & 0xFFFFFFFF
            signs[pair] = single[number]
        if signs:
            yield signs

    def _sorted(self) -> Iterator[tuple[int, int]]:
        """Yield (pair, number) for each sign, sorted by pair. Each pair is one integer."""
        pairs, places = self._pairs, self._places
        if len(pairs) < MANY:
            yield from sorted(zip(pairs, places, strict=True), key=itemgetter(0))
            return
        import numpy as np

        of_pairs, of_places = np.frombuffer(pairs, np.uint64), np.frombuffer(places, np.uint32)
        order = np.argsort(of_pairs, kind="stable").astype(np.uint32)
        for first in range(0, len(order), MANY):
            some = order[first : first + MANY]
            yield from zip(of_pairs[some].tolist(), of_places[some].tolist(), strict=True)
