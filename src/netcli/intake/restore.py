"""A whole book back from its export: into an empty book everything comes as it was, under the same numbers."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from netcli.answers.imports import Import, LinkCount, MemberCount, PeopleCount
from netcli.answers.people import Person
from netcli.errors import BadInput
from netcli.intake.absorb import File
from netcli.intake.batches import as_of as dated
from netcli.intake.dump import KEPT, OBJECTS
from netcli.store import checking
from netcli.store.book import Book
from netcli.store.dialect import RAISE_PERSON_IDS

CHUNK: Final = 5_000
"""Rows written per statement."""


def empty(book: Book) -> bool:
    """Is there nobody in the book, or only its owner, of whom no file said anything?"""
    return not book.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM person WHERE id <> coalesce((SELECT value FROM setting WHERE key = 'me'), 0))"
        " OR EXISTS (SELECT 1 FROM batch JOIN change ON change.id = batch.change WHERE change.undone IS NULL)"
    ).fetchone()[0]


def restore(book: Book, file: File, document: Mapping[str, Any]) -> tuple[Import, list[dict[str, Any]]]:
    """Make the empty *book* the one that *document* was exported from; returns the report and the warnings.

    Its owner, if it has one, gives way to the owner of the document. It is a change that can be undone.
    Raises BadInput when the document is not whole; the book is then as before.
    """
    before = None if book.journal.row("setting", "me") is None else book.reader.person(book.reader.me())
    _replace(book, document)
    owner = book.reader.people([book.reader.me()])[book.reader.me()]
    report = _report(book, file, document, owner)
    if before is None:
        return report, []
    message = f"the book was empty and is now the one exported: it belongs to {owner.name}, no longer to {before.name}"
    return report, [{"code": "restored", "file": file.name, "line": None, "message": message}]


def unchanged(book: Book, file: File, document: Mapping[str, Any]) -> Import:
    """The report of an export of this very book."""
    report = _report(book, file, document, book.reader.people([book.reader.me()])[book.reader.me()])
    return replace(
        report,
        repeated=True,
        people=PeopleCount(unchanged=report.people.new),
        links=LinkCount(unchanged=report.links.new),
    )


def _report(book: Book, file: File, document: Mapping[str, Any], owner: Person) -> Import:
    kinds = Counter(row[0] for row in book.connection.execute("SELECT kind FROM person"))
    rows = len(document["people"]) + len(document["links"])
    as_of, as_of_from = dated(file.name, "", file.modified)
    return Import(
        batch=None,
        repeated=False,
        file=file.name,
        network=file.network,
        encoding=file.encoding,
        as_of=as_of,
        as_of_from=as_of_from,
        owner=owner,
        read=rows,
        used=rows,
        people=PeopleCount(
            new=kinds["person"] - 1, placeholders=kinds["placeholder"], organizations=kinds["organization"]
        ),
        links=LinkCount(new=book.reader.counts()[1]),
        signals=sum(row["link"] is None for row in document["evidence"]),
        members=[MemberCount(file.name, rows, rows)],
    )


def _replace(book: Book, document: Mapping[str, Any]) -> None:
    try:
        with book.savepoint():
            _clear(book)
            for section in KEPT:
                _put(book, section, document[section])
            me = int(document["me"])
            if book.journal.row("setting", "me"):
                book.journal.update("setting", "me", value=str(me))
            else:
                book.journal.insert("setting", {"key": "me", "value": str(me)})
            _derive(book)
            _check(book, me)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, *_UNFIT) as error:
        raise _broken(f"{type(error).__name__} in it") from error


_UNFIT: Final = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
"""What SQLite says of values that are none of the book's."""


def _clear(book: Book) -> None:
    """Take away what was said of the owner, and the batches that were undone: their numbers may be needed."""
    run = book.connection.execute
    for (record,) in run("SELECT id FROM record").fetchall():
        book.journal.delete("record", record)
    book.settle()
    run("DELETE FROM batch WHERE undone IS NOT NULL")


def _put(book: Book, section: str, rows: list[dict[str, Any]]) -> None:
    table, columns = KEPT[section]
    order = book.journal.columns(table)
    brought: list[tuple[Any, ...]] = []
    for row in rows:
        values = {column: row[word] for word, column in columns.items()}
        values |= {name: json.dumps(values[name], ensure_ascii=False) for name in OBJECTS if name in values}
        if table == "batch":
            values |= {"change": book.change, "undone": None}
        elif values.get("batch") is None:  # no batch will find it again: it needs an image
            book.journal.insert(table, values)
            continue
        brought.append(tuple(values[name] for name in order))
    for start in range(0, len(brought), CHUNK):
        book.journal.load(table, brought[start : start + CHUNK])


def _derive(book: Book) -> None:
    run = book.connection.execute
    book.journal.people.update(row[0] for row in run("SELECT DISTINCT person FROM record"))
    book.settle()  # people first: links ask of what kind their ends are
    pairs = run(
        "SELECT DISTINCT min(r.person, s.person), max(r.person, s.person) FROM evidence e"
        " JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
    )
    book.journal.pairs.update((row[0], row[1]) for row in pairs)
    book.settle()
    # numbers given up in merges are never given again
    run(RAISE_PERSON_IDS)


def _check(book: Book, me: int) -> None:
    if (owner := book.reader.person(me)) is None or owner.kind != "person":
        raise _broken("its owner is not in it")
    if wrong := checking.orphans(book.reader):
        raise _broken(wrong[0])


def _broken(why: str) -> BadInput:
    return BadInput(f"the export is not whole: {why}", "export it again; nothing was changed", code="damaged")
