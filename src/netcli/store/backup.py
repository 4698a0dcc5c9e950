"""Copies of a book that are whole, though others read and write it meanwhile; none is kept that was not verified."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import NamedTuple

from netcli import clock
from netcli.errors import BadInput, CannotCreate
from netcli.store import connection, dialect
from netcli.store.reader import Reader


class Copy(NamedTuple):
    """A verified copy of a book: where it is, and what it holds."""

    file: Path
    bytes: int
    people: int
    links: int


def usual_place(book: Path) -> Path:
    """Return where a copy of *book* goes if nobody names another place: beside it, named after the moment."""
    return book.with_name(f"{book.name}.{moment()}.backup")


def moment() -> str:
    """Return the present moment as files are named after it: `20261123T100000Z`."""
    return clock.stamp().replace("-", "").replace(":", "")


def copy(book: Path, target: Path, *, dry_run: bool = False) -> Copy:
    """Copy *book* to the new file *target*, for its owner's eyes only; the copy gets that name once it is verified.

    In a *dry_run* it gets none.
    Raises CannotCreate when *target* exists or cannot be made, BadInput when the book is damaged.
    """
    if target.resolve() in [each.resolve() for each in connection.companions(book)]:
        raise CannotCreate(f"{target} belongs to the book", "name another file")
    if target.exists():
        raise CannotCreate(f"{target} exists", "name a new file")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # 0600
    except OSError as error:
        raise CannotCreate(f"{target} cannot be made ({error.strerror})", "name another place") from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "rb") as file, connection.errors(book):
            _copy(book, draft)
            people, links = _verified(draft, book)
            os.fsync(file.fileno())
        made = Copy(target, draft.stat().st_size, people, links)
        if not dry_run:
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return made


def _copy(book: Path, draft: Path) -> None:
    with (
        contextlib.closing(connection.connect(book, older=True)) as source,
        contextlib.closing(sqlite3.connect(draft)) as target,
    ):
        source.backup(target)


def _verified(draft: Path, book: Path) -> tuple[int, int]:
    """Count the people and links of the copy, once it is found to be whole."""
    with contextlib.closing(connection.connect_alone(draft)) as copied:
        if damage := dialect.damage(copied):
            raise BadInput(f"{book} is damaged ({damage[0]})", "restore a backup", code="damaged_book")
        return Reader(copied).counts()
