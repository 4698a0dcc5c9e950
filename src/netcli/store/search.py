"""Search people by words, identifiers and conditions.

Words are folded: lower case, without accents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from netcli.folding import APOSTROPHES, fold
from netcli.kinds import HASHED
from netcli.store.dialect import LIST, LOOP_JOIN, MATCHES, SEARCH_ID, has_any, joined, listed, search_query
from netcli.store.reader import KNOWN_BY, SHORT, Reader

LAST: Final = "\U0010ffff"
"""A character that sorts after every character of a word."""
ALL: Final = -1
"""The value of LIMIT that means no limit."""

# SQLite limits the depth of expressions to 1000, and each AND adds a level
MOST_CONDITIONS: Final = 300
"""Maximum number of conditions in one statement."""

COLUMNS: Final = ("name", "company", "title", "city")
"""The columns of the search index."""

Groups = Iterable[Sequence[str]]
"""Groups of words; a match has at least one word of each group."""


class Entry(NamedTuple):
    """The short form of a person, and their texts in the search index."""

    id: int
    kind: str
    name: str | None
    company: str | None
    title: str | None
    city: str | None
    me: int
    known_by: str | None
    names: str
    texts: tuple[str, str, str]


def having(reader: Reader, groups: Groups, *, column: str = "", prefixes: bool = False, limit: int = ALL) -> list[int]:
    """Return people who have a word from each of *groups*.

    If *column* is not empty, only this column is searched. If *prefixes* is true, the words in *groups* may be
    beginnings of words.
    """
    query = search_query(groups, column=column, prefixes=prefixes)
    found = reader.connection.execute(f"SELECT {SEARCH_ID} FROM search WHERE {MATCHES} LIMIT ?", (query, limit))
    return [row[0] for row in found]


def containing(reader: Reader, part: str, column: str = "") -> list[int]:
    """Return people with *part* anywhere in a word of *column*, or of any column.

    This reads the text of everybody.
    """
    columns = (column,) if column else COLUMNS
    where = " OR ".join(rf"{each} LIKE ? ESCAPE '\'" for each in columns)
    found = reader.connection.execute(f"SELECT {SEARCH_ID} FROM search WHERE {where}", [_inside(part)] * len(columns))
    return [row[0] for row in found]


def with_apostrophe(
    reader: Reader, words: Iterable[str], column: str = "", *, prefixes: bool = False
) -> list[tuple[int, str]]:
    """Return people with one of *words* and with an apostrophe, and their texts as shown.

    Only *column* counts, or all columns.
    """
    columns = [column] if column else [*COLUMNS]
    shown = " || ' ' || ".join(f"coalesce(p.{each}, '')" for each in [*columns, *["aliases"][: "name" in columns]])
    found = reader.connection.execute(
        f"SELECT p.id, {shown} FROM search s {LOOP_JOIN} person p ON p.id = s.{SEARCH_ID}"
        f" WHERE {MATCHES} AND {has_any(shown, APOSTROPHES)}",
        (search_query([[*words]], column=column, prefixes=prefixes),),
    )
    return found.fetchall()


def words_containing(reader: Reader, part: str, limit: int) -> list[str]:
    """Return the words in the book that contain *part*, the commonest first."""
    found = reader.connection.execute(
        r"SELECT word FROM vocabulary WHERE word LIKE ? ESCAPE '\' ORDER BY uses DESC, word LIMIT ?",
        (_inside(part), limit),
    )
    return [row[0] for row in found]


def _inside(part: str) -> str:
    """Return the pattern of LIKE for a text that contains *part*."""
    return "%{}%".format(part.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_"))


def entries(reader: Reader, people: Iterable[int]) -> Iterator[Entry]:
    """Yield the entry of each of *people*."""
    found = reader.connection.execute(
        f"SELECT {SHORT}, {KNOWN_BY}, s.name, s.company, s.title, s.city FROM {LIST} j"
        f" {LOOP_JOIN} search s ON s.{SEARCH_ID} = j.value {LOOP_JOIN} person p ON p.id = j.value",
        (listed(people),),
    )
    for row in found:
        yield Entry._make((*row[:9], row[9:]))


def texts_having(reader: Reader, groups: Groups, limit: int, *, column: str = "name") -> list[str]:
    """Return the texts of *column* with a word from each of *groups*."""
    found = reader.connection.execute(
        f"SELECT p.{column} FROM search s JOIN person p ON p.id = s.{SEARCH_ID}"
        f" WHERE {MATCHES} AND p.kind = 'person' AND p.{column} > '' LIMIT ?",
        (search_query(groups, column=column), limit),
    )
    return [row[0] for row in found]


def identifiers_from(reader: Reader, kind: str, begin: str, limit: int) -> list[str]:
    """Return identifiers of the given *kind*, in ascending order.

    Each identifier starts with the text *begin*.
    """
    found = reader.connection.execute(
        "SELECT DISTINCT value FROM identifier WHERE kind = ? AND value >= ? AND value < ? ORDER BY value LIMIT ?",
        (kind, begin, begin + LAST, limit),
    )
    return [row[0] for row in found]


def tags_from(reader: Reader, begin: str, limit: int) -> list[str]:
    """Return the tags whose folded form begins with *begin*, in their first spelling."""
    found = reader.connection.execute(
        "SELECT i.value, p.tags FROM (SELECT value, min(person) AS person FROM identifier"
        " WHERE kind = 'tag' AND value >= ? AND value < ? GROUP BY value ORDER BY value LIMIT ?) i"
        " JOIN person p ON p.id = i.person ORDER BY i.value",
        (begin, begin + LAST, limit),
    )
    return [next(tag for tag in json.loads(tags) if fold(tag) == value) for value, tags in found]


def holding(reader: Reader, kind: str, part: str) -> list[tuple[int, str]]:
    """Return (person, identifier) for identifiers of *kind* that contain *part*."""
    if not part:
        return []
    found = reader.connection.execute(
        r"SELECT person, value FROM identifier WHERE kind = ? AND value LIKE ? ESCAPE '\'", (kind, _inside(part))
    )
    return found.fetchall()


def notes(reader: Reader) -> list[tuple[int, str]]:
    """Return the id and the note of everybody who has a note."""
    return reader.connection.execute("SELECT id, note FROM person WHERE note IS NOT NULL").fetchall()


def first_names(reader: Reader, limit: int) -> list[str]:
    """Return the names of the first *limit* people in alphabetical order."""
    found = reader.connection.execute(
        "SELECT p.name FROM identifier i JOIN person p ON p.id = i.person"
        " WHERE i.kind = 'name' AND i.value = p.folded AND p.kind = 'person' ORDER BY i.value LIMIT ?",
        (limit,),
    )
    return [row[0] for row in found]


def commonest(reader: Reader, column: str, limit: int) -> list[str]:
    """Return the texts of *column* that most people have, the commonest first."""
    found = reader.connection.execute(
        f"SELECT {column} FROM person WHERE kind = 'person' AND {column} > ''"
        f" GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT ?",
        (limit,),
    )
    return [row[0] for row in found]


def completions(reader: Reader, word: str, limit: int) -> list[str]:
    """Return the words in the book that begin with *word*, the commonest first."""
    found = reader.connection.execute(
        "SELECT word FROM vocabulary WHERE word >= ? AND word < ? ORDER BY uses DESC, word LIMIT ?",
        (word, word + LAST, limit),
    )
    return [row[0] for row in found]


def uses(reader: Reader, words: Iterable[str]) -> dict[str, int]:
    """Return the number of uses of each word that is in the book."""
    found = reader.connection.execute(f"SELECT word, uses FROM vocabulary WHERE word IN {LIST}", (listed(words),))
    return dict(found.fetchall())


def words_as_long(reader: Reader, shortest: int, longest: int, begin: str = "") -> list[str]:
    """Return the words that begin with *begin* and have *shortest* to *longest* letters."""
    text = reader.connection.execute(
        f"SELECT {joined('word')} FROM vocabulary WHERE length(word) BETWEEN ? AND ? AND word >= ? AND word < ?",
        (shortest, longest, begin, begin + LAST),
    ).fetchone()[0]
    return text.split(" ") if text else []


def largest_id(reader: Reader) -> int:
    """Return the largest id, as a quick estimate of the number of people."""
    return int(reader.connection.execute("SELECT coalesce(max(id), 1) FROM person").fetchone()[0])


class Condition(NamedTuple):
    """A condition on `person p` in SQL, with the values to bind."""

    sql: str
    values: tuple[str | int, ...] = ()

    def negated(self) -> Condition:
        """Return the opposite condition."""
        return Condition(f"NOT ({self.sql})", self.values)

    def or_else(self, other: Condition) -> Condition:
        """Return a condition that is met if this condition or *other* is met."""
        return Condition(f"(({self.sql}) OR ({other.sql}))", (*self.values, *other.values))


def chosen(
    reader: Reader, conditions: Iterable[Condition], *, kind: str | None = None, but: int | None = None
) -> list[int]:
    """Return the people who meet all *conditions*, sorted by name, then by id.

    If *but* is not None, the person with this id is left out.
    """
    met = [*conditions]
    if kind is not None:
        met.append(Condition("p.kind = ?", (kind,)))
    if but is not None:
        met.append(Condition("p.id <> ?", (but,)))
    while len(met) > MOST_CONDITIONS:
        met = [among(_meeting(reader, met[:MOST_CONDITIONS])), *met[MOST_CONDITIONS:]]
    return _meeting(reader, met)


def _meeting(reader: Reader, conditions: Sequence[Condition]) -> list[int]:
    where = " AND ".join(each.sql for each in conditions) or "1 = 1"
    values = [value for each in conditions for value in each.values]
    found = reader.connection.execute(
        f"SELECT p.id FROM person p WHERE {where} ORDER BY p.folded = '', p.folded, p.id", values
    )
    return [row[0] for row in found]


class Listed(NamedTuple):
    """The values by which a person is sorted in a list."""

    id: int
    name: str | None
    company: str | None
    updated: str
    contacts: int


def listed_people(reader: Reader, people: Iterable[int], *, counted: bool = False) -> list[Listed]:
    """Return a `Listed` for each of *people*, in any order.

    `contacts` is 0 unless *counted* is true.
    """
    contacts = "(SELECT count(*) FROM link WHERE a = p.id) + (SELECT count(*) FROM link WHERE b = p.id)"
    found = reader.connection.execute(
        f"SELECT p.id, p.name, p.company, p.updated, {contacts if counted else 0} FROM person p WHERE p.id IN {LIST}",
        (listed(people),),
    )
    return [Listed._make(row) for row in found]


def with_address(reader: Reader, text: str, most: int) -> list[int]:
    """Return people with an e-mail address that begins with *text*, sorted by address."""
    begin = text.strip().lower()
    if not begin or " " in begin:
        return []
    end = begin[:-1] + chr(ord(begin[-1]) + 1)
    found = reader.connection.execute(
        "SELECT DISTINCT person FROM identifier"
        " WHERE kind = 'email' AND value >= ? AND value < ? ORDER BY value LIMIT ?",
        (begin, end, most),
    )
    return [row[0] for row in found]


def wording(words: Sequence[str], column: str = "") -> Condition:
    """Match people who have words with all the prefixes in *words*.

    If *words* is empty, nobody matches.
    """
    if not words:
        return Condition("1 = 0")
    query = search_query([[word] for word in words], column=column, prefixes=True)
    return Condition(f"p.id IN (SELECT {SEARCH_ID} FROM search WHERE {MATCHES})", (query,))


def labelled(tag: str) -> Condition:
    """Match people who have the *tag*, which must be folded."""
    return Condition("p.id IN (SELECT person FROM identifier WHERE kind = 'tag' AND value = ?)", (tag,))


def known_to(network: str) -> Condition:
    """Match people who have a record from *network*."""
    records = "SELECT r.person FROM record r LEFT JOIN batch b ON b.id = r.batch WHERE coalesce(b.network, 'hand') = ?"
    return Condition(f"p.id IN ({records})", (network,))


def linked_since(person: int, day: str) -> Condition:
    """Match people who have been linked to *person* since *day*."""
    others = "SELECT b FROM link WHERE a = ? AND since >= ? UNION SELECT a FROM link WHERE b = ? AND since >= ?"
    return Condition(f"p.id IN ({others})", (person, day, person, day))


def among(people: Iterable[int]) -> Condition:
    """Match *people*."""
    return Condition(f"p.id IN {LIST}", (listed(people),))


HAS: Final = {
    "email": Condition("p.emails <> '[]'"),
    "phone": Condition("p.phones <> '[]'"),
    "url": Condition(f"p.urls <> '[]' AND p.urls NOT LIKE '[\"{HASHED}%'"),
    "tag": Condition("p.tags <> '[]'"),
    "alias": Condition("p.aliases <> '[]'"),
    "birthday": Condition("p.birthday IS NOT NULL"),
    "note": Condition("p.note IS NOT NULL"),
    "company": Condition("p.company IS NOT NULL"),
    "title": Condition("p.title IS NOT NULL"),
    "city": Condition("p.city IS NOT NULL"),
    "name": Condition("p.name IS NOT NULL"),
    "link": Condition("(EXISTS (SELECT 1 FROM link WHERE a = p.id) OR EXISTS (SELECT 1 FROM link WHERE b = p.id))"),
}
"""For each kind of value, an SQL condition. The condition is true if a person has such a value."""
