"""The forms under which texts compare: folded, without accents, without marks that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

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


@lru_cache(maxsize=1 << 10)  # several keys fold one name; a larger cache does not fit a processor's, and costs more
def fold(text: str) -> str:
    """Return the form under which exact naming compares: no case, accents, punctuation or doubled blanks; scripts kept.

    >>> fold("  Jean-François   LEFÈVRE "), fold("O’Neil"), fold("Strauß"), fold("李小龙")
    ('jean francois lefevre', 'oneil', 'strauss', '李小龙')

    A name without any letter is its own key, so that it stays findable:

    >>> fold("☎ ☎")
    '☎ ☎'
    """
    text = text[:CAP]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    elif text.replace(" ", "").isalnum():  # most names, in a third of the time
        return " ".join(text.lower().split())
    elif text.replace(" ", "").replace("-", "").isalnum():
        return " ".join(text.lower().replace("-", " ").split())
    return " ".join(text.translate(_FOLDING).split()) or " ".join(text.casefold().split())


def unmarked(text: str) -> str:
    """Return `text` without marks that nobody sees, of direction and of no width, which would make it another one.

    >>> unmarked("\\u202azoe@\\u200bexample.org\\u202c")
    'zoe@example.org'
    """
    return text if text.isascii() else "".join(each for each in text if unicodedata.category(each) != "Cf")


def normalized(text: str, form: Literal["NFC", "NFKC", "NFD", "NFKD"] = "NFC") -> str:
    """Return a Unicode form of `text` in linear time: sorting very many marks on one letter takes quadratic time."""
    return "".join(unicodedata.normalize(form, piece) for piece in _pieces(text))


def is_composed(text: str) -> bool:
    """Tell whether `text` is in NFC as it is; in linear time, as `normalized`."""
    return all(unicodedata.is_normalized("NFC", piece) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """Cut `text` so that no piece is long, between two words where there are any."""
    start = 0
    while len(text) - start > CAP:
        end = text.rfind(" ", start, start + CAP) + 1 or start + CAP
        yield text[start:end]
        start = end
    yield text[start:]


def unaccented(text: str) -> str:
    """Return the form under which headers and months compare: no case, accents or doubled blanks; punctuation kept.

    >>> unaccented("  Prénom  (usuel) ")
    'prenom (usuel)'
    """
    text = " ".join(text.split()).casefold()
    if text.isascii():
        return text
    return "".join(letter for letter in normalized(text, "NFKD") if not unicodedata.combining(letter))
