"""Moments: of each message or meeting that was counted, what tells it apart and its day, in eight bytes.

So what a later export repeats is known again, whatever the file is called, and counted once. A moment is a number: a
digest of 48 bits, then 16 bits for the day (1 is 1970-01-01, 0 unknown). Two of the thousands that two people share
meet by chance once in ten million pairs. What a message was about, or even called, cannot be told from it.
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
"""The ordinal of the day before the first that a moment can name."""
SPREAD: Final = 0x9E3779B97F4B
"""An odd number: the n-th of messages that nothing else tells apart has the digest of the first, and n times this."""


def digest(identity: bytes) -> int:
    """Return the 48 bits that stand for *identity*."""
    return int.from_bytes(blake2b(identity, digest_size=DIGEST_BYTES).digest(), "big")


Part = str | int | None
"""Part of what tells a message apart."""


def moment(day: int | str | None, *identity: Part) -> int:
    """Return what happened on *day*, an ordinal or an ISO date, and is told apart by *identity*.

    >>> moment("2024-03-12", "x", 7) & DAY_MASK, moment(None, "x", 7) & DAY_MASK
    (19795, 0)
    """
    return digest("\0".join(map(str, identity)).encode("utf-8", "replace")) << DAY_BITS | day_number(day)


def day_number(day: int | str | None) -> int:
    """Return the number of *day*, an ordinal or an ISO date, in a moment; 0 where no day is known, or none of it."""
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day).toordinal()
        except ValueError:  # a year or a month is no day
            day = 0
    return min(max((day or 0) - EPOCH, 0), DAY_MASK)


class Alike:
    """Tells apart, by their order, messages that nothing else does: two of one writer in one minute."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[Part, ...]] = Counter()

    def moment(self, day: int | str | None, *identity: Part) -> int:
        """Return the moment of the next that has this *identity*."""
        self._seen[identity] += 1
        return moment(day, *identity, self._seen[identity])


def packed(moments: Iterable[int]) -> str:
    """Return *moments* as the text in which the book keeps them.

    >>> list(unpacked(packed([1, 2**64 - 1])))
    [1, 18446744073709551615]
    """
    numbers = array("Q", moments)
    if sys.byteorder != "little":
        numbers.byteswap()
    return of_bytes(numbers.tobytes())


def of_bytes(data: bytes) -> str:
    """Return the text in which the book keeps moments that are *data*, the lowest byte of each first."""
    return base64.b64encode(data).decode("ascii")


def unpacked(text: str) -> array[int]:
    """Return the moments that *text* keeps."""
    numbers = array("Q", base64.b64decode(text))
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers


def iso(number: int) -> str | None:
    """Return the day of that number as an ISO date, None for 0."""
    return date.fromordinal(number + EPOCH).isoformat() if number else None
