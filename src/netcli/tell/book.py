"""Restore a backup of the book, compact the book, and remember its copies."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path

from netcli import clock
from netcli.answers import Answer, Words
from netcli.answers.book import Compacted, Restored
from netcli.errors import BadInput, NetcliError, Refused
from netcli.language import say
from netcli.store import backup, connection, dialect, drafts, dump, forgotten, settings
from netcli.store.reader import Reader
from netcli.store.writer import Change
from netcli.tell import copies, forget


def restore(file: Path, book: Path, *, insist: bool, dry_run: bool) -> Answer[Words, Restored]:
    """Replace *book* with the copy *file*, after backing up *book*.

    Raises Refused if *book* is not empty and *insist* is false. Raises NotThere or BadInput if *file* is not a copy of
    a book.
    """
    if not (insist or dry_run or is_empty(book)):
        raise Refused(
            say("{book} is not empty", book=book),
            say("use --yes to replace the book with the copy; the old book is kept beside the new one"),
        )
    held, kept = backup.restore(file, book, prepare=partial(_carry_over, book), dry_run=dry_run)
    result = Restored(str(file.absolute()), held.people, held.links, None if kept is None else str(kept.absolute()))
    summary = (
        say("restored {file}; the old book is now {name}", file=file, name=kept.name)
        if kept
        else say("restored {file}", file=file)
    )
    return Answer("restore", {"file": str(file)}, result, summary=summary)


def _carry_over(book: Path, draft: Path) -> None:
    """Take over what *book* knows about forgotten people and backups.

    If *book* is damaged, nothing is taken over.
    """
    if not book.stat().st_size:
        return
    with contextlib.suppress(BadInput), contextlib.closing(connection.connect(book, older=True)) as opened:
        reader = Reader(opened)
        tombstones, backups = forgotten.read(reader), reader.settings(settings.COPY)

        def carry_over(change: Change) -> None:
            if tombstones.whose:
                forget.forget_again(change, tombstones)
            for file, when in backups.items():
                settings.put(change.connection, settings.COPY + file, when)

        if tombstones.whose or backups:
            copies.alter(draft, carry_over)


def is_empty(book: Path) -> bool:
    """Return whether *book* contains only its owner, and no imported file.

    If *book* is damaged, return False.
    """
    if not book.exists() or not book.stat().st_size:
        return True
    try:
        with contextlib.closing(connection.connect(book, older=True)) as opened, connection.errors(book):
            return dump.is_empty(Reader(opened))
    except NetcliError as error:
        if error.code != "damaged_book":
            raise
        return False


def compact(book: Path, *, dry_run: bool) -> Answer[Words, Compacted]:
    """Rewrite *book* without unused space."""
    with connection.between_transactions(book) as opened:
        before = _size(book)
        if dry_run:
            after = before - dialect.free_bytes(opened)
        else:
            drafts.delete_abandoned(book.parent)
            dialect.compact(opened)
    after = after if dry_run else _size(book)
    done = say(
        "compacted {book}: {before} before, {after} now",
        book=book,
        before=_mebibytes(before),
        after=_mebibytes(after),
    )
    return Answer("compact", {}, Compacted(str(book.absolute()), before, after), summary=done)


def remember_copy(book: Path, file: Path) -> None:
    """Record in *book* that *file* is a backup.

    Then `netcli forget` and `netcli lock` find this file under any name.
    """
    from netcli.store import writer

    with contextlib.suppress(NetcliError), writer.opened(book) as opened:  # a read-only book may still be copied
        settings.put(opened.connection, settings.COPY + str(file.absolute()), clock.stamp())


def _size(book: Path) -> int:
    wal = book.with_name(book.name + "-wal")
    return book.stat().st_size + (wal.stat().st_size if wal.exists() else 0)


def _mebibytes(size: int) -> str:
    return say("{size:.1f} MiB", size=size / 1_048_576)
