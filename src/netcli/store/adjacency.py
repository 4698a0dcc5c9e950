"""The book as a graph: the links of a whole fringe of people in one statement, under the question's constraints."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from netcli.store.reader import WEIGHT, Reader

CERTAIN, GUESSED = 2, 1
"""Values of link.passable: a link that chains use, and one that they use only when guesses are asked for."""


class Constraints(NamedTuple):
    """What a chain may use: nobody of `avoid`, links of one of the kinds `only`, alive `since`, guesses or not."""

    avoid: frozenset[int] = frozenset()
    only: tuple[str, ...] = ()
    since: str | None = None
    guesses: bool = False


FREE: Final = Constraints()
"""Every link that is no guess."""


class Graph:
    """The links that may be walked; called with a fringe, it tells each link as (person, neighbour, −ln chance).

    Unless *weighed*, every cost is 0: hops alone are found several times faster, from the index of links only.
    """

    def __init__(self, reader: Reader, constraints: Constraints = FREE, *, weighed: bool = True) -> None:
        self.avoid = constraints.avoid
        where: list[str] = ["passable >= ?"]
        values: list[str | int] = [GUESSED if constraints.guesses else CERTAIN]
        if constraints.only:
            alike = " OR ".join("',' || kinds || ',' LIKE ?" for _ in constraints.only)
            where.append(f"({alike})")
            values += [f"%,{kind},%" for kind in constraints.only]
        if constraints.since:
            where.append("coalesce(last_contact, since) >= ?")
            values.append(constraints.since)
        rest = " AND ".join(where)
        told = WEIGHT if weighed else "0.0"
        self._statement = (
            f"SELECT a, b, {told} FROM json_each(?) j CROSS JOIN link ON a = j.value WHERE {rest}"
            f" UNION ALL SELECT b, a, {told} FROM json_each(?) j CROSS JOIN link ON b = j.value WHERE {rest}"
        )
        # the + keeps SQLite from starting at the others: each person's links lie side by side
        self._between = (
            f"SELECT a, b, 0.0 FROM json_each(?) j CROSS JOIN link ON a = j.value"
            f" WHERE {rest} AND +b IN (SELECT value FROM json_each(?))"
            " UNION ALL SELECT b, a, 0.0 FROM json_each(?) j CROSS JOIN link ON b = j.value"
            f" WHERE {rest} AND +a IN (SELECT value FROM json_each(?))"
        )
        self._weighed = weighed
        self._values = values
        self._run = reader.connection.execute
        chance = reader.chance

        @lru_cache(maxsize=1 << 16)
        def cost(
            base: float, since: str | None, last: str | None, closeness: int | None, asks: int, agreed: int
        ) -> float:
            return -math.log(chance(base, since, last, closeness, asks, agreed))

        self._cost = cost

    def __call__(self, fringe: Sequence[int]) -> list[tuple[int, int, float]]:
        """The links of everybody in *fringe*."""
        listed = json.dumps(list(fringe))
        cost, avoid = self._cost, self.avoid
        rows = self._run(self._statement, (listed, *self._values, listed, *self._values))
        if not self._weighed:
            return [row for row in rows if row[0] not in avoid and row[1] not in avoid] if avoid else rows.fetchall()
        if not avoid:
            return [(row[0], row[1], cost(*row[2:])) for row in rows]
        return [(row[0], row[1], cost(*row[2:])) for row in rows if row[0] not in avoid and row[1] not in avoid]

    def between(self, fringe: Sequence[int], others: Sequence[int]) -> list[tuple[int, int, float]]:
        """The links that lead from *fringe* to *others*: all of *fringe*'s but the rest, which never leaves SQLite."""
        one, other = json.dumps(list(fringe)), json.dumps(list(others))
        values = (one, *self._values, other, one, *self._values, other)
        rows: list[tuple[int, int, float]] = self._run(self._between, values).fetchall()
        return rows

    def costs(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
        """The cost of the link of each pair, the smaller number first."""
        found = self._run(
            f"SELECT a, b, {WEIGHT} FROM json_each(?) j CROSS JOIN link"
            " ON a = json_extract(j.value, '$[0]') AND b = json_extract(j.value, '$[1]')",
            (json.dumps(list(pairs)),),
        )
        return {(row[0], row[1]): self._cost(*row[2:]) for row in found}
