"""Find people by words in any order, case and spelling; best matches first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import Final

from netcli import names, nicknames
from netcli.answers import Answer, Words, cut
from netcli.answers.people import Found, Person
from netcli.ask import spelling
from netcli.ask.circle import circle, hops
from netcli.ask.parts import words_with
from netcli.ask.relevance import LITERAL, Relevance
from netcli.folding import fold
from netcli.language import say
from netcli.store.reader import Reader
from netcli.store.search import Entry, completions, having, largest_id, uses

WORDS_CAP: Final = 12
"""Maximum number of words of a query that are used."""
ROWS_CAP: Final = 300
"""Maximum number of people scored for one interpretation of the query."""
MATCHES_CAP: Final = 10_000
"""Maximum number of matches fetched for one interpretation of the query. The fetch takes about 5 ms."""
EVERYBODY: Final = 1 << 30
"""Number of people scored if the caller wants all results."""
TIES: Final = 50
"""If the search has no limit, ties are sorted by nearness only in the first results, up to this number."""
NOT_YET: Final = 0.93
"""If the best score is below this, words are also split and joined."""
LIKELY: Final = 0.65
"""If the best score is below this, misspelt words are compared with all words."""
LEFT_OUT: Final = 5
"""If a query has at most this number of words, netcli also searches without each word in turn."""
FAR: Final = 1 << 30
"""Number of hops assigned to a person whom no chain reaches."""
WORTH: Final = 0.25
"""Minimum score of a result. Users do not see why weaker matches were found."""
BESIDE: Final = 0.6
"""Score of a person who was found by notes, tags, phone numbers or e-mail addresses."""
MANY: Final = 100
"""If at least this many people were found, others are searched beside only if they may be among the first results."""
SMALL: Final = 10_000
"""The same is true if the book has at least this many people, for whom a search beside takes up to 0.1 s."""
DIVIDED: Final = 0.97
"""Factor on the score if words had to be split or joined."""
LONG: Final = 6
"""Minimum number of letters of a word that may be two words."""
BEGUN: Final = 3
"""Minimum number of letters of a typed word that may begin what stands behind an apostrophe."""
STRAY: Final = 2
"""If a typed word has at most this many letters, netcli also joins the word to its neighbours."""
COMPLETIONS: Final = 300
"""Maximum number of words to which a prefix is expanded, the commonest first."""


def find(reader: Reader, text: str, *, limit: int = 10, everybody: bool = False) -> Answer[Words, list[Found]]:
    """Answer with the people whom *text* may mean; see `find_of`."""
    found, of = find_of(reader, text, limit=limit, everybody=everybody)
    return Answer("find", {"text": text}, found, cut(len(found), of))


def find_of(
    reader: Reader, text: str, *, limit: int = 10, everybody: bool = False, names_only: bool = False
) -> tuple[list[Found], int]:
    """Return the people whom *text* may mean, best first, and their number.

    At most *limit* people are returned (0: all). Only an exact name or alias has the score 1. *everybody* includes
    organizations and placeholders.
    """
    exact = {
        number: each for number, each in _answering(reader, text).items() if everybody or each.person.kind == "person"
    }
    search = _Search(reader, max(limit, ROWS_CAP) if limit else EVERYBODY, names_only=names_only)
    if words := _words(reader, text):
        search.read(words)
    scores = {
        number: score
        for number, (score, _, entry) in search.found.items()
        if score >= WORTH and (everybody or entry.kind == "person")
    }
    first = sum(score > BESIDE for score in scores.values())
    countable = len(scores) < MANY and largest_id(reader) < SMALL
    if not names_only and (countable or first < (limit or EVERYBODY)):
        exact |= _other_matches(reader, text, scores.keys() | exact.keys(), everybody=everybody)
    scores.update((number, each.score) for number, each in exact.items())
    best = _nearest_first(search, scores, limit or TIES)[: limit or None]
    return [exact.get(number) or search.found_as(number) for number in best], len(scores) + search.unscored


def _words(reader: Reader, text: str) -> list[str]:
    """Return the folded words of *text*; `JF` may become two initials."""
    folded = fold(text)
    if not any(character.isalnum() for character in folded):
        return []
    words = folded.split()[:WORDS_CAP]
    shortened = {word for word in words if word in nicknames.INITIALS} if len(words) > 1 else set()
    shortened -= uses(reader, shortened).keys() if shortened else set()
    return [part for word in words for part in (word if word in shortened else [word])]


def _answering(reader: Reader, text: str) -> dict[int, Found]:
    """Return the people whose exact name, alias, e-mail address or profile is *text*."""
    keys: list[tuple[str, str | None, float, str]] = [
        ("name", names.full_key(text), 1.0, say("exact name")),
        ("alias", fold(text.strip().removeprefix("@")), 1.0, say("exact alias")),
    ]
    if "@" in text or "/" in text:
        from netcli import identifiers  # plain names do not need it

    if "@" in text:
        keys.append(("email", identifiers.email_key(text), 0.99, say("e-mail address")))
    if "/" in text:
        keys.append(("url", identifiers.url(text), 0.99, "profile"))
    fits: dict[int, tuple[float, str]] = {}
    for kind, value, score, why in keys:
        for number in reader.answering(kind, value) if value else ():
            fits.setdefault(number, (score, why))
    return {number: Found(person, *fits[number]) for number, person in reader.people(fits).items()}


def _other_matches(reader: Reader, text: str, found: Set[int], *, everybody: bool) -> dict[int, Found]:
    """Return other people whose notes, tags, phones or e-mails match *text*."""
    from netcli.ask.beside import everywhere  # a match by name does not need it

    others = {number: place for number, place in everywhere(reader, text).items() if number not in found}
    people = reader.people(others)
    return {
        number: Found(person, BESIDE, others[number])
        for number, person in people.items()
        if everybody or person.kind == "person"
    }


class _Search:
    """Several interpretations of a query, and the best score of each person.

    `unscored` is the number of matches that were left without a score. Matches of misspelt words are not counted.
    """

    def __init__(self, reader: Reader, most: int, *, names_only: bool = False) -> None:
        self.reader = reader
        self.names_only = names_only
        self.most = most
        self.unscored = 0
        self.found: dict[int, tuple[float, Relevance, Entry]] = {}
        self.best = 0.0

    @cached_property
    def near(self) -> dict[int, int]:
        """The people around me, with their hops from me."""
        return circle(self.reader)

    def read(self, words: list[str]) -> None:
        """Search for people by *words*, then by prefixes, then by misspellings."""
        groups = {word: [word] for word in _looked_up(words)}
        within = {word: words_with(self.reader, word, begun=len(word) >= BEGUN) for word in groups}
        relevance = Relevance(self.reader, words, names_only=self.names_only, within=within)
        self._add(relevance, groups.values())
        if self.unscored:
            return
        for word, group in groups.items():
            begun = completions(self.reader, word, COMPLETIONS // len(groups))
            group += [*begun, *within[word], *sorted(nicknames.others(word))]
        self._add(relevance, groups.values())
        if self.best < LITERAL:
            self._read_misspelt(words, groups, within)

    def found_as(self, number: int) -> Found:
        """Return the result for a person found, with the reasons."""
        score, relevance, entry = self.found[number]
        return Found(Person.of((*entry[:6], bool(entry.me), entry.known_by)), score, relevance.why(entry))

    def _read_misspelt(self, words: list[str], groups: dict[str, list[str]], within: Mapping[str, list[str]]) -> None:
        divided = list(_other_divisions(self.reader, words))
        typed = dict.fromkeys(word for each in (words, *divided) for word in _looked_up(each))
        likest: dict[str, list[str]] = {}
        for begun, compared in ((True, typed.keys()), (False, typed.keys() - uses(self.reader, typed))):
            likest |= spelling.alike(self.reader, compared, begun=begun)
            relevance = Relevance(self.reader, words, likest, names_only=self.names_only, within=within)
            spelt = {word: [*group, *likest[word]] for word, group in groups.items()}
            self._add(relevance, spelt.values())
            for others in divided:
                if self.best < NOT_YET:
                    reading = Relevance(self.reader, others, likest, DIVIDED, names_only=self.names_only)
                    self._add(reading, [[word, *likest[word]] for word in _looked_up(others)])
            if self.best >= LIKELY:
                return
        if 1 < len(groups) <= LEFT_OUT:
            for left_out in groups:
                self._add(relevance, [group for word, group in spelt.items() if word != left_out])

    def _add(self, relevance: Relevance, groups: Iterable[Sequence[str]]) -> None:
        """Score the nearest people who have a word from each group."""
        distinct = [list(dict.fromkeys(group)) for group in groups]
        numbers = having(
            self.reader, distinct, column="name" if self.names_only else "", limit=max(self.most, MATCHES_CAP)
        )
        if len(numbers) > self.most:
            if not relevance.misspelt:
                self.unscored = len(numbers) - self.most
            numbers = sorted(numbers, key=lambda number: self.near.get(number, FAR))[: self.most]
        for score, entry in relevance.scores(numbers):
            if entry.id not in self.found or score > self.found[entry.id][0]:
                self.found[entry.id] = score, relevance, entry
                self.best = max(self.best, score)


def _looked_up(words: Sequence[str]) -> list[str]:
    """Return *words* without initials, or all if there are only initials."""
    return [word for word in words if len(word) > 1 or not word.isascii()] or list(words)


def _other_divisions(reader: Reader, words: list[str]) -> Iterator[list[str]]:
    """Yield variants of *words* with one word split or two words joined."""
    for place, word in enumerate(words):
        if len(word) >= LONG and (halves := spelling.parts(reader, word)):
            yield [*words[:place], *halves, *words[place + 1 :]]
    joined = [(place, one + other) for place, (one, other) in enumerate(pairwise(words))]
    known = uses(reader, [word for _, word in joined])
    for place, word in joined:
        if word in known or min(len(words[place]), len(words[place + 1])) <= STRAY:
            yield [*words[:place], word, *words[place + 2 :]]


def _nearest_first(search: _Search, scores: Mapping[int, float], shown: int) -> list[int]:
    """Return the ids, highest score first. Ties near the top are sorted by nearness."""
    order = sorted(scores, key=lambda number: (-scores[number], number))
    last = scores[order[:shown][-1]] if order else 0.0
    several = Counter(scores.values())
    tied = [number for number in order if scores[number] >= last and several[scores[number]] > 1]
    far = hops(search.reader, tied, search.near, enough=shown) if tied else {}
    return sorted(order, key=lambda number: (-scores[number], far.get(number, FAR), number))
