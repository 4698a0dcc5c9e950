"""Merging, splitting and telling apart: records move between people, and every decision is remembered.

A merge moves the records of one person to another; everything else follows from them. Each record knows to whom it
was born, and each merge which number it gave up, so that a split can put everything back, weeks later.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from netcli.errors import Refused, Unknown, Usage
from netcli.store.dialect import DISTINCT_FROM, LIST, listed, next_id
from netcli.store.reader import Pair, Reader
from netcli.store.writer import Change


def merge(change: Change, keep: int, gone: int, *, rule: str | None = None) -> None:
    """Make *gone* one with *keep*, whose number stays; the book's owner stays its owner.

    Raises Usage when they are one already.
    """
    if keep == gone:
        raise Usage("the two are one person already", "name two people")
    anchors = _anchor(change, keep), _anchor(change, gone)
    change.journal.insert(
        "verdict",
        {"a": anchors[0], "b": anchors[1], "verdict": "same", "rule": rule, "kept": keep, "gone": gone},
    )
    for record in _records(change, gone):
        change.journal.move(record, keep)
    change.journal.insert("forward", {"old": gone, "person": keep})
    if change.reader.me() == gone:
        change.journal.update("setting", "me", value=str(keep))


def split(change: Change, person: int, records: Sequence[int] = ()) -> list[int]:
    """Take *person* apart again: her last merge, or *records* into a person of their own; returns both numbers.

    A merge that the user decided leaves no trace; what netcli had joined by itself is told apart for ever.
    Raises Refused when she was never merged and no records are named, Unknown for a record that is not hers.
    """
    own = _records(change, person)
    decided = False
    if records:
        for record in records:
            if record not in own:
                raise Unknown(
                    f"record {record} is not hers", "netcli show --json lists her sources", code="unknown_record"
                )
        if set(records) == set(own):
            raise Refused("all her records together are herself", "name some of them")
        other = next_id(change.connection, "person")
        leaving = list(records)
    else:
        merged = change.connection.execute(
            "SELECT v.id, v.gone, v.rule, (SELECT min(change) FROM image WHERE \"table\" = 'verdict' AND key = v.id)"
            " FROM verdict v JOIN forward f ON f.old = v.gone AND f.person = ?1"
            " WHERE v.verdict = 'same' AND v.kept = ?1 ORDER BY v.id DESC LIMIT 1",
            (person,),
        ).fetchone()
        if merged is None:
            raise Refused(
                "she was never merged by a decision",
                "name the records to take out: netcli split P RECORD... (netcli show P --json lists them)",
            )
        verdict, other, rule, since = merged
        decided = rule is None
        change.journal.delete("verdict", verdict)
        change.journal.delete("forward", other)
        leaving = _of_old(change, own, {other, *_forwarded_to(change, other)}, since or change.id)
    if change.reader.me() == person and other == _born_me(change):
        change.journal.update("setting", "me", value=str(other))
    for record in leaving:
        change.journal.move(record, other)
    if not decided:
        change.derive()
        say_distinct(change, person, other)
    return [person, other]


def move(change: Change, whose: Mapping[int, int], *, batch: int | None, unseen: int) -> Moved:
    """Make each record of *whose* that person's, and forward who has none left.

    Nobody has seen the numbers from *unseen* on; records of *batch* are being written, and need no image.
    """
    moved = Moved({}, set())
    found = change.connection.execute(
        f"SELECT id, person, batch FROM record WHERE id IN {LIST} ORDER BY id", (listed(sorted(whose)),)
    )
    leaving = [row for row in found if row[1] != whose[row[0]]]
    count = Counter(row[1] for row in leaving)
    left = change.connection.execute(
        f"SELECT person, count(*) FROM record WHERE person IN {LIST} GROUP BY person", (listed(sorted(count)),)
    )
    gone = {person for person, had in left if had == count[person]}.difference(whose[row[0]] for row in leaving)
    for record, person, of in leaving:
        target = whose[record]
        # who goes on without it never had it, nor had who never was seen
        born = person not in gone or person >= unseen
        change.journal.move(record, target, born=born, imaged=batch is None or of != batch)
        moved.touched.update((person, target))
        if person in gone and person not in moved.given_up:
            moved.given_up[person] = target
            if person < unseen:
                change.journal.insert("forward", {"old": person, "person": target})
    return moved


class Moved(NamedTuple):
    """What became of people when records moved: who was given up for whom, and of whom something else is said now."""

    given_up: dict[int, int]
    touched: set[int]


def say_distinct(change: Change, a: int, b: int) -> bool:
    """Remember for ever that *a* and *b* are two people; says whether that is news.

    Raises Usage when they are one.
    """
    if a == b:
        raise Usage("that is one person", "netcli split takes her apart")
    if _verdicts(change, a, b, "distinct"):
        return False
    change.journal.insert(
        "verdict",
        {
            "a": _anchor(change, a),
            "b": _anchor(change, b),
            "verdict": "distinct",
            "rule": None,
            "kept": None,
            "gone": None,
        },
    )
    return True


def keep_apart(change: Change, batch: int) -> None:
    """Have what was said of the people of *batch* stand on other records of theirs, before those of *batch* go."""
    for end in ("a", "b"):
        found = change.connection.execute(
            f"SELECT v.id, (SELECT s.id FROM record s WHERE s.person = r.person AND s.batch {DISTINCT_FROM} ?1"
            f" ORDER BY s.batch IS NOT NULL, s.id LIMIT 1) AS other FROM verdict v JOIN record r ON r.id = v.{end}"
            " WHERE v.verdict = 'distinct' AND r.batch = ?1 AND other IS NOT NULL",
            (batch,),
        ).fetchall()
        for verdict, other in found:
            change.journal.update("verdict", verdict, **{end: other})


def told_apart(reader: Reader) -> set[Pair]:
    """The pairs of people of whom the user said that they are two, smaller number first."""
    found = reader.connection.execute(
        "SELECT r.person, s.person FROM verdict v JOIN record r ON r.id = v.a JOIN record s ON s.id = v.b"
        " WHERE v.verdict = 'distinct'"
    )
    return {(min(row), max(row)) for row in found}


def decided(reader: Reader, people: Iterable[int]) -> set[int]:
    """Those of *people* of whom the user said something herself: of what they are, or who they are."""
    chosen = listed(sorted(people))
    found = reader.connection.execute(
        f"SELECT person FROM record WHERE person IN {LIST} AND batch IS NULL"
        f" UNION SELECT r.person FROM verdict v JOIN record r ON r.id IN (v.a, v.b) WHERE r.person IN {LIST}",
        (chosen, chosen),
    )
    return {row[0] for row in found}


def told(reader: Reader, people: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """What is said of each of *people*: the fields of her records."""
    fields: dict[int, list[dict[str, Any]]] = {}
    found = reader.connection.execute(
        f"SELECT person, fields FROM record WHERE person IN {LIST} ORDER BY id", (listed(sorted(people)),)
    )
    for person, text in found:
        fields.setdefault(person, []).append(json.loads(text))
    return fields


def _records(change: Change, person: int) -> list[int]:
    found = change.connection.execute("SELECT id FROM record WHERE person = ? ORDER BY id", (person,))
    return [row[0] for row in found]


def _anchor(change: Change, person: int) -> int:
    """The record that stands for *person* in a verdict: what the user said of her, else her first."""
    found = change.connection.execute(
        "SELECT id FROM record WHERE person = ? ORDER BY batch IS NOT NULL, id LIMIT 1", (person,)
    )
    return int(found.fetchone()[0])


def _verdicts(change: Change, a: int, b: int, verdict: str) -> list[int]:
    found = change.connection.execute(
        "SELECT v.id FROM verdict v JOIN record r ON r.id = v.a JOIN record s ON s.id = v.b WHERE v.verdict = ?"
        " AND ((r.person = ? AND s.person = ?) OR (r.person = ? AND s.person = ?))",
        (verdict, a, b, b, a),
    )
    return [row[0] for row in found]


def _forwarded_to(change: Change, person: int) -> set[int]:
    """Every number that leads to *person*, at any distance."""
    found: set[int] = set()
    fringe = {person}
    while fringe:
        rows = change.connection.execute(f"SELECT old FROM forward WHERE person IN {LIST}", (listed(sorted(fringe)),))
        fringe = {row[0] for row in rows} - found
        found |= fringe
    return found


def _of_old(change: Change, records: Sequence[int], numbers: set[int], since: int) -> list[int]:
    """The *records* born to one of *numbers*, and what came *since* that change by what only those records hold."""
    rows = change.connection.execute(
        "SELECT r.id, r.born, r.fields, coalesce(b.change, 0) FROM record r LEFT JOIN batch b ON b.id = r.batch"
        f" WHERE r.id IN {LIST}",
        (listed(records),),
    ).fetchall()
    said = {row[0]: _said(json.loads(row[2])) for row in rows}
    leaving = {row[0] for row in rows if row[1] in numbers}
    theirs = {value for record in leaving for value in said[record]}
    later = {row[0] for row in rows if row[3] > since} - leaving
    older = {value for record in said.keys() - leaving - later for value in said[record]}
    leaving |= {record for record in later if said[record] & theirs and not said[record] & older}
    return sorted(leaving)


def _said(fields: dict[str, Any]) -> set[str]:
    return {value.casefold() for name in ("emails", "urls", "phones") for value in fields.get(name, ())}


def _born_me(change: Change) -> int:
    """The number that the book's owner had at first."""
    found = change.connection.execute("SELECT born FROM record WHERE batch IS NULL ORDER BY id LIMIT 1")
    return int(found.fetchone()[0])
