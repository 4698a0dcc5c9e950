"""Show the book as it was on an earlier day, with temporary tables."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final

from netcli import moments, strength
from netcli.store import derive, dialect, introductions, once, trash
from netcli.store.derive import LinkRow
from netcli.store.dialect import FILE, GREATEST, LEAST
from netcli.store.reader import Pair, Reader
from netcli.store.surroundings import is_small, kept_weights, surroundings_of

CHUNK: Final = 2_000
"""Number of links weighed per SQL statement."""
HIDING: Final = ("evidence", "link", "introduction")
"""The names of the temporary tables, which hide tables of the file."""

_BEGAN: Final = "coalesce(e.since, e.last)"
_WHOLE: Final = "{0} || CASE length({0}) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END"
"""SQL for the last day of a period: a day, a month or a year.

For simplicity, every month ends on the 31st.
"""


def show(reader: Reader, day: date) -> int:
    """Show the book as of *day* to all reads in this transaction.

    Return the number of estimated message counts. Undated evidence is hidden.
    """
    run = reader.connection.execute
    latest = _latest(day)
    began, ended = _WHOLE.format(_BEGAN), _WHOLE.format("e.last")
    ends = f"{LEAST}(r.person, s.person), {GREATEST}(r.person, s.person)"
    joined = "JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
    later = f"{_BEGAN} IS NULL OR {began} > ? OR {ended} > ?"
    changed: set[Pair] = set(run(f"SELECT DISTINCT {ends} FROM evidence e {joined} WHERE {later}", (latest, latest)))
    with dialect.own_tables(reader.connection):
        run(f"CREATE TEMP TABLE evidence AS SELECT e.* FROM {FILE}.evidence e WHERE {began} <= '{latest}'")
        run("CREATE UNIQUE INDEX temp.evidence_id ON evidence (id)")
        run("CREATE INDEX temp.evidence_from ON evidence (a, b)")
        run("CREATE INDEX temp.evidence_to ON evidence (b)")
        shared = _cut(reader.connection, latest, day)
        once.recount(reader.connection, changed, moments.day_number(day.toordinal()))
        run(f"CREATE TEMP TABLE link AS SELECT * FROM {FILE}.link")
        run("CREATE UNIQUE INDEX temp.link_one_way ON link (a, b)")
        run("CREATE INDEX temp.link_back ON link (b, a, passable)")
        _introductions(reader.connection, day)
        _links(reader, changed)
    return shared


@contextlib.contextmanager
def lifted(reader: Reader) -> Iterator[None]:
    """Show the whole book within the block. Call `show` first."""
    run = reader.connection.execute
    with dialect.own_tables(reader.connection):
        run("SAVEPOINT lifted")
        for table in HIDING:
            run(f"DROP TABLE temp.{table}")
    try:
        yield
    finally:
        run("ROLLBACK TO lifted")
        run("RELEASE lifted")


def _latest(day: date) -> str:
    """Return *day* as text. The last day of a month becomes the 31st, as in `_WHOLE`."""
    return f"{day:%Y-%m}-31" if (day + timedelta(1)).day == 1 else day.isoformat()


def _cut(connection: sqlite3.Connection, latest: str, day: date) -> int:
    """Remove messages and meetings after *day*.

    Return the number of pieces of evidence whose remaining count is an estimate.
    """
    ended = _WHOLE.format("e.last")
    rows = connection.execute(
        f"SELECT id, since, last, count FROM evidence e WHERE count > 1 AND moments IS NULL AND {ended} > ?", (latest,)
    ).fetchall()
    connection.execute(f"UPDATE evidence AS e SET last = NULL WHERE {ended} > ?", (latest,))
    connection.executemany(
        "UPDATE evidence SET last = ?, count = ? WHERE id = ?",
        [(*_shared(since, last, count, day), number) for number, since, last, count in rows if since],
    )
    return len(rows)


def _shared(since: str, last: str, count: int, day: date) -> tuple[str, int]:
    """Return the date of the last message up to *day*, and the number of messages until then.

    The *count* messages are assumed to be evenly spaced.

    >>> _shared("2020-01-01", "2020-01-11", 6, date(2020, 1, 6))
    ('2020-01-05', 3)
    """
    first, end = (date.fromisoformat(f"{moment[:10]}-01-01"[:10]) for moment in (since, last))
    step = (end - first) / (count - 1)
    before = min((day - first) // step if step else count - 1, count - 1)
    return (first + step * before).isoformat(), before + 1


def _introductions(connection: sqlite3.Connection, day: date) -> None:
    """Show the introductions requested until *day*, in the state of that day."""
    today = day.isoformat()
    connection.execute(f"CREATE TEMP TABLE introduction AS SELECT * FROM {FILE}.introduction WHERE since <= '{today}'")
    for number, history in connection.execute("SELECT id, history FROM introduction").fetchall():
        steps = [step for step in json.loads(history) if step["when"] <= today]
        connection.execute(
            "UPDATE introduction SET history = ?, state = ? WHERE id = ?",
            (json.dumps(steps), steps[-1]["state"] if steps else "asked", number),
        )


def _links(reader: Reader, changed: set[Pair]) -> None:
    """Derive the links whose evidence changed, and update the weight of every link."""
    connection = reader.connection
    connection.executemany("DELETE FROM link WHERE a = ? AND b = ?", changed)
    people = {row[0] for row in connection.execute("SELECT id FROM person WHERE kind = 'person'")}
    rows, removed = [], trash.numbers(reader)
    for (a, b), signs in reader.signs(sorted(changed)).items():
        tie = derive.link(signs)
        if a != b and tie is not None and not {a, b} & removed:
            kinds, certainty, since, last = tie
            passable = 0 if not {a, b} <= people else 1 if certainty == "guess" else 2
            kept = strength.weigh([sign._replace(since=None, last=None) for sign in signs])
            rows.append(LinkRow(a, b, passable, kinds, certainty, since, last, kept.closeness, kept.volume, kept.base))
    fields = LinkRow._fields
    connection.executemany(f"INSERT INTO link ({', '.join(fields)}) VALUES ({', '.join('?' for _ in fields)})", rows)
    connection.execute("UPDATE link SET asks = 0, agreed = 0 WHERE asks > 0")
    connection.executemany(
        "UPDATE link SET asks = ?, agreed = ? WHERE a = ? AND b = ?",
        [(asks, agreed, *pair) for pair, asks, agreed in introductions.tallies(reader)],
    )
    few = is_small(connection)
    # in a large book, `around` depends only on people with very many contacts, and their numbers of contacts change
    # little
    pairs = iter(connection.execute("SELECT a, b FROM link").fetchall() if few else [row[:2] for row in rows])
    while chunk := list(islice(pairs, CHUNK)):
        kept_now, around = kept_weights(connection, chunk), surroundings_of(connection, chunk, few=few)
        connection.executemany(
            "UPDATE link SET around = ? WHERE a = ? AND b = ?",
            [(strength.weigh_neighbourhood(around[pair], *kept_now[pair]), *pair) for pair in kept_now],
        )
