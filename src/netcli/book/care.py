"""Operations on the file of a closed book. The command `netcli undo` cannot reverse these operations."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from netcli.store import connection, migrations

if TYPE_CHECKING:
    from netcli.answers import Answer, Words
    from netcli.answers.book import Compacted, Restored, Where
    from netcli.answers.forget import Forgotten
    from netcli.answers.lock import Locked
    from netcli.answers.people import Person
    from netcli.ask.naming import Choose, Who
    from netcli.book.handle import Matched


def is_empty(path: Path | str | None = None) -> bool:
    """Return whether the book contains nothing but its owner."""
    from netcli.tell import book

    return book.is_empty(_place(path))


def where(path: Path | str | None = None) -> Answer[Words, Where]:
    """Return the path and the size of the book, which may be locked."""
    from netcli.ask import book as questions
    from netcli.book import opened

    place, named_by = connection.locate(Path(path) if path is not None else None)
    if connection.is_locked(place):
        return questions.where_locked(place, named_by)
    with opened(path) as book:
        return book.where()


def restore(
    file: Path | str, path: Path | str | None = None, *, insist: bool = False, dry_run: bool = False
) -> Answer[Words, Restored]:
    """Replace the book by the copy *file*, after a backup of the book.

    Raises Refused if the book is not empty, unless *insist* is true.
    """
    from netcli.tell import book

    return _reported(book.restore(Path(file), _place(path), insist=insist, dry_run=dry_run), dry_run=dry_run)


def compact(path: Path | str | None = None, *, dry_run: bool = False) -> Answer[Words, Compacted]:
    """Rewrite the book, so that no deleted data stays in its file."""
    from netcli.tell import book

    place = _place(path)
    with contextlib.closing(migrations.connect(place)):  # check that the book can be opened, and upgrade it
        pass
    return _reported(book.compact(place, dry_run=dry_run), dry_run=dry_run)


def forget(
    who: Who,
    path: Path | str | None = None,
    *,
    notes: bool = False,
    dry_run: bool = False,
    choose: Choose | None = None,
    matched: Matched | None = None,
) -> Answer[Words, Forgotten]:
    """Erase a person from the book, its history, its page and its nearby backups.

    If *notes* is true, also erase the person's name from notes. For *choose* and *matched*, see `netcli.open`. Raises
    Refused for the owner of the book.
    """
    from netcli.book import opened
    from netcli.tell import forget

    place = _place(path)
    with opened(place, write=True, dry_run=dry_run, choose=choose, matched=matched) as book:
        answer, traces = book._forget(who, notes=notes)
    if dry_run:
        return _reported(answer, dry_run=True)
    return forget.leave_nothing(place, answer, traces)


def named_to_forget(
    who: Who, path: Path | str | None = None, *, choose: Choose | None = None, matched: Matched | None = None
) -> Person:
    """Return the person whom `forget` would erase. Raises the same errors as `forget`, and changes nothing."""
    from netcli.book import opened

    with opened(_place(path), choose=choose, matched=matched) as book:
        return book._named_to_forget(who)


def lock(
    passphrase: str,
    path: Path | str | None = None,
    *,
    dry_run: bool = False,
    announce: Callable[[], None] | None = None,
) -> Answer[Words, Locked]:
    """Encrypt the book and its nearby backups.

    If *announce* is given, it is called as soon as the passphrase is known to fit. Raises NotInstalled if
    `netcli[lock]` is not installed. Raises Usage for an empty passphrase.
    """
    from netcli.tell import lock

    place = _place(path).resolve()
    return _reported(lock.lock_book(place, passphrase, dry_run=dry_run, announce=announce), dry_run=dry_run)


def need_lockable(path: Path | str | None = None) -> None:
    """Raise the errors that `lock` would raise whatever the passphrase is."""
    from netcli.tell import lock

    lock.need_lockable(_place(path).resolve())


def need_unlockable(path: Path | str | None = None) -> None:
    """Raise the errors that `unlock` would raise whatever the passphrase is."""
    from netcli.tell import lock

    lock.need_unlockable(_place(path).resolve())


def is_locked(path: Path | str | None = None) -> bool:
    """Return whether the book is locked, or was only partly unlocked."""
    from netcli.tell import lock

    return lock.is_locked(_place(path).resolve())


def is_wholly_locked(path: Path | str | None = None) -> bool:
    """Return whether the book and all its backups are locked."""
    from netcli.tell import lock

    return lock.is_wholly_locked(_place(path).resolve())


def unlock(
    passphrase: str,
    path: Path | str | None = None,
    *,
    dry_run: bool = False,
    announce: Callable[[], None] | None = None,
) -> Answer[Words, Locked]:
    """Decrypt the book and its nearby backups.

    If *announce* is given, it is called as soon as the passphrase is known to fit. Raises NoPermission for a wrong
    passphrase. Raises NotInstalled if `netcli[lock]` is not installed.
    """
    from netcli.tell import lock

    place = _place(path).resolve()
    return _reported(lock.unlock_book(place, passphrase, dry_run=dry_run, announce=announce), dry_run=dry_run)


def _place(path: Path | str | None) -> Path:
    return connection.locate(Path(path) if path is not None else None)[0]


def _reported(answer: Answer, *, dry_run: bool) -> Answer:  # type: ignore[type-arg]  # of any result
    from netcli.tell.dry_run import conditional

    return conditional(answer) if dry_run else answer
