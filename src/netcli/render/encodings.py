"""Text for streams that cannot show every character."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from netcli.render.blocks import Aligned, Bar, Bars, Block, Line, Span, Table

HANDLER: Final = "netcli.plain"
"""The name of netcli's error handler for characters that a stream cannot encode."""

_SIGNS: Final = {"→": "->", "←": "<-", "·": "-", "…": "...", "–": "-", "─": "-", "└": "`", "├": "|", "│": "|", "×": "x"}
_SIGNS.update({"±": "+-", "’": "'", "‘": "'", "“": '"', "”": '"', "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "ß": "ss"})
_SIGNS.update({"Đ": "D", "đ": "d", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "ı": "i"})
"""The plain forms of signs, and of letters that do not decompose into an ASCII letter and an accent."""


def plain(text: str, encoding: str) -> str:
    """Return *text* in characters that *encoding* has.

    >>> plain("Zoé Żółć → 李", "ascii"), plain("Zoé → Bo", "latin-1")
    ('Zoe Zolc -> \\\\u674e', 'Zoé -> Bo')
    """
    if text.isascii():
        return text
    return "".join(each if _has(encoding, each) else _plain(each) for each in text)


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _plain(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    parts = unicodedata.normalize("NFKD", character)
    letters = "".join(each for each in parts if not unicodedata.combining(each))
    return letters if letters.isascii() else character.encode("ascii", "backslashreplace").decode()


def plain_block(block: Block, encoding: str) -> Block:
    """Return *block* with all its texts in characters that *encoding* has."""

    def spans(given: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((plain(text, encoding), style) for text, style in given)

    def row(bar: Bar) -> Bar:
        texts = {name: spans(getattr(bar, name)) for name in ("label", "after", "spare", "beside")}
        return bar.replaced(**texts)

    def line(given: Line) -> Line:
        return Line(spans(given.spans), spans(given.right), given.indent, spans(given.middle))

    if isinstance(block, Line):
        return line(block)
    if isinstance(block, Aligned):
        return block.replaced(lines=tuple(map(line, block.lines)))
    if isinstance(block, Bars):
        return block.replaced(rows=tuple(map(row, block.rows)))
    rows = [tuple(plain(cell, encoding) for cell in cells) for cells in (block.columns, *block.rows)]
    return Table(rows[0], tuple(rows[1:]))


def _handle(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


codecs.register_error(HANDLER, _handle)
