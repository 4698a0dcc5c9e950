"""Parse the headers of many messages at once, with numpy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from io import BufferedIOBase
    from typing import IO

Places = NDArray[np.int64]
"""An array of numbers: offsets of bytes, or the numbers of lines or messages."""
Columns = list[list[bytes]]
"""For each of `FIELDS`, the header's value in each message. A missing header has an empty value."""

FIELDS: Final = (
    ("From",),
    ("To",),
    ("Cc",),
    ("Message-ID",),
    ("Date",),
    ("Delivered-To",),
    ("X-Original-To",),
    ("X-Gmail-Labels",),
    ("X-Spam-Flag",),
    ("List-ID", "List-Unsubscribe", "List-Post"),
    ("Precedence",),
    ("Auto-Submitted",),
    ("X-Original-From",),
    ("Reply-To",),
    ("Sender",),
)
"""The headers that are read. A header may have several names."""
SEVERAL: Final = (1, 2)
"""The positions of To and Cc in `FIELDS`. A message may repeat these headers."""
CACHED: Final = 1 << 18
"""Number of bytes that are processed while they are in the processor's cache."""
FROM: Final = len(b"From ")
"""Number of bytes that are examined at each possible start of a message."""
AHEAD: Final = 19
"""Number of bytes for the longest header name, a colon and two blanks."""
_WORD: Final = 8
"""Number of bytes that are compared at once."""
_LOWER: Final = int.from_bytes(b"\x20" * _WORD, "little")
"""Bits that turn capitals into small letters, without changing hyphens and colons."""
_LF, _CR, _TAB, _BLANK, _COLON, _F = b"\n\r\t :F"
_CLOSE: Final = b"\nFrom "
_DATED: Final = re.compile(
    rb"From [^ \n]+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [A-Za-z0-9]{1,3} +[A-Za-z0-9]{1,3} [^\n]{0,30}\d{4}"
)
"""The line before a message: `From zoe@example.org Mon Mar 4 10:00:00 2024`."""
_COLON_AND_BLANKS: Final = re.compile(rb"[ \t]*:[ \t]*")


def _word(text: str) -> tuple[int, int]:
    """Return the bytes of *text* as one number, and a mask of these bytes."""
    return int.from_bytes(text.lower().encode(), "little"), (1 << 8 * len(text)) - 1


_NAMES: Final = [(place, name) for place, names in enumerate(FIELDS) for name in reversed(names)]
"""Each pair has a header's position in `FIELDS` and a name of this header.

The names of each header are in reverse order.
"""
_PLACES: Final = np.array([place for place, _ in _NAMES])
_SIZES: Final = np.array([len(name) for _, name in _NAMES])
_BEGINS, _MASKS = np.array([_word(name[:_WORD]) for _, name in _NAMES], "<u8").T
_ENDS, _RESTS = np.array([_word(name[_WORD:]) for _, name in _NAMES], "<u8").T


