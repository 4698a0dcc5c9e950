"""How texts are normalised for comparison: without case, accents and invisible marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

CAP: Final = 1000
"""Maximum number of characters that are read from a name."""

_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
"""Letters that NFKD does not decompose."""
APOSTROPHES: Final = "'’‘ʼʻʹ`´′＇"
"""Apostrophes, which are dropped: O'Neil becomes ONeil."""
_MARKS: Final = (
    (0x0300, 0x036F),  # accents
    (0x0591, 0x05C7),  # Hebrew points
    (0x064B, 0x0670),  # Arabic vowels
    (0x20D0, 0x20FF),  # keycaps and circles
    (0xFE00, 0xFE0F),  # variation selectors, after emoji
    (0xE0100, 0xE01EF),
)
"""Ranges of marks that do not distinguish names. Hindi and Japanese marks do distinguish names."""


class _Folding(dict[int, str | None]):
    """A cache with the folded form of each character."""

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str | None:
    if character in APOSTROPHES or unicodedata.category(character) == "Cf":
        return None
    letters = []
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()):
        if any(first <= ord(letter) <= last for first, last in _MARKS):
            continue
        letters.append(letter.translate(_LETTERS) if unicodedata.category(letter)[0] in "LMN" else " ")
    return unicodedata.normalize("NFC", "".join(letters)) or None


_FOLDING: Final = _Folding({code: _fold_character(chr(code)) for code in range(128)})


@lru_cache(maxsize=1 << 10)  # several keys are made from one name; a larger cache would be slower
def fold(text: str) -> str:
    """Return the form of a text that exact name matching compares.

    >>> fold("  Jean-François   LEFÈVRE "), fold("O’Neil"), fold("Strauß"), fold("李小龙")
    ('jean francois lefevre', 'oneil', 'strauss', '李小龙')

    A name without letters is its own key:

    >>> fold("☎ ☎")
    '☎ ☎'
    """
    text = text[:CAP]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    elif text.replace(" ", "").isalnum():  # a shortcut for most names: it takes a third of the time
        return " ".join(text.lower().split())
    elif text.replace(" ", "").replace("-", "").isalnum():
        return " ".join(text.lower().replace("-", " ").split())
    folded = text.translate(_FOLDING)
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)  # a half-width voicing mark is a character of its own
    return " ".join(folded.split()) or " ".join(text.casefold().split())


def fold_long(text: str) -> str:
    """Return the form of a long text, such as a note, in which words are searched."""
    parts = []
    while len(text) > CAP:
        end = text.rfind(" ", 0, CAP) + 1 or CAP
        parts.append(fold(text[:end]))
        text = text[end:]
    return " ".join([*parts, fold(text)])


def fold_quickly(text: str) -> str:
    """Return a form of a long text that contains each word of its exact form, in a third of the time.

    Signs between words remain, and blanks are not reduced.
    """
    if text.isascii():
        folded = text.lower()
    else:  # the same words often have accents, so `fold` remembers them
        folded = " ".join([word.lower() if word.isascii() else fold_long(word) for word in text.split()])
    return folded.replace("'", "").replace("`", "")


def unmarked(text: str) -> str:
    r"""Return `text` without invisible marks, such as zero-width spaces.

    >>> unmarked("\u202azoe@\u200bexample.org\u202c")
    'zoe@example.org'
    """
    return text if text.isascii() else "".join(each for each in text if unicodedata.category(each) != "Cf")


def normalized(text: str, form: Literal["NFC", "NFKC", "NFD", "NFKD"] = "NFC") -> str:
    """Return `text` in a Unicode normal form. This takes linear time, even if a letter has many marks."""
    return "".join(unicodedata.normalize(form, piece) for piece in _pieces(text))


def is_composed(text: str) -> bool:
    """Return, in linear time, whether `text` is already in NFC."""
    return all(unicodedata.is_normalized("NFC", piece) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """Cut `text` into pieces of limited length, between two words where possible."""
    start = 0
    while len(text) - start > CAP:
        end = text.rfind(" ", start, start + CAP) + 1 or start + CAP
        yield text[start:end]
        start = end
    yield text[start:]


def unaccented(text: str) -> str:
    """Return `text` without case, accents and repeated blanks. Punctuation stays.

    >>> unaccented("  Prénom  (usuel) ")
    'prenom (usuel)'
    """
    text = " ".join(text.split()).casefold()
    if text.isascii():
        return text
    return "".join(letter for letter in normalized(text, "NFKD") if not unicodedata.combining(letter))
