"""Keep sums of evidence, so that older evidence is not read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from netcli.records import Sign
from netcli.store import once
from netcli.store.dialect import LOOP_JOIN, next_id
from netcli.store.evidence import turned
from netcli.store.once import CountableEvidence
from netcli.store.reader import Pair

MUCH: Final = 20
"""Minimum number of pieces of evidence in a `_Sum`."""


@dataclass(slots=True)
class _Sum:
    """The sum of the evidence about a pair, from records up to `last`.

    `signs` has one merged sign of each kind. `undirected` has the kinds that were counted without a direction.
    """

    last: int
    file: int
    signs: dict[tuple[object, ...], Sign] = field(default_factory=dict)
    batches: set[int | None] = field(default_factory=set)
    seen: dict[str, set[int]] = field(default_factory=dict)
    undirected: set[str] = field(default_factory=set)

    def add(self, sign: Sign) -> None:
        """Add a sign, merged with an earlier sign of the same kind."""
        kind, link, certainty, since, last, count, direction, closeness, batch = sign
        self.batches.add(batch)
        alike = (kind, link, certainty, direction, closeness, batch is None)
        known = self.signs.get(alike)
        if known is not None:
            sign = known._replace(
                since=min(filter(None, (known.since, since)), default=None),
                last=max(filter(None, (known.last, last)), default=None),
                count=(1 if known.count is None else known.count) + (1 if count is None else count),
            )
        self.signs[alike] = sign


class Sums:
    """Running sums of the evidence about pairs of people.

    If a new file adds evidence, the sums stay valid. After all other changes to the evidence, call `forget`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._file = 0
        self._of: dict[Pair, _Sum] = {}  # without sums, the time grows with the square of the number of files
        self._met: set[Pair] = set()

    def begin(self) -> None:
        """Start a new file."""
        self._file += 1

    def forget(self) -> None:
        """Drop all sums."""
        self._of.clear()

    def batches(self, pair: Pair, signs: Iterable[Sign]) -> set[int | None]:
        """Return the batches that contain evidence about *pair*.

        If there is no stored sum of the evidence about *pair*, *signs* must contain all of this evidence.
        """
        known = self._of.get(pair)
        return known.batches if known else {sign.batch for sign in signs}

    def grown(self, pairs: Iterable[Pair]) -> dict[Pair, list[Sign]]:
        """Add the current file's evidence to the sums, and return the summed signs."""
        found: dict[Pair, list[Sign]] = {}
        for pair in self._of.keys() & set(pairs):
            if self._grow(pair, self._of[pair]):
                found[pair] = [*self._of[pair].signs.values()]
            else:
                del self._of[pair]
        return found

    def keep(self, signs: dict[Pair, list[Sign]]) -> None:
        """If a pair has at least `MUCH` signs in this call and in an earlier call, keep a sum for the pair."""
        if not self._file:
            return
        many = [pair for pair, of_pair in signs.items() if len(of_pair) >= MUCH]
        last = next_id(self._connection, "record") - 1
        again = [pair for pair in many if pair in self._met]
        countable = once.countable_evidence(self._connection, again)[0] if again else {}
        for pair in again:
            told = countable.get(pair, [])
            if any(each.typed for each in told):  # files reduce a typed count, so it cannot be summed up
                continue
            known = self._of[pair] = _Sum(last, self._file)
            for sign in signs[pair]:
                known.add(sign)
            once.counts(told, seen=known.seen)
            known.undirected.update(each.kind for each in told if each.direction is None)
        self._met.update(many)

    def _grow(self, pair: Pair, known: _Sum) -> bool:
        """Add the current file's evidence; return False if earlier counts would change."""
        if known.file == self._file:
            return False
        told: list[CountableEvidence] = []
        rows: list[tuple[int, bool, Sign]] = []
        for flipped, (one, other) in enumerate((("a", "b"), ("b", "a"))):
            # the evidence of a file is between records of this file, so the query finds all of it
            found = self._connection.execute(_ADDED.format(one, other), (pair[0], known.last, pair[1], known.last))
            for place, packed, *said in found:
                sign = Sign(*said)
                if packed and sign.count is not None:
                    told.append(CountableEvidence(place, sign.kind, sign.direction, packed, sign.batch is None))
                rows.append((place, bool(flipped), sign))
        # evidence with a direction must be counted first, and typed evidence last
        if any(each.typed or (each.direction and each.kind in known.undirected) for each in told):
            return False
        counts = {place: count for place, (count, _) in once.counts(told, seen=known.seen).items()}
        stand = {place: sign.count for place, _, sign in rows}
        changed = [(count, place) for place, count in counts.items() if count != stand[place]]
        self._connection.executemany("UPDATE evidence SET count = ? WHERE id = ?", changed)
        for place, flipped, sign in rows:
            link, direction = turned(sign.link, sign.direction) if flipped else (sign.link, sign.direction)
            known.add(sign._replace(link=link, direction=direction, count=counts.get(place, sign.count)))
        known.undirected.update(each.kind for each in told if each.direction is None)
        known.last, known.file = next_id(self._connection, "record") - 1, self._file
        return True


_ADDED: Final = (
    "SELECT e.id, e.moments, e.kind, e.link, e.certainty, e.since, e.last, e.count, e.direction, e.closeness, e.batch"
    f" FROM record r {LOOP_JOIN} record s {LOOP_JOIN} evidence e ON e.{{0}} = r.id AND e.{{1}} = s.id"
    " WHERE r.person = ? AND r.id > ? AND s.person = ? AND s.id > ? ORDER BY e.id"
)
"""SQL for the evidence that connects a new record of one person with a new record of another person."""
