"""What waits for a decision, and decisions by the hundred: where the matcher meets the book."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from netcli import names
from netcli.answers import Answer
from netcli.answers.identity import Accepted, Duplicates, Group, Pair, Reason, Why
from netcli.answers.people import Person
from netcli.match import Frequencies, Sketch, candidates, clusters, score, union
from netcli.match.arrival import profile_of
from netcli.store import identity
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.match import Profile
    from netcli.store.book import Book

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

Found = tuple[int, int, float, str, bool]
"""Two people, their bits, the rule, and whether something speaks against them."""


def waiting(reader: Reader, rule: str | None, min_score: float, limit: int) -> Answer:
    """The pairs that wait, grouped by rule, best first; at most *limit* of each are described (0: all)."""
    apart = identity.told_apart(reader)
    by_rule: dict[str, list[Found]] = {name: [] for name in TITLES if rule in (None, name)}
    for found in _found(reader, min_score):
        if found[3] in by_rule and (found[0], found[1]) not in apart:
            by_rule[found[3]].append(found)
    groups, warnings = [], []
    for name, pairs in by_rule.items():
        if not pairs:
            continue
        shown = pairs[:limit] if limit else pairs
        groups.append(Group(name, TITLES[name], len(pairs), _described(reader, shown)))
        if len(shown) < len(pairs):
            message = f"{len(shown)} of {len(pairs)} pairs of {name} shown; --limit 0 shows all"
            warnings.append({"code": "cut", "rule": name, "shown": len(shown), "of": len(pairs), "message": message})
    result = Duplicates(sum(group.count for group in groups), groups)
    return Answer("duplicates", {"rule": rule, "min_score": min_score, "limit": limit}, result, warnings)


def accept(book: Book, rule: str, min_score: float) -> Answer:
    """Merge all pairs of *rule*, best first, but those against which something speaks."""
    apart = identity.told_apart(book.reader)
    pairs = [
        found for found in _found(book.reader, min_score) if found[3] == rule and (found[0], found[1]) not in apart
    ]
    free = [(a, b) for a, b, _, _, vetoed in pairs if not vetoed]
    people = {person for pair in free for person in pair}
    groups = clusters(free, cannot=apart, marks=_marks(book.reader, people))
    me = book.reader.me()
    for group in groups:
        keep, *others = sorted(group, key=lambda person: (person != me, person))
        for gone in others:
            identity.merge(book, keep, gone, rule=rule)
    home = {person: place for place, group in enumerate(groups) for person in group}
    merged = sum(1 for a, b in free if a in home and home[a] == home.get(b))
    summary = f"merged {merged} pairs: {TITLES[rule]}"
    if book.journal.images:
        book.end_change(summary)
    else:
        book.drop_change()
    query = {"accept": rule, "min_score": min_score}
    return Answer("duplicates", query, Accepted(merged, len(pairs) - merged), summary=summary)


def why(reader: Reader, one: Person, other: Person) -> Answer:
    """What makes *one* and *other* one person or two."""
    profiles = _profiles(reader, [one.id, other.id])
    compared = score(profiles[one.id], profiles[other.id], _frequencies(reader, profiles))
    pair = (min(one.id, other.id), max(one.id, other.id))
    verdict = "distinct" if pair in identity.told_apart(reader) else None
    reasons = [Reason(each.field, each.a, each.b, each.bits) for each in compared.reasons]
    result = Why(one, other, compared.score, compared.rule, reasons, list(compared.vetoes), verdict)
    return Answer("why", {"a": one, "b": other}, result)


def _found(reader: Reader, min_score: float) -> list[Found]:
    """Every pair worth a question, best first."""
    pairs = candidates(_sketches(reader), floor=max(0.0, min_score))
    kept = [(a, b, bits, rule or "other", vetoed) for a, b, bits, rule, vetoed in pairs if bits >= min_score]
    return sorted(kept, key=lambda found: (-found[2], found[:2]))


def _sketches(reader: Reader) -> Iterator[Sketch]:
    roles: dict[int, tuple[str | None, str | None]] = {}
    for person, given, family in reader.connection.execute(
        "SELECT person, json_extract(fields, '$.given'), json_extract(fields, '$.family') FROM record"
        " WHERE json_extract(fields, '$.family') IS NOT NULL"
    ):
        roles.setdefault(person, (given, family))
    rows = reader.connection.execute(
        "SELECT id, name, emails, phones, urls, company, city, birthday FROM person WHERE kind = 'person' ORDER BY id"
    )
    nobody = (None, None)
    for number, name, emails, phones, urls, company, city, birthday in rows:
        given, family = roles.get(number, nobody)
        yield Sketch(number, name, given, family, _many(emails), _many(phones), _many(urls), company, city, birthday)


def _many(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _marks(reader: Reader, people: set[int]) -> dict[int, list[tuple[str, str]]]:
    """What one person has once: a LinkedIn profile, a birthday."""
    marks: dict[int, list[tuple[str, str]]] = {}
    for person, profile in _profiles(reader, people).items():
        slugs = [("linkedin", slug) for network, slug in sorted(profile.slugs) if network == "linkedin"]
        marks[person] = [*slugs[:1], *(("born", day) for day in sorted(profile.birthdays)[:1])]
    return marks


def _described(reader: Reader, pairs: list[Found]) -> list[Pair]:
    numbers = {person for pair in pairs for person in pair[:2]}
    people, profiles = reader.people(numbers), _profiles(reader, numbers)
    frequencies = _frequencies(reader, profiles)
    told = []
    for a, b, bits, _, _ in pairs:
        compared = score(profiles[a], profiles[b], frequencies)
        reasons = [Reason(each.field, each.a, each.b, each.bits) for each in compared.reasons]
        told.append(Pair(people[a], people[b], bits, reasons, list(compared.vetoes)))
    return told


def _profiles(reader: Reader, people: Any) -> dict[int, Profile]:
    told = identity.told(reader, people)
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

    return Frequencies(
        total,
        {word: count("name", word) for word in words},
        {company: count("company", company) for company in companies},
        {city: count("city", city) for city in cities},
    )
