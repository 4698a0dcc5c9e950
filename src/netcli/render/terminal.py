"""Blocks on a terminal, through Rich: colours, tables, flush-right notes; names are text, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from netcli.render.blocks import STYLES, Block, Line, Span
from netcli.render.clean import clean


def write(blocks: Iterable[Block], stream: TextIO, *, color: bool, width: int | None = None) -> None:
    """Write *blocks* to *stream*, with colour if *color*."""
    console = Console(
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
            console.print(_line(block, console.width))
        else:
            console.print(_table(block.columns, block.rows))


def _line(block: Line, width: int) -> Text | Padding | RichTable:
    left = _text(block.spans)
    if block.right:
        right = _text(block.right)
        if block.indent + left.cell_len + right.cell_len + 2 <= width:
            gap = " " * (width - block.indent - left.cell_len - right.cell_len)
            left = Text.assemble(left, gap, right)
        else:
            left = Text.assemble(left, "  ", right)
    return Padding(left, (0, 0, 0, block.indent)) if block.indent else left


def _text(spans: tuple[Span, ...]) -> Text:
    return Text.assemble(*((clean(text), STYLES[style]) for text, style in spans))


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> RichTable:
    table = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    return table
