"""Whom the user means: words in any order, case and spelling in, people out, best first.

Exact beats prefix beats spelt alike. Words may also name a company, a title or a city; FTS syntax is only text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from netcli import names
from netcli.answers.finding import Found
from netcli.answers.people import Person
from netcli.store.reader import SHORT, Reader

WORDS_CAP: Final = 32
"""Words of a query that are looked at."""
ROWS_CAP: Final = 600
"""People ranked again for one query: reading more takes longer than an answer may."""
ALIKE: Final = 0.72
"""Similarity from which a word of the book counts as a spelling of the user's (identity notes: OSA, Jaro-Winkler)."""
SPELLINGS: Final = 40
"""Words of the book that one word of a query may stand for."""
GOOD: Final = 0.9
"""Score below which the query is also tried with other spellings."""


def find(reader: Reader, text: str, *, everybody: bool = False, limit: int = 10) -> list[Found]:
    """The people that *text* may mean, best first, ties by number; at most *limit* (0: all).

    Organizations and placeholders are left out unless *everybody*.
    """
    words = names.fold(text).split()[:WORDS_CAP]
    if not words:
        return []
    exact = set(reader.answering("name", names.full_key(text))) | set(reader.answering("alias", " ".join(words)))
    ranked = _ranked(reader, words, [[word] for word in words], exact, prefix=True)
    if not exact and (not ranked or ranked[0].score < GOOD):
        spellings = [_spellings(reader, word) for word in words]
        if all(spellings):
            known = {found.person.id for found in ranked}
            alike = _ranked(reader, words, spellings, exact, prefix=False)
            ranked += [found for found in alike if found.person.id not in known]
    kept = [found for found in ranked if everybody or found.person.kind == "person"]
    kept.sort(key=lambda found: (-found.score, found.person.id))
    return kept[:limit] if limit else kept


def _ranked(
    reader: Reader, words: Sequence[str], spellings: Sequence[Iterable[str]], exact: set[int], *, prefix: bool
) -> list[Found]:
    query = " AND ".join(
        "(" + " OR ".join(f'"{word}"{" *" if prefix else ""}' for word in group) + ")" for group in spellings
    )
    rows = reader.connection.execute(
        f"SELECT {SHORT}, s.name, s.company, s.title, s.city FROM search s JOIN person p ON p.id = s.rowid"
        " WHERE search MATCH ? LIMIT ?",
        (query, ROWS_CAP),
    ).fetchall()
    found = {row[0]: _scored(Person(*row[:6], bool(row[6])), row[7:], words, exact) for row in rows}
    for number, person in reader.people(exact - set(found)).items():
        found[number] = Found(person, 1.0, "exact name")
    return list(found.values())


def _scored(person: Person, fields: Sequence[str], words: Sequence[str], exact: set[int]) -> Found:
    if person.id in exact:
        return Found(person, 1.0, "exact name")
    name, *others = (field.split() for field in fields)
    elsewhere = [word for field in others for word in field]
    total, reasons = 0.0, set()
    for word in words:
        score, reason = max(_fit(word, name, "name", 1.0), _fit(word, elsewhere, "company, title or city", 0.9))
        total += score
        reasons.add(reason)
    # a name of which every word was said fits better than one with words to spare
    spare = max(0, len(name) - len(words))
    return Found(person, round(min(0.99, total / len(words) * (1 - 0.02 * spare)), 6), ", ".join(sorted(reasons)))


def _fit(word: str, fields: Sequence[str], what: str, weight: float) -> tuple[float, str]:
    if word in fields:
        return 0.98 * weight, f"{what}"
    if any(field.startswith(word) for field in fields):
        return 0.93 * weight, f"{what} begins so"
    return weight * max((_similarity(word, field) for field in fields), default=0.0) * 0.9, f"{what} spelt alike"


def _similarity(one: str, other: str) -> float:
    from rapidfuzz.distance import OSA, JaroWinkler  # only a misspelt name needs it

    return max(OSA.normalized_similarity(one, other), JaroWinkler.normalized_similarity(one, other) - 0.05)


def _spellings(reader: Reader, word: str) -> list[str]:
    """The words of the book that are spelt like *word*, nearest first."""
    from rapidfuzz import process  # as above

    vocabulary = [row[0] for row in reader.connection.execute("SELECT DISTINCT term FROM word")]
    alike = process.extract(word, vocabulary, scorer=lambda a, b, **_: _similarity(a, b) * 100, limit=SPELLINGS)
    return [term for term, score, _ in alike if score >= ALIKE * 100]
