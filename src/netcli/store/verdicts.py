"""Verdicts that two people are the same or different, and merged ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netcli.store.dialect import DISTINCT_FROM, LIST, listed
from netcli.store.reader import Pair, Reader


class Merge(NamedTuple):
    """A verdict that two people are the same.

    `gone` is the id that was given up. `rule` is None if the user decided. `step` is the step of the merge.
    """

    verdict: int
    gone: int
    rule: str | None
    step: int | None


def distinct_pairs(reader: Reader) -> set[Pair]:
    """Return the pairs of people whom the user marked as different."""
    found = reader.connection.execute(
        "SELECT r.person, s.person FROM verdict v JOIN record r ON r.id = v.a JOIN record s ON s.id = v.b"
        " WHERE v.verdict = 'distinct'"
    )
    return {(min(row), max(row)) for row in found}


def are_distinct(reader: Reader, a: int, b: int) -> bool:
    """Return whether the user marked *a* and *b* as different people."""
    found = reader.connection.execute(
        "SELECT 1 FROM verdict v JOIN record r ON r.id = v.a JOIN record s ON s.id = v.b WHERE v.verdict = 'distinct'"
        " AND ((r.person = ? AND s.person = ?) OR (r.person = ? AND s.person = ?)) LIMIT 1",
        (a, b, b, a),
    )
    return found.fetchone() is not None


def decided_people(reader: Reader, people: Iterable[int]) -> set[int]:
    """Return the people about whom the user made a statement or a decision."""
    chosen = listed(sorted(people))
    found = reader.connection.execute(
        f"SELECT person FROM record WHERE person IN {LIST} AND batch IS NULL"
        f" UNION SELECT r.person FROM verdict v JOIN record r ON r.id IN (v.a, v.b) WHERE r.person IN {LIST}",
        (chosen, chosen),
    )
    return {row[0] for row in found}


def last_merge(reader: Reader, person: int) -> Merge | None:
    """Return the last merge of another person into *person*."""
    row = reader.connection.execute(
        "SELECT v.id, v.gone, v.rule, (SELECT min(change) FROM image WHERE \"table\" = 'verdict' AND key = v.id)"
        " FROM verdict v JOIN forward f ON f.old = v.gone AND f.person = ?1"
        " WHERE v.verdict = 'same' AND v.kept = ?1 ORDER BY v.id DESC LIMIT 1",
        (person,),
    ).fetchone()
    return None if row is None else Merge._make(row)


def forwarded_to(reader: Reader, person: int) -> set[int]:
    """Return every former id that leads to *person*, directly or not."""
    found: set[int] = set()
    fringe = {person}
    while fringe:
        rows = reader.connection.execute(f"SELECT old FROM forward WHERE person IN {LIST}", (listed(sorted(fringe)),))
        fringe = {row[0] for row in rows} - found
        found |= fringe
    return found


def other_anchors(reader: Reader, batch: int) -> Iterator[tuple[int, str, int]]:
    """Yield (verdict id, `a` or `b`, replacement) for "distinct" verdicts on records of *batch*.

    The replacement is another record of the same person, outside *batch*.
    """
    for end in ("a", "b"):
        found = reader.connection.execute(
            "SELECT v.id, (SELECT s.id FROM record s"
            f" WHERE s.person = r.person AND s.batch {DISTINCT_FROM} ?1 ORDER BY s.batch IS NOT NULL, s.id LIMIT 1)"
            f" AS other FROM verdict v JOIN record r ON r.id = v.{end}"
            " WHERE v.verdict = 'distinct' AND r.batch = ?1 AND other IS NOT NULL",
            (batch,),
        ).fetchall()
        yield from ((verdict, end, other) for verdict, other in found)
