"""What waits for a decision, and decisions by the hundred: where the matcher meets the book."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, overload

from netcli import names
from netcli.answers import Answer, Words
from netcli.answers.identity import Accepted, Duplicates, Group, Pair, Reason, Why
from netcli.answers.people import Person
from netcli.match.bulk.columns import Common, Sketch, columns
from netcli.match.bulk.pairs import Pairs, candidates
from netcli.match.clusters import clusters
from netcli.match.decide import profile_of
from netcli.match.evidence import Frequencies
from netcli.match.profiles import Profile, of, union
from netcli.match.rules import score
from netcli.match.words import whole
from netcli.records import Record
from netcli.store import records, verdicts
from netcli.store.reader import Reader
from netcli.tell import identity

if TYPE_CHECKING:
    from netcli.store.writer import Change

TITLES: Final = {
    "profile": "the same profile page",
    "email": "the same e-mail address, and names that agree",
    "mobile": "the same mobile phone, and names that agree",
    "name_birthday": "the same name, born on the same day",
    "name_company": "the same name at the same company",
    "similar_name_company": "a similar name at the same company",
    "name": "the same name, and nothing against it",
    "similar_name": "a similar name, and nothing against it",
    "other": "other things in common",
}
"""Every rule, in the order in which its pairs are asked."""

Found = tuple[int, int, float, str | None, bool]
"""Two people, their bits, the rule, and whether something speaks against them."""

CHUNK: Final = 1_000
"""Pairs described at a time: the people of more would take memory, those of fewer time."""


def waiting(reader: Reader, rule: str | None, min_score: float, limit: int) -> Answer[Words, Duplicates]:
    """The pairs that wait, grouped by rule, best first; at most *limit* of each are described (0: all).

    They are described when they are looked at, so that all of them never have to fit in memory.
    """
    apart = verdicts.distinct_pairs(reader)
    pairs = candidates(_sketches(reader), floor=max(0.0, min_score))
    common = Common(pairs.book)
    groups, warnings = [], []
    for name in TITLES if rule is None else (rule,):
        places = pairs.waiting(name, min_score, apart)
        if not len(places):
            continue
        shown = places[:limit] if limit else places
        groups.append(Group(name, TITLES[name], len(places), Described(reader, common, pairs, shown)))
        if len(shown) < len(places):
            message = f"{len(shown)} of {len(places)} pairs of {name} shown; --limit 0 shows all"
            warnings.append({"code": "cut", "rule": name, "shown": len(shown), "of": len(places), "message": message})
    result = Duplicates(sum(group.count for group in groups), groups)
    return Answer("duplicates", {"rule": rule, "min_score": min_score, "limit": limit}, result, warnings)


class Described(Sequence[Pair]):
    """Pairs of a group, told side by side as they are asked for."""

    def __init__(self, reader: Reader, common: Common, pairs: Pairs, places: Any) -> None:
        self._reader, self._common, self._pairs, self._places = reader, common, pairs, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> list[Pair]: ...
    def __getitem__(self, place: int | slice) -> Pair | list[Pair]:
        return list(self)[place]

    def __iter__(self) -> Iterator[Pair]:
        for start in range(0, len(self), CHUNK):
            yield from self._told(list(self._pairs.at(self._places[start : start + CHUNK])))

    def _told(self, found: list[Found]) -> Iterator[Pair]:
        numbers = {person for pair in found for person in pair[:2]}
        people = self._reader.people(numbers)
        profiles = {sketch.person: _profile(sketch) for sketch in _sketches(self._reader, numbers)}
        frequencies = self._common.among(numbers)
        for a, b, bits, _, _ in found:
            compared = score(profiles[a], profiles[b], frequencies)
            reasons = [Reason(each.field, each.a, each.b, each.bits) for each in compared.reasons]
            yield Pair(people[a], people[b], bits, reasons, list(compared.vetoes))


def accept(
    change: Change, rule: str, min_score: float, but: Collection[tuple[int, int]] = ()
) -> Answer[Words, Accepted]:
    """Merge all pairs of *rule*, best first, *but* some, and those against which something speaks."""
    reader = change.reader
    apart = verdicts.distinct_pairs(reader).union(but)
    found = candidates(_sketches(reader), floor=max(0.0, min_score))
    pairs = list(found.at(found.waiting(rule, min_score, apart)))
    free = [(a, b) for a, b, _, _, vetoed in pairs if not vetoed]
    people = {person for pair in free for person in pair}
    groups = clusters(free, cannot=apart, marks=_marks(reader, people))
    me = reader.me()
    for group in groups:
        keep, *others = sorted(group, key=lambda person: (person != me, person))
        for gone in others:
            identity.merge(change, keep, gone, rule=rule)
    home = {person: place for place, group in enumerate(groups) for person in group}
    merged = sum(1 for a, b in free if a in home and home[a] == home.get(b))
    change.summary = f"merged {merged} pairs: {TITLES[rule]}"
    query = {"accept": rule, "min_score": min_score}
    return Answer("duplicates", query, Accepted(merged, len(pairs) - merged), summary=change.summary)


def why(reader: Reader, one: Person, other: Person) -> Answer[Words, Why]:
    """What makes *one* and *other* one person or two."""
    profiles = _profiles(reader, [one.id, other.id])
    compared = score(profiles[one.id], profiles[other.id], _frequencies(reader, profiles))
    pair = (min(one.id, other.id), max(one.id, other.id))
    verdict = "distinct" if pair in verdicts.distinct_pairs(reader) else None
    reasons = [Reason(each.field, each.a, each.b, each.bits) for each in compared.reasons]
    result = Why(one, other, compared.score, compared.rule, reasons, list(compared.vetoes), verdict)
    return Answer("why", {"a": one, "b": other}, result)


def _sketches(reader: Reader, people: Collection[int] | None = None) -> Iterator[Sketch]:
    """What the book has chosen of everybody, or of *people*."""
    chosen = "" if people is None else " AND {} IN (SELECT value FROM json_each(?))"
    listed = () if people is None else (json.dumps(list(people)),)
    roles: dict[int, tuple[str | None, str | None]] = {}
    for person, given, family in reader.connection.execute(
        "SELECT person, json_extract(fields, '$.given'), json_extract(fields, '$.family') FROM record"
        f" WHERE json_extract(fields, '$.family') IS NOT NULL{chosen.format('person')} ORDER BY id",
        listed,
    ):
        roles.setdefault(person, (given, family))
    rows = reader.connection.execute(
        "SELECT id, name, emails, phones, urls, company, city, birthday FROM person"
        f" WHERE kind = 'person'{chosen.format('id')} ORDER BY id",
        listed,
    )
    nobody = (None, None)
    for number, name, emails, phones, urls, company, city, birthday in rows:
        given, family = roles.get(number, nobody)
        yield Sketch(number, name, given, family, _many(emails), _many(phones), _many(urls), company, city, birthday)


def _profile(sketch: Sketch) -> Profile:
    return of(Record("", **{field: value for field, value in sketch._asdict().items() if field != "person"}))


def _many(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _marks(reader: Reader, people: set[int]) -> dict[int, list[tuple[str, str]]]:
    """What one person has once: a LinkedIn profile, a birthday."""
    marks: dict[int, list[tuple[str, str]]] = {}
    for person, profile in _profiles(reader, people).items():
        slugs = [("linkedin", slug) for network, slug in sorted(profile.slugs) if network == "linkedin"]
        marks[person] = [*slugs[:1], *(("born", day) for day in sorted(profile.birthdays)[:1])]
    return marks


def _profiles(reader: Reader, people: Any) -> dict[int, Profile]:
    told = records.fields_by_person(reader, people)
    return {person: union(map(profile_of, fields)) for person, fields in told.items()}


def _frequencies(reader: Reader, profiles: dict[int, Profile]) -> Frequencies:
    """How common the words of these people are in the whole book."""
    words = {word for profile in profiles.values() for name in profile.names for word in name.tokens}
    companies = {company for profile in profiles.values() for company in profile.companies}
    cities = {city for profile in profiles.values() for city in profile.cities}
    total = reader.connection.execute("SELECT count(*) FROM person WHERE kind = 'person'").fetchone()[0]

    def count(column: str, text: str) -> int:
        query = f"{column} : ({' AND '.join(f'{chr(34)}{word}{chr(34)}' for word in names.fold(text).split())})"
        return int(
            reader.connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (query,)).fetchone()[0]
        )

    namesakes = _namesakes(reader, profiles)
    return Frequencies(
        total,
        {word: count("name", word) for word in words},
        {company: count("company", company) for company in companies},
        {city: count("city", city) for city in cities},
        namesakes.names,
        namesakes.ambiguous,
    )


def _namesakes(reader: Reader, profiles: dict[int, Profile]) -> Frequencies:
    """Who else bears the whole names of these people."""
    everybody: set[int] = set(profiles)
    for profile in profiles.values():
        for name in profile.names:
            words = " AND ".join(f'"{word}"' for word in sorted(whole(name)))
            if words:
                query = f"name : ({words})"
                found = reader.connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (query,))
                everybody.update(row[0] for row in found)
    return Common(columns(_sketches(reader, everybody))).among(everybody)
