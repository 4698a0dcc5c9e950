"""Bar charts made of text characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TextIO

from netcli.render.blocks import GAP, Bar, Bars, Line, breadth

EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
"""The characters that fill 0 to 8 eighths of a column."""
FULL: Final = "█#"
DOUBT: Final = "░."
"""The characters of a full column and of an uncertain one, each followed by its ASCII form."""
NARROW: Final = 8
WIDE: Final = 50
PIPED: Final = 30
"""Columns of the longest bar: the fewest for which bars are drawn, the most on a terminal, and the number in a pipe."""


def drawn(block: Bars, width: int | None, *, blocks: bool) -> Iterator[Line]:
    """Return the lines of *block* within *width* columns (None: unlimited), in ASCII unless *blocks* can be shown."""
    label = max((breadth(row.label) for row in block.rows), default=0)
    after = max((breadth(row.after) for row in block.rows), default=0)
    room = PIPED if width is None else min(WIDE, width - block.indent - label - after - 2 * GAP)
    if room < NARROW:
        for row in block.rows:
            pad = (" " * (label - breadth(row.label) + GAP), "")
            yield Line((*row.label, pad, *row.after), indent=block.indent)
        return
    whole = block.whole or max((row.high or row.value for row in block.rows), default=0.0) or 1.0
    for row in block.rows:
        bar = _bar(row, room / whole, blocks=blocks)
        spans = (
            *row.label,
            (" " * (label - breadth(row.label) + GAP), ""),
            (bar, block.style),
            (" " * (room - len(bar) + GAP), ""),
            *row.after,
        )
        yield Line(spans, indent=block.indent)


def _bar(row: Bar, columns: float, *, blocks: bool) -> str:
    """Return a bar with that many columns per unit; any value above zero is visible.

    >>> _bar(Bar((), 2.5), 1, blocks=True), _bar(Bar((), 2.6, low=1.8, high=4.2), 1, blocks=False)
    ('██▌', '##..')
    """
    sure = row.value if row.low is None else row.low
    if blocks and row.high is None:
        eighths = max(round(8 * columns * sure), 1 if sure > 0 else 0)
        return FULL[0] * (eighths // 8) + EIGHTHS[eighths % 8].strip()
    bar = FULL[not blocks] * max(round(columns * sure), 1 if sure > 0 else 0)
    return bar + DOUBT[not blocks] * (round(columns * (row.high or 0.0)) - len(bar))


def shows_blocks(stream: TextIO) -> bool:
    """Return whether *stream* can show more than ASCII."""
    try:
        (EIGHTHS + FULL + DOUBT).encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
