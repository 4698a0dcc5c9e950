"""Count each message or meeting once, even if several files contain it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from netcli import moments
from netcli.moments import DAY_BITS, DAY_MASK
from netcli.store import evidence
from netcli.store.batches import imported_for
from netcli.store.dialect import LIST, LOOP_JOIN, listed
from netcli.store.reader import Pair, Reader


class CountableEvidence(NamedTuple):
    """A piece of evidence whose moments are counted.

    `place` is the id or the position of the evidence. If the user entered the evidence, `typed` is true.
    """

    place: int
    kind: str
    direction: str | None
    moments: str
    typed: bool = False


def counts(
    told: Iterable[CountableEvidence], until: int = DAY_MASK, *, seen: dict[str, set[int]] | None = None
) -> dict[int, tuple[int, str | None]]:
    """Map the `place` of each piece of evidence to its count and latest day.

    All evidence must be about one pair. Moments in *seen* do not count; *seen* is updated. Moments after the
    day number *until* do not count.

    A moment in a file replaces one hand-entered moment of the same day.
    """
    seen = {} if seen is None else seen
    on_days: dict[str, Counter[int]] = {}
    found: dict[int, tuple[int, str | None]] = {}
    for place, kind, _, packed, typed in sorted(
        told, key=lambda each: (each.typed, each.direction is None, each.place)
    ):
        known, of_files = seen.setdefault(kind, set()), on_days.setdefault(kind, Counter())
        number = latest = 0
        for moment in moments.unpacked(packed):
            day, what = moment & DAY_MASK, moment >> DAY_BITS
            if day > until:
                continue
            latest = max(latest, day)
            if what in known:
                continue
            known.add(what)
            if typed and day and of_files[day] > 0:
                of_files[day] -= 1
                continue
            of_files[day] += not typed
            number += 1
        found[place] = number, moments.iso(latest)
    return found


def recount(connection: sqlite3.Connection, pairs: Iterable[Pair], until: int | None = None) -> None:
    """Recount the messages and meetings about *pairs*, up to the day *until*.

    If the count of a piece of evidence is NULL, the count stays NULL.
    """
    if until is None:
        connection.executemany("UPDATE evidence SET count = ? WHERE id = ?", miscounted(connection, pairs))
        return
    of_pair, _ = countable_evidence(connection, pairs)
    connection.executemany(
        "UPDATE evidence SET count = ?, last = ? WHERE id = ?",
        [(*found, place) for told in of_pair.values() for place, found in counts(told, until).items()],
    )


def miscounted(connection: sqlite3.Connection, pairs: Iterable[Pair]) -> list[tuple[int, int]]:
    """Return (correct count, evidence id) for each wrong count in the evidence about *pairs*."""
    of_pair, stand = countable_evidence(connection, pairs)
    found = [each for told in of_pair.values() for each in counts(told).items()]
    return [(count, place) for place, (count, _) in found if count != stand[place]]


def countable_evidence(
    connection: sqlite3.Connection, pairs: Iterable[Pair]
) -> tuple[dict[Pair, list[CountableEvidence]], dict[int, int]]:
    """Return the countable evidence for each pair, and the stored counts by id."""
    run = connection.execute
    of_pair: dict[Pair, list[CountableEvidence]] = {}
    stand: dict[int, int] = {}
    if not run("SELECT 1 FROM evidence WHERE moments IS NOT NULL LIMIT 1").fetchone():
        return of_pair, stand
    columns = "e.id, e.count, e.kind, e.direction, e.moments, e.batch IS NULL"
    countable = "e.moments IS NOT NULL AND e.count IS NOT NULL"
    for _, found in evidence.between(connection, pairs, columns, where=countable):
        for a, b, place, count, kind, direction, packed, typed in found:
            of_pair.setdefault((a, b), []).append(CountableEvidence(place, kind, direction, packed, bool(typed)))
            stand[place] = count
    return of_pair, stand


def read_before(reader: Reader, owner: int, batch: int) -> set[int]:
    """Return the identities of all messages and meetings in *owner*'s other batches.

    Undone batches are left out.
    """
    run = reader.connection.execute
    batches = run("SELECT id, owner FROM batch WHERE undone IS NULL AND id <> ?", (batch,)).fetchall()
    asked = imported_for(reader, owner)
    theirs = [number for number, of in batches if number in asked or reader.forwarded(of) == owner]
    found = run(
        f"SELECT moments FROM {LIST} j {LOOP_JOIN} evidence e ON e.batch = j.value WHERE e.moments IS NOT NULL",
        (listed(theirs),),
    )
    return {moment >> DAY_BITS for (packed,) in found for moment in moments.unpacked(packed)}
