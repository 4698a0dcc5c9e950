"""What makes two spellings one name: folding, order, particles, credentials, initials, nicknames, company cores."""

from __future__ import annotations

import unicodedata
from typing import Final

VERSION: Final = 1
"""Raised whenever a key below changes, so that the book recomputes the keys it holds."""

CAP: Final = 1000
"""Characters of a name that are looked at; no name is longer, an attack is."""

_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
"""What NFKD leaves whole."""
_APOSTROPHES: Final = "'’‘ʼʻʹ`´′＇"
"""They join: O'Neil is ONeil."""
_MARKS: Final = (
    (0x0300, 0x036F),  # accents
    (0x0591, 0x05C7),  # Hebrew points
    (0x064B, 0x0670),  # Arabic vowels
    (0x20D0, 0x20FF),  # keycaps and circles
    (0xFE00, 0xFE0F),  # variation selectors, after emoji
    (0xE0100, 0xE01EF),
)
"""Marks without which a name is the same. A vowel sign of Hindi or a voicing of Japanese is not one of them."""


class _Folding(dict[int, str | None]):
    """What each character becomes, found once and remembered: `str.translate` then runs at C speed."""

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str | None:
    if character in _APOSTROPHES or unicodedata.category(character) == "Cf":
        return None
    letters = []
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()):
        if any(first <= ord(letter) <= last for first, last in _MARKS):
            continue
        letters.append(letter.translate(_LETTERS) if unicodedata.category(letter)[0] in "LMN" else " ")
    return unicodedata.normalize("NFC", "".join(letters)) or None


_FOLDING: Final = _Folding({code: _fold_character(chr(code)) for code in range(128)})


def fold(text: str) -> str:
    """The form under which exact naming compares: no case, accents, punctuation or doubled blanks; scripts kept.

    >>> fold("  Jean-François   LEFÈVRE "), fold("O’Neil"), fold("Strauß"), fold("李小龙")
    ('jean francois lefevre', 'oneil', 'strauss', '李小龙')

    A name without any letter is its own key, so that it stays findable:

    >>> fold("☎ ☎")
    '☎ ☎'
    """
    text = text[:CAP]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.translate(_FOLDING).split()) or " ".join(text.casefold().split())


def full_key(text: str) -> str:
    """Temporary."""
    return " ".join(sorted(fold(text).split()))


def display(name: str, given: str | None = None, family: str | None = None) -> str:
    """Temporary."""
    return " ".join(name.split())
