"""Derive everything again from the statements, and compare the result with the book."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from netcli import names, strength
from netcli.errors import titled
from netcli.language import listed as series
from netcli.language import say
from netcli.records import Neighbourhood
from netcli.store import derive, dialect, introductions, once, records, trash
from netcli.store.derive import LinkRow, PersonRow
from netcli.store.dialect import GREATEST, LEAST, LIST, SEARCH_ID, listed, next_id
from netcli.store.reader import Pair, Reader
from netcli.store.surroundings import is_small, kept_weights, surroundings_of
from netcli.store.writer import FIRST, Change

CHUNK: Final = 2_000
"""Number of people or links that one SQL statement reads for the comparison."""
TEXTS: Final = "name, company, title, city"
"""The columns of the search index."""
ALIKE: Final = 1e-9
"""Largest tolerated difference between two weights: SQL and Python round sums differently."""
_WORD: Final = re.compile(r"[0-9A-Za-z\x80-\U0010ffff]+")
"""The pattern of a word. The search index splits texts into the same words."""


class Problem(NamedTuple):
    """A problem of the book, and the person concerned.

    `mendable` is true if a new derivation solves the problem.
    """

    code: str
    what: str
    person: int | None = None
    mendable: bool = True


def place(batch: int | None, file: str | None, line: int | None) -> str:
    """Return a description of the origin of a statement: batch, file and line."""
    if batch is None:
        return say("by hand")
    parts = (
        say("batch {batch}", batch=batch),
        titled(file) if file else "",
        say("line {line}", line=line) if line else "",
    )
    return series(filter(None, parts))


def problems(reader: Reader, broken: Collection[int]) -> Iterator[Problem]:
    """Yield a problem for each derived row that does not match the statements in the book.

    *broken* contains the people with unreadable records. These people are skipped.
    """
    # the next write derives the rows of an older netcli again
    if (reader.setting("names") or FIRST) != str(names.VERSION) or reader.is_stale:
        return
    yield from _people(reader, broken)
    yield from _index(reader)
    yield from _vocabulary(reader)
    yield from _links(reader, broken)
    yield from _numbers(reader)


def _chunks(found: Iterable[tuple[int]]) -> Iterator[list[int]]:
    numbers = (row[0] for row in found)
    while chunk := list(islice(numbers, CHUNK)):
        yield chunk


def _people(reader: Reader, broken: Collection[int]) -> Iterator[Problem]:
    """Compare people, their keys and their search texts with their records."""
    run = reader.connection.execute
    answers: defaultdict[int, int] = defaultdict(int)  # by person: hash of the expected minus hash of the stored keys
    searched = dict.fromkeys((row[0] for row in run(f"SELECT {SEARCH_ID} FROM search")), 0)
    removed = trash.numbers(reader)
    for chunk in _chunks(run("SELECT DISTINCT person FROM record UNION SELECT id FROM person ORDER BY 1").fetchall()):
        asked = listed(chunk)
        held = {
            row[0]: PersonRow._make(row[1:])
            for row in run(f"SELECT id, {', '.join(PersonRow._fields)} FROM person WHERE id IN {LIST}", (asked,))
        }
        texts = {
            row[0]: tuple(row[1:])
            for row in run(f"SELECT {SEARCH_ID}, {TEXTS} FROM search WHERE {SEARCH_ID} IN {LIST}", (asked,))
        }
        kept = records.by_person(reader, [number for number in chunk if number not in broken])
        for number in chunk:
            searched.pop(number, None)
            if number in broken:
                continue
            if number not in kept or number in removed:
                if number not in held:
                    continue
                yield Problem("person", say("id:{number} is in the book, but has no records", number=number), number)
                continue
            row, keys, words = derive.person(kept[number])
            yield from _person(number, row, held.get(number))
            if number in held and texts.get(number) != words:
                yield Problem(
                    "search",
                    say("the words of the records of id:{number} are not all in the search index", number=number),
                    number,
                )
            answers[number] += sum(map(hash, keys))
    for kind, value, person in run("SELECT kind, value, person FROM identifier"):
        answers[person] -= hash((kind, value))
    for number, difference in answers.items():
        if difference and number not in broken:
            yield Problem(
                "identifier",
                say("the identifiers stored for id:{number} differ from those in the person's records", number=number),
                number,
            )
    for number in searched:
        yield Problem("search", say("the search index contains id:{number}, who has no records", number=number))


def _person(number: int, row: PersonRow, held: PersonRow | None) -> Iterator[Problem]:
    if held is None:
        described = row.name or say("somebody without a name")
        yield Problem(
            "person",
            say("id:{number} is missing, although records describe this person: {name}", number=number, name=described),
        )
    elif held != row:
        other = [name for name, now, said in zip(PersonRow._fields, held, row, strict=True) if now != said]
        yield Problem(
            "person",
            say("id:{number} differs from the person's records: {other}", number=number, other=", ".join(other)),
            number,
        )


def _index(reader: Reader) -> Iterator[Problem]:
    """Compare the words of the search index with its texts."""
    words: defaultdict[int, int] = defaultdict(int)
    for number, *texts in reader.connection.execute(f"SELECT {SEARCH_ID}, {TEXTS} FROM search"):
        for column, text in zip(TEXTS.split(", "), texts, strict=True):
            words[number] += sum(hash((word, column, at)) for at, word in enumerate(_WORD.findall(text.lower())))
    with dialect.words_of_index(reader.connection) as indexed:
        for word, number, column, at in indexed:
            words[number] -= hash((word, column, at))
    for number, difference in words.items():
        if difference:
            yield Problem(
                "search", say("the words stored for id:{number} are not all in the search index", number=number), number
            )


def _vocabulary(reader: Reader) -> Iterator[Problem]:
    """Compare the word counts of the vocabulary with the words in the search texts."""
    used: Counter[str] = Counter()
    for texts in reader.connection.execute(f"SELECT {TEXTS} FROM search"):
        used.update(" ".join(texts).split())
    counted = dict(reader.connection.execute("SELECT word, uses FROM vocabulary").fetchall())
    for word in sorted({word for word, _ in used.items() ^ counted.items()}):
        yield Problem(
            "vocabulary",
            say(
                "the count of the word {word!r} is {counted} instead of {used}",
                word=word,
                counted=counted.get(word, 0),
                used=used[word],
            ),
        )


def _links(reader: Reader, broken: Collection[int]) -> Iterator[Problem]:
    """Compare links, and counts of meetings and messages, with the evidence."""
    run = reader.connection.execute
    change, outcomes = Change(reader), {pair: counts for pair, *counts in introductions.tallies(reader)}
    few = is_small(reader.connection)
    contacts = Counter[int]()
    for side in () if few else ("a", "b"):
        contacts.update(dict(run(f"SELECT {side}, count(*) FROM link GROUP BY {side}").fetchall()))
    removed = trash.numbers(reader)
    found = run(f"SELECT {', '.join(LinkRow._fields)} FROM link ORDER BY a, b")
    while rows := [LinkRow._make(row) for row in islice(found, CHUNK)]:
        pairs = [row[:2] for row in rows]
        for count, number in once.miscounted(reader.connection, pairs):
            yield Problem(
                "count",
                say(
                    "evidence {number} has the wrong count: there are {count} messages or meetings",
                    number=number,
                    count=count,
                ),
            )
        signs = reader.signs(pairs)
        kinds = reader.kinds({person for pair in pairs for person in pair})
        weights = kept_weights(reader.connection, pairs)
        around = (
            surroundings_of(reader.connection, pairs, few=True)
            if few
            else {(a, b): Neighbourhood(contacts=max(contacts[a], contacts[b])) for a, b in pairs}
        )
        for row, (a, b) in zip(rows, pairs, strict=True):
            tie = derive.link(signs.get((a, b), ()))
            if tie is None or a >= b or {a, b} & removed:
                yield Problem("link", say("id:{a} and id:{b} are linked, but there is no evidence for it", a=a, b=b), a)
                continue
            passable = kinds.get(a) == kinds.get(b) == "person"
            asks, agreed = outcomes.get((a, b), (0, 0))
            due = change.link_row(a, b, tie, signs[a, b], passable=passable)._replace(
                around=strength.weigh_neighbourhood(around[a, b], *weights[a, b]), asks=asks, agreed=agreed
            )
            if row == due or a in broken or b in broken:
                continue
            other = [name for name, now, said in zip(LinkRow._fields, row, due, strict=True) if not _alike(now, said)]
            if other:
                yield Problem(
                    "link",
                    say(
                        "the link of id:{a} and id:{b} differs from its evidence: {other}",
                        a=a,
                        b=b,
                        other=", ".join(other),
                    ),
                    a,
                )
    yield from _missing_links(reader)


def _alike(now: object, said: object) -> bool:
    if isinstance(now, float) and isinstance(said, (int, float)):
        return math.isclose(now, said, rel_tol=ALIKE, abs_tol=ALIKE)
    return now == said


def _missing_links(reader: Reader) -> Iterator[Problem]:
    least, greatest = f"{LEAST}(r.person, s.person)", f"{GREATEST}(r.person, s.person)"
    missing: Iterable[Pair] = reader.connection.execute(
        f"SELECT DISTINCT {least}, {greatest} FROM evidence e JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
        f" LEFT JOIN link l ON l.a = {least} AND l.b = {greatest}"
        " WHERE e.link IS NOT NULL AND r.person <> s.person AND l.a IS NULL"
    )
    removed = trash.numbers(reader)
    for a, b in missing:
        if {a, b} & removed:
            continue
        yield Problem("link", say("id:{a} and id:{b} are not linked, although there is evidence for it", a=a, b=b), a)


def unsupported(reader: Reader) -> tuple[list[Pair], list[int]]:
    """Return the linked pairs without evidence for a link, and the people without records."""
    run = reader.connection.execute
    pairs = run(
        f"SELECT a, b FROM link EXCEPT SELECT {LEAST}(r.person, s.person), {GREATEST}(r.person, s.person)"
        " FROM evidence e JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b WHERE e.link IS NOT NULL"
    )
    people = run("SELECT id FROM person EXCEPT SELECT person FROM record").fetchall()
    return pairs.fetchall(), [number for (number,) in people]


def _numbers(reader: Reader) -> Iterator[Problem]:
    """Check that no id of a former person can be assigned again."""
    (largest,) = reader.connection.execute(
        "SELECT coalesce(max(id), 0) FROM (SELECT max(born) AS id FROM record UNION ALL SELECT max(old) FROM forward"
        " UNION ALL SELECT max(owner) FROM batch) x"
    ).fetchone()
    if next_id(reader.connection, "person") <= largest:
        yield Problem(
            "number",
            say("the next new person would get a number that is already taken: {largest} is in use", largest=largest),
        )
