"""Export the whole book as one document, and restore it into an empty book."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import pairwise, starmap
from typing import Final, cast

from netcli.answers import Answer, Remark, Words
from netcli.answers.imports import Import, LinkCount, MemberCount, PeopleCount
from netcli.answers.shape import JSON
from netcli.answers.streamed import Streamed
from netcli.answers.whole import Whole
from netcli.ask.export import Blank, Scope, extract, unnamed
from netcli.errors import BadInput
from netcli.intake import file_date
from netcli.intake.report import File
from netcli.language import say
from netcli.store import check, derived, trash
from netcli.store import dump as store
from netcli.store.journal import Row, sorted_pair
from netcli.store.reader import Pair, Reader
from netcli.store.writer import Change

Document = JSON
"""An export as read from a file, not yet validated."""
MET: Final = ("meetings", "rhythms", "favours", "watched")
"""Sections about my relations with people.

If a person's link to me is hidden, these sections omit the rows about this person.
"""

TEXTS: Final = ("file", "archive", "row_key", "detail")
"""Columns whose text may contain other people's names, such as file names."""


def export(reader: Reader, scope: Scope) -> Answer[Words, Whole]:
    """Export the book without its history, or only the people of *scope*.

    The sections are read from the book when they are iterated.
    """
    taken = extract(reader, scope)
    me = reader.me()
    partly = not scope.whole or any(each["code"] == "private" for each in taken.warnings) or trash.numbers(reader)
    sections: dict[str, Collection[Row]] = dict.fromkeys(store.SECTIONS, ())
    if not scope.redact:
        hidden = set() if scope.private else store.private_links(reader)
        of = _Of(reader, taken.numbers, hidden, me, unnamed(reader, scope))
        rows = of.rows if partly else partial(store.rows, reader)
        sections = {name: Streamed(partial(rows, name)) for name in store.SECTIONS}
    whole = {
        "me": me if me in taken.numbers and not scope.redact else None,
        "people": taken.people,
        "links": taken.links,
        **sections,
    }
    query = {**scope.query, "format": "json"}
    return Answer("export", query, cast("Whole", whole), taken.warnings)


def held(answer: Answer[Words, Whole]) -> Answer[Words, Whole]:
    """Return *answer* with its sections in memory, for use after the book is closed."""
    sections = {name: [*rows] if isinstance(rows, Collection) else rows for name, rows in answer.result.items()}
    return answer.replaced(result=sections)


class _Of:
    """The rows of an export that describe *people*."""

    def __init__(
        self, reader: Reader, people: Collection[int], hidden: set[Pair], me: int, blank: Blank | None
    ) -> None:
        self._blank = blank
        self._reader, self._people, self._hidden, self._me = reader, people, hidden, me
        self._apart = {a if b == me else b for a, b in hidden if me in (a, b)}

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of section *name*."""
        told = self._told(name)
        if self._blank is None:
            yield from told
            return
        for row in told:
            yield row | {word: self._blank(row[word]) for word in TEXTS if row.get(word)}

    def _told(self, name: str) -> Iterator[Row]:
        if name == "batches":
            used = self._batches()
            yield from (self._batch(row) for row in store.rows(self._reader, name) if row["batch"] in used)
            return
        for row, about in store.rows_about(self._reader, name):
            if self._holds(name, row, about):
                yield row

    def _holds(self, name: str, row: Row, about: Sequence[int | None]) -> bool:
        """Return whether the export contains *row*. The list *about* contains the people whom the row describes."""
        if name == "rhythms" and row["tag"] is not None and self._me in self._people:
            return True
        if not all(person in self._people for person in about):
            return False
        if name in ("evidence", "introductions"):
            steps = pairwise(row["chain"]) if name == "introductions" else [about]
            return self._hidden.isdisjoint(starmap(sorted_pair, steps))
        return name not in MET or self._apart.isdisjoint(about)

    def _batches(self) -> set[int | None]:
        """Return the imports from which the exported records and evidence come."""
        used = set[int | None]()
        for batch, a, b in store.batches(self._reader):
            told = a == b or sorted_pair(a, b) not in self._hidden
            if batch not in used and told and a in self._people and b in self._people:
                used.add(batch)
        return used

    def _batch(self, row: Row) -> Row:
        """Return a copy of a batch. All lists in its report are empty.

        The original lists may contain people who are not exported.
        """
        report = {word: [] if isinstance(told, list) else told for word, told in row["report"].items()}
        if self._blank and report.get("file"):
            report["file"] = self._blank(report["file"])
        return row | {"report": report}


def take_back(change: Change, file: File, document: Document) -> tuple[Import, list[Remark]] | None:
    """If the book is empty, restore *document*. If *document* matches the book, report that nothing is new.

    In all other cases, return None. Raises BadInput if the document is damaged.
    """
    if document.get("me") is None:  # an export of some people only is imported like any other file
        return None
    if store.is_empty(change.reader):
        return restore(change, file, document)
    if _is_of(change.reader, document):
        return _unchanged(change.reader, file, document), []
    return None


def _is_of(reader: Reader, document: Document) -> bool:
    """Return whether *document* matches the current book exactly."""
    return document.get("me") == reader.me() and all(
        (document.get(name) or []) == [*store.rows(reader, name)] for name in store.SECTIONS
    )


def restore(change: Change, file: File, document: Document) -> tuple[Import, list[Remark]]:
    """Restore *document* into an empty book, with the original ids.

    Return the report and the warnings. The document's owner replaces the book's owner. If the document is damaged, the
    function raises BadInput and changes nothing.
    """
    before = None if change.journal.row("setting", "me") is None else change.reader.person(change.reader.me())
    _replace(change, document)
    report = _report(change.reader, file, document)
    if before is None or report.owner is None or report.owner.name == before.name:
        return report, []
    whose = say("{owner}; until now, the book belonged to {before}", owner=report.owner.name, before=before.name)
    message = say("the empty book was replaced by the exported book, which belongs to {whose}", whose=whose)
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
            _check(check.mistyped(change.reader, check.SAID))  # before anything is derived from these values
            store.derive_everything(change)
            _check_owner(change.reader, me)
            _check(check.unsound(change.reader))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, *store.UNFIT) as error:
        raise _broken(say("the file could not be read ({name})", name=type(error).__name__)) from error


def _section(document: Document, name: str) -> list[Row]:
    """Return the rows of a section; older exports lack some sections."""
    rows: list[Row] = document.get(name, []) if name in store.ADDED_SECTIONS else document[name]
    return rows


def _check(problems: Iterator[derived.Problem]) -> None:
    for problem in problems:
        raise _broken(problem.what)


def _check_owner(reader: Reader, me: int) -> None:
    if (owner := reader.person(me)) is None or owner.kind != "person":
        raise _broken(say("the owner of the book is not among the people"))


def _broken(why: str) -> BadInput:
    return BadInput(
        say("the export is damaged: {why}", why=why), say("export the book again; nothing was changed"), code="damaged"
    )


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
    as_of, as_of_from = file_date.as_of(file.name, "", file.modified)
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
