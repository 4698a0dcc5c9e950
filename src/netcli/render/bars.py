"""Bar charts made of text characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from netcli.render.blocks import GAP, Bar, Bars, Line, Span, breadth

EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
"""The characters that fill 0 to 8 eighths of a column."""
FULL: Final = "█#"
"""The character of a full column, and its ASCII form."""
DOUBT: Final = "░."
"""The character of the uncertain part of a bar, and its ASCII form."""
NARROW: Final = 8
"""Minimum length of the longest bar, in columns. Narrower bars are not drawn."""
WIDE: Final = 50
"""Maximum length of the longest bar on a terminal, in columns."""
PIPED: Final = 30
"""Length of the longest bar, in columns, if the output is not a terminal."""
UNDER: Final = 4
"""Indent of the text below a row, in columns."""
LAYOUTS: Final = ((False, False), (True, False), (True, True))
"""Layouts to try in turn: (omit `Bar.spare`, put `Bar.beside` on its own line)."""


def drawn(block: Bars, width: int | None, *, blocks: bool) -> Iterator[Line]:
    """Return the lines of *block* within *width* columns (None: unlimited).

    If *blocks* is false, use ASCII.
    """
    after = _widest(row.after for row in block.rows)
    for short, below in LAYOUTS:
        labels = [row.label if short else (*row.label, *row.spare) for row in block.rows]
        label, beside = _widest(labels), 0 if below else _widest(row.beside for row in block.rows)
        taken = block.indent + label + after + 2 * GAP + (beside + GAP if beside else 0)
        room = PIPED if width is None else min(WIDE, width - taken)
        if room >= NARROW:
            break
    whole = block.whole or max((row.high or row.value for row in block.rows), default=0.0) or 1.0
    for row, shown in zip(block.rows, labels, strict=True):
        spans = [*shown, (" " * (label - breadth(shown) + GAP), "")]
        if room >= NARROW:
            bar = _bar(row, room / whole, blocks=blocks)
            spans += [(bar, block.style), (" " * (room - len(bar) + GAP), "")]
        spans += row.after
        if row.beside and not below:
            spans += [(" " * (after - breadth(row.after) + GAP), ""), *row.beside]
        yield Line(tuple(spans), indent=block.indent)
        if row.beside and below:
            yield Line(row.beside, indent=block.indent + UNDER)


def _widest(texts: Iterable[tuple[Span, ...]]) -> int:
    return max(map(breadth, texts), default=0)


def _bar(row: Bar, columns: float, *, blocks: bool) -> str:
    """Return the bar for *row*, with *columns* per unit.

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
