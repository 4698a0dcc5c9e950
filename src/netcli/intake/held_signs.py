"""Hold back the signs (evidence as `strength` weighs it) in a list of links, and sort them by pair."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from netcli.records import Sign
from netcli.store.reader import Pair

MOST: Final = 1 << 24
"""Maximum number of signs held: 12 bytes each, and 8 more while they are sorted, about 340 MB."""
MOST_KINDS: Final = 1 << 17
"""Maximum number of different signs held: about 60 MB."""
TOGETHER: Final = 2_000
"""Number of pairs yielded at a time: enough to save statements."""
MANY: Final = 50_000
"""Minimum number of signs for which sorting with numpy saves more time than importing numpy takes (0.1 s)."""


class HeldSigns:
    """Signs of pairs of people, stored as two numbers each: most lists state the same few signs for all their links."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Remove all signs."""
        self._pairs, self._places = array("Q"), array("I")
        self._kinds: dict[Sign, int] = {}

    def __len__(self) -> int:
        return len(self._pairs)

    @property
    def full(self) -> bool:
        """Whether one of the limits has been reached."""
        return len(self._pairs) >= MOST or len(self._kinds) >= MOST_KINDS

    def add(self, pair: Pair, sign: Sign) -> None:
        """Add a *sign* for *pair*."""
        self._pairs.append(pair[0] << 32 | pair[1])
        self._places.append(self._kinds.setdefault(sign, len(self._kinds)))

    def by_pair(self) -> Iterator[dict[Pair, list[Sign]]]:
        """Yield the signs of each pair, oldest first, in order of pairs, TOGETHER pairs at a time."""
        pairs, places, kinds = self._pairs, self._places, [*self._kinds]
        signs: dict[Pair, list[Sign]] = {}
        last, of_pair = -1, list[Sign]()
        for each in self._order():
            if (pair := pairs[each]) == last:
                of_pair.append(kinds[places[each]])
                continue
            if len(signs) >= TOGETHER:
                yield signs
                signs = {}
            last = pair
            of_pair = [kinds[places[each]]]
            signs[pair >> 32, pair & 0xFFFFFFFF] = of_pair
        if signs:
            yield signs

    def _order(self) -> Iterable[int]:
        if len(self._pairs) < MANY:
            return sorted(range(len(self._pairs)), key=self._pairs.__getitem__)
        import numpy as np

        return np.argsort(np.frombuffer(self._pairs, np.uint64), kind="stable").astype(np.uint32)
