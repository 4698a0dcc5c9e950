"""The heads of many messages at once: numpy finds lines and fields in them, and Python only cuts the values out."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Places = NDArray[np.int64]
"""Numbers of bytes, of lines or of messages."""
Columns = list[list[bytes]]
"""The values of every message's headers, a list for each of `FIELDS`; of one that is not there, nothing."""

FIELDS: Final = (
    ("From",), ("To",), ("Cc",), ("Message-ID",), ("Date",), ("Delivered-To",), ("X-Original-To",),
    ("X-Gmail-Labels",), ("X-Spam-Flag",), ("List-ID", "List-Unsubscribe", "List-Post"), ("Precedence",),
    ("Auto-Submitted",),
)  # fmt: skip
"""The headers that are read, in any case, under all their names."""
SEVERAL: Final = (1, 2)
"""To and Cc, of which each that a message has is read; of others the first is: Delivered-To has one more a hop, and the
last hop's comes first."""
AHEAD: Final = 19
"""Bytes that are looked at from where a line begins: the longest of the names, a colon and two blanks."""
_WORD: Final = 8
"""Bytes that are compared at once."""
_LOWER: Final = int.from_bytes(b"\x20" * _WORD, "little")
"""What makes letters small, and leaves hyphens and colons as they are."""
_LF, _CR, _TAB, _BLANK, _COLON, _F = b"\n\r\t :F"
_COLON_AND_BLANKS: Final = re.compile(rb"[ \t]*:[ \t]*")


def _word(text: str) -> tuple[int, int]:
    """A name's bytes as one number, and the bits of it that count."""
    return int.from_bytes(text.lower().encode(), "little"), (1 << 8 * len(text)) - 1


_NAMES: Final = [
    (place, len(name), _word(name[:_WORD]), _word(name[_WORD:])) for place, names in enumerate(FIELDS) for name in names
]


class Piece:
    """Part of a mailbox, and where its lines end: those that end before `size`, what is after it can only be looked at.

    An empty line comes after the *last* piece, as if the mailbox went on.
    """

    def __init__(self, data: bytes, *, last: bool) -> None:
        self.data = data + b"\n" * (AHEAD + 2) if last else data
        self.chars = np.frombuffer(self.data, np.uint8)
        self.size = max(0, len(self.data) - AHEAD)
        self.ends = np.flatnonzero(self.chars[: self.size] == _LF)

    def lines(self, at: ArrayLike) -> Places:
        """How many lines end before these bytes."""
        return np.asarray(np.searchsorted(self.ends, at))

    def gaps(self) -> Places:
        """Where empty lines end."""
        lengths = np.diff(self.ends)
        empty = lengths == 1
        two = np.flatnonzero(lengths == 2)
        empty[two] = self.chars[self.ends[two] + 1] == _CR
        return np.asarray(self.ends[1:][empty])

    def starts(self, gaps: Places) -> Places:
        """Where a line after one of *gaps* begins with F and has a blank where `From ` has."""
        starts = gaps + 1
        return np.asarray(starts[(self.chars[starts] == _F) & (self.chars[starts + 4] == _BLANK)])

    def headers(self, starts: ArrayLike, gaps: Places, cap: int) -> Columns:
        """The headers of the messages that start there, from the line below to the next of *gaps* or *cap* bytes on."""
        starts = np.asarray(starts, np.int64)
        ends = np.append(self.ends, self.size)
        first = np.searchsorted(self.ends, starts)  # the line end before the first header; the gap's is after the last
        stops = np.append(gaps, len(self.data))[np.searchsorted(gaps, starts, "right")]
        last = np.minimum(np.searchsorted(ends, stops), np.searchsorted(ends, starts + cap) + 1)
        sizes = np.maximum(last - first - 1, 0)
        columns = [[b""] * len(starts) for _ in FIELDS]
        if not (total := int(sizes.sum())):
            return columns
        message = np.repeat(np.arange(len(starts)), sizes)
        before = np.cumsum(sizes) - sizes
        line = np.arange(total) + np.repeat(first - before, sizes)
        at = ends[line] + 1
        initial = self.chars[at]
        folded = (initial == _BLANK) | (initial == _TAB)
        folded[before[sizes > 0]] = False
        own = np.flatnonzero(~folded)
        message, at = message[own], at[own]
        until = np.minimum(ends[line[np.append(own[1:], total) - 1] + 1], starts[message] + cap)
        words = np.ndarray(len(self.data) - _WORD + 1, "<u8", self.data, strides=(1,))
        begin, end = words[at] | _LOWER, words[at + _WORD] | _LOWER
        for place, size, (word, mask), (more, rest) in _NAMES:
            hits = np.flatnonzero((begin & mask) == word)
            if more:
                hits = hits[(end[hits] & rest) == more]
            if len(hits):
                self._cut(columns[place], message[hits], at[hits] + size, until[hits], add=place in SEVERAL)
        return columns

    def _cut(self, column: list[bytes], message: Places, at: Places, until: Places, *, add: bool) -> None:
        """Enter the values of one header in its *column*; names end *at*, values where *until* says."""
        data, chars = self.data, self.chars
        odd = (chars[at] != _COLON) | (chars[at + 2] == _BLANK) | (chars[at + 2] == _TAB)
        begins = at + 1 + (chars[at + 1] == _BLANK)
        for number in np.flatnonzero(odd).tolist():
            found = _COLON_AND_BLANKS.match(data, at[number], until[number])
            begins[number] = found.end() if found else -1  # the name of another header begins with this one
        own = begins >= 0
        numbers = message[own].tolist()
        values = [data[begin:end] for begin, end in zip(begins[own].tolist(), until[own].tolist(), strict=True)]
        if add and len(set(numbers)) < len(numbers):
            for number, several in groupby(zip(numbers, values, strict=True), itemgetter(0)):
                column[number] = b",".join(value for _, value in several)
            return
        for number, value in zip(reversed(numbers), reversed(values), strict=True):
            column[number] = value
