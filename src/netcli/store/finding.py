"""Whom the user means: words in any order, case and spelling in, people out, best first.

Exact beats beginnings beats spelt alike. Words may also name a company, a title or a city; FTS syntax is only text.
Each way of reading the words is a query of the search index (any of these, and any of those); it is tried only while
those before it found nobody in whom every word has its place. What comes back is weighed word by word.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from netcli import identifiers, names, nicknames
from netcli.answers.finding import Found
from netcli.answers.people import Person
from netcli.store import spelling
from netcli.store.nearness import hops
from netcli.store.reader import SHORT, Reader

WORDS_CAP: Final = 12
"""Words of a query that are looked at, unless they are somebody's exact name."""
ROWS_CAP: Final = 600
"""People weighed for one reading of the words: more take longer than an answer may."""
SPARE_ROWS_CAP: Final = 200
"""People weighed for each reading that leaves a word out."""
TIES_SHOWN: Final = 50
"""Places of the answer in which people who fit equally are put in order of nearness."""

EXACT: Final = 0.98
BEGINS: Final = 0.85
NICKNAME: Final = 0.9
INITIAL: Final = 0.8
"""How well a word fits: the very word, a beginning (more, the more of it), a short form, a first letter."""
NOT_YET: Final = 0.93
"""Below this, other spellings are tried."""
ELSEWHERE: Final = 0.9
"""What a word is worth that fits company, title or city instead of the name."""
SPARE: Final = 0.02
"""What each word of the name costs that nobody asked for, as a share; no more than MOST_SPARE of them count."""
MOST_SPARE: Final = 3
DIVIDED: Final = 0.97
"""What is left of a score when the words had to be divided otherwise than they were typed."""

LITERAL: Final = BEGINS * ELSEWHERE * (1 - SPARE * MOST_SPARE)
"""Where every word, or one that begins so, stands somewhere, no other spelling is looked for."""
COMMON: Final = 0.4
"""What the commonest word weighs, against a rare one's 1."""
LONG: Final = 6
"""Letters from which a word may be two run together."""
STRAY: Final = 2
"""Letters up to which a word may be a piece of its neighbour."""


def find(reader: Reader, text: str, *, everybody: bool = False, limit: int = 10) -> list[Found]:
    """The people that *text* may mean, best first, ties by (hops from me, number); at most *limit* (0: all).

    Only somebody whose very name it is scores 1. Organizations and placeholders are left out unless *everybody*.
    """
    found = {each.person.id: each for each in _answering(reader, text)}
    for each in _read(reader, _words(text)):
        if each.person.id not in found or each.score > found[each.person.id].score:
            found[each.person.id] = each
    kept = [each for each in found.values() if everybody or each.person.kind == "person"]
    kept = _nearest_first(reader, kept, limit or TIES_SHOWN)
    return kept[:limit] if limit else kept


def _words(text: str) -> list[str]:
    folded = names.fold(text)
    return folded.split()[:WORDS_CAP] if any(character.isalnum() for character in folded) else []


def _answering(reader: Reader, text: str) -> Iterator[Found]:
    """The people whose very name, alias, address or profile *text* is."""
    keys: list[tuple[str, str | None, float, str]] = [("name", names.full_key(text), 1.0, "exact name")]
    keys.append(("alias", names.fold(text.strip().removeprefix("@")), 1.0, "exact alias"))
    if "@" in text:
        keys.append(("email", identifiers.email_key(text), 0.99, "e-mail address"))
    if "/" in text:
        keys.append(("url", identifiers.url(text), 0.99, "profile"))
    score_of: dict[int, tuple[float, str]] = {}
    for kind, value, score, why in keys:
        for number in reader.answering(kind, value) if value else ():
            score_of.setdefault(number, (score, why))
    for number, person in reader.people(score_of).items():
        yield Found(person, *score_of[number])


def _read(reader: Reader, words: list[str]) -> list[Found]:
    """The people in whom *words* are found, in the strictest of all readings that finds somebody."""
    if not words:
        return []
    weigh = _Weigher(reader, words)
    groups = {word: [word] for word in _telling(words)}
    found = weigh(groups.values())
    for word, group in groups.items():
        group += [*spelling.completions(reader, word), *sorted(nicknames.others(word))]
    found |= weigh(groups.values())
    if _best(found) < LITERAL:
        _misspelt(reader, words, groups, found)
    return list(found.values())


def _misspelt(reader: Reader, words: list[str], groups: dict[str, list[str]], found: dict[int, Found]) -> None:
    """Add to *found* the people whose words are spelt, or divided, otherwise; or who lack one of the words."""
    divided = list(_divided_otherwise(reader, words))
    likest = spelling.alike(reader, list(dict.fromkeys(word for each in (words, *divided) for word in _telling(each))))
    for word, group in groups.items():
        group += likest[word]
    weigh = _Weigher(reader, words, likest=likest)
    _add(found, weigh(groups.values()))
    for others in divided:
        if _best(found) < NOT_YET:
            reading = _Weigher(reader, others, likest=likest, share=DIVIDED)
            _add(found, reading([[word, *likest[word]] for word in _telling(others)]))
    if len(groups) > 1 and _best(found) < NOT_YET:
        for left_out in groups:
            _add(found, weigh([group for word, group in groups.items() if word != left_out], SPARE_ROWS_CAP))


def _telling(words: Sequence[str]) -> list[str]:
    """The words that are looked up: initials fit too many, unless there is nothing else."""
    return [word for word in words if len(word) > 1 or not word.isascii()] or list(words)


