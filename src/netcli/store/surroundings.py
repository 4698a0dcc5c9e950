"""The surroundings of a link: common contacts, crowds, and years together.

If a person has very many contacts, these contacts form a crowd.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from netcli import records, strength
from netcli.companies import company_key
from netcli.records import Neighbourhood
from netcli.store.dialect import GREATEST, LIST, LOOP_JOIN, PAIRS, json_field, listed, next_id, sound_json
from netcli.store.reader import Pair

FEW: Final = 50_000  # beyond, common contacts and employers would double the time of a bulk import
"""Maximum number of links in a small book.

In larger books, common contacts and shared employers are ignored.
"""
UNDATED: Final = 1.0
"""Assumed number of years together if no source gives a date."""
CHUNK: Final = 2_000
"""Number of links weighed per SQL statement."""
BULK: Final = 60_000
"""If an import adds at least this number of links, all crowds are weighed again.

BULK must be greater than FEW.
"""


def is_small(connection: sqlite3.Connection) -> bool:
    """Return whether the book has at most `FEW` links."""
    return not has_links_beyond(connection, FEW)


def has_links_beyond(connection: sqlite3.Connection, number: int) -> bool:
    """Return whether the book has more than *number* links."""
    counted = connection.execute("SELECT count(*) FROM (SELECT 1 FROM link LIMIT ?)", (number + 1,)).fetchone()[0]
    return bool(counted > number)


def crowd_threshold(contacts: int) -> int:
    """Return the highest crowd threshold that the number of *contacts* reaches, or 0.

    >>> crowd_threshold(749), crowd_threshold(4_000)
    (0, 3000)
    """
    return max((each for each in records.CROWDS if contacts >= each), default=0)


def count_contacts(connection: sqlite3.Connection, people: Iterable[int]) -> dict[int, int]:
    """Map each person in *people* to the number of their links."""
    found = connection.execute(
        "SELECT value, (SELECT count(*) FROM link WHERE a = value) + (SELECT count(*) FROM link WHERE b = value)"
        f" FROM {LIST} j",
        (listed(people),),
    )
    return dict(found.fetchall())


def crowded(connection: sqlite3.Connection, first: int = 0) -> dict[int, int]:
    """Return the number of contacts of each person who has very many contacts.

    Only people whose ids are at least *first* are returned.
    """
    half = records.CROWDS[0] / 2  # at least half the links of a crowd are in one column; both have an index
    people = {
        person
        for side in ("a", "b")
        for (person,) in connection.execute(
            f"SELECT {side} FROM link WHERE {side} >= ? GROUP BY {side} HAVING count(*) >= ?", (first, half)
        )
    }
    return {person: links for person, links in count_contacts(connection, people).items() if links >= records.CROWDS[0]}


def kept_weights(connection: sqlite3.Connection, pairs: Collection[Pair]) -> dict[Pair, tuple[int | None, float]]:
    """Return {pair: (closeness, volume)} for each of *pairs* that has a link."""
    found = connection.execute(
        f"SELECT link.a, link.b, closeness, volume FROM {PAIRS} pair"
        f" {LOOP_JOIN} link ON link.a = pair.a AND link.b = pair.b",
        (listed(pairs),),
    )
    return {(a, b): (closeness, volume) for a, b, closeness, volume in found}


def neighbours_of(connection: sqlite3.Connection, people: Iterable[int], *, every: bool = False) -> dict[int, set[int]]:
    """Map each person to the people at the other ends of passable links.

    If *every* is true, all links count, even guesses.
    """
    least = 0 if every else 2
    known: dict[int, set[int]] = {number: set() for number in people}
    asked = listed(known)
    for person, other in connection.execute(
        f"SELECT a, b FROM {LIST} j {LOOP_JOIN} link ON a = j.value WHERE passable >= ?"
        f" UNION ALL SELECT b, a FROM {LIST} j {LOOP_JOIN} link ON b = j.value WHERE passable >= ?",
        (asked, least, asked, least),
    ):
        known[person].add(other)
    return known


def links_of(connection: sqlite3.Connection, people: Iterable[int]) -> set[Pair]:
    """Return the pairs of all links of *people*."""
    asked = listed(people)
    found = connection.execute(
        f"SELECT a, b FROM {LIST} j {LOOP_JOIN} link ON a = j.value"
        f" UNION SELECT a, b FROM {LIST} j {LOOP_JOIN} link ON b = j.value",
        (asked, asked),
    )
    return set(found.fetchall())


def surroundings_of(connection: sqlite3.Connection, pairs: Collection[Pair], *, few: bool) -> dict[Pair, Neighbourhood]:
    """Map each pair in *pairs* to the surroundings of its link.

    If *few* is false, only numbers of contacts are considered.
    """
    ends = {person for pair in pairs for person in pair}
    contacts = count_contacts(connection, ends)
    if not few:
        return {(a, b): Neighbourhood(contacts=max(contacts[a], contacts[b])) for a, b in pairs}
    known = neighbours_of(connection, ends)
    worked = affiliations_of(connection, ends)
    return {
        (a, b): Neighbourhood(
            len(known[a] & known[b]),
            max(contacts[a], contacts[b]),
            years_together(worked.get(a), worked.get(b)),
        )
        for a, b in pairs
    }


Affiliations = dict[str, list[tuple[str | None, str]]]
"""A person's employers and schools, each with the periods (since, until) spent there."""


