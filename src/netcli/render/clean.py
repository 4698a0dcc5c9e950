"""What comes from a file is data: shown so that no terminal obeys it."""

from __future__ import annotations

import re
from typing import Final

_HARMFUL: Final = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""C0 and C1 controls, bidirectional overrides, invisible marks and lone surrogates; joiners of emoji are left.

Text until it is needed, like the patterns of names: compiling it takes longer than loading this module."""


def clean(text: str) -> str:
    """*text* on one line, without anything that a terminal would take for an order.

    >>> clean("Ann\\x1b[31m\\nLee")
    'Ann�[31m Lee'
    """
    text = text.replace("\t", " ").replace("\r\n", " ").replace("\n", " ")
    return re.sub(_HARMFUL, "\ufffd", text)


def escaped(document: str) -> str:
    """A JSON document with everything unprintable as `\\uXXXX`, for a terminal; the data stay the same."""
    return re.sub(_HARMFUL, lambda match: f"\\u{ord(match.group()):04x}", document)
