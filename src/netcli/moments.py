"""Moments: 64-bit numbers that identify messages and meetings, the same in every export.

A moment is 48 bits of digest, then 16 bits for the day. Day 1 is 1970-01-01, and day 0 is unknown.
"""

from __future__ import annotations

import base64
import sys
from array import array
from collections import Counter
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from typing import Final

DIGEST_BYTES: Final = 6
DAY_BITS: Final = 16
DAY_MASK: Final = (1 << DAY_BITS) - 1
DIGEST_MASK: Final = (1 << 8 * DIGEST_BYTES) - 1
EPOCH: Final = date(1970, 1, 1).toordinal() - 1
"""The ordinal of 1969-12-31, the day with the number 0."""
SPREAD: Final = 0x9E3779B97F4B
"""If several messages are identical, their digests differ by multiples of this number."""


def digest(identity: bytes) -> int:
    """Return the 48-bit digest of *identity*."""
    return int.from_bytes(blake2b(identity, digest_size=DIGEST_BYTES).digest(), "big")


Part = str | int | None
"""A value that helps to identify a message."""


def moment(day: int | str | None, *identity: Part) -> int:
    """Return the moment of the message or meeting that *identity* identifies.

    *day* is an ordinal or an ISO date.

    >>> moment("2024-03-12", "x", 7) & DAY_MASK, moment(None, "x", 7) & DAY_MASK
    (19795, 0)
    """
    return digest("\0".join(map(str, identity)).encode("utf-8", "replace")) << DAY_BITS | day_number(day)


def day_number(day: int | str | None) -> int:
    """Return the number that stands for *day* in moments. If *day* is unknown or before 1970, return 0.

    *day* is an ordinal or an ISO date.
    """
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day).toordinal()
        except ValueError:  # a year or a month does not say which day
            day = 0
    return min(max((day or 0) - EPOCH, 0), DAY_MASK)


class Alike:
    """Gives each message a different number (a moment), even if messages have equal identities."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[Part, ...]] = Counter()

    def moment(self, day: int | str | None, *identity: Part) -> int:
        """Return the moment of the next message with this *identity*."""
        self._seen[identity] += 1
        return moment(day, *identity, self._seen[identity])


def packed(moments: Iterable[int]) -> str:
    """Return *moments* packed into the text that the book stores.

    >>> list(unpacked(packed([1, 2**64 - 1])))
    [1, 18446744073709551615]
    """
    numbers = array("Q", moments)
    if sys.byteorder != "little":
        numbers.byteswap()
    return of_bytes(numbers.tobytes())


def of_bytes(data: bytes) -> str:
    """Return the text in which the book stores moments. *data* contains the moments as little-endian bytes."""
    return base64.b64encode(data).decode("ascii")


def unpacked(text: str) -> array[int]:
    """Return the moments packed in *text*."""
    numbers = array("Q", base64.b64decode(text))
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers


def iso(number: int) -> str | None:
    """Return the ISO date of the day with this number. If the number is 0, return None."""
    return date.fromordinal(number + EPOCH).isoformat() if number else None
