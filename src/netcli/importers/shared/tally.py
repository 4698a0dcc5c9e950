"""Counts of how often pairs of people appear together, and when: in columns, because there may be millions of pairs."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.int64]

SHIFT: Final = 32
"""Bits of a person's number in the code of a pair."""
ROOM: Final = 1 << 20
"""Rows that are buffered before the rows of the same pair are merged: 24 MB."""

SLICE: Final = 1 << 12
"""Pairs converted to objects at a time."""
NEVER: Final = (1 << 31) - 1


@lru_cache(maxsize=1 << 16)
def iso(day: int) -> str | None:
    """Return the ISO date of an ordinal *day*; None if it is 0, meaning unknown."""
    return date.fromordinal(day).isoformat() if day else None


Shared = tuple[int, int, int, int, int]
"""The numbers of two people, how often they appear, and the first and last day (ordinals; 0 if unknown)."""


class Tally:
    """Counts and dates per pair of people, or per person. A row takes 24 bytes."""

    def __init__(self) -> None:
        self._codes = array("q")
        self._times = array("q")
        self._firsts = array("i")
        self._lasts = array("i")
        self._room = ROOM

    def add(self, a: int, b: int, times: int, first: int, last: int) -> None:
        """Add *times* appearances of a pair between the *first* and the *last* day."""
        self._codes.append(a << SHIFT | b)
        self._times.append(times)
        self._firsts.append(first)
        self._lasts.append(last)
        if len(self._codes) >= self._room:
            self._merge()

    def add_columns(self, a: Column, b: Column, times: Column, firsts: Column, lasts: Column) -> None:
        """Add many pairs at once, as `add` does."""
        import numpy as np  # importing numpy takes 0.1 s

        self._codes.frombytes((a << SHIFT | b).tobytes())
        self._times.frombytes(times.tobytes())
        self._firsts.frombytes(firsts.astype(np.int32).tobytes())
        self._lasts.frombytes(lasts.astype(np.int32).tobytes())
        if len(self._codes) >= self._room:
            self._merge()

    def __iter__(self) -> Iterator[Shared]:
        """Yield the pairs, sorted by number."""
        columns = self.columns()
        for start in range(0, len(columns[0]), SLICE):
            yield from zip(*[column[start : start + SLICE].tolist() for column in columns], strict=True)

    def columns(self) -> tuple[Column, ...]:
        """Return the pairs, sorted by number: one column per part of a `Shared`."""
        import numpy as np

        self._merge()
        codes = np.array(self._codes, np.int64)
        counts = [np.array(column, np.int64) for column in (self._times, self._firsts, self._lasts)]
        return codes >> SHIFT, codes & (1 << SHIFT) - 1, *counts

    def _merge(self) -> None:
        """Merge the rows of each pair into one."""
        if not self._codes:
            return
        import numpy as np

        codes = np.array(self._codes)
        order = np.argsort(codes)
        codes = codes[order]
        starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
        known = np.array(self._firsts)[order]
        known[known == 0] = NEVER
        firsts = np.minimum.reduceat(known, starts)
        firsts[firsts == NEVER] = 0
        times = np.add.reduceat(np.array(self._times)[order], starts)
        lasts = np.maximum.reduceat(np.array(self._lasts)[order], starts)
        self._codes, self._times = array("q", codes[starts].tobytes()), array("q", times.tobytes())
        self._firsts, self._lasts = array("i", firsts.tobytes()), array("i", lasts.tobytes())
        self._room = 2 * len(self._codes) + ROOM
