"""The public handle of a book.

Each question and each change is a method that returns a frozen, typed answer.

    with netcli.open() as book:
        for chain in book.path("me", "Sophie").result.chains:
            print(chain.chance, [person.name for person in chain.people])
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from netcli.book.changes import Changes
from netcli.book.measures import Measures
from netcli.book.questions import Questions
from netcli.errors import BadInput, NetcliError, Usage
from netcli.language import say
from netcli.store import connection, migrations
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.ask.naming import Choose
    from netcli.book.handle import Matched


class Book(Questions, Measures, Changes):
    """An open book, made by `netcli.open`.

    Methods take a Person, or words: `me`, a name, `id:7`, `email:`, `url:`, `phone:` or `@alias`. If several people fit
    a name, `first=True` takes the best match. Otherwise, `choose` decides (see `netcli.open`).

    Methods raise Ambiguous if nobody is chosen, and Unknown if nobody fits. They raise Usage for an invalid argument,
    such as a filter or a date. The answer lists at most *limit* items (0: all).
    """


@contextlib.contextmanager
def opened(
    path: Path | str | None = None,
    *,
    write: bool = False,
    create: bool = False,
    dry_run: bool = False,
    private: bool = True,
    details: bool = True,
    choose: Choose | None = None,
    matched: Matched | None = None,
) -> Iterator[Book]:
    """Open the book at *path*, or the default book; see `netcli.open`."""
    place, named_by = connection.locate(Path(path) if path is not None else None)
    narrow = not (private and details)
    if write and narrow:
        raise Usage(say("if private people or details are hidden, the book is read-only"), "netcli.open(private=False)")
    if write:
        from netcli.store import writer  # questions need no writer

        with writer.opened(place, create=create, dry_run=dry_run) as opened_for_writing:
            yield Book(place, named_by, opened_for_writing.reader, opened_for_writing, choose, matched, dry_run=dry_run)
    else:
        reader = _current_reader(place)
        with contextlib.closing(reader.connection), connection.errors(place):
            if narrow:
                from netcli.store import scope  # few callers hide anything

                reader.hold()
                scope.narrow(reader, scope.Scope(private=private, details=details))
            yield Book(place, named_by, reader, None, choose, matched, dry_run=dry_run)


def _current_reader(place: Path) -> Reader:
    """Open the book for questions. If an older netcli computed the weights, compute the weights again first."""
    reader = _reader(place)
    with connection.errors(place), connection.closed_on_error(reader.connection):
        if not reader.is_stale or not connection.may_write(place):
            return reader
    reader.connection.close()
    from netcli.store import writer  # needed once per version

    with contextlib.suppress(NetcliError), writer.opened(place):
        pass
    return _reader(place)


def _reader(place: Path) -> Reader:
    opened = migrations.connect(place)
    with connection.closed_on_error(opened):  # the next line raises an error if NETCLI_NOW is not a date
        return Reader(opened)


def is_damaged(path: Path | str | None = None) -> bool:
    """Return whether the book is damaged; false if there is none."""
    try:
        with opened(path) as book:
            return bool(book.check(limit=1).result.problems)
    except BadInput:
        return True
    except Exception:  # the answer is unknown, and the caller already has an error to report
        return False


def files_of(path: Path | str | None = None) -> list[Path]:
    """Return the files that may belong to the book; no output may overwrite them."""
    place, _ = connection.locate(Path(path) if path is not None else None)
    return connection.companions(place)


def page_of(path: Path | str | None = None) -> Path:
    """Return the path of the HTML page that shows the book's network."""
    place, _ = connection.locate(Path(path) if path is not None else None)
    return connection.page_of(place)
