"""Lock or unlock a book and its backups. Locking deletes the book's HTML page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

from netcli.answers import Answer, Remark, Words
from netcli.answers.lock import Locked
from netcli.errors import Usage
from netcli.language import listed, plural, say
from netcli.store import backup, connection, drafts, lock, migrations
from netcli.store.reader import Reader
from netcli.tell import copies


def lock_book(
    book: Path, passphrase: str, *, dry_run: bool, announce: Callable[[], None] | None = None
) -> Answer[Words, Locked]:
    """Encrypt *book* and its backups with *passphrase*, and delete its HTML page.

    *announce* is called as soon as the passphrase is known to fit. Raises NotInstalled, Usage for an empty passphrase,
    and errors from opening the book.
    """
    if not dry_run:
        drafts.delete_abandoned(book.parent)
    if is_wholly_locked(book):
        return _answer("lock", book, [], say("{book} is already locked", book=book))
    before = connection.is_locked(book)
    backups, others = (backup.made(book), []) if before else _copies(book)
    made = [path for path in backups if not connection.is_locked(path)]
    if not dry_run and not passphrase:
        raise Usage(say("the passphrase is empty"), say("write one"))
    if not dry_run:
        lock.need_extra()
        connection.page_of(book).unlink(missing_ok=True)
        made = lock.lock(book, made, passphrase, announce)
    if before:
        what = say(
            "{backups} ({files}); the book itself was already locked", backups=_backups(made), files=_named(made)
        )
        told = say("locked {what}", what=what)
    else:
        told = say("locked {book} and {backups}", book=book, backups=_with_names(made))
    return _answer("lock", book, made, told).beware(_warnings(others))


def need_lockable(book: Path) -> None:
    """Raise the errors that `lock_book` would raise whatever the passphrase is."""
    lock.need_extra()
    if not connection.is_locked(book):
        _copies(book)


def need_unlockable(book: Path) -> None:
    """Raise the errors that `unlock_book` would raise whatever the passphrase is."""
    lock.need_extra()
    lock.need_key(book)


def unlock_book(
    book: Path, passphrase: str, *, dry_run: bool, announce: Callable[[], None] | None = None
) -> Answer[Words, Locked]:
    """Decrypt *book* and its backups, if they are locked.

    *announce* is called as soon as the passphrase is known to fit. Raises NotThere, NotInstalled, and NoPermission for
    a wrong passphrase.
    """
    if not book.exists():
        raise connection.no_book(book)
    if not dry_run:
        drafts.delete_abandoned(book.parent)
    if not is_locked(book):
        return _answer("unlock", book, [], say("{book} is not locked", book=book))
    made = _opened_by_key_of(book)  # together, because unlocking deletes the key
    if not dry_run:
        lock.need_extra()
        made = lock.unlock(book, made, passphrase, announce)
    return _answer("unlock", book, made, say("unlocked {book} and {backups}", book=book, backups=_with_names(made)))


def is_locked(book: Path) -> bool:
    """Return whether the book is locked. A book that was only partly unlocked counts as locked."""
    return connection.is_locked(book) or connection.key_of(book).exists()


def is_wholly_locked(book: Path) -> bool:
    """Return whether the book and all its backups are locked.

    Raises NotThere if there is no book.
    """
    if not book.exists():
        raise connection.no_book(book)
    return connection.is_locked(book) and all(map(connection.is_locked, backup.made(book)))


def _answer(command: str, book: Path, made: Sequence[Path], told: str) -> Answer[Words, Locked]:
    files = [str(path) for path in made]
    return Answer(command, {}, Locked(str(book), command == "lock", len(files), files), summary=told)


def _with_names(made: Sequence[Path]) -> str:
    if not made:
        return _backups(made)
    return say("{backups} ({files})", backups=_backups(made), files=_named(made))


def _backups(made: Sequence[Path]) -> str:
    return plural(len(made), "backup")


def _named(made: Sequence[Path]) -> str:
    return listed(path.name for path in made)


def _copies(book: Path) -> tuple[list[Path], list[Path]]:
    """Return the backups of *book* in its folder, and other copies there."""
    with contextlib.closing(migrations.connect(book)) as opened, connection.errors(book):
        backups, others = copies.backups_and_others(book, Reader(opened))
    return sorted({*backup.made(book), *backups}), others


def _warnings(others: Sequence[Path]) -> list[Remark]:
    message = say(
        "this is another copy of the book and is not locked: lock this copy, too (netcli lock --db FILE), or delete it"
    )
    return [{"code": "copy", "file": str(path), "line": None, "message": message} for path in others]


def _opened_by_key_of(book: Path) -> list[Path]:
    """Return locked files in the folder of *book*.

    Perhaps only the key of *book* can open these files.
    """
    own = {*connection.companions(book), connection.key_of(book)}
    made = backup.made(book)
    return sorted(
        path
        for path in book.parent.iterdir()
        if path not in own
        and path.suffix != ".key"
        and (path in made or not connection.key_of(path).exists())
        and connection.is_locked(path)
    )
