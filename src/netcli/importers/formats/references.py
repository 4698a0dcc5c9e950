"""Replace the character references of HTML, such as `&amp;` and `&#233;`."""

from __future__ import annotations

import html
import re
from typing import Final

DIGITS: Final = 7
"""Maximum number of digits in a character reference, without leading zeros."""
_NUMBER: Final = re.compile(r"&#([0-9]{8,});?")


def unescaped(text: str) -> str:
    """Return *text* with each character reference replaced by its character.

    >>> unescaped("Zo&#233; &amp; Jo&#00000000101; " + "&#" + "9" * 5000 + ";")
    'Zoé & Joe \ufffd'
    """
    return html.unescape(shortened(text))


def shortened(text: str) -> str:
    """Return *text* with shorter references. Python's HTML parser fails on long numbers."""
    return _NUMBER.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    digits = reference[1].lstrip("0")
    return f"&#{digits or 0};" if len(digits) <= DIGITS else "\ufffd"
