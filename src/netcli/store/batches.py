"""Batches: what the book records about each imported file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

from netcli import clock
from netcli.records import OWNER
from netcli.store.dialect import LIST, json_field, listed
from netcli.store.reader import Reader


class BatchRow(NamedTuple):
    """An imported file, and how much the book grew.

    `owner` is the current id, even after a merge.
    """

    id: int
    file: str
    sha256: str
    network: str
    owner: int
    imported: str
    people: int
    links: int
    undone: str | None


class Job(NamedTuple):
    """A person's job according to one record of a batch."""

    person: int
    company: str | None
    title: str | None


def every(reader: Reader) -> list[BatchRow]:
    """Return every batch, newest first."""
    found = reader.connection.execute(f"SELECT {', '.join(BatchRow._fields)} FROM batch ORDER BY id DESC").fetchall()
    rows = map(BatchRow._make, found)
    return [row._replace(owner=reader.forwarded(row.owner)) for row in rows]


def any_stands(reader: Reader, network: str) -> bool:
    """Return whether *network* has a batch that is not undone."""
    found = reader.connection.execute("SELECT 1 FROM batch WHERE network = ? AND undone IS NULL LIMIT 1", (network,))
    return found.fetchone() is not None


def of_file(reader: Reader, sha256: str, network: str, person: int) -> dict[int, int]:
    """Return {owner: batch} for a file.

    If the file was imported for *person*, then *person* is one of the owners. Undone batches are left out.
    """
    found = reader.connection.execute(
        "SELECT owner, id FROM batch WHERE sha256 = ? AND network = ? AND undone IS NULL ORDER BY id DESC",
        (sha256, network),
    ).fetchall()
    same = {reader.forwarded(owner): batch for owner, batch in found if owner}
    asked = imported_for(reader, person).intersection(batch for _, batch in found) if found else set()
    return same | ({person: min(asked)} if asked else {})


def imported_for(reader: Reader, person: int) -> set[int]:
    """Return the batches that the user imported for *person*.

    The file of such a batch may belong to somebody else.
    """
    found = reader.connection.execute(
        "SELECT batch FROM record WHERE person = ? AND key = ? AND batch IS NOT NULL", (person, OWNER)
    )
    return {batch for (batch,) in found}


def owners_of(reader: Reader, sha256: str) -> set[int]:
    """Return the current owners of the imported file with this hash.

    Undone batches do not count.
    """
    found = reader.connection.execute(
        "SELECT DISTINCT owner FROM batch WHERE sha256 = ? AND owner <> 0 AND undone IS NULL", (sha256,)
    )
    return {reader.forwarded(owner) for (owner,) in found.fetchall()}


def of_other_network(reader: Reader, sha256: str, network: str) -> tuple[str, int] | None:
    """Find the newest batch that imported the file *sha256* from a network other than *network*.

    Return (network, id). Undone batches and batches of the network `hand` do not count.
    """
    found = reader.connection.execute(
        "SELECT network, id FROM batch WHERE sha256 = ? AND network NOT IN (?, 'hand') AND owner <> 0"
        " AND undone IS NULL ORDER BY id DESC LIMIT 1",
        (sha256, network),
    ).fetchone()
    return None if found is None else (str(found[0]), int(found[1]))


def standing_file(reader: Reader, batch: int) -> str | None:
    """Return the file of *batch*, or None if the batch is undone or missing."""
    row = reader.connection.execute("SELECT file FROM batch WHERE id = ? AND undone IS NULL", (batch,)).fetchone()
    return None if row is None else str(row[0])


def undone_file(reader: Reader, batch: int) -> str | None:
    """Return the file of *batch* if the batch was undone, otherwise None."""
    row = reader.connection.execute("SELECT file FROM batch WHERE id = ? AND undone IS NOT NULL", (batch,)).fetchone()
    return None if row is None else str(row[0])


class Created(NamedTuple):
    """A person whom the command of a batch added by hand: the file's owner.

    `edited` tells whether the user has made further statements about this person.
    """

    record: int
    person: int
    edited: bool


def created_with(reader: Reader, batch: int) -> list[Created]:
    """Return the people whom the command of *batch* added by hand."""
    found = reader.connection.execute(
        f"SELECT r.id, r.person, {json_field('i.after', 'fields')} <> r.fields"
        " OR EXISTS (SELECT 1 FROM evidence WHERE a = r.id AND batch IS NULL)"
        " OR EXISTS (SELECT 1 FROM evidence WHERE b = r.id AND batch IS NULL)"
        " OR EXISTS (SELECT 1 FROM favour WHERE record = r.id) OR EXISTS (SELECT 1 FROM rhythm WHERE record = r.id)"
        " OR EXISTS (SELECT 1 FROM watch WHERE record = r.id)"
        " OR EXISTS (SELECT 1 FROM verdict v JOIN record s ON s.id IN (v.a, v.b)"
        "  WHERE s.person = r.person AND v.verdict = 'distinct')"
        " FROM batch JOIN change c ON c.id = batch.change"
        " JOIN image i ON i.change = c.id AND i.\"table\" = 'record' AND i.before IS NULL"
        " JOIN record r ON r.id = CAST(i.key AS INTEGER) AND r.batch IS NULL"
        # a command that restored a whole book also restored older records
        " WHERE batch.id = ? AND c.command = 'import' AND r.added >= c.happened"
        " AND r.person <> (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'me') ORDER BY r.id",
        (batch,),
    )
    return [Created(record, person, bool(edited)) for record, person, edited in found]


