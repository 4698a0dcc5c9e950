"""Verified copies of a book, taken while other programs may read and write it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from netcli import clock
from netcli.errors import BadInput, CannotCreate, Disk, NotThere, Usage
from netcli.language import say
from netcli.store import connection, dialect, drafts
from netcli.store.reader import Reader

# users usually notice a wrong import before five more imports or restores
KEPT: Final = 5
"""Number of automatic copies to keep."""
_UNASKED: Final = re.compile(r"\.[a-z]+\d*-(\d{8}T\d{6}Z)(?:-(\d+))?\.backup")
"""Pattern for the end of an automatic copy's file name."""
_MADE: Final = re.compile(r"\.(?:[a-z]+\d*-)?\d{8}T\d{6}Z(?:-\d+)?\.backup(?:-wal)?")
"""Pattern for the end of a backup's file name."""


class Unasked(NamedTuple):
    """An automatic copy. Copies made in the same second differ in `number`."""

    moment: str
    number: int
    file: Path


class Copy(NamedTuple):
    """A verified copy of a book: its path and what it contains."""

    file: Path
    bytes: int
    people: int
    links: int


def usual_place(book: Path) -> Path:
    """Return the default path for a copy of *book*. Copies made in the same second are numbered."""
    now = moment()
    names = (book.with_name(f"{book.name}.{now}{f'-{number}' if number > 1 else ''}.backup") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def moment() -> str:
    """Return the current time in the form used in file names: `20261123T100000Z`."""
    return clock.stamp().replace("-", "").replace(":", "")


def before(book: Path, what: str) -> Path:
    """Copy *book* within its folder, before a command changes *book*.

    The file name contains the word *what*. Only the latest KEPT automatic copies stay.

    Raises the same errors as `copy`.
    """
    target = _free_name(book, what)
    copy(book, target)
    _drop_oldest(book)
    return target


def _free_name(book: Path, what: str) -> Path:
    now = moment()
    number = 1 + max((each.number for each in _unasked(book) if each.moment == now), default=0)
    return book.with_name(f"{book.name}.{what}-{now}{f'-{number}' if number > 1 else ''}.backup")


def _drop_oldest(book: Path) -> None:
    for each in sorted(_unasked(book))[:-KEPT]:
        each.file.unlink(missing_ok=True)


def _unasked(book: Path) -> Iterator[Unasked]:
    for path in book.parent.glob("*.backup"):
        if path.name.startswith(book.name) and (found := _UNASKED.fullmatch(path.name[len(book.name) :])):
            yield Unasked(found[1], int(found[2] or 1), path)


def made(book: Path) -> list[Path]:
    """Return netcli's own backups in the folder of *book*, recognised by their names."""
    names = {book.name, book.resolve().name}
    files = (path for path in book.parent.iterdir() if path.is_file())
    return sorted(
        path
        for path in files
        if any(path.name.startswith(name) and _MADE.fullmatch(path.name[len(name) :]) for name in names)
    )


def copy(book: Path, target: Path, *, dry_run: bool = False) -> Copy:
    """Copy *book* to the new file *target*, and verify the copy.

    Only the owner can read the copy. In a *dry_run*, the copy is deleted.

    Raises CannotCreate if *target* exists or cannot be created.

    Raises BadInput if the book is damaged.
    """
    if target.resolve() in [each.resolve() for each in connection.companions(book)]:
        raise CannotCreate(say("{target} belongs to the book", target=target), say("choose another file"))
    if target.exists():
        raise CannotCreate(say("{target} exists", target=target), say("choose a file that does not exist yet"))
    try:
        handle, draft = drafts.create(target)
    except OSError as error:
        raise CannotCreate(
            say("{target} cannot be created ({strerror})", target=target, strerror=error.strerror),
            say("choose another place"),
        ) from error
    try:
        with os.fdopen(handle, "rb") as file:
            made = _draft(book, draft, target)._replace(file=target)
            os.fsync(file.fileno())
        if not dry_run:
            draft.replace(target)
    finally:
        drafts.delete(draft)
    return made


def restore(
    file: Path, book: Path, *, prepare: Callable[[Path], None], dry_run: bool = False
) -> tuple[Copy, Path | None]:
    """Replace the contents of *book* by those of *file*.

    Return the new contents, and the path of a copy of the previous book.

    *prepare* changes a temporary copy of *file* first.

    Raises NotThere, Usage, BadInput, CannotCreate or Disk; the book is then unchanged.
    """
    if not file.exists():
        raise NotThere(
            say("no such file: {file}", file=file),
            say("give the path of a backup; to see the folder of the book: netcli where"),
        )
    if book.exists() and file.samefile(book):
        raise Usage(say("{file} is the book itself", file=file), say("give the path of a backup"))
    connection.need(file)
    if dry_run:
        with contextlib.closing(connection.connect(file, older=True)) as opened, connection.errors(file):
            return Copy(file, file.stat().st_size, *_counted(opened, file)), None
    made = connection.create_file(book)
    try:
        drafts.delete_abandoned(book.parent)
        with drafted(file, beside=book) as draft:
            prepare(draft)
            held = Copy(file, draft.stat().st_size, *_verified(draft, file))
            kept = _put(draft, book, empty=not book.stat().st_size)
            made = []
    finally:
        connection.unmake(book, made)
    return held, kept


@contextlib.contextmanager
def drafted(file: Path, *, beside: Path) -> Iterator[Path]:
    """Yield a verified copy of the book *file*; delete the copy after the block."""
    handle, draft = drafts.create(beside)
    os.close(handle)
    try:
        _draft(file, draft)
        yield draft
    finally:
        drafts.delete(draft)


def _put(draft: Path, book: Path, *, empty: bool) -> Path | None:
    """Replace the contents of *book* by *draft*; return a copy of the old contents."""
    with connection.writers_lock(book), connection.errors(book):
        try:
            kept = None if empty else before(book, "restore")
        except BadInput as error:
            if error.code != "damaged_book":
                raise
            return _replace_damaged(draft, book)
        with (
            contextlib.closing(connection.connect_alone(draft)) as source,
            contextlib.closing(sqlite3.connect(book, timeout=connection.BUSY_SECONDS, isolation_level=None)) as target,
        ):
            dialect.configure(target, dialect.RESTORE_SETTINGS)
            source.backup(target)  # in one transaction: readers see all of it or nothing
            dialect.empty_wal(target, connection.LEAVING_SECONDS)
    return kept


def _replace_damaged(draft: Path, book: Path) -> Path:
    """Replace an unreadable *book* by *draft*; keep the damaged file in the same folder."""
    book = book.resolve()  # resolve a symbolic link
    kept = _free_name(book, "damaged")
    wal = book.with_name(book.name + "-wal")
    kept.touch(0o600)
    shutil.copyfile(book, kept)
    if wal.exists():
        shutil.copyfile(wal, kept.with_name(kept.name + "-wal"))
        wal.unlink()
    book.with_name(book.name + "-shm").unlink(missing_ok=True)
    draft.replace(book)
    return kept


def _draft(book: Path, draft: Path, target: Path | None = None) -> Copy:
    """Copy *book* to *draft*, and verify the copy.

    Error messages contain the path *target*.
    """
    try:
        with connection.errors(book):
            _copy(book, draft)
            people, links = _verified(draft, book)
    except Disk as error:
        if getattr(error.__cause__, "sqlite_errorname", "") != "SQLITE_FULL":
            raise
        message = error.message.replace(str(book), str(target or draft), 1)  # there is no space for the copy
        raise Disk(message, say("free some space; nothing was written")) from error
    return Copy(draft, draft.stat().st_size, people, links)


def _copy(book: Path, draft: Path) -> None:
    with (
        contextlib.closing(connection.connect(book, older=True)) as source,
        contextlib.closing(sqlite3.connect(draft)) as target,
    ):
        source.backup(target)


def _verified(draft: Path, book: Path) -> tuple[int, int]:
    """Check that the copy is intact; return how many people and links it contains."""
    with contextlib.closing(connection.connect_alone(draft)) as copied:
        return _counted(copied, book)


def _counted(copied: sqlite3.Connection, book: Path) -> tuple[int, int]:
    if damage := dialect.damage(copied):
        raise BadInput(
            say("{book} is damaged ({damage})", book=book, damage=damage[0]),
            say("restore a backup"),
            code="damaged_book",
        )
    return Reader(copied).counts()
