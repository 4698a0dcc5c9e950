"""Count how often two people appear together, and when, for millions of pairs."""

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
"""A pair of people is packed into one integer. The second person takes this number of bits."""
ROOM: Final = 1 << 20
"""Number of rows (about 24 MB) before the rows of each pair are merged."""

SLICE: Final = 1 << 12
"""Number of pairs that are converted to Python's numbers at a time."""
NEVER: Final = (1 << 31) - 1


@lru_cache(maxsize=1 << 16)
def iso(day: int) -> str | None:
    """Return the ISO date of an ordinal, or None for 0 (unknown)."""
    return date.fromordinal(day).isoformat() if day else None


Shared = tuple[int, int, int, int, int]
"""Two people, their number of joint appearances, and the first and last day.

Days are ordinals, or 0 if unknown.
"""


class Tally:
    """How often pairs of people appear together, and their first and last day."""

    def __init__(self) -> None:
        self._codes = array("q")
        self._times = array("q")
        self._firsts = array("i")
        self._lasts = array("i")
        self._room = ROOM

    def add(self, a: int, b: int, times: int, first: int, last: int) -> None:
        """Add *times* joint appearances of *a* and *b*, and the first and the last day.

        An unknown day is 0.
        """
        self._codes.append(a << SHIFT | b)
        self._times.append(times)
        self._firsts.append(first)
        self._lasts.append(last)
        if len(self._codes) >= self._room:
            self._merge()

    def add_columns(self, a: Column, b: Column, times: Column, firsts: Column, lasts: Column) -> None:
        """Do the same as `Tally.add` for many pairs at once. Each parameter is a column of values."""
        import numpy as np  # importing numpy takes 0.1 s

        self._codes.frombytes((a << SHIFT | b).tobytes())
        self._times.frombytes(times.tobytes())
        self._firsts.frombytes(firsts.astype(np.int32).tobytes())
        self._lasts.frombytes(lasts.astype(np.int32).tobytes())
        if len(self._codes) >= self._room:
            self._merge()

    def __iter__(self) -> Iterator[Shared]:
        """Yield each pair with its counts, in the order of the people's numbers."""
        columns = self.columns()
        for start in range(0, len(columns[0]), SLICE):
            yield from zip(*[column[start : start + SLICE].tolist() for column in columns], strict=True)

    def columns(self) -> tuple[Column, ...]:
        """Return five columns: both people, the count, the first and the last day.

        Each pair has one row, in the order of the people's numbers.
        """
        import numpy as np

        self._merge()
        codes = np.array(self._codes, np.int64)
        counts = [np.array(column, np.int64) for column in (self._times, self._firsts, self._lasts)]
        return codes >> SHIFT, codes & (1 << SHIFT) - 1, *counts

    def _merge(self) -> None:
        """Merge all rows of each pair into one row."""
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