def edited_since(reader: Reader, batch: int, created: Collection[Created]) -> list[int]:
    """Return the people in *batch* whom the user edited after the import.

    *created* are the people whom the command of *batch* added by hand.
    """
    edited = [each.record for each in created if each.edited]
    found = reader.connection.execute(
        "SELECT DISTINCT r.person FROM record r JOIN record h ON h.person = r.person AND h.batch IS NULL"
        " WHERE r.batch = ? AND r.person <> (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'me')"
        f" AND (h.id > (SELECT max(id) FROM record WHERE batch = ?) OR h.id IN {LIST}) ORDER BY r.person",
        (batch, batch, listed(edited)),
    )
    return [row[0] for row in found]


def decided_since(reader: Reader, batch: int, created: Collection[Created]) -> list[int]:
    """Return the people in *batch* or in *created* whom the user merged, told apart, or asked about after the import.

    *created* are the people whom the command of *batch* added by hand.
    """
    found = reader.connection.execute(
        f"SELECT DISTINCT r.person FROM batch b JOIN record r ON r.batch = b.id OR r.id IN {LIST} WHERE b.id = ?"
        " AND r.person <> (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'me')"
        " AND (EXISTS (SELECT 1 FROM verdict v WHERE r.id IN (v.a, v.b) AND v.rule IS NULL"
        " AND v.verdict IN ('same', 'distinct'))"
        " OR EXISTS (SELECT 1 FROM introduction i WHERE r.person IN (i.target, i.ask)"
        # the user's day of the request may be a day before the day of the import, which is in UTC
        " AND (i.since >= substr(b.imported, 1, 10) OR EXISTS (SELECT 1 FROM image m WHERE m.change > b.change"
        " AND m.\"table\" = 'introduction' AND m.key = CAST(i.id AS TEXT)))))",
        (listed([each.record for each in created]), batch),
    )
    return [row[0] for row in found]


def are_needed(reader: Reader, created: Created) -> bool:
    """Return whether the person has another record or an introduction, or was edited by the user."""
    record, person = created.record, created.person
    found = reader.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM record WHERE person = ? AND id <> ?)"
        " OR EXISTS (SELECT 1 FROM introduction WHERE ? IN (target, ask))",
        (person, record, person),
    )
    return created.edited or bool(found.fetchone()[0])


def report(reader: Reader, batch: int) -> tuple[str, int] | None:
    """Return the report of *batch* as JSON, and the owner; None if there is no report."""
    row = reader.connection.execute("SELECT report, owner FROM batch WHERE id = ?", (batch,)).fetchone()
    return None if row is None or row[0] is None else (row[0], reader.forwarded(row[1]))


def files_before(reader: Reader, batch: int) -> tuple[str, dict[int, str]]:
    """Return the file of *batch*, and the files of earlier batches by id.

    All batches have the same network and owner.
    """
    run = reader.connection.execute
    file, network, owner, change = run(
        "SELECT coalesce(archive, file), network, owner, change FROM batch WHERE id = ?", (batch,)
    ).fetchone()
    found = run(
        "SELECT id, coalesce(archive, file) FROM batch"
        " WHERE network = ? AND owner = ? AND change < ? AND undone IS NULL",
        (network, owner, change),
    )
    return file, dict(found.fetchall())


def dates(reader: Reader, batches: Collection[int]) -> dict[int, str]:
    """Map each of *batches* to the date of its file's contents."""
    found = reader.connection.execute(f"SELECT id, as_of FROM batch WHERE id IN {LIST}", (listed(batches),))
    return dict(found.fetchall())


def jobs(reader: Reader, batch: int) -> Iterator[Job]:
    """Yield the job in each record of *batch*, in file order. Mentions are skipped."""
    company, title, mention = (json_field("fields", name) for name in ("company", "title", "mention"))
    found = reader.connection.execute(
        f"SELECT person, {company}, {title} FROM record WHERE batch = ? AND {mention} IS NULL ORDER BY id", (batch,)
    )
    yield from map(Job._make, found)


# --- writing ------------------------------------------------------------------------------------------------------


def begin(
    connection: sqlite3.Connection,
    change: int,
    *,
    file: str,
    archive: str | None,
    network: str,
    owner: int,
    encoding: str | None,
) -> int:
    """Insert a batch, and return its id."""
    (batch,) = connection.execute(
        "INSERT INTO batch (change, file, archive, sha256, network, owner, encoding, as_of, as_of_from, imported,"
        " people, links) VALUES (?, ?, ?, '', ?, ?, ?, '', '', ?, 0, 0) RETURNING id",
        (change, file, archive, network, owner, encoding, clock.stamp()),
    ).fetchone()
    return int(batch)


def date(connection: sqlite3.Connection, batch: int, as_of: str, as_of_from: str) -> None:
    """Record the date of the file's contents. The date decides which record is newer."""
    connection.execute("UPDATE batch SET as_of = ?, as_of_from = ? WHERE id = ?", (as_of, as_of_from, batch))


def end(
    connection: sqlite3.Connection, batch: int, *, sha256: str, owner: int, people: int, links: int, report: str
) -> None:
    """Record the results of an import; *report* is JSON."""
    connection.execute(
        "UPDATE batch SET sha256 = ?, owner = ?, people = ?, links = ?, report = ? WHERE id = ?",
        (sha256, owner, people, links, report, batch),
    )