def affiliations_of(connection: sqlite3.Connection, people: Iterable[int]) -> dict[int, Affiliations]:
    """Map each person in *people* to their employers and schools.

    An open period ends with the date of its record.
    """
    affiliations: dict[int, Affiliations] = {}
    for person, name, period in _stated(connection, people):
        own = affiliations.setdefault(person, {})
        if key := company_key(name):
            own.setdefault(key, []).append(period)
    return affiliations


def spellings_of(connection: sqlite3.Connection, people: Iterable[int]) -> dict[str, Counter[str]]:
    """Count the spellings of each employer or school, by company key."""
    spelt: dict[str, Counter[str]] = {}
    for _, name, _ in _stated(connection, people):
        spelt.setdefault(company_key(name), Counter())[name] += 1
    return spelt


def _stated(connection: sqlite3.Connection, people: Iterable[int]) -> Iterator[tuple[int, str, tuple[str | None, str]]]:
    """Yield (person, employer or school, period) for the records of *people*."""
    sound = sound_json("r.fields")
    company, positions = json_field(sound, "company"), json_field(sound, "positions")
    found = connection.execute(
        f"SELECT r.person, {company}, {positions}, coalesce(r.as_of, b.as_of) FROM {LIST} j"
        f" {LOOP_JOIN} record r ON r.person = j.value LEFT JOIN batch b ON b.id = r.batch"
        f" WHERE {company} IS NOT NULL OR {positions} IS NOT NULL",
        (listed(people),),
    )
    for person, employer, jobs, as_of in found:
        if employer:
            yield person, employer, (None, as_of)
        for position in json.loads(jobs) if jobs else ():
            yield person, position["organization"], (position.get("since"), position.get("until") or as_of)


def years_together(one: Affiliations | None, other: Affiliations | None) -> float:
    """Return the most years that two people spent at one employer or school."""
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
    """Return a date as a number of years.

    Without a month, return the middle of the year.
    """
    year, month = [*moment.split("-"), ""][:2]
    return int(year) + ((int(month) - 1) / 12 if month else 0.5) if year.isdecimal() else 0.0


@dataclass
class _Changes:
    """Changes of links and people since the last weighing."""

    fresh: set[Pair] = field(default_factory=set)
    gained: Counter[int] = field(default_factory=Counter)
    moved: set[int] = field(default_factory=set)


