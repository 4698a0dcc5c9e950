"""The blocks of readable output, for terminals and pipes alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from netcli.answers.shape import Shape
from netcli.language import spoken
from netcli.render.clean import clean

Span = tuple[str, str]
"""A text and its style, which is a key of `STYLES`."""

STYLES = {
    "": "",
    "name": "bold",
    "me": "bold cyan",
    "dim": "dim",
    "good": "green",
    "warn": "yellow",
    "bad": "red",
    "head": "bold",
}
"""The meaning of each style, and how Rich writes it."""


class Line(Shape):
    """A line of spans, indented by `indent` columns. On a terminal, `right` is flush right.

    Only an `Aligned` block shows `middle`.
    """

    spans: tuple[Span, ...]
    right: tuple[Span, ...] = ()
    indent: int = 0
    middle: tuple[Span, ...] = ()


class Aligned(Shape):
    """Lines whose middle and right parts begin in the same columns.

    If the width is too small, middle parts go below their lines. These parts are indented by `under` more columns.
    """

    lines: tuple[Line, ...]
    under: int = 2


class Table(Shape):
    """Rows under column names: a table on a terminal, tab-separated lines in a pipe."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Bar(Shape):
    """One row of a chart: a label, a bar for a value, and texts."""

    label: tuple[Span, ...]
    value: float
    after: tuple[Span, ...] = ()
    low: float | None = None
    """An uncertain value may lie between `low` and `high`."""
    high: float | None = None
    spare: tuple[Span, ...] = ()
    """A part of the label that may be omitted to make room."""
    beside: tuple[Span, ...] = ()
    """A text that may move to its own line to make room."""


class Bars(Shape):
    """Rows with bars that start in the same column."""

    rows: tuple[Bar, ...]
    indent: int = 2
    style: str = "good"
    whole: float | None = None  # the value of a bar of full length (None: the largest value)


Block = Line | Aligned | Table | Bars

GAP: Final = 3
"""Columns between the parts of aligned lines."""


def line(
    *parts: str | Span,
    middle: tuple[str | Span, ...] = (),
    right: tuple[str | Span, ...] = (),
    indent: int = 0,
) -> Line:
    """Return a line of plain texts and styled spans."""
    return Line(tuple(map(_span, parts)), tuple(map(_span, right)), indent, tuple(map(_span, middle)))


def laid_out(block: Aligned, width: int | None = None) -> Iterator[Line]:
    """Yield the lines of *block*, with aligned parts, within *width* columns (None: unlimited)."""
    left = max((line.indent + breadth(line.spans) for line in block.lines), default=0)
    middle = max((breadth(line.middle) for line in block.lines), default=0)
    right = max((breadth(line.right) for line in block.lines), default=0)
    gaps = GAP * (bool(middle) + bool(right))
    beside = width is None or left + middle + right + gaps <= width
    for line in block.lines:
        if beside:
            gap = _blanks(left - line.indent - breadth(line.spans) + GAP)
            far = _blanks(middle - breadth(line.middle) + GAP)
            spans = (*line.spans, gap, *line.middle, far, *line.right)
            yield Line(spans, indent=line.indent)
        else:
            yield Line(line.spans, (*line.right, _blanks(right - breadth(line.right))), line.indent)
            yield Line(line.middle, indent=line.indent + block.under)


def breadth(spans: Iterable[Span]) -> int:
    """Return the number of terminal columns of *spans*. Wide characters take two columns.

    >>> breadth([("李小龙", ""), ("é", "")])
    7
    """
    text = clean("".join(text for text, _ in spans))
    if text.isascii():
        return len(text)
    return sum(_WIDTHS.get(unicodedata.east_asian_width(each), 1) for each in text if not unicodedata.combining(each))


_WIDTHS: Final = {"W": 2, "F": 2}


def _blanks(number: int) -> Span:
    return " " * number, ""


def _span(part: str | Span) -> Span:
    text, style = (part, "") if isinstance(part, str) else part
    return spoken(text), style
