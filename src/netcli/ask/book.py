"""The book itself: where it is, whether it is whole, and a copy of it."""

from __future__ import annotations

from pathlib import Path

from netcli.answers import Answer, Words
from netcli.answers.book import Backup, Checked, Where
from netcli.errors import BadInput
from netcli.store.connection import SCHEMA_VERSION
from netcli.store.reader import Reader


def where(reader: Reader, path: Path, named_by: str) -> Answer[Words, Where]:
    """Return where the book is, and how large."""
    people, links = reader.counts()
    size = path.stat().st_size
    return Answer("where", {}, Where(str(path.absolute()), named_by, SCHEMA_VERSION, people, links, size))


def check(reader: Reader) -> Answer[Words, Checked]:
    """Return that the book is whole.

    Raises BadInput when it is damaged.
    """
    from netcli.store.check import problems

    if found := problems(reader):
        raise BadInput(f"the book is damaged: {found[0]}", "restore a backup", code="damaged_book")
    return Answer("check", {}, Checked([]))


def back_up(path: Path, file: Path | None, *, dry_run: bool) -> Answer[Words, Backup]:
    """Copy the book at *path* to the new *file*, or beside it, and verify the copy.

    Raises CannotCreate when *file* exists or cannot be made, BadInput when the book is damaged.
    """
    from netcli.store import backup

    copy = backup.copy(path, file or backup.usual_place(path), dry_run=dry_run)
    result = Backup(str(copy.file.absolute()), copy.bytes, copy.people, copy.links, verified=True)
    return Answer("backup", {"file": None if file is None else str(file)}, result)
