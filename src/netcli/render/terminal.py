"""Blocks on a terminal, through Rich: colours, tables, flush-right notes; names are text, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from netcli.render.blocks import GAP, STYLES, Aligned, Bars, Block, Line, Span, breadth, laid_out
from netcli.render.clean import clean

WIDE: Final = 100
"""Columns beyond which flush right would be out of sight."""
GUTTER: Final = 2
"""Columns between the columns of a table."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Raise it: Rich would leave with 1."""
        raise BrokenPipeError


def write(blocks: Iterable[Block], stream: TextIO, *, color: bool, width: int | None = None) -> None:
    """Write *blocks* to *stream*, with colour if *color*."""
    console = _Console(
        file=stream,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=True,
        width=width,
        color_system="standard" if color else None,
        no_color=not color,
    )
    for block in blocks:
        if isinstance(block, Line):
            _print(console, block)
        elif isinstance(block, Aligned):
            for each in laid_out(block, console.width):
                _print(console, each)
        elif isinstance(block, Bars):
            from netcli.render import bars  # few answers have any

            for each in bars.drawn(block, console.width, blocks=bars.shows_blocks(stream)):
                _print(console, each)
        else:
            console.print(_table(block.columns, block.rows, console.width))


def _print(console: Console, line: Line) -> None:
    """Print *line*, its right part flush right; below it, where there is no room beside."""
    left, right = _text(line.spans), _text(line.right)
    width = min(console.width, WIDE) - line.indent
    room = max(width, min(console.width - line.indent, left.cell_len + GAP + right.cell_len))
    gap = room - left.cell_len - right.cell_len
    if right.cell_len and gap < GAP:
        parts = [left, right]
    else:
        parts = [Text.assemble(left, " " * gap, right) if right.cell_len else left]
    for part in parts:
        part.rstrip()
        console.print(Padding(part, (0, 0, 0, line.indent), expand=False) if part else "")


def _text(spans: tuple[Span, ...]) -> Text:
    return Text.assemble(*((clean(text), STYLES[style]) for text, style in spans))


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: int) -> RichTable:
    table = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, GUTTER, 0, 0))
    for column, wide in zip(columns, _widths([columns, *rows], width - GUTTER * (len(columns) - 1)), strict=True):
        table.add_column(Text(clean(column)), overflow="fold", width=wide)
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    return table


def _widths(rows: Sequence[tuple[str, ...]], room: int) -> list[int]:
    """Return the columns' widths within *room*: words stay whole if they can; what is left goes where it lacks most."""
    wanted = [max(breadth([(cell, "")]) for cell in column) for column in zip(*rows, strict=True)]
    if sum(wanted) <= room:
        return wanted
    words = [[word for cell in column for word in cell.split()] for column in zip(*rows, strict=True)]
    widths = [max((breadth([(word, "")]) for word in column), default=1) for column in words]
    while sum(widths) > max(room, len(widths)):
        widths[widths.index(max(widths))] -= 1
    for _ in range(room - sum(widths)):
        lacks = [want - width for want, width in zip(wanted, widths, strict=True)]
        widths[lacks.index(max(lacks))] += 1
    return widths
