"""Find copies of the book in its folder, and erase people from these copies."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final

from netcli.errors import NetcliError
from netcli.store import backup, connection, dialect, records, settings, writer
from netcli.store.reader import Reader
from netcli.store.trash import numbers as thrown
from netcli.store.writer import Change
from netcli.tell import forgotten

CHUNK: Final = 1 << 20
"""A file is searched in pieces of this size, in bytes."""


def of(book: Path, name: str) -> list[Path]:
    """Return files in the folder of *book*. Each file contains a book with the identifier *name*."""
    files = sorted(path for path in book.parent.iterdir() if path.is_file() and path not in connection.companions(book))
    return [path for path in files if _name_of(path) == name]


def backups_and_others(book: Path, reader: Reader) -> tuple[list[Path], list[Path]]:
    """Return the backups of *book* in its folder, and all other copies there.

    Other copies may be in use.
    """
    found = of(book, reader.book())
    made = {*backup.made(book), *(path.resolve() for path in settings.copies(reader))}
    backups = [path for path in found if path in made or path.resolve() in made]
    return backups, [path for path in found if path not in backups]


def _name_of(path: Path) -> str | None:
    """If the file is a book, return the name that identifies the book, else None."""
    try:
        if not connection.is_book(path):
            return None
        with contextlib.closing(connection.connect(path, older=True)) as opened, connection.errors(path):
            return Reader(opened).book()
    except (NetcliError, OSError):
        return None


def rewrite(copy: Path, change_all: Callable[[Change], None]) -> None:
    """Apply *change_all* to *copy*, and leave no trace of deleted content in the copy."""
    with backup.drafted(copy, beside=copy) as draft:
        alter(draft, change_all)
        draft.replace(copy)


def alter(draft: Path, change_all: Callable[[Change], None]) -> None:
    """Apply *change_all* to *draft*, and leave no trace of deleted content.

    No other program may have *draft* open.
    """
    with writer.opened(draft) as opened, opened.unrecorded() as change:
        change_all(change)
    with connection.between_transactions(draft) as compacted:
        dialect.compact(compacted)


def people_of(reader: Reader, identifiers: Collection[tuple[str, str]], marks: Collection[str]) -> Iterator[int]:
    """Yield each person with one of *marks* and one of *identifiers*.

    A person in the trash needs no identifier. The book's owner is left out.
    """
    held = {person for people in reader.holders(identifiers).values() for person in people} | thrown(reader)
    for person, kept in records.by_person(reader, held - {reader.me()}).items():
        if not forgotten.marks_of_all(kept).isdisjoint(marks):
            yield person


def holding(files: Collection[Path], needles: Collection[bytes]) -> list[Path]:
    """Return the files that contain one of *needles*, ignoring case.

    The needles must be in lower case.
    """
    return [path for path in files if _holds(path, needles)]


def _holds(path: Path, needles: Collection[bytes]) -> bool:
    overlap = max(map(len, needles), default=1) - 1
    before = b""
    with contextlib.suppress(OSError), path.open("rb") as file:
        while chunk := file.read(CHUNK):
            text = (before + chunk).lower()
            if any(needle in text for needle in needles):
                return True
            before = text[-overlap:] if overlap else b""
    return False
