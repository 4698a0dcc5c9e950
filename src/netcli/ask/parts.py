"""Find people by a word that is only part of a word in the book: Neil in O'Neil, 小龙 in 李小龙."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from netcli.folding import APOSTROPHES, fold
from netcli.store.reader import Reader
from netcli.store.search import containing, having, uses, with_apostrophe, words_containing

UNSPACED: Final = (
    (0x0E00, 0x0FFF),  # Thai, Lao, Tibetan
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Korean letters
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x31FF),  # Japanese syllables, Chinese phonetic letters
    (0x3400, 0x9FFF),  # Chinese
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),  # Korean syllables
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Ranges of characters of scripts that write a name without blanks."""
BEFORE: Final = (
    "a b c d e f g h i j k l m n o p q r s t u v w x y z al all ca da dall de dell del des du el ja ka la le ma mac mc"
    " na nall nell nur qu ra sa san sant ta un za"
)
"""What may stand before an apostrophe in a name: the O of O'Neil, the Dell of Dell'Acqua."""
CYRILLIC_BEFORE: Final = "д л м н о"
"""What may stand before an apostrophe in a Cyrillic name: the Д of Д'Артаньян."""
SHORTEST: Final = 2
"""Minimum number of letters behind an apostrophe that are a word."""
COMMONEST: Final = 300
"""Maximum number of words in the book that contain a typed word, the commonest first."""

_WORD: Final = rf"[\w{APOSTROPHES}]+"
_APOSTROPHE: Final = f"[{APOSTROPHES}]"


def is_unspaced(word: str) -> bool:
    """Return whether *word* is in a script that writes a name without blanks."""
    return not word.isascii() and any(first <= ord(letter) <= last for letter in word for first, last in UNSPACED)


def behind(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word with an apostrophe, and what stands behind the apostrophe; both folded.

    >>> [*behind("Maeve O’Neil")], [*behind("Jean d'Arc-L'Hermite")], [*behind("the Jones' cat")]
    ([('oneil', 'neil')], [('darc', 'arc'), ('lhermite', 'hermite')], [])
    """
    for word in re.findall(_WORD, text):
        for part in re.split(_APOSTROPHE, word)[1:]:
            if len(part) >= SHORTEST:
                yield fold(word), fold(part)


def is_part(word: str, words: Iterable[str]) -> bool:
    """Return whether the folded *word* is inside one of *words*, in a script that writes a name without blanks."""
    return is_unspaced(word) and any(word in each for each in words)


def people_with(reader: Reader, words: Sequence[str], column: str = "", *, begun: bool = False) -> list[int]:
    """Return the people who have each of *words*, at least one of them as part of a word.

    *words* are folded. If *begun* is true, they may also be prefixes.
    """
    parts = {word: _people(reader, word, column, begun=begun) for word in words}
    if not any(parts.values()):
        return []
    each = [found.union(having(reader, [[word]], column=column, prefixes=begun)) for word, found in parts.items()]
    return sorted(set.intersection(*each))


def words_with(reader: Reader, word: str, *, begun: bool = False) -> list[str]:
    """Return the words in the book of which *word* is a part."""
    if is_unspaced(word):
        return [each for each in words_containing(reader, word, COMMONEST) if each != word]
    found = _apostrophized(reader, word, "", begun=begun)
    return sorted({whole for _, text in found for whole, part in behind(text) if _fits(word, part, begun=begun)})


def _people(reader: Reader, word: str, column: str, *, begun: bool) -> set[int]:
    if is_unspaced(word):
        return {*containing(reader, word, column)}
    found = _apostrophized(reader, word, column, begun=begun)
    return {number for number, text in found if any(_fits(word, part, begun=begun) for _, part in behind(text))}


def _fits(word: str, part: str, *, begun: bool) -> bool:
    return part.startswith(word) if begun else part == word


def _apostrophized(reader: Reader, word: str, column: str, *, begun: bool) -> list[tuple[int, str]]:
    """Return people who may have *word* behind an apostrophe, with their texts."""
    if len(word) < SHORTEST or not word[0].isalpha():
        return []
    before = BEFORE if word[0].isascii() else CYRILLIC_BEFORE
    wholes = [f"{each}{word}" for each in before.split()]
    if not begun:
        wholes = [*uses(reader, wholes)]
    return with_apostrophe(reader, wholes, column, prefixes=begun) if wholes else []