class Block:
    """A section of a mailbox in memory, with a bit for each line end.

    The bytes after `size` are there only to look ahead.
    """

    def __init__(self, data: bytes, room: int) -> None:
        self.data = bytearray(data.ljust(room))
        self.size = len(data) - FROM
        self._chars = np.frombuffer(self.data, np.uint8)
        self._ends = np.zeros(room // 64 + 1, "<u8")

    def move(self, stream: IO[bytes], keep: int) -> bool:
        """Read the next section of *stream*. If *stream* has already ended, return False.

        The bytes from the offset *keep* become the beginning of the new section.
        """
        view, bits = memoryview(self.data), self._ends.view(np.uint8)
        held = self.size + FROM - keep
        view[:held] = view[keep : keep + held]
        for begin in range(0, len(view), CACHED):
            end = begin + CACHED
            read = cast("BufferedIOBase", stream).readinto(view[held:end])
            more = bool(read or begin)
            if not more:  # the last section ends with empty lines, as if another message followed
                read = FROM + 2
                view[held : held + read] = b"\n" * read
            held += read
            bits[begin >> 3 : end >> 3] = np.packbits(self._chars[begin:end] == _LF, bitorder="little")
            if held < end:
                break
        self.size = held - FROM
        return more

    def gaps(self) -> Places:
        """Return the offsets at which empty lines end."""
        ends = self._ends
        empty = ends << 1  # an empty line is two line ends side by side, or with one byte between them
        empty |= ends << 2
        empty[1:] |= ends[:-1] >> 63
        empty[1:] |= ends[:-1] >> 62
        empty &= ends
        words = np.flatnonzero(empty != 0)
        at = np.flatnonzero(np.unpackbits(empty[words].view(np.uint8), bitorder="little").view(bool))
        gaps = words[at >> 6] << 6 | at & 63
        before = self._chars[gaps - 1]
        return np.asarray(gaps[((before == _LF) | (before == _CR)) & (gaps < self.size)])

    def starts(self, gaps: Places) -> Places:
        """For each offset in *gaps*, examine the following offset.

        Return the examined offsets at which a `From ` line may begin. Only the first and the fifth byte of a line are
        compared.
        """
        starts = gaps + 1
        return np.asarray(starts[(self._chars[starts] == _F) & (self._chars[starts + 4] == _BLANK)])

    def close(self) -> Places:
        """Return the offset of each `From ` line with a date.

        The line before the `From ` line need not be empty.
        """
        found: list[int] = []
        at = self.data.find(_CLOSE, 1, self.size)
        while at >= 0:
            if _DATED.match(self.data, at + 1):
                found.append(at + 1)
            at = self.data.find(_CLOSE, at + FROM, self.size)
        return np.array(found, np.int64)

    def lines(self, at: Places) -> Places:
        """Return the number of line ends before each offset. `at` must be sorted."""
        words = at >> 6
        since = np.add.reduceat(np.bitwise_count(self._ends), np.append(0, words), dtype=np.int64)[:-1]
        since[np.diff(words, prepend=0) == 0] = 0  # reduceat adds an element even if the range is empty
        before = (np.uint64(1) << (at & 63).astype(np.uint64)) - np.uint64(1)
        return np.asarray(np.cumsum(since) + np.bitwise_count(self._ends[words] & before))


def columns(data: bytes, begins: Sequence[int]) -> Columns:
    """Return the headers of the messages in *data*. *begins* contains the offset of each message.

    The first line of a message is not a header. In *data*, a line end and at least `AHEAD` bytes must follow the last
    header.
    """
    chars = np.frombuffer(data, np.uint8)
    lines = np.flatnonzero(chars[:-AHEAD] == _LF) + 1
    initial = chars[lines]
    lines = lines[(initial != _BLANK) & (initial != _TAB)]  # a folded line is a part of the line before
    first = np.searchsorted(lines, begins)
    name, line = _named(data, lines, first)
    at, until = lines[line] + _SIZES[name], lines[line + 1] - 1
    values = at + 1 + (chars[at + 1] == _BLANK)
    odd = (chars[at] != _COLON) | (chars[at + 2] == _BLANK) | (chars[at + 2] == _TAB)
    for number in np.flatnonzero(odd).tolist():
        found = _COLON_AND_BLANKS.match(data, at[number], until[number])
        values[number] = found.end() if found else -1
    own = values >= 0  # false if what was found is only the beginning of a longer name
    cells = _PLACES[name[own]] * len(begins) + np.searchsorted(first, line[own], "right") - 1
    return _cut(data, cells, values[own], until[own], len(begins))


def _named(data: bytes, lines: Places, first: Places) -> tuple[Places, Places]:
    """Find the lines that begin with a header's name.

    Return two columns, sorted by name: indices in `_NAMES`, and indices in *lines*.
    """
    words = np.ndarray(len(data) - _WORD + 1, "<u8", data, strides=(1,))
    begins = words[lines] | _LOWER
    begins[first] = 0
    hits = [np.flatnonzero((begins & mask) == word) for word, mask in zip(_BEGINS, _MASKS, strict=True)]
    name, line = np.repeat(np.arange(len(hits)), [*map(len, hits)]), np.concatenate(hits)
    whole = ((words[lines[line] + _WORD] | _LOWER) & _RESTS[name]) == _ENDS[name]
    return name[whole], line[whole]


def _cut(data: bytes, cells: Places, values: Places, until: Places, heads: int) -> Columns:
    """Return a column for each field in `FIELDS`. A column contains one value for each message.

    The values begin at the offsets in `values`, and end at the offsets in `until`.
    """
    table = np.zeros((2, len(FIELDS) * heads), np.int64)
    table[:, cells[::-1]] = values[::-1], until[::-1]  # if a header occurs several times, its first value counts
    columns = [
        [data[begin:end] for begin, end in zip(*column.tolist(), strict=True)] if column.any() else [b""] * heads
        for column in table.reshape(2, len(FIELDS), heads).swapaxes(0, 1)
    ]
    again = set((cells[1:][np.diff(cells) == 0] // heads).tolist())
    for place in again.intersection(SEVERAL):
        here = cells // heads == place
        each = zip(*(numbers[here].tolist() for numbers in (cells % heads, values, until)), strict=True)
        for head, several in groupby(each, itemgetter(0)):
            columns[place][head] = b",".join(data[begin:end] for _, begin, end in several)
    return columns
