"""Character references of HTML, which other formats borrow: `&amp;`, `&#233;`."""

from __future__ import annotations

import html
import re
from typing import Final

DIGITS: Final = 7
"""Most digits of a number that can be a character's."""
_NUMBER: Final = re.compile(r"&#([0-9]{8,});?")


def unescaped(text: str) -> str:
    """Return *text* with its character references replaced; a number of any length becomes a character.

    >>> unescaped("Zo&#233; &amp; Jo&#00000000101; " + "&#" + "9" * 5000 + ";")
    'Zoé & Joe \ufffd'
    """
    return html.unescape(shortened(text))


def shortened(text: str) -> str:
    """Return *text* with long numbers shortened, for which Python's parsers of HTML raise ValueError."""
    return _NUMBER.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    digits = reference[1].lstrip("0")
    return f"&#{digits or 0};" if len(digits) <= DIGITS else "\ufffd"
