"""Measure how similar words are, and find words that a misspelling may mean."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Final

from netcli.sounds import skeleton
from netcli.store.reader import Reader
from netcli.store.search import uses, words_as_long

Measure = Callable[[str, str], float]

SPELLINGS: Final = 25
"""Maximum number of words that a misspelt word may mean."""
BEGUN: Final = 8
"""If only words with the same first letter are compared, a misspelt word may mean at most this number of words."""
ALIKE: Final = 0.6
"""Likeness below which two words are different words."""
SOUNDS_ALIKE: Final = 0.86
"""Likeness of two words that sound the same, whatever their spelling."""
LETTERS: Final = 3
"""Maximum difference in letters between a misspelling and the correct word."""
SHORTEST_PART: Final = 2
"""Minimum number of letters of each part of a split word."""
LONGEST_RUN: Final = 40
"""If a typed word has more letters than this number, the word is not split into several words."""
LETTERS_CUT: Final = 0.5
"""Similarity (OSA, from 0 to 1) below which words are not compared further."""
COMPARED: Final = 3
"""To find n similar words, `likeness` is computed for `COMPARED` × n words."""


def parts(reader: Reader, word: str) -> list[str]:
    """Split *word* into as few words of the book as possible, and return these words.

    If *word* cannot be split, return an empty list.
    """
    ends = range(SHORTEST_PART, len(word) + 1) if len(word) <= LONGEST_RUN else ()
    known = uses(reader, {word[start:end] for end in ends for start in range(end - SHORTEST_PART + 1)} - {word})
    best: dict[int, list[str]] = {0: []}  # for each position, the fewest words up to it
    for end in ends:
        divided = [[*best[start], word[start:end]] for start in best if word[start:end] in known]
        if divided:
            best[end] = min(divided, key=lambda each: (len(each), -min(known[part] for part in each)))
    return best.get(len(word), [])


def alike(reader: Reader, words: Collection[str], *, begun: bool = False) -> dict[str, list[str]]:
    """Return the similar words in the book for each of *words*, best first.

    If *begun* is true, compare only words with the same first letter.
    """
    from rapidfuzz import process  # only misspelt words need it
    from rapidfuzz.distance import OSA

    vocabulary = _vocabulary(reader, words) if words and not begun else []
    most = BEGUN if begun else SPELLINGS
    found = {}
    for word in words:
        known = _vocabulary(reader, [word], word[0]) if begun else vocabulary
        near = process.extract(
            word, known, scorer=OSA.normalized_similarity, score_cutoff=LETTERS_CUT, limit=COMPARED * most
        )
        scores = {each[0]: likeness(word, each[0]) for each in near}
        likest = sorted(scores, key=lambda each: (-scores[each], each))[:most]
        found[word] = [each for each in likest if scores[each] >= ALIKE]
    return found


def _vocabulary(reader: Reader, words: Collection[str], begin: str = "") -> list[str]:
    """Return the words in the book that start with *begin* and are about as long as *words*."""
    lengths = [len(word) for word in words]
    return words_as_long(reader, min(lengths) - LETTERS, max(lengths) + LETTERS, begin)


@cache
def _measures() -> tuple[Measure, Measure]:
    """Return the similarity measures OSA and Jaro-Winkler."""
    from rapidfuzz.distance import OSA, JaroWinkler  # only misspelt words need it

    return OSA.normalized_similarity, JaroWinkler.normalized_similarity


def likeness(one: str, other: str) -> float:
    """Return how similar two words look or sound, between 0 and 1."""
    letters, beginnings = _measures()
    looks = (letters(one, other) + beginnings(one, other)) / 2
    if ALIKE <= looks < SOUNDS_ALIKE and skeleton(one) == skeleton(other):
        return SOUNDS_ALIKE
    return looks
