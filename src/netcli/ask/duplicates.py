"""Possible duplicates: list the pairs of people to decide on, and explain a pair."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, overload

from netcli.answers import Answer, Words
from netcli.answers.duplicates import RULES, Duplicates, Group, Pair, Reason, Why
from netcli.answers.people import FullPerson, Person
from netcli.errors import Usage
from netcli.language import say
from netcli.match.bulk.columns import Common, Sketch, columns
from netcli.match.bulk.pairs import Pairs, candidates
from netcli.match.evidence import Frequencies
from netcli.match.profiles import Profile, describe
from netcli.match.rules import score
from netcli.match.words import whole
from netcli.records import Record
from netcli.store import records, search, verdicts
from netcli.store.reader import Pair as Numbers
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.match.bulk.columns import Ints

CHUNK: Final = 1_000
"""Number of pairs described at a time."""


def check_rule(rule: str | None) -> None:
    """Raise Usage if *rule* is unknown. None stands for all rules."""
    if rule is not None and rule not in RULES:
        raise Usage(
            say("{rule!r} is not a rule", rule=rule), say("choose one of these: {rules}", rules=", ".join(RULES))
        )


def list_duplicates(reader: Reader, rule: str | None, min_score: float, limit: int) -> Answer[Words, Duplicates]:
    """Return the undecided pairs, grouped by rule. In each group, the best pair comes first.

    At most *limit* pairs per rule are listed (0: all). *min_score* is in bits. The book must be open while pairs are
    read.
    """
    check_rule(rule)
    apart = verdicts.distinct_pairs(reader)
    pairs = candidates(sketches(reader), floor=max(0.0, min_score))
    common = Common(pairs.book)
    groups, warnings = [], []
    for name in RULES if rule is None else (rule,):
        places = pairs.waiting(name, min_score, apart)
        if not len(places):
            continue
        shown = places[:limit] if limit else places
        groups.append(Group(name, RULES[name], len(places), Described(reader, common, pairs, shown)))
        if len(shown) < len(places):
            message = say(
                "{shown} of {places} pairs shown for the rule {name}; --limit 0 shows all",
                shown=len(shown),
                places=len(places),
                name=name,
            )
            warnings.append({"code": "cut", "rule": name, "shown": len(shown), "of": len(places), "message": message})
    result = Duplicates(sum(group.count for group in groups), groups)
    return Answer("duplicates", {"rule": rule, "min_score": min_score, "limit": limit}, result, warnings)


class Described(Sequence[Pair]):
    """The pairs that one rule finds."""

    def __init__(self, reader: Reader, common: Common, pairs: Pairs, places: Ints) -> None:
        self._reader, self._common, self._pairs, self._places = reader, common, pairs, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> list[Pair]: ...
    def __getitem__(self, place: int | slice) -> Pair | list[Pair]:
        if isinstance(place, int):
            return next(self._described(self._places[[place]]))
        return [*self._described(self._places[place])]

    def __iter__(self) -> Iterator[Pair]:
        for start in range(0, len(self), CHUNK):
            yield from self._described(self._places[start : start + CHUNK])

    def _described(self, places: Ints) -> Iterator[Pair]:
        found = list(self._pairs.at(places))
        numbers = {person for pair in found for person in pair[:2]}
        people = self._reader.people(numbers)
        profiles = {sketch.person: _profile(sketch) for sketch in sketches(self._reader, numbers)}
        frequencies = self._common.among(numbers)
        aliased = {person for person, profile in profiles.items() if len(profile.full_keys) > 1}
        for a, b, bits, _, _ in found:
            compared = score(profiles[a], profiles[b], frequencies)
            reasons = [Reason(each.field, each.a, each.b, each.bits) for each in compared.reasons]
            if aliased & {a, b}:  # the search compared only one name of each person
                bits = compared.score
            yield Pair(people[a], people[b], bits, reasons, list(compared.vetoes))


def two_of(reader: Reader, pair: Pair) -> tuple[FullPerson, FullPerson] | None:
    """Return the two people of *pair* as they are now, smaller id first.

    Return None if the pair needs no decision any more.
    """
    one, other = sorted(reader.forwarded(person.id) for person in (pair.a, pair.b))
    people = reader.full([one, other])
    if len(people) < 2 or verdicts.are_distinct(reader, one, other):
        return None
    return people[0], people[1]


def likely(reader: Reader, pairs: Collection[Numbers]) -> set[Numbers]:
    """Return the pairs so similar that the user should decide on them.

    The two people of each pair must have the same whole name.
    """
    if not pairs:
        return set()
    profiles = {sketch.person: _profile(sketch) for sketch in sketches(reader, {*chain.from_iterable(pairs)})}
    words = {word for profile in profiles.values() for name in profile.names for word in name.tokens}
    bearers = Counter(whole(name) for profile in profiles.values() for name in profile.names[:1])
    frequencies = Frequencies(reader.count_people(), search.uses(reader, words), names=bearers)
    both = [(a, b) for a, b in pairs if {a, b} <= profiles.keys()]
    compared = [score(profiles[a], profiles[b], frequencies) for a, b in both]
    return {pair for pair, found in zip(both, compared, strict=True) if found.rule and found.score >= 0}


def why(reader: Reader, one: Person, other: Person) -> Answer[Words, Why]:
    """Return the evidence for and against a merge of two people.

    Raises Usage if both are the same person, or if one is not a person.
    """
    if one.id == other.id:
        raise Usage(
            say("both names mean the same person"), say("give two people; to see a person's records: netcli show P")
        )
    for each in (one, other):
        if each.kind != "person":
            raise Usage(
                say("{name} is not a person", name=each.shown()),
                say("give two people: organizations and placeholders are not compared"),
            )
    pair = (one.id, other.id)
    profiles = {sketch.person: _profile(sketch) for sketch in sketches(reader, pair)}
    common = Common(columns(sketches(reader)))
    compared = score(profiles[one.id], profiles[other.id], common.among(pair))
    verdict = "distinct" if verdicts.are_distinct(reader, one.id, other.id) else None
    reasons = [Reason(each.field, each.a, each.b, each.bits) for each in compared.reasons]
    result = Why(one, other, compared.score, compared.rule, reasons, list(compared.vetoes), verdict)
    return Answer("why", {"a": one, "b": other}, result)


def sketches(reader: Reader, people: Collection[int] | None = None) -> Iterator[Sketch]:
    """Yield the values by which people are compared, for *people* or everybody."""
    roles = records.given_and_family(reader, people)
    nobody = (None, None)
    for number, name, emails, phones, urls, company, city, birthday, aliases in reader.identifying_values(people):
        given, family = roles.get(number, nobody)
        lists = _many(emails), _many(phones), _many(urls)
        yield Sketch(number, name, given, family, *lists, company, city, birthday, _many(aliases))


def _profile(sketch: Sketch) -> Profile:
    said = {field: value for field, value in sketch._asdict().items() if field != "person"}
    return describe(Record("", **said, hashes=sketch.urls))


def _many(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))
