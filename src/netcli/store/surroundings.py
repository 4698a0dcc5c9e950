"""Keeps what the rest of the book adds to each link in step with it: whatever changes nearby, its weight follows.

What is added is a function of the book as it stands (`around`), never of the order in which it grew.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Final, Protocol

from netcli import records
from netcli.records import Around
from netcli.store import around
from netcli.store.dialect import next_id
from netcli.store.reader import Pair

CHUNK: Final = 2_000
"""Links weighed per statement."""
BULK: Final = 60_000
"""Fresh links that are remembered one by one: more than a book has that still looks at contacts in common."""


class Weighing(Protocol):
    """What is asked of the model of chances."""

    def weigh_around(self, around: Around, closeness: int | None, volume: float, /) -> float:
        """The log-odds that the rest of the book adds to a link."""
        ...

    def crowd_weight(self, contacts: int, /) -> float:
        """The log-odds that a bare link loses to the contacts of its busier end."""
        ...


class Surroundings:
    """What changed around links since `settle` weighed them last."""

    def __init__(self, connection: sqlite3.Connection, weighing: Weighing) -> None:
        self._connection = connection
        self._weighing = weighing
        self._few = around.small(connection)
        self._newcomers = next_id(self._connection, "person")
        self.forget()

    def forget(self) -> None:
        """Nothing changed after all."""
        self._fresh: set[Pair] = set()
        self._gained: Counter[int] = Counter()
        self._moved: set[int] = set()

    def linked(self, pairs: Iterable[Pair]) -> None:
        """These links are new."""
        pairs = list(pairs)
        newcomers = self._newcomers
        self._gained.update([a for a, _ in pairs if a < newcomers])
        self._gained.update([b for _, b in pairs if b < newcomers])
        if len(self._fresh) < BULK:
            self._fresh.update(pairs)

    def unlinked(self, pairs: Iterable[Pair]) -> None:
        """These links are gone."""
        pairs = list(pairs)
        self._gained.subtract(person for pair in pairs for person in pair if person < self._newcomers)
        self._fresh.update(pairs)

    def told(self, people: Iterable[int]) -> None:
        """Something else is said of these people: perhaps where they worked."""
        self._moved.update(people)

    def settle(self) -> None:
        """Weigh again every link of which something around it changed."""
        whole = len(self._fresh) >= BULK
        contacts = self._contacts()
        crowds = {
            person: known
            for person, known in contacts.items()
            if (step := around.step(known)) != self._step_before(person, known) or (step and whole)
        }
        few = around.small(self._connection)
        if few:
            pairs = self._near(self._fresh) | around.links_of(self._connection, crowds.keys() | self._moved)
            self._weigh(pairs if self._few else self._all())
        elif self._few:
            self._connection.execute("UPDATE link SET around = 0 WHERE around <> 0")
            self._crowd(around.busy(self._connection))
        else:
            if not whole:
                self._crowd_links({(a, b): max(contacts.get(a, 0), contacts.get(b, 0)) for a, b in self._fresh})
            self._crowd(crowds)
        self._few = few
        self._newcomers = next_id(self._connection, "person")
        self.forget()

    def _contacts(self) -> dict[int, int]:
        """How many links everybody has whose links changed, but for newcomers without a crowd."""
        crowded = around.busy(self._connection, self._newcomers) if len(self._fresh) >= records.CROWDS[0] else {}
        return crowded | around.contacts_of(self._connection, self._gained)

    def _step_before(self, person: int, contacts: int) -> int:
        return around.step(contacts - self._gained[person]) if person < self._newcomers else 0

    def _all(self) -> set[Pair]:
        return set(self._connection.execute("SELECT a, b FROM link").fetchall())

    def _near(self, fresh: set[Pair]) -> set[Pair]:
        """The pairs whose contacts in common may have changed with the links of *fresh*, those included."""
        near = set(fresh)
        ends = {person for pair in fresh for person in pair}
        known = around.neighbours_of(self._connection, ends)
        linked = around.neighbours_of(self._connection, ends, every=True)
        for a, b in fresh:  # a link taken away counts, too: two that went at once have a third in common
            known[a].add(b)
            known[b].add(a)
        for one, other in (pair for a, b in fresh for pair in ((a, b), (b, a))):
            near.update((min(other, third), max(other, third)) for third in known[one] & linked[other])
        return near

    def _weigh(self, pairs: set[Pair]) -> None:
        weigh = self._weighing.weigh_around
        while pairs:
            some = set(islice(pairs, CHUNK))
            pairs -= some
            kept = around.kept(self._connection, some)
            found = around.around(self._connection, kept.keys(), few=True)
            self._connection.executemany(
                "UPDATE link SET around = ?1 WHERE a = ?2 AND b = ?3 AND around <> ?1",
                [(weigh(found[pair], *kept[pair]), *pair) for pair in kept],
            )

    def _crowd(self, crowds: dict[int, int]) -> None:
        """Weigh the links of each of *crowds*, given with her contacts, where nothing but crowds counts.

        The busier end counts: crowds come in the order of their contacts, then those among the neighbours who changed
        nothing; a newcomer that is a crowd is one of *crowds*.
        """
        run = self._connection.execute
        for person in sorted(crowds, key=crowds.__getitem__):
            weight = self._weighing.crowd_weight(crowds[person])
            run(f"{_CROWD} WHERE a = ?2 AND around <> {_CROWDED}", (weight, person))
            run(f"{_CROWD} WHERE b = ?2 AND around <> {_CROWDED}", (weight, person))
            others = run(
                "SELECT b FROM link WHERE a = ?1 AND b < ?2 UNION ALL SELECT a FROM link WHERE b = ?1 AND a < ?2",
                (person, self._newcomers),
            ).fetchall()
            busier = around.contacts_of(self._connection, [other for (other,) in others if other not in crowds])
            step = around.step(crowds[person])
            self._crowd_links(
                {
                    (min(person, other), max(person, other)): known
                    for other, known in busier.items()
                    if around.step(known) > step
                }
            )

    def _crowd_links(self, busier: dict[Pair, int]) -> None:
        """Weigh links, each given with the contacts of its busier end, where nothing but crowds counts."""
        self._connection.executemany(
            f"{_CROWD} WHERE a = ?2 AND b = ?3",
            [(self._weighing.crowd_weight(most), *pair) for pair, most in busier.items() if around.step(most)],
        )


_CROWDED: Final = "?1 * (1 - max(volume, coalesce((closeness - 1) / 4.0, 0.0)))"
"""`strength.weigh_around` where nothing but crowds counts, for all links of a crowd at once."""
_CROWD: Final = f"UPDATE link SET around = {_CROWDED}"