class Surroundings:
    """Remembers which links have new surroundings, until `settle` weighs these links again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._few = is_small(connection)
        self._newcomers = next_id(self._connection, "person")
        self._kept = _Changes()
        self._noted = _Changes()

    def keep(self) -> None:
        """Keep the changes recorded so far, even after `forget`."""
        self._kept.fresh |= self._noted.fresh
        self._kept.gained.update(self._noted.gained)
        self._kept.moved |= self._noted.moved
        self._noted = _Changes()

    def forget(self) -> None:
        """Drop the changes recorded since the last call of `keep`."""
        self._noted = _Changes()

    def note_new_links(self, pairs: Iterable[Pair]) -> None:
        """Record that these links are new."""
        pairs = list(pairs)
        newcomers = self._newcomers
        self._noted.gained.update([a for a, _ in pairs if a < newcomers])
        self._noted.gained.update([b for _, b in pairs if b < newcomers])
        if len(self._noted.fresh) < BULK:
            self._noted.fresh.update(pairs)

    def note_gone_links(self, pairs: Iterable[Pair]) -> None:
        """Record that these links have been removed."""
        pairs = list(pairs)
        self._noted.gained.subtract(Counter([person for pair in pairs for person in pair if person < self._newcomers]))
        if self._few or len(self._noted.fresh) < BULK:
            self._noted.fresh.update(pairs)

    def note_people(self, people: Iterable[int]) -> None:
        """Record that the data of *people*, such as their employers, has changed."""
        self._noted.moved.update(people)

    def settle(self) -> None:
        """Weigh again every link whose surroundings have changed."""
        self.keep()
        few, whole = is_small(self._connection), len(self._kept.fresh) >= BULK
        if few and not self._few:
            self._weigh(self._all())
            self._settled(few=few)
            return
        contacts = self._contacts()
        crowds = {
            person: known
            for person, known in contacts.items()
            if (reached := crowd_threshold(known)) != self._threshold_before(person, known) or (reached and whole)
        }
        if few:
            self._weigh(self._near(self._kept.fresh) | links_of(self._connection, crowds.keys() | self._kept.moved))
        elif self._few:
            self._connection.execute("UPDATE link SET around = 0 WHERE around <> 0")
            self._crowd(crowded(self._connection))
        else:
            if not whole:
                self._crowd_links({(a, b): max(contacts.get(a, 0), contacts.get(b, 0)) for a, b in self._kept.fresh})
            self._crowd(crowds)
        self._settled(few=few)

    def _settled(self, *, few: bool) -> None:
        """Forget all recorded changes, because every link has been weighed."""
        self._few = few
        self._newcomers = next_id(self._connection, "person")
        self._kept = _Changes()

    def _contacts(self) -> dict[int, int]:
        """Return the number of links of each person whose links changed."""
        newcomers = crowded(self._connection, self._newcomers) if len(self._kept.fresh) >= records.CROWDS[0] else {}
        return newcomers | count_contacts(self._connection, self._kept.gained)

    def _threshold_before(self, person: int, contacts: int) -> int:
        return crowd_threshold(contacts - self._kept.gained[person]) if person < self._newcomers else 0

    def _all(self) -> set[Pair]:
        return set(self._connection.execute("SELECT a, b FROM link").fetchall())

    def _near(self, fresh: set[Pair]) -> set[Pair]:
        """Return *fresh*, and all links whose common contacts may have changed."""
        near = set(fresh)
        ends = {person for pair in fresh for person in pair}
        known = neighbours_of(self._connection, ends)
        linked = neighbours_of(self._connection, ends, every=True)
        for a, b in fresh:  # include removed links: two links removed at once may have had a common contact
            known[a].add(b)
            known[b].add(a)
        for one, other in (pair for a, b in fresh for pair in ((a, b), (b, a))):
            near.update((min(other, third), max(other, third)) for third in known[one] & linked[other])
        return near

    def _weigh(self, pairs: set[Pair]) -> None:
        weigh = strength.weigh_neighbourhood
        while pairs:
            chunk = set(islice(pairs, CHUNK))
            pairs -= chunk
            kept = kept_weights(self._connection, chunk)
            found = surroundings_of(self._connection, kept.keys(), few=True)
            weights = {pair: weigh(found[pair], *kept[pair]) for pair in kept}
            self._connection.executemany(
                "UPDATE link SET around = ? WHERE a = ? AND b = ? AND around <> ?",
                [(weight, *pair, weight) for pair, weight in weights.items()],
            )

    def _crowd(self, crowds: dict[int, int]) -> None:
        """In a large book, weigh the links of all people in *crowds* again."""
        run = self._connection.execute
        # the person with more contacts decides the weight of a link, and is therefore processed last
        for person in sorted(crowds, key=crowds.__getitem__):
            weight = strength.crowd_weight(crowds[person])
            run(f"{_CROWD} WHERE a = ? AND around <> {_CROWDED}", (weight, person, weight))
            run(f"{_CROWD} WHERE b = ? AND around <> {_CROWDED}", (weight, person, weight))
            others = run(
                "SELECT b FROM link WHERE a = ? AND b < ? UNION ALL SELECT a FROM link WHERE b = ? AND a < ?",
                (person, self._newcomers, person, self._newcomers),
            ).fetchall()
            busier = count_contacts(self._connection, [other for (other,) in others if other not in crowds])
            reached = crowd_threshold(crowds[person])
            # people outside *crowds* may have even more contacts than this person
            self._crowd_links(
                {
                    (min(person, other), max(person, other)): known
                    for other, known in busier.items()
                    if crowd_threshold(known) > reached
                }
            )

    def _crowd_links(self, busier: dict[Pair, int]) -> None:
        """Weigh the given links again.

        For each link, *busier* contains the larger of the two people's numbers of contacts.
        """
        self._connection.executemany(
            f"{_CROWD} WHERE a = ? AND b = ?",
            [(strength.crowd_weight(most), *pair) for pair, most in busier.items() if crowd_threshold(most)],
        )


_CROWDED: Final = f"? * (1 - {GREATEST}(volume, coalesce((closeness - 1) / 4.0, 0.0)))"
"""`strength.weigh_neighbourhood` as SQL, for books in which common contacts and employers are not considered."""
_CROWD: Final = f"UPDATE link SET around = {_CROWDED}"
