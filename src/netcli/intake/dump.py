"""Export the whole book as one document, and restore it into an empty book without loss."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, starmap
from typing import Any, cast

from netcli.answers import Answer, Remark, Words
from netcli.answers.imports import Import, LinkCount, MemberCount, PeopleCount
from netcli.answers.whole import Whole
from netcli.ask.export import Scope, extract
from netcli.errors import BadInput
from netcli.intake.batches import as_of as dated
from netcli.intake.report import File
from netcli.store import check, trash
from netcli.store import dump as store
from netcli.store.dump import Row
from netcli.store.journal import sorted_pair
from netcli.store.reader import Pair, Reader
from netcli.store.writer import Change

Document = Mapping[str, Any]
"""An export as read from a file, not yet validated."""


def export(reader: Reader, scope: Scope) -> Answer[Words, Whole]:
    """Export everything in the book except its history, or only what concerns the people of *scope*.

    `people` and `links` are derived from `records` and `evidence`, and are included for other programs.
    """
    taken = extract(reader, scope)
    people, links = [*taken.people], [*taken.links]
    numbers, me = {person.id for person in people}, reader.me()
    sections: dict[str, list[Row]] = {name: [] for name in store.SECTIONS}
    if not scope.redact:
        sections = {name: store.read(reader, name) for name in store.SECTIONS}
        if not scope.whole or any(each["code"] == "private" for each in taken.warnings) or trash.numbers(reader):
            hidden = set() if scope.private else store.private_links(reader)
            sections = _of(numbers, hidden, sections, me)
    whole = {
        "me": me if me in numbers and not scope.redact else None,
        "people": people,
        "links": links,
        **sections,
    }
    query = {**scope.query, "format": "json"}
    return Answer("export", query, cast("Whole", whole), taken.warnings)


def _of(people: set[int], hidden: set[Pair], sections: dict[str, list[Row]], me: int) -> dict[str, list[Row]]:
    """Return the statements about *people* only, without *hidden* links, and batches without data about others."""
    records = [row for row in sections["records"] if row["person"] in people]
    known = {row["record"]: row["person"] for row in records}
    evidence = [
        row
        for row in sections["evidence"]
        if known.keys() >= {row["a"], row["b"]} and sorted_pair(known[row["a"]], known[row["b"]]) not in hidden
    ]
    batches = {row["batch"] for row in (*records, *evidence)}
    asked = [
        row
        for row in sections["introductions"]
        if people.issuperset((row["target"], *row["chain"]))
        and hidden.isdisjoint(starmap(sorted_pair, pairwise(row["chain"])))
    ]
    apart = {a if b == me else b for a, b in hidden if me in (a, b)}
    met = people - apart
    return {
        "batches": [_batch(row, people, me) for row in sections["batches"] if row["batch"] in batches],
        "records": records,
        "evidence": evidence,
        "forwarded": [row for row in sections["forwarded"] if row["person"] in people],
        "introductions": asked,
        "verdicts": [row for row in sections["verdicts"] if known.keys() >= {row["a"], row["b"]}],
        "meetings": [
            row
            for row in sections["meetings"]
            if all(record in known for group in row["records"] for record in group) and met.issuperset(row["people"])
        ],
        "rhythms": [
            row
            for row in sections["rhythms"]
            if (row["tag"] is not None and me in people) or (row["record"] in known and known[row["record"]] in met)
        ],
        **{
            name: [row for row in sections[name] if row["record"] in known and known[row["record"]] in met]
            for name in ("favours", "watched")
        },
    }


def _batch(row: Row, people: set[int], me: int) -> Row:
    """Return a batch without the lists in its report, because they may name other people."""
    report = {word: [] if isinstance(told, list) else told for word, told in row["report"].items()}
    return row | {"owner": row["owner"] if row["owner"] in people else me, "report": report}


def take_back(change: Change, file: File, document: Document) -> tuple[Import, list[Remark]] | None:
    """Restore *document* into an empty book, or recognise it as an export of this book; None if neither applies.

    Return the report and the warnings. Raises BadInput as `restore` does.
    """
    if document.get("me") is None:  # an export of some people is an ordinary source
        return None
    if store.is_empty(change.reader):
        return restore(change, file, document)
    if _is_of(change.reader, document):
        return _unchanged(change.reader, file, document), []
    return None


def _is_of(reader: Reader, document: Document) -> bool:
    """Return whether *document* matches the current book exactly."""
    return document.get("me") == reader.me() and all(
        (document.get(name) or []) == store.read(reader, name) for name in store.SECTIONS
    )


def restore(change: Change, file: File, document: Document) -> tuple[Import, list[Remark]]:
    """Restore *document* into an empty book, with the original ids, as a change that can be undone.

    The owner of the document replaces the owner of the book, if it has one. Return the report and the warnings.
    Raises BadInput if the document is incomplete; the book is then unchanged.
    """
    before = None if change.journal.row("setting", "me") is None else change.reader.person(change.reader.me())
    _replace(change, document)
    report = _report(change.reader, file, document)
    if before is None or report.owner is None:
        return report, []
    whose = f"{report.owner.name}, no longer to {before.name}"
    message = f"the book was empty and is now the one exported: it belongs to {whose}"
    return report, [{"code": "restored", "file": file.name, "line": None, "message": message}]


def _replace(change: Change, document: Document) -> None:
    try:
        with change.part():
            store.clear(change)
            for name in store.SECTIONS:
                store.write(change, name, _section(document, name))
            me = int(document["me"])
            if change.journal.row("setting", "me"):
                change.journal.update("setting", "me", value=str(me))
            else:
                change.journal.insert("setting", {"key": "me", "value": str(me)})
            store.derive_everything(change)
            _check(change.reader, me)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, *store.UNFIT) as error:
        raise _broken(f"{type(error).__name__} in it") from error


def _section(document: Document, name: str) -> list[Row]:
    """Return the rows of a section; an empty list for a section added after the document was written.

    Raises KeyError if any other section is missing.
    """
    rows: list[Row] = document.get(name, []) if name in store.ADDED_SECTIONS else document[name]
    return rows


def _check(reader: Reader, me: int) -> None:
    if (owner := reader.person(me)) is None or owner.kind != "person":
        raise _broken("its owner is not in it")
    for problem in check.unsound(reader):
        raise _broken(problem.what)


def _broken(why: str) -> BadInput:
    return BadInput(f"the export is not whole: {why}", "export it again; nothing was changed", code="damaged")


def _unchanged(reader: Reader, file: File, document: Document) -> Import:
    report = _report(reader, file, document)
    return report.replaced(
        repeated=True,
        people=PeopleCount(unchanged=report.people.new),
        links=LinkCount(unchanged=report.links.new),
    )


def _report(reader: Reader, file: File, document: Document) -> Import:
    kinds, me = reader.count_kinds(), reader.me()
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
        owner=reader.people([me])[me],
        read=rows,
        used=rows,
        ignored=0,
        why_ignored={},
        rejected_count=0,
        rejected=[],
        people=PeopleCount(
            new=kinds["person"] - 1, placeholders=kinds["placeholder"], organizations=kinds["organization"]
        ),
        links=LinkCount(new=reader.counts()[1]),
        signals=sum(row["link"] is None for row in document["evidence"]),
        not_understood=[],
        unused_columns=[],
        members=[MemberCount(file.name, rows, rows)],
    )
