"""Print blocks on a terminal with Rich. Names are never markup."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Final, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from netcli.render.blocks import GAP, STYLES, Aligned, Bars, Block, Line, Span, Table, breadth, laid_out
from netcli.render.clean import clean

WIDE: Final = 100
"""Maximum width of a line with flush-right text."""
SHORT: Final = 12
"""Maximum width of flush-right text that stays beside a wrapped line."""
GUTTER: Final = 2
"""Number of blanks between two columns of a table."""
UNDER: Final = 6
"""Indent of the cells below a row of a table."""
_WORD: Final = re.compile(r"[\S\u00a0\u202f]+[^\S\u00a0\u202f]*")
"""A word with the blanks after it; unbreakable blanks are parts of the word."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Raise the error. Rich's own method would leave with exit code 1 instead."""
        raise BrokenPipeError


def write(blocks: Iterable[Block], stream: TextIO, *, color: bool, width: int | None = None) -> None:
    """Write *blocks* to *stream*, with colour if *color* is true."""
    console = _console(stream, color=color, width=width)
    for block in blocks:
        if isinstance(block, Line):
            _print(console, block)
        elif isinstance(block, Aligned):
            for each in laid_out(block, console.width):
                _print(console, each)
        elif isinstance(block, Bars):
            from netcli.render import bars  # few answers have bars

            for each in bars.drawn(block, console.width, blocks=bars.shows_blocks(stream)):
                _print(console, each)
        else:
            _print_table(console, block)


def wrapped(text: str, stream: TextIO) -> str:
    """Return *text* with lines broken between words to fit the terminal *stream*."""
    width = _console(stream).width
    rows: list[str] = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        broken = _wrapped(Text(clean(line[indent:])), width - indent)
        rows += (" " * indent * bool(row) + row.plain for row in broken)
    return "\n".join(rows) + text[len(text.rstrip(" ")) :]


def _console(stream: TextIO, *, color: bool = False, width: int | None = None) -> _Console:
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
    if width is None and console.is_dumb_terminal:  # Rich assumes that every dumb terminal has 80 columns
        console.size = shutil.get_terminal_size()
    return console


def _print(console: Console, line: Line) -> None:
    """Print *line* with its right part flush right."""
    left, right = _text(line.spans), _text(line.right)
    if not right.cell_len:
        _put(console, left, line.indent)
        return
    width = min(console.width, WIDE) - line.indent
    room = max(width, min(console.width - line.indent, left.cell_len + GAP + right.cell_len))
    beside = room - GAP - right.cell_len
    rows = [left]
    if left.cell_len > beside:
        rows = _wrapped(left, beside) if right.cell_len <= SHORT else []
    if rows and rows[0].cell_len <= beside:
        gap = room - rows[0].cell_len - right.cell_len
        parts = [Text.assemble(rows[0], " " * gap, right), *rows[1:]]
    else:
        parts = [left, right]
    for part in parts:
        _put(console, part, line.indent)


def _put(console: Console, text: Text, indent: int) -> None:
    """Print *text*, wrapped, and indented by *indent* columns."""
    text.rstrip()
    for row in _wrapped(text, console.width - indent):
        console.print(Text.assemble(" " * indent * bool(row), row), soft_wrap=True)


def _wrapped(text: Text, width: int) -> list[Text]:
    """Break *text* between words; a word longer than a row stays whole."""
    breaks: list[int] = []
    column = len(text.plain) - len(text.plain.lstrip())
    for number, word in enumerate(_WORD.finditer(text.plain)):
        if number and column + cell_len(word[0].rstrip()) > width:
            breaks.append(word.start())
            column = 0
        column += cell_len(word[0])
    rows = [*text.divide(breaks)]
    for row in rows:
        row.rstrip()
    return rows


def _text(spans: tuple[Span, ...]) -> Text:
    return Text.assemble(*((clean(text), STYLES[style]) for text, style in spans))


def _print_table(console: Console, table: Table) -> None:
    """Print *table*; cells that do not fit go below their rows."""
    rows, room = [table.columns, *table.rows], console.width
    longest = [_longest_word(column) for column in zip(*rows, strict=True)]
    beside = list(range(len(longest)))
    while len(beside) > 1 and sum(longest[each] + GUTTER for each in beside) - GUTTER > room:
        beside.remove(max(beside[1:], key=longest.__getitem__))
    widths = _widths([[row[each] for each in beside] for row in rows], room - GUTTER * (len(beside) - 1))
    for number, row in enumerate(rows):
        style = STYLES["head"] if number == 0 else ""
        cells = [_wrapped(Text(clean(row[each]), style), wide) for each, wide in zip(beside, widths, strict=True)]
        for parts in zip_longest(*cells):
            padded = (_padded(part or Text(), wide + GUTTER) for part, wide in zip(parts, widths, strict=True))
            printed = Text.assemble(*padded)
            printed.rstrip()
            console.print(printed, soft_wrap=True)
        below = "  ".join(clean(row[each]) for each in range(len(row)) if each not in beside and row[each])
        if below:
            _put(console, Text(below, style), UNDER)


def _padded(part: Text, wide: int) -> Text:
    part.rstrip()
    return Text.assemble(part, " " * (wide - part.cell_len))


def _longest_word(column: Sequence[str]) -> int:
    return max((breadth([(word.rstrip(), "")]) for cell in column for word in _WORD.findall(cell)), default=1)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return widths of columns that fit into *room* and keep words whole if possible."""
    wanted = [max(breadth([(cell, "")]) for cell in column) for column in zip(*rows, strict=True)]
    if sum(wanted) <= room:
        return wanted
    widths = [min(_longest_word(column), room) for column in zip(*rows, strict=True)]
    for _ in range(room - sum(widths)):
        lacks = [want - width for want, width in zip(wanted, widths, strict=True)]
        widths[lacks.index(max(lacks))] += 1
    return widths
