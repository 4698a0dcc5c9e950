"""What words for people are made of, before anybody knows whether a terminal or a pipe will show them."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[str, str]
"""A text and its style: one of `STYLES`."""

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
"""Styles by meaning, as Rich writes them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of spans; on a terminal `right` is set flush right, and `indent` columns come first."""

    spans: tuple[Span, ...]
    right: tuple[Span, ...] = ()
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names: a table on a terminal, tab-separated lines in a pipe."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Line | Table


def line(*parts: str | Span, right: tuple[str | Span, ...] = (), indent: int = 0) -> Line:
    """A line of plain texts and styled spans."""
    return Line(tuple(map(_span, parts)), tuple(map(_span, right)), indent)


def _span(part: str | Span) -> Span:
    return (part, "") if isinstance(part, str) else part
