"""Batches: the imports that the book remembers, and the start and end of a new one."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from netcli import clock, dates
from netcli.answers.imports import Batch, Import, LinkCount, MemberCount, PeopleCount, Rejected
from netcli.errors import Unknown
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.store.book import Book


def known(book: Book, network: str, owner: int) -> bool:
    """Does any batch of that network and owner stand? If none does, no file can be one of them again."""
    found = book.connection.execute(
        "SELECT 1 FROM batch WHERE network = ? AND owner = ? AND undone IS NULL LIMIT 1", (network, owner)
    )
    return found.fetchone() is not None


def earlier(book: Book, sha256: str, network: str, owner: int) -> int | None:
    """The batch that brought the same bytes for the same network and owner, if it still stands."""
    row = book.connection.execute(
        "SELECT id FROM batch WHERE sha256 = ? AND network = ? AND owner = ? AND undone IS NULL",
        (sha256, network, owner),
    ).fetchone()
    return None if row is None else int(row[0])


def begin(book: Book, report: Import, archive: str | None) -> int:
    """Open a batch for the file of *report*, whose fingerprint comes at its end; returns the batch's number."""
    cursor = book.connection.execute(
        "INSERT INTO batch (change, file, archive, sha256, network, owner, encoding, as_of, as_of_from, imported,"
        " people, links) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
        (
            book.change,
            report.file,
            archive,
            "",
            report.network,
            report.owner.id,
            report.encoding,
            "",
            "",
            clock.stamp(),
        ),
    )
    return cursor.lastrowid or 0


def date(book: Book, batch: int, report: Import) -> None:
    """Write down as of when the file speaks: the records' statements are ordered by it."""
    book.connection.execute(
        "UPDATE batch SET as_of = ?, as_of_from = ?, encoding = ? WHERE id = ?",
        (report.as_of, report.as_of_from, report.encoding, batch),
    )


def end(book: Book, batch: int, report: Import, sha256: str) -> None:
    """Write down what the batch brought, and the fingerprint of its file."""
    people = report.people
    told = asdict(report)
    del told["owner"]  # the batch has it
    book.connection.execute(
        "UPDATE batch SET sha256 = ?, people = ?, links = ?, report = ? WHERE id = ?",
        (sha256, people.new + people.unsure, report.links.new, json.dumps(told, ensure_ascii=False), batch),
    )


def repeated(book: Book, batch: int, report: Import) -> Import:
    """The report of a file that was imported before: its rows again, and nothing new."""
    told = stored(book.reader, batch)
    people, links = told.people, told.links
    return replace(
        told,
        repeated=True,
        file=report.file,
        owner=report.owner,
        people=PeopleCount(unchanged=people.new + people.updated + people.unchanged + people.unsure),
        links=LinkCount(unchanged=links.new + links.updated + links.unchanged),
    )


def stored(reader: Reader, batch: int) -> Import:
    """The report of an earlier import, as it was.

    Raises Unknown when there is no such batch.
    """
    row = reader.connection.execute("SELECT report, owner FROM batch WHERE id = ?", (batch,)).fetchone()
    if row is None or row[0] is None:
        raise Unknown(f"there is no batch {batch}", "netcli imports lists them", code="unknown_batch")
    told = json.loads(row[0])
    owner = reader.forwarded(row[1])
    return Import(
        **told
        | {
            "owner": reader.people([owner])[owner],
            "rejected": [Rejected(**each) for each in told["rejected"]],
            "people": PeopleCount(**told["people"]),
            "links": LinkCount(**told["links"]),
            "members": [MemberCount(**each) for each in told["members"]],
        }
    )


def as_of(name: str, latest: str, modified: str | None) -> tuple[str, str]:
    """As of when a file speaks, and who says so: its `name`, its latest `content`, when it was `modified`, or `now`."""
    today = clock.today().isoformat()
    if (named := dates.from_name(name)) and named <= today:
        return named, "name"
    if latest and latest <= today:
        return latest, "content"
    if modified and modified <= today:
        return modified, "modified"
    return today, "now"


def listed(reader: Reader) -> list[Batch]:
    """Every import, newest first."""
    found = reader.connection.execute(
        "SELECT id, file, sha256, network, owner, imported, people, links, undone FROM batch ORDER BY id DESC"
    ).fetchall()
    owners = reader.people({reader.forwarded(row[4]) for row in found})
    return [Batch.of((*row[:4], owners.get(reader.forwarded(row[4])), *row[5:8], row[8] is not None)) for row in found]
