"""The book as a graph.

One SQL statement reads the links of a whole fringe (a group of people).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from netcli.store.dialect import LIST, LOOP_JOIN, PAIRS, joined, listed
from netcli.store.reader import WEIGHT, Chance, Pair, Reader

CERTAIN, GUESSED = 2, 1
"""Values of `link.passable`.

Chains use guessed links only if guesses are allowed.
"""
COSTS_KEPT: Final = 1 << 16
"""Maximum number of costs cached in one search."""

Links = list[tuple[int, int, float]]
"""Links in the form for searches: (person, neighbour, −ln chance)."""


class Constraints(NamedTuple):
    """Constraints on the people and links of a chain.

    An empty `only` allows every kind of link.

    `since` is the earliest day of the last contact.
    """

    avoid: frozenset[int] = frozenset()
    only: tuple[str, ...] = ()
    since: str | None = None
    guesses: bool = False
    without: tuple[Pair, ...] = ()


FREE: Final = Constraints()
"""No constraints: all links except guesses."""


class Graph:
    """The links that the *constraints* allow.

    The method `hops` is several times faster than calling the graph, but every cost is 0.
    """

    def __init__(self, reader: Reader, constraints: Constraints = FREE) -> None:
        self._run = reader.connection.execute
        self._reader = reader
        self._avoid = constraints.avoid
        conditions = ["passable >= ?"]
        values: list[str | int] = [GUESSED if constraints.guesses else CERTAIN]
        if constraints.only:
            only = dict.fromkeys(constraints.only)
            alike = " OR ".join("',' || kinds || ',' LIKE ?" for _ in only)
            conditions.append(f"({alike})")
            values += [f"%,{kind},%" for kind in only]
        if constraints.since:
            conditions.append("coalesce(last_contact, since) >= ?")
            values.append(constraints.since)
        if constraints.without:
            conditions.append(f"(link.a, link.b) NOT IN {PAIRS}")
            values.append(listed(constraints.without))
        self._where = " AND ".join(conditions)
        self._values = values
        self._weighed = self._statement(WEIGHT)
        self._bare = self._statement("0.0")

    def __call__(self, fringe: Sequence[int], /) -> Links:
        """Return the links of everybody in *fringe*."""
        cost, avoid = self._cost, self._avoid
        rows = self._run(self._weighed, self._twice(fringe))
        if not avoid:
            return [(row[0], row[1], cost(*row[2:])) for row in rows]
        return [(row[0], row[1], cost(*row[2:])) for row in rows if row[0] not in avoid and row[1] not in avoid]

    def hops(self, fringe: Sequence[int], /) -> Links:
        """Return the links of everybody in *fringe*, all at cost 0."""
        avoid = self._avoid
        rows: Links = self._run(self._bare, self._twice(fringe)).fetchall()
        return [row for row in rows if row[0] not in avoid and row[1] not in avoid] if avoid else rows

    def around(self, fringe: Sequence[int], /) -> set[int]:
        """Return everybody who is linked to anybody in *fringe*."""
        return {link[1] for link in self.hops(fringe)}

    def between(self, fringe: Sequence[int], others: Sequence[int]) -> Links:
        """Return the links between *fringe* and *others*, all at cost 0."""
        statement = self._statement("0.0", f" AND +{{}} IN {LIST}")  # the + keeps SQLite from starting with the others
        one, other = listed(fringe), listed(others)
        rows: Links = self._run(statement, (one, *self._values, other, one, *self._values, other)).fetchall()
        return rows

    def pairs(self) -> Iterator[Pair]:
        """Yield every link in order, each with the smaller id first."""
        avoid = self._avoid
        for a, b in self._run(f"SELECT a, b FROM link WHERE {self._where} ORDER BY a, b", self._values):
            if a not in avoid and b not in avoid:
                yield a, b

    def columns(self) -> tuple[str, str]:
        """Return the ids of all links as two texts: the smaller ids, and the larger ids.

        Both texts have the same order.
        """
        where, values = self._where, self._values
        if self._avoid:
            where, values = f"{where} AND a NOT IN {LIST} AND b NOT IN {LIST}", [*values, *[listed(self._avoid)] * 2]
        a, b = self._run(f"SELECT {joined('a')}, {joined('b')} FROM link WHERE {where}", values).fetchone()
        return a or "", b or ""

    def costs(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
        """Return the cost of each link; each pair begins with the smaller id."""
        statement = f"SELECT link.a, link.b, {WEIGHT} FROM {PAIRS} p {LOOP_JOIN} link ON link.a = p.a AND link.b = p.b"
        return {(row[0], row[1]): self._cost(*row[2:]) for row in self._run(statement, (listed(pairs),))}

    def _statement(self, columns: str, condition: str = "") -> str:
        """Return the SQL for the allowed links of the people in a list."""
        sides = [
            f"SELECT {near}, {far}, {columns} FROM {LIST} j {LOOP_JOIN} link ON {near} = j.value"
            f" WHERE {self._where}{condition.format(far)}"
            for near, far in (("a", "b"), ("b", "a"))
        ]
        return " UNION ALL ".join(sides)

    def _twice(self, fringe: Collection[int]) -> tuple[str | int, ...]:
        people = listed(fringe)
        return (people, *self._values, people, *self._values)

    @cached_property
    def _cost(self) -> Chance:
        chance = self._reader.chance

        @lru_cache(maxsize=COSTS_KEPT)
        def cost(
            base: float, since: str | None, last: str | None, closeness: int | None, kinds: str, asks: int, agreed: int
        ) -> float:
            return -math.log(chance(base, since, last, closeness, kinds, asks, agreed))

        return cost


def linked(reader: Reader, people: Iterable[int], *, guesses: bool) -> list[Pair]:
    """Return the links whose smaller id is in *people*."""
    return reader.connection.execute(
        f"SELECT a, b FROM {LIST} j {LOOP_JOIN} link ON a = j.value WHERE passable <> {GUESSED} OR ?",
        (listed(people), guesses),
    ).fetchall()


def strangers(reader: Reader) -> list[Pair]:
    """Return the pairs who do not know each other, according to the user."""
    return reader.marked("strangers")


def worth_meeting(reader: Reader, near: Iterable[int], limit: int) -> list[int]:
    """Return at most *limit* people who are not in *near*.

    Each of these people has a colleague in *near*, or has no links.
    """
    people = listed(near)
    found = reader.connection.execute(
        f"SELECT id FROM person p WHERE kind = 'person' AND id NOT IN {LIST}"
        f" AND (company IN (SELECT company FROM person WHERE id IN {LIST}) OR NOT EXISTS"
        " (SELECT 1 FROM link WHERE a = p.id) AND NOT EXISTS (SELECT 1 FROM link WHERE b = p.id)) LIMIT ?",
        (people, people, limit),
    )
    return [row[0] for row in found]


def folded_names(reader: Reader, people: Iterable[int]) -> dict[int, str]:
    """Return the folded name of each person in *people* who has a name."""
    found = reader.connection.execute(
        f"SELECT p.id, folded FROM {LIST} j {LOOP_JOIN} person p ON p.id = j.value WHERE folded <> ''",
        (listed(people),),
    )
    return dict(found.fetchall())


def companies(reader: Reader, people: Iterable[int]) -> dict[int, str | None]:
    """Return the company of each person. Organizations and placeholders are left out."""
    found = reader.connection.execute(
        f"SELECT p.id, company FROM {LIST} j {LOOP_JOIN} person p ON p.id = j.value WHERE kind = 'person'",
        (listed(people),),
    )
    return dict(found.fetchall())


def tags(reader: Reader, people: Iterable[int] | None = None) -> list[tuple[int, str]]:
    """Return (person, tag) for the tags of *people*; None means everybody."""
    chosen = "" if people is None else f" AND person IN {LIST}"
    values = () if people is None else (listed(people),)
    return reader.connection.execute(
        f"SELECT person, value FROM identifier WHERE kind = 'tag'{chosen}", values
    ).fetchall()
