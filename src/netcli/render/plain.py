"""Blocks as plain text for a pipe, with tabs in tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from netcli.render.blocks import Aligned, Bars, Block, Line, laid_out
from netcli.render.clean import clean


def write(blocks: Iterable[Block], stream: TextIO) -> None:
    """Write *blocks* to *stream*."""
    for block in blocks:
        if isinstance(block, Line):
            _line(block, stream)
        elif isinstance(block, Aligned):
            for each in laid_out(block):
                _line(each, stream)
        elif isinstance(block, Bars):
            from netcli.render import bars  # few answers have bars

            for each in bars.drawn(block, None, blocks=bars.shows_blocks(stream)):
                _line(each, stream)
        else:
            for row in block.rows:
                stream.write("\t".join(map(clean, row)) + "\n")


def _line(line: Line, stream: TextIO) -> None:
    text = " " * line.indent + "".join(clean(span[0]) for span in line.spans)
    right = "".join(clean(span[0]) for span in line.right)
    stream.write((f"{text}  {right}" if right else text).rstrip() + "\n")
