"""Recognise evidence that only repeats what an earlier batch states.

Messages, meetings and calls are never repetitions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from netcli.store.dialect import DISTINCT_FROM, LIST, LOOP_JOIN, listed
from netcli.strength import TALK

LATEST: Final = 20
"""Number of a person's latest records that are searched for a repetition."""
FIRST: Final = 20
"""Maximum number of pieces of earlier evidence that are read for each pair of earlier records."""


def repeated(connection: sqlite3.Connection, evidence: Iterable[int], first_record: int) -> set[int]:
    """Return the ids in *evidence* that only repeat earlier evidence.

    Earlier evidence is between records with ids below *first_record*.
    """
    found = connection.execute(_REPEATED, (listed(evidence), *sorted(TALK), first_record, first_record))
    return {number for (number,) in found}


_WEIGHED: Final = ("kind", "link", "certainty", "since", "last", "direction", "closeness")
"""The columns of evidence that are compared.

These are all columns that affect a link, except the column `count`.
"""
_UNCOUNTED: Final = "{0}.count IS NULL AND {0}.moments IS NULL"
_BEFORE: Final = f"(SELECT id, batch FROM record WHERE person = {{}}.person AND id < ? ORDER BY id DESC LIMIT {LATEST})"
_REPEATED: Final = (
    f"SELECT e.id FROM {LIST} j {LOOP_JOIN} evidence e ON e.id = j.value"
    f" {LOOP_JOIN} record r ON r.id = e.a {LOOP_JOIN} record s ON s.id = e.b"
    f" WHERE {_UNCOUNTED.format('e')} AND e.kind NOT IN ({', '.join('?' * len(TALK))})"
    f" AND EXISTS (SELECT 1 FROM {_BEFORE.format('r')} x {LOOP_JOIN} {_BEFORE.format('s')} y ON y.batch = x.batch"
    f" WHERE EXISTS (SELECT 1 FROM (SELECT * FROM evidence WHERE a = x.id AND b = y.id LIMIT {FIRST}) o"
    f" WHERE {_UNCOUNTED.format('o')} AND "
    + " AND ".join(f"NOT (o.{each} {DISTINCT_FROM} e.{each})" for each in _WEIGHED)
    + "))"
)
