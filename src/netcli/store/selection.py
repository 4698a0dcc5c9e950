"""Choosing people: conditions that a person meets or not, and everybody who meets them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from netcli.store.dialect import LIST, MATCHES, SEARCH_ID, listed, search_query
from netcli.store.reader import Reader


class Condition(NamedTuple):
    """A condition on `person p` in SQL, and the values that it binds."""

    sql: str
    values: tuple[str | int, ...] = ()

    def negated(self) -> Condition:
        """Return the condition that is met where this one is not."""
        return Condition(f"NOT ({self.sql})", self.values)


def chosen(
    reader: Reader, conditions: Iterable[Condition], *, kind: str | None = None, but: int | None = None
) -> list[int]:
    """Return everybody who meets all *conditions*, by name then number; only one *kind*, and all *but* one person."""
    met = [*conditions]
    if kind is not None:
        met.append(Condition("p.kind = ?", (kind,)))
    if but is not None:
        met.append(Condition("p.id <> ?", (but,)))
    where = " AND ".join(each.sql for each in met) or "1 = 1"
    values = [value for each in met for value in each.values]
    found = reader.connection.execute(
        f"SELECT p.id FROM person p WHERE {where} ORDER BY p.folded = '', p.folded, p.id", values
    )
    return [row[0] for row in found]


def wording(words: Sequence[str], column: str = "") -> Condition:
    """Met by whoever has words that begin with each of *words*, folded, anywhere or in *column*; without, by nobody."""
    if not words:
        return Condition("1 = 0")
    query = search_query([[word] for word in words], column=column, prefixes=True)
    return Condition(f"p.id IN (SELECT {SEARCH_ID} FROM search WHERE {MATCHES})", (query,))


def labelled(tag: str) -> Condition:
    """Met by whoever has the *tag*, folded."""
    return Condition("p.id IN (SELECT person FROM identifier WHERE kind = 'tag' AND value = ?)", (tag,))


def known_to(network: str) -> Condition:
    """Met by whoever has a record from *network*."""
    records = "SELECT r.person FROM record r LEFT JOIN batch b ON b.id = r.batch WHERE coalesce(b.network, 'hand') = ?"
    return Condition(f"p.id IN ({records})", (network,))


def linked_since(person: int, day: str) -> Condition:
    """Met by whoever has been linked to *person* from *day* on."""
    others = "SELECT b FROM link WHERE a = ? AND since >= ? UNION SELECT a FROM link WHERE b = ? AND since >= ?"
    return Condition(f"p.id IN ({others})", (person, day, person, day))


def among(people: Iterable[int]) -> Condition:
    """Met by *people*."""
    return Condition(f"p.id IN {LIST}", (listed(people),))


HAS: Final = {
    "email": Condition("p.emails <> '[]'"),
    "phone": Condition("p.phones <> '[]'"),
    "url": Condition("p.urls <> '[]'"),
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
"""What a person may have, each with its condition."""
