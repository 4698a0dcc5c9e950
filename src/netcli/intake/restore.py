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
from netcli.store import check
from netcli.store.dialect import RAISE_PERSON_IDS
from netcli.store.writer import Change

CHUNK: Final = 5_000
"""Rows written per statement."""


def empty(change: Change) -> bool:
    """Is there nobody in the book, or only its owner, of whom no file said anything?"""
    return not change.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM person WHERE id <> coalesce((SELECT value FROM setting WHERE key = 'me'), 0))"
        " OR EXISTS (SELECT 1 FROM batch JOIN change ON change.id = batch.change WHERE change.undone IS NULL)"
    ).fetchone()[0]


def restore(change: Change, file: File, document: Mapping[str, Any]) -> tuple[Import, list[dict[str, Any]]]:
    """Make the empty book the one that *document* was exported from; returns the report and the warnings.

    Its owner, if it has one, gives way to the owner of the document. It is a change that can be undone.
    Raises BadInput when the document is not whole; the book is then as before.
    """
    before = None if change.journal.row("setting", "me") is None else change.reader.person(change.reader.me())
    _replace(change, document)
    owner = change.reader.people([change.reader.me()])[change.reader.me()]
    report = _report(change, file, document, owner)
    if before is None:
        return report, []
    message = f"the book was empty and is now the one exported: it belongs to {owner.name}, no longer to {before.name}"
    return report, [{"code": "restored", "file": file.name, "line": None, "message": message}]


def unchanged(change: Change, file: File, document: Mapping[str, Any]) -> Import:
    """The report of an export of this very book."""
    report = _report(change, file, document, change.reader.people([change.reader.me()])[change.reader.me()])
    return replace(
        report,
        repeated=True,
        people=PeopleCount(unchanged=report.people.new),
        links=LinkCount(unchanged=report.links.new),
    )


def _report(change: Change, file: File, document: Mapping[str, Any], owner: Person) -> Import:
    kinds = Counter(row[0] for row in change.connection.execute("SELECT kind FROM person"))
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
        links=LinkCount(new=change.reader.counts()[1]),
        signals=sum(row["link"] is None for row in document["evidence"]),
        members=[MemberCount(file.name, rows, rows)],
    )


def _replace(change: Change, document: Mapping[str, Any]) -> None:
    try:
        with change.part():
            _clear(change)
            for section in KEPT:
                _put(change, section, document[section])
            me = int(document["me"])
            if change.journal.row("setting", "me"):
                change.journal.update("setting", "me", value=str(me))
            else:
                change.journal.insert("setting", {"key": "me", "value": str(me)})
            _derive(change)
            _check(change, me)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, *_UNFIT) as error:
        raise _broken(f"{type(error).__name__} in it") from error


_UNFIT: Final = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
"""What SQLite says of values that are none of the book's."""


def _clear(change: Change) -> None:
    """Take away what was said of the owner, and the batches that were undone: their numbers may be needed."""
    run = change.connection.execute
    for (record,) in run("SELECT id FROM record").fetchall():
        change.journal.delete("record", record)
    change.derive()
    run("DELETE FROM batch WHERE undone IS NOT NULL")


def _put(change: Change, section: str, rows: list[dict[str, Any]]) -> None:
    table, columns = KEPT[section]
    order = change.journal.columns(table)
    brought: list[tuple[Any, ...]] = []
    for row in rows:
        values = {column: row[word] for word, column in columns.items()}
        values |= {name: json.dumps(values[name], ensure_ascii=False) for name in OBJECTS if name in values}
        if table == "batch":
            values |= {"change": change.id, "undone": None}
        elif values.get("batch") is None:  # no batch will find it again: it needs an image
            change.journal.insert(table, values)
            continue
        brought.append(tuple(values[name] for name in order))
    for start in range(0, len(brought), CHUNK):
        change.journal.load(table, brought[start : start + CHUNK])


def _derive(change: Change) -> None:
    run = change.connection.execute
    change.journal.people.update(row[0] for row in run("SELECT DISTINCT person FROM record"))
    change.derive()  # people first: links ask of what kind their ends are
    pairs = run(
        "SELECT DISTINCT min(r.person, s.person), max(r.person, s.person) FROM evidence e"
        " JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
    )
    change.journal.pairs.update((row[0], row[1]) for row in pairs)
    change.derive()
    # numbers given up in merges are never given again
    run(RAISE_PERSON_IDS)


def _check(change: Change, me: int) -> None:
    if (owner := change.reader.person(me)) is None or owner.kind != "person":
        raise _broken("its owner is not in it")
    if wrong := check.orphans(change.reader):
        raise _broken(wrong[0])


def _broken(why: str) -> BadInput:
    return BadInput(f"the export is not whole: {why}", "export it again; nothing was changed", code="damaged")
