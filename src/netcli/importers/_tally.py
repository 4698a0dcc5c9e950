"""How often pairs of people appear together, from when to when: millions of pairs in columns, not in objects."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Final, NamedTuple

SHIFT: Final = 32
"""Bits of a person's number in the code of a pair."""


class Together(NamedTuple):
    """Two people's numbers, how often they appear, the first and last day (ordinals; 0 is unknown)."""

    a: int
    b: int
    times: int
    first: int
    last: int


class Tally:
    """Counts what pairs of people, or people alone, share. A row costs 110 bytes, none of them the collector's."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._counts = array("q")
        self._firsts = array("i")
        self._lasts = array("i")

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, a: int, b: int, times: int, first: int, last: int) -> None:
        """The pair appears that many times more, between these days."""
        code = a << SHIFT | b
        row = self._rows.get(code)
        if row is None:
            self._rows[code] = len(self._counts)
            self._counts.append(times)
            self._firsts.append(first)
            self._lasts.append(last)
            return
        self._counts[row] += times
        if last > self._lasts[row]:
            self._lasts[row] = last
        if first and (first < self._firsts[row] or not self._firsts[row]):
            self._firsts[row] = first

    def times(self, a: int, b: int) -> int:
        """How often that pair appears."""
        row = self._rows.get(a << SHIFT | b)
        return 0 if row is None else self._counts[row]

    def __iter__(self) -> Iterator[Together]:
        """The pairs in the order in which they came."""
        columns = zip(self._counts, self._firsts, self._lasts, strict=True)
        for code, (times, first, last) in zip(self._rows, columns, strict=True):
            yield Together(code >> SHIFT, code & (1 << SHIFT) - 1, times, first, last)
