"""The peak memory of processes, as the operating system reports it in `ru_maxrss`."""

from __future__ import annotations

import sys
from typing import Final

UNIT: Final = 1 << 20 if sys.platform == "darwin" else 1 << 10
"""Number of units of `ru_maxrss` in a MB. macOS counts bytes, Linux counts KiB."""


def megabytes(peak: int) -> int:
    """Return *peak*, a value of `ru_maxrss`, in MB."""
    return peak // UNIT
