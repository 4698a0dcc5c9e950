"""Blocks in a pipe: no colour, no cutting, no box art; one line each, tables tab-separated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from netcli.render.blocks import Block, Line
from netcli.render.clean import clean


def write(blocks: Iterable[Block], stream: TextIO) -> None:
    """Write *blocks* to *stream*."""
    for block in blocks:
        if isinstance(block, Line):
            text = " " * block.indent + "".join(clean(span[0]) for span in block.spans)
            right = "".join(clean(span[0]) for span in block.right)
            stream.write(f"{text}  {right}\n" if right else f"{text}\n")
        else:
            for row in block.rows:
                stream.write("\t".join(map(clean, row)) + "\n")
