"""Erase people and their names from a book and its undo data."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from typing import Final, NamedTuple

from netcli.answers.shape import JSON
from netcli.records import OWNER, Fields
from netcli.store import forgotten, settings, trash, verdicts
from netcli.store.dialect import LIST, json_field, listed
from netcli.store.history import UNTOLD
from netcli.store.journal import Row, rows_of
from netcli.store.reader import Reader
from netcli.store.writer import Change

Blank = Callable[[str], str]
"""A function that blanks the person's names and addresses in a text."""
Known = Callable[[Fields, str | None], bool]
"""A function that recognises the person's records by fields and row key."""

NOBODY: Final = 0
"""The `owner` of a batch whose owner was erased."""
TEXTS: Final = {
    "batch": ("file", "archive", "report"),
    "record": ("file", "row_key", "fields"),
    "evidence": ("file", "detail"),
    "change": ("summary",),
    "favour": ("what",),
    "rhythm": ("tag",),
    "meeting": ("place", "diary", "said"),
}
"""Columns of other people's rows that may contain a name."""
OF_ONE: Final = ("favour", "rhythm", "watch")
"""Tables whose rows are about one person, identified by the column `record`."""
FIELDS: Final = ("company", "title", "city", "tags", "positions")
"""Fields of other people's records that may contain an erased name."""
HANDLED: Final = frozenset(
    (
        *("batch", "change", "evidence", "favour", "forward", "identifier", "image", "introduction", "link", "meeting"),
        *("person", "record", "rhythm", "setting", "verdict", "vocabulary", "watch"),
    )
)
"""Tables that this module handles; a test fails if the schema has another table."""


class Erased(NamedTuple):
    """Number of erased rows: records, evidence, links, and undo images."""

    records: int
    evidence: int
    links: int
    images: int


class Traces(NamedTuple):
    """The ids of a person, and the ids of the person's existing or deleted records.

    If a record now belongs to somebody else, `moved` maps the record to that person.
    """

    numbers: set[int]
    records: set[int]
    moved: dict[int, int]
    me: str


def noted_by(reader: Reader, person: int, holds: Callable[[str], bool]) -> list[int]:
    """Return the ids of other people whose notes pass a test. The function *holds* is the test."""
    note = json_field("fields", "note")
    found = reader.connection.execute(
        f"SELECT person, {note} FROM record WHERE person <> ? AND {note} IS NOT NULL ORDER BY person", (person,)
    )
    return [*dict.fromkeys(other for other, text in found if holds(str(text)))]


def is_shared(reader: Reader, person: int, texts: Iterable[str]) -> bool:
    """Return whether one of *texts* occurs in another person's names or addresses."""
    told = "lower(coalesce(name, '') || aliases || emails || phones || urls)"
    found = reader.connection.execute(
        f"SELECT 1 FROM person p, {LIST} t WHERE p.id <> ? AND instr({told}, lower(t.value)) LIMIT 1",
        (listed([*texts]), person),
    )
    return found.fetchone() is not None


def count_rows(reader: Reader, person: int) -> list[tuple[int, str | None, int]]:
    """Return (batch, file, number of rows) for *person*. Rows of messages do not count."""
    mention = json_field("r.fields", "mention")
    # rows of messages have moments, and are about two people
    counted = "SELECT 1 FROM evidence e WHERE {} = r.id AND e.batch = r.batch AND e.moments IS NOT NULL"
    return reader.connection.execute(
        "SELECT r.batch, r.file, count(DISTINCT r.line) FROM record r WHERE r.person = ? AND r.batch IS NOT NULL"
        f" AND r.line IS NOT NULL AND r.key <> '{OWNER}' AND {mention} IS NULL"
        f" AND NOT EXISTS ({counted.format('e.a')}) AND NOT EXISTS ({counted.format('e.b')}) GROUP BY r.batch, r.file",
        (person,),
    ).fetchall()


def erase(change: Change, people: Collection[int], blank: Blank, is_theirs: Known, *, notes: bool) -> Erased:
    """Erase *people*, and remove their names from rows about other people.

    The function *blank* removes the names from a text. Notes about other people change only if *notes* is true.

    *is_theirs* recognises deleted records that describe an erased person.
    """
    numbers = {number for person in people for number in (person, *verdicts.forwarded_to(change.reader, person))}
    traces = _traces(change, numbers, is_theirs)
    records, evidence = _delete_rows(change, traces)
    _delete_decisions(change, traces)
    change.derive()
    texts = _Texts(blank, notes=notes)
    _leave_meetings(change, traces, texts)
    _blank_rows(change, texts)
    images = _rewrite_images(change, traces, texts)
    return Erased(records, evidence, -change.outcome.links, images)


