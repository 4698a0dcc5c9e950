"""Score how well a query fits a person, word by word.

Rare words have more weight.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from netcli import nicknames
from netcli.ask import spelling
from netcli.language import listed, say
from netcli.store.reader import Reader
from netcli.store.search import Entry, entries, largest_id, uses

EXACT: Final = 0.98
"""Score of two identical words. Only an exact name or alias has the score 1."""
BEGINS: Final = 0.85
"""Minimum score of a word that begins with the typed word (see `ALL_OF_IT`)."""
ALL_OF_IT: Final = 0.1
"""Maximum number added to the score `BEGINS`. If half of a word's letters are typed, half of this number is added."""
NICKNAME: Final = 0.9
"""Score of another form of the typed word, such as a nickname."""
INITIAL: Final = 0.7
"""Score of an initial and a word that begins with the same letter."""
SHARPNESS: Final = 3
"""Exponent of likeness, which punishes half-wrong words. On FEBRL, recall among the first 5 rises from .73 to .80."""
MISSING: Final = 0.3
"""If the best score of a typed word is below this, the word counts as missing."""
LACKING: Final = 0.9
"""Factor on a person's score if the person lacks one of the typed words."""
COMMON: Final = 0.4
"""Weight of the commonest word; a rare word has weight 1."""
ELSEWHERE: Final = 0.9
"""Factor on the score of a match in the company, title or city."""
SPARE: Final = 0.02
"""Penalty for each extra word of a name, as a share of the score."""
MOST_SPARE: Final = 3
"""Maximum number of extra words of a name that are penalised."""
LITERAL: Final = BEGINS * ELSEWHERE * (1 - SPARE * MOST_SPARE)
"""Minimum score if every word is found as a whole word or prefix."""

FIELDS: Final = ("company", "title", "city")


class Relevance:
    """Computes the scores of people who match *words* or similar words.

    All scores are multiplied by *share*. *within* has the words of which each word is a part.
    """

    def __init__(
        self,
        reader: Reader,
        words: Sequence[str],
        likest: Mapping[str, Sequence[str]] | None = None,
        share: float = 1.0,
        *,
        names_only: bool = False,
        within: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.reader = reader
        self.names_only = names_only
        self.words = words
        self.share = share
        self.within = within or {}
        self.misspelt = likest is not None
        self.weights = self._weights(likest or {})
        self._fits: dict[str, dict[str, float]] = {word: {} for word in words}
        self._scored: set[int] = set()

    def _weights(self, likest: Mapping[str, Sequence[str]]) -> list[float]:
        """Return the weight of each word, by its rarity in the book."""
        meant = {word: next(iter(likest.get(word, ())), word) for word in self.words}
        used = uses(self.reader, {*meant, *meant.values()})
        most = largest_id(self.reader)
        rarity = [math.log(1 + most / (used.get(word) or used.get(meant[word], 1))) for word in self.words]
        return [max(each / max(rarity), COMMON) for each in rarity]

    def scores(self, numbers: Iterable[int]) -> Iterator[tuple[float, Entry]]:
        """Yield the score and entry of each person who was not scored before."""
        for entry in entries(self.reader, [number for number in numbers if number not in self._scored]):
            self._scored.add(entry.id)
            yield self.score(entry), entry

    def score(self, entry: Entry) -> float:
        """Return a score, less than 1, of the person's best-fitting name."""
        others = [] if self.names_only else [word for text in entry.texts for word in text.split()]
        best = 0.0
        for name in entry.names.split("\n"):
            parts = name.split()
            total, least = 0.0, 1.0
            for word, weight in zip(self.words, self.weights, strict=True):
                fit = self._likest(word, parts)[0]
                if fit < EXACT * ELSEWHERE and others:
                    fit = max(fit, ELSEWHERE * self._likest(word, others)[0])
                total += weight * fit
                least = min(least, fit)
            spare = min(MOST_SPARE, max(0, len(parts) - len(self.words)))
            best = max(best, total * (1 - SPARE * spare) * (LACKING if least < MISSING else 1))
        return round(best / sum(self.weights) * self.share, 6)

    def why(self, entry: Entry) -> str:
        """Return the matches that explain the score of *entry*, word by word."""
        reasons = []
        for word in self.words:
            fits = [(*self._likest(word, entry.names.split()), "name")]
            for field, text in zip(FIELDS, entry.texts, strict=True):
                fit, likest = self._likest(word, text.split())
                fits.append((fit * ELSEWHERE, likest, field))
            fit, likest, field = max(fits, key=lambda each: each[0])
            if fit:
                kind = self._match_kind(word, likest)
                place = say(field)
                how = place if word == likest else say("{kind} {word} ({field})", kind=kind, word=likest, field=place)
                reasons.append(say("{word}: {how}", word=word, how=how))
        return listed(reasons)

    def _likest(self, word: str, theirs: Iterable[str]) -> tuple[float, str]:
        """Return the best score of *word* against the words in *theirs*, and the best of these words."""
        fits, best, likest = self._fits[word], 0.0, ""
        for each in theirs:
            fit = fits.get(each)
            if fit is None:
                fit = fits[each] = self._fit(word, each)
            if fit > best:
                best, likest = fit, each
        return best, likest

    def _fit(self, word: str, other: str) -> float:
        if word == other:
            return EXACT
        if other in self.within.get(word, ()):
            return BEGINS + ALL_OF_IT * len(word) / len(other)
        if word[0] == other[0] and 1 in (len(word), len(other)):
            return INITIAL
        if other.startswith(word):
            return BEGINS + ALL_OF_IT * len(word) / len(other)
        if nicknames.same(word, other):
            return NICKNAME
        if not self.misspelt:
            return 0.0
        likeness = spelling.likeness(word, other)
        return EXACT * likeness**SHARPNESS if likeness >= spelling.ALIKE else 0.0

    def _match_kind(self, word: str, other: str) -> str:
        within = other in self.within.get(word, ())
        if 1 in (len(word), len(other)) and not within:
            return say("initial of") if len(word) == 1 else say("initial")
        if other.startswith(word):
            return say("begins")
        if within:
            return say("part of")
        return say("a form of") if nicknames.same(word, other) else say("like")
