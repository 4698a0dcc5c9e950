"""What the rest of the book says of a link: contacts in common, crowds, and years under one roof.

A function of the book as it stands, never of the order in which it grew: `Book.settle` weighs again every link whose
surroundings a change touches, and `show` finds the same figures.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Final

from netcli import names
from netcli.records import CROWDS, Around
from netcli.store.reader import Pair

FEW: Final = 50_000
"""Links up to which contacts in common and shared roofs are looked for. Past that a bulk import would take twice as
long, for features that are worth 0.66 of 3.47 in log-odds; crowds are counted in every book."""
UNDATED: Final = 1.0
"""Years that two people are taken to have shared an employer when nobody says since when."""


def small(connection: sqlite3.Connection) -> bool:
    """Has the book few links?"""
    counted = connection.execute("SELECT count(*) FROM (SELECT 1 FROM link LIMIT ?)", (FEW + 1,)).fetchone()[0]
    return bool(counted <= FEW)


def step(contacts: int) -> int:
    """The last of the steps that so many contacts have passed, or 0.

    >>> step(749), step(4_000)
    (0, 3000)
    """
    return max((each for each in CROWDS if contacts >= each), default=0)


def contacts_of(connection: sqlite3.Connection, people: Iterable[int]) -> dict[int, int]:
    """How many links each of *people* has."""
    found = connection.execute(
        "SELECT value, (SELECT count(*) FROM link WHERE a = value) + (SELECT count(*) FROM link WHERE b = value)"
        " FROM json_each(?)",
        (json.dumps(list(people)),),
    )
    return dict(found.fetchall())


def busy(connection: sqlite3.Connection, first: int = 0) -> dict[int, int]:
    """Everybody from the number *first* on whose links are a crowd, with how many they are."""
    half = CROWDS[0] / 2  # who has a crowd has half of one on a side; the links lie in the order of either side
    people = {
        person
        for side in ("a", "b")
        for (person,) in connection.execute(
            f"SELECT {side} FROM link WHERE {side} >= ? GROUP BY {side} HAVING count(*) >= ?", (first, half)
        )
    }
    return {person: links for person, links in contacts_of(connection, people).items() if links >= CROWDS[0]}


def kept(connection: sqlite3.Connection, pairs: Collection[Pair]) -> dict[Pair, tuple[int | None, float]]:
    """The closeness and volume of those of *pairs* that are links."""
    found = connection.execute(
        "SELECT a, b, closeness, volume FROM json_each(?) j CROSS JOIN link"
        " ON a = json_extract(j.value, '$[0]') AND b = json_extract(j.value, '$[1]')",
        (json.dumps(list(pairs)),),
    )
    return {(a, b): (closeness, volume) for a, b, closeness, volume in found}


def neighbours_of(connection: sqlite3.Connection, people: Iterable[int], *, every: bool = False) -> dict[int, set[int]]:
    """Whom each of *people* is linked to by a link that chains use; guesses do not count, unless *every* link does."""
    least = 0 if every else 2
    known: dict[int, set[int]] = {number: set() for number in people}
    listed = json.dumps(list(known))
    for person, other in connection.execute(
        "SELECT a, b FROM json_each(?1) j CROSS JOIN link ON a = j.value WHERE passable >= ?2"
        " UNION ALL SELECT b, a FROM json_each(?1) j CROSS JOIN link ON b = j.value WHERE passable >= ?2",
        (listed, least),
    ):
        known[person].add(other)
    return known


def links_of(connection: sqlite3.Connection, people: Iterable[int]) -> set[Pair]:
    """The pairs of all links of *people*."""
    listed = json.dumps(list(people))
    found = connection.execute(
        "SELECT a, b FROM json_each(?) j CROSS JOIN link ON a = j.value"
        " UNION SELECT a, b FROM json_each(?) j CROSS JOIN link ON b = j.value",
        (listed, listed),
    )
    return set(found.fetchall())


def around(connection: sqlite3.Connection, pairs: Collection[Pair], *, few: bool) -> dict[Pair, Around]:
    """What surrounds the link of each pair; only crowds unless the book has *few* links."""
    ends = {person for pair in pairs for person in pair}
    contacts = contacts_of(connection, ends)
    if not few:
        return {(a, b): Around(contacts=max(contacts[a], contacts[b])) for a, b in pairs}
    known = neighbours_of(connection, ends)
    roofs = roofs_of(connection, ends)
    return {
        (a, b): Around(len(known[a] & known[b]), max(contacts[a], contacts[b]), together(roofs.get(a), roofs.get(b)))
        for a, b in pairs
    }


Roofs = dict[str, list[tuple[str | None, str]]]
"""Employers and schools, each with the times (since, until) spent there."""


def roofs_of(connection: sqlite3.Connection, people: Iterable[int]) -> dict[int, Roofs]:
    """Where each of *people* worked or learnt; an open end is as late as the record that says so."""
    found = connection.execute(
        "SELECT r.person, json_extract(r.fields, '$.company'), json_extract(r.fields, '$.positions'),"
        " coalesce(r.as_of, b.as_of) FROM json_each(?) j CROSS JOIN record r ON r.person = j.value"
        " LEFT JOIN batch b ON b.id = r.batch"
        " WHERE json_extract(r.fields, '$.company') IS NOT NULL OR json_extract(r.fields, '$.positions') IS NOT NULL",
        (json.dumps(list(people)),),
    )
    roofs: dict[int, Roofs] = {}
    for person, company, positions, as_of in found:
        mine = roofs.setdefault(person, {})
        if company and (key := names.company_key(company)):
            mine.setdefault(key, []).append((None, as_of))
        for position in json.loads(positions) if positions else ():
            key = names.company_key(position["organization"])
            if key:
                mine.setdefault(key, []).append((position.get("since"), position.get("until") or as_of))
    return roofs


def together(one: Roofs | None, other: Roofs | None) -> float:
    """The most years that two people spent under one roof."""
    if not one or not other:
        return 0.0
    return max((_overlap(one[key], other[key]) for key in one.keys() & other.keys()), default=0.0)


def _overlap(one: list[tuple[str | None, str]], other: list[tuple[str | None, str]]) -> float:
    dated = [
        min(_year(until), _year(till)) - max(_year(since), _year(from_))
        for since, until in one
        for from_, till in other
        if since and from_
    ]
    return max(0.0, *dated) if dated else UNDATED


def _year(moment: str) -> float:
    """A date as years and twelfths; the middle of a year of which no month is known."""
    year, month = [*moment.split("-"), ""][:2]
    return int(year) + ((int(month) - 1) / 12 if month else 0.5) if year.isdecimal() else 0.0
