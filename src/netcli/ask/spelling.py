"""How alike two words are, and which words of the book a typed word may stand for.

The vocabulary is read as one string and compared in C, first its words of the same first letter, which takes a
millisecond or two even in a large book, then all of it: no index of misspellings has to be kept (docs/identity.md,
"Finding").
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Final

from netcli.sounds import skeleton
from netcli.store.reader import Reader
from netcli.store.search import uses, words_as_long

Measure = Callable[[str, str], float]

SPELLINGS: Final = 25
"""Words of the book that a misspelt word may stand for, the likest first."""
BEGUN: Final = 8
"""The same, of its first letter: of a large book, more would fit more people than may be weighed."""
ALIKE: Final = 0.6
"""Likeness below which a word is another word."""
SOUNDS_ALIKE: Final = 0.86
"""Likeness of words that sound the same, however they are written."""
LETTERS: Final = 3
"""By how many letters a misspelling may be longer or shorter."""
SHORTEST_PART: Final = 2
LONGEST_RUN: Final = 40
"""Letters of the words that may have been run together: of the least of them, and of all."""
LETTERS_CUT: Final = 0.5
COMPARED: Final = 3
"""Share of right letters below which a word is another word; how many times as many are compared in full as kept."""


def parts(reader: Reader, word: str) -> list[str]:
    """Return the fewest words of the book that were run together in *word*; none if it is no such word, or long."""
    ends = range(SHORTEST_PART, len(word) + 1) if len(word) <= LONGEST_RUN else ()
    known = uses(reader, {word[start:end] for end in ends for start in range(end - SHORTEST_PART + 1)} - {word})
    best: dict[int, list[str]] = {0: []}  # up to that letter, the fewest words
    for end in ends:
        divided = [[*best[start], word[start:end]] for start in best if word[start:end] in known]
        if divided:
            best[end] = min(divided, key=lambda each: (len(each), -min(known[part] for part in each)))
    return best.get(len(word), [])


def alike(reader: Reader, words: Collection[str], *, begun: bool = False) -> dict[str, list[str]]:
    """Return for each of *words* the words of the book that it may be a spelling of, the likest first.

    Only those of the same first letter if *begun*: that looks at a tenth of the book, and a slip is seldom there.
    """
    from rapidfuzz import process  # only a misspelt word needs it
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
    """Return the words of the book about as long as one of *words*, that *begin* so."""
    lengths = [len(word) for word in words]
    return words_as_long(reader, min(lengths) - LETTERS, max(lengths) + LETTERS, begin)


@cache
def _measures() -> tuple[Measure, Measure]:
    """Return the measures of slips of the fingers (OSA) and of common letters from the beginning on (Jaro-Winkler)."""
    from rapidfuzz.distance import OSA, JaroWinkler  # as above

    return OSA.normalized_similarity, JaroWinkler.normalized_similarity


def likeness(one: str, other: str) -> float:
    """Return how much the two words look, or sound, the same: 0 to 1."""
    letters, beginnings = _measures()
    looks = (letters(one, other) + beginnings(one, other)) / 2
    if ALIKE <= looks < SOUNDS_ALIKE and skeleton(one) == skeleton(other):
        return SOUNDS_ALIKE
    return looks