def _traces(change: Change, numbers: set[int], is_theirs: Known) -> Traces:
    """Find a person's ids and records, in current rows and undo images."""
    run, ids = change.connection.execute, listed(sorted(numbers))
    own = {row[0] for row in run(f"SELECT id FROM record WHERE person IN {LIST}", (ids,))}
    past: set[int] = set()
    others: set[int] = set()
    for key, *images in run("SELECT CAST(key AS INTEGER), before, after FROM image WHERE \"table\" = 'record'"):
        if key not in own and key not in past:
            rows = [json.loads(image) for image in images if image is not None]
            if any(row["person"] in numbers for row in rows):
                past.add(key)
            elif any(is_theirs(json.loads(row["fields"]), row["row_key"]) for row in rows):
                others.add(key)
    stand = run(f"SELECT id, person FROM record WHERE id IN {LIST}", (listed(sorted(past | others)),))
    standing = dict(stand.fetchall())
    gone = (past | others) - standing.keys()
    moved = {record: person for record, person in standing.items() if record in past}
    return Traces(numbers, own | gone, moved, str(change.reader.me()))


def _delete_rows(change: Change, traces: Traces) -> tuple[int, int]:
    """Delete the records and evidence of the erased people.

    Return the number of deleted records, and the number of deleted pieces of evidence.
    """
    run, ids = change.connection.execute, listed(sorted(traces.records))
    for number in traces.numbers:
        change.journal.people.add(number)
        change.journal.pairs.update(trash.pairs_of(change.reader, number))
        run("DELETE FROM setting WHERE key = ?", (trash.key(number),))
    evidence = run(f"DELETE FROM evidence WHERE a IN {LIST} OR b IN {LIST}", (ids, ids)).rowcount
    return run(f"DELETE FROM record WHERE id IN {LIST}", (ids,)).rowcount, evidence


def _delete_decisions(change: Change, traces: Traces) -> None:
    """Delete a person's introductions, and the user's decisions about this person."""
    run, ids, numbers = change.connection.execute, listed(sorted(traces.records)), listed(sorted(traces.numbers))
    run(f"DELETE FROM verdict WHERE a IN {LIST} OR b IN {LIST}", (ids, ids))
    for each in change.reader.introductions():
        if not traces.numbers.isdisjoint((each.target, each.ask, *each.chain)):
            run("DELETE FROM introduction WHERE id = ?", (each.id,))
            change.journal.asked.add(each.ask)
    for table in OF_ONE:
        run(f"DELETE FROM {table} WHERE record IN {LIST}", (ids,))
    run(f"DELETE FROM forward WHERE old IN {LIST} OR person IN {LIST}", (numbers, numbers))
    run(f"UPDATE batch SET owner = {NOBODY} WHERE owner IN {LIST}", (numbers,))


class _Texts:
    """Removes names from the texts in rows about people who stay in the book."""

    def __init__(self, blank: Blank, *, notes: bool) -> None:
        self._blank = blank
        self._notes = notes

    def row(self, table: str, row: Row, *, note: bool = False) -> Row:
        """Return the *row* of *table* with names removed from its texts."""
        named = (*TEXTS.get(table, ()), *(("note",) if note or self._notes else ()))
        return {
            name: self.column(name, value) if name in named and isinstance(value, str) else value
            for name, value in row.items()
        }

    def column(self, name: str, value: str) -> str:
        """Return *value* without the names of the erased people.

        *name* is the column that contains *value*.
        """
        if name not in ("fields", "report") or self._blank(value) == value:
            return value if name in ("fields", "report") else self._blank(value)
        told = json.loads(value)
        named = (*FIELDS, *(("note",) if self._notes else ())) if name == "fields" else told
        told = {key: self._all(each) if key in named else each for key, each in told.items()}
        return json.dumps(told, ensure_ascii=False)

    def _all(self, told: object) -> object:
        if isinstance(told, str):
            return self._blank(told)
        if isinstance(told, list):
            return [self._all(each) for each in told]
        return {key: self._all(each) for key, each in told.items()} if isinstance(told, dict) else told


def _leave_meetings(change: Change, traces: Traces, texts: _Texts) -> None:
    """Remove a person from all current meetings; delete meetings without other participants."""
    run = change.connection.execute
    for row in rows_of(run("SELECT * FROM meeting")):
        left = _meeting_without(row, traces, texts)
        if left is None:
            run("DELETE FROM meeting WHERE id = ?", (row["id"],))
        elif left != row:
            named = ", ".join(f"{name} = ?" for name in left)
            run(f"UPDATE meeting SET {named} WHERE id = ?", (*left.values(), row["id"]))


