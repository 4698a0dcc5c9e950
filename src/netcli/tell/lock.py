"""Lock a book, with its copies and its page, and open it again."""

from __future__ import annotations

import contextlib
from pathlib import Path

from netcli.answers import Answer, Words
from netcli.answers.lock import Locked
from netcli.errors import Usage
from netcli.language import plural, say
from netcli.store import connection, drafts, lock, migrations
from netcli.store.reader import Reader
from netcli.tell import copies


def lock_book(book: Path, passphrase: str, *, dry_run: bool) -> Answer[Words, Locked]:
    """Delete the page of *book*, and encrypt *book* and its copies by *passphrase*.

    Raises NotInstalled, Usage without a passphrase, and any error from opening the book.
    """
    if not dry_run:
        drafts.delete_abandoned(book.parent)
    held = copies_of(book)
    if dry_run:
        made = len(held)
    elif not passphrase:
        raise Usage(say("the passphrase is empty"), say("write one"))
    else:
        lock.need_extra()
        connection.page_of(book).unlink(missing_ok=True)
        made = lock.lock(book, held, passphrase)
    return Answer(
        "lock",
        {},
        Locked(str(book), True, made),
        summary=say("locked {book} and {backups}", book=book, backups=_backups(made)),
    )


def unlock_book(book: Path, passphrase: str, *, dry_run: bool) -> Answer[Words, Locked]:
    """Decrypt *book* and its copies, if they are locked.

    Raises NotInstalled, and NoPermission for a wrong passphrase.
    """
    if not dry_run:
        drafts.delete_abandoned(book.parent)
    held = [path for path in _other_files(book) if connection.is_locked(path)]
    if not is_locked(book):
        return Answer("unlock", {}, Locked(str(book), False, 0), summary=say("{book} is not locked", book=book))
    if dry_run:
        made = len(held)
    else:
        lock.need_extra()
        made = lock.unlock(book, held, passphrase)
    return Answer(
        "unlock",
        {},
        Locked(str(book), False, made),
        summary=say("unlocked {book} and {backups}", book=book, backups=_backups(made)),
    )


def is_locked(book: Path) -> bool:
    """Return whether the book is locked, or was only partly unlocked."""
    return connection.is_locked(book) or connection.key_of(book).exists()


def _backups(number: int) -> str:
    return plural(number, "backup")


def copies_of(book: Path) -> list[Path]:
    """Return the copies in the folder of *book*, by content or by name, including unreadable ones."""
    named = [path for path in _other_files(book) if path.name.startswith(f"{book.name}.") and ".backup" in path.name]
    if connection.is_locked(book):
        return named
    with contextlib.closing(migrations.connect(book)) as opened, connection.errors(book):
        name = Reader(opened).book()
    return sorted({*named, *copies.of(book, name)})


def _other_files(book: Path) -> list[Path]:
    own = {*connection.companions(book), connection.key_of(book)}
    return sorted(path for path in book.parent.iterdir() if path.is_file() and path not in own)