def _divided_otherwise(reader: Reader, words: list[str]) -> Iterator[list[str]]:
    """The words with one of them divided in two words of the book, or two of them joined."""
    for place, word in enumerate(words):
        if len(word) >= LONG and (halves := spelling.parts(reader, word)):
            yield [*words[:place], *halves, *words[place + 1 :]]
    joined = [(place, one + other) for place, (one, other) in enumerate(pairwise(words))]
    known = spelling.uses(reader, [word for _, word in joined])
    for place, word in joined:
        if word in known or min(len(words[place]), len(words[place + 1])) <= STRAY:
            yield [*words[:place], word, *words[place + 2 :]]


def _best(found: Mapping[int, Found]) -> float:
    return max((each.score for each in found.values()), default=0.0)


def _add(found: dict[int, Found], more: Mapping[int, Found]) -> None:
    for number, each in more.items():
        if number not in found or each.score > found[number].score:
            found[number] = each


class _Weigher:
    """Fetches the people whom a reading of *words* finds, and weighs how well the words fit each.

    Rare words weigh more. Where *likest* spellings are given, words may be misspelt. *share* is what is left of a
    score because of how the words had to be read.
    """

    def __init__(
        self, reader: Reader, words: Sequence[str], *, likest: Mapping[str, Sequence[str]] | None = None, share: float = 1.0
    ) -> None:
        self.reader = reader
        self.words = words
        self.share = share
        self.misspelt = likest is not None
        meant = {word: (likest or {}).get(word, [word])[:1] or [word] for word in words}
        used = spelling.uses(reader, {word for each in (words, *meant.values()) for word in each})
        most = reader.connection.execute("SELECT max(id) FROM person").fetchone()[0]
        rarity = [math.log(1 + most / (used.get(word) or used.get(meant[word][0], 1))) for word in words]
        self.weights = [max(each / max(rarity), COMMON) for each in rarity]
        self._fits: dict[tuple[str, str], tuple[float, str]] = {}

    def __call__(self, groups: Iterable[Sequence[str]], most: int = ROWS_CAP) -> dict[int, Found]:
        """The people who have a word of each group, by number."""
        query = " AND ".join(
            "(" + " OR ".join(f'"{word}"' for word in dict.fromkeys(group)) + ")" for group in groups if group
        )
        rows = self.reader.connection.execute(
            f"SELECT {SHORT}, s.name, s.company, s.title, s.city FROM search s JOIN person p ON p.id = s.rowid"
            " WHERE search MATCH ? LIMIT ?",
            (query, most),
        ).fetchall()
        found = {}
        for row in rows:
            score, why = self._weighed(*row[7:])
            found[row[0]] = Found(Person(*row[:6], bool(row[6])), round(score * self.share, 6), why)
        return found

    def _weighed(self, called: str, company: str, title: str, city: str) -> tuple[float, str]:
        elsewhere = {"company": company.split(), "title": title.split(), "city": city.split()}
        return max(self._weighed_as(name.split(), elsewhere) for name in called.split("\n"))

    def _weighed_as(self, name: Sequence[str], elsewhere: Mapping[str, Sequence[str]]) -> tuple[float, str]:
        total, reasons = 0.0, []
        for word, weight in zip(self.words, self.weights, strict=True):
            score, why, where = max(
                *((*self._fit(word, each), "name") for each in name),
                *(
                    (score * ELSEWHERE, why, field)
                    for field, their in elsewhere.items()
                    for score, why in (self._fit(word, each) for each in their)
                ),
                (0.0, "", ""),
            )
            total += weight * score
            if where:
                reasons.append(f"{word}: {why + ' ' if why else ''}{where}")
        spare = min(MOST_SPARE, max(0, len(name) - len(self.words)))
        return total / sum(self.weights) * (1 - SPARE * spare), "; ".join(reasons)

    def _fit(self, word: str, other: str) -> tuple[float, str]:
        """How well the typed *word* fits a word of the book, and why; nothing is said of the very word."""
        key = word, other
        if key not in self._fits:
            self._fits[key] = self._fitted(word, other)
        return self._fits[key]

    def _fitted(self, word: str, other: str) -> tuple[float, str]:
        if word == other:
            return EXACT, ""
        if len(other) == 1 and other == word[0]:
            return INITIAL, f"initial {other} in"
        if other.startswith(word):
            if len(word) == 1:
                return INITIAL, f"begins {other} in"
            return BEGINS + 0.1 * len(word) / len(other), f"begins {other} in"
        if nicknames.same(word, other):
            return NICKNAME, f"short or long for {other} in"
        if not self.misspelt:
            return 0.0, ""
        likeness = spelling.likeness(word, other)
        return (likeness * EXACT, f"like {other} in") if likeness >= spelling.ALIKE else (0.0, "")


def _nearest_first(reader: Reader, found: list[Found], shown: int) -> list[Found]:
    """In order of score; those of one score, as far as they are *shown*, by (hops from me, number)."""
    found.sort(key=lambda each: (-each.score, each.person.id))
    last = found[min(shown, len(found)) - 1].score if found else 0.0
    scores = [each.score for each in found]
    tied = [each.person.id for each in found if each.score >= last and scores.count(each.score) > 1]
    far = hops(reader, tied) if tied else {}
    nowhere = 1 << 30
    return sorted(found, key=lambda each: (-each.score, far.get(each.person.id, nowhere), each.person.id))