def _blank_rows(change: Change, texts: _Texts) -> None:
    """Blank the names in the texts of all current rows."""
    run = change.connection.execute
    for table, columns in TEXTS.items():
        for column in columns:
            for (value,) in run(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL").fetchall():
                if (blanked := texts.column(column, value)) != value:
                    if column == "fields":
                        people = run("SELECT person FROM record WHERE fields = ?", (value,)).fetchall()
                        change.journal.people.update(row[0] for row in people)
                    run(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (blanked, value))
    change.derive()
    kept = run("SELECT key FROM setting WHERE key LIKE ?", (settings.COPY + "%",)).fetchall()
    for (key,) in kept:
        if texts.column("key", key) != key:
            run("DELETE FROM setting WHERE key = ?", (key,))


def _rewrite_images(change: Change, traces: Traces, texts: _Texts) -> int:
    """Delete a person's undo images, and remove names from other images."""
    gone: list[tuple[int]] = []
    rewritten: list[tuple[str | None, str | None, int]] = []
    told = change.connection.execute('SELECT id, "table", key, before, after FROM image')
    for number, table, key, *images in told:
        before, after = (None if image is None else json.loads(image) for image in images)
        if any(_is_theirs(table, key, row, traces) for row in (before, after) if row is not None):
            gone.append((number,))
            continue
        rows = [None if row is None else _without(table, key, row, traces, texts) for row in (before, after)]
        if rows == [None, None]:
            gone.append((number,))
        elif rows != [before, after]:
            rewritten.append((*map(_packed, rows), number))
    lost = change.connection.execute(f"SELECT DISTINCT change FROM image WHERE id IN {LIST}", (listed(sum(gone, ())),))
    steps = listed([row[0] for row in lost])
    change.connection.executemany("DELETE FROM image WHERE id = ?", gone)
    change.connection.execute(  # replace the summaries of steps that have no undo images left
        f"UPDATE change SET summary = '{UNTOLD}' WHERE id IN {LIST} AND id NOT IN (SELECT change FROM image)"
        " AND id NOT IN (SELECT change FROM batch)",
        (steps,),
    )
    change.connection.executemany("UPDATE image SET before = ?, after = ? WHERE id = ?", rewritten)
    return len(gone)


def _is_theirs(table: str, key: str, row: Row, traces: Traces) -> bool:
    """Return whether the row is about the person."""
    if table == "record":
        return int(key) in traces.records
    if table in OF_ONE:
        return row["record"] in traces.records
    if table in ("evidence", "verdict"):
        return not traces.records.isdisjoint((row["a"], row["b"]))
    if table == "forward":
        return not traces.numbers.isdisjoint((row["old"], row["person"]))
    if table == "introduction":
        return not traces.numbers.isdisjoint((row["target"], row["ask"], *json.loads(row["chain"])))
    if table == "setting":
        return trash.person_of(key) in traces.numbers or key.startswith(forgotten.PREFIX)
    return False


def _without(table: str, key: str, row: Row, traces: Traces, texts: _Texts) -> Row | None:
    """Return the row without the person; None if nothing remains."""
    if table == "meeting":
        return _meeting_without(row, traces, texts)
    return texts.row(table, _moved(table, key, row, traces))


def _meeting_without(row: Row, traces: Traces, texts: _Texts) -> Row | None:
    """Return a meeting without the person; None if nobody else took part."""
    groups = json.loads(row["records"])
    others = [kept for group in groups if (kept := [each for each in group if each not in traces.records])]
    if not others:
        return None
    there = others != groups or row["host"] in traces.records
    host = None if row["host"] in traces.records else row["host"]
    left = row | {"records": json.dumps(others) if others != groups else row["records"], "host": host}
    return texts.row("meeting", left, note=there)


def _moved(table: str, key: str, row: Row, traces: Traces) -> Row:
    """Return *row* with another id, or `NOBODY`, in place of the erased person's id."""
    if table == "record" and row["person"] in traces.numbers:
        return row | {"person": traces.moved[int(key)]}
    if table == "batch" and row["owner"] in traces.numbers:
        return row | {"owner": NOBODY}
    if table == "setting" and key == "me" and int(row["value"]) in traces.numbers:
        return row | {"value": traces.me}
    return row


def _packed(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def count_in_reports(change: Change, rows: Iterable[tuple[int, str | None, int]]) -> None:
    """In the reports of batches, move *rows* from `used` to `ignored`.

    Each item of *rows* is (batch, file, number of rows).
    """
    for batch, file, count in rows:
        (text,) = change.connection.execute("SELECT report FROM batch WHERE id = ?", (batch,)).fetchone()
        report: JSON = json.loads(text or "{}")
        if report.get("used", 0) < count:
            continue
        members = [each for each in report["members"] if each["file"] == file] or report["members"][:1]
        for counted in (report, *members[:1]):
            counted["used"] -= count
            counted["ignored"] += count
        why = report["why_ignored"]
        report["why_ignored"] = dict(sorted({**why, "forgotten": why.get("forgotten", 0) + count}.items()))
        change.connection.execute(
            "UPDATE batch SET report = ? WHERE id = ?", (json.dumps(report, ensure_ascii=False), batch)
        )
