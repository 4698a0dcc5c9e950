"""Books encrypted at rest in the file format of the program `age`.

The passphrase encrypts only the key of a book.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Collection
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from netcli.errors import BadInput, Busy, NoPermission, NotInstalled
from netcli.language import say
from netcli.store import connection, dialect, drafts

if TYPE_CHECKING:
    from pyrage import x25519

# `pyrage` measures the computer's speed only briefly, so the error may be wrong while the computer is busy
EXCESSIVE: Final = "Excessive work"
"""The first words of an error of `pyrage`: the decryption would take too long."""
TRIES: Final = 50
"""Maximum number of tries if `pyrage` reports EXCESSIVE."""
TRY_SECONDS: Final = 0.1
"""Number of seconds between two tries."""

Convert = Callable[[IO[bytes], IO[bytes]], None]
"""A function that encrypts or decrypts one file into another file."""


def lock(
    book: Path, copies: Collection[Path], passphrase: str, announce: Callable[[], None] | None = None
) -> list[Path]:
    """Encrypt *copies*, then *book*; return the copies that were not encrypted before.

    *announce* is called before the first encryption. Raises NoPermission for a wrong passphrase, and Busy if the book
    is in use.

    Raises BadInput if the key of a locked book is missing.
    """
    key = connection.key_of(book)
    if connection.is_locked(book):
        need_key(book)
    identity = _unwrapped(key, passphrase) if key.exists() else _new_key(key, passphrase)
    if announce:
        announce()
    plain = [copy for copy in copies if not connection.is_locked(copy)]
    for copy in plain:
        _encrypt(copy, identity)
    if not connection.is_locked(book):
        with connection.errors(book), connection.writers_lock(book):
            _fold_log_in(book)
            _encrypt(book, identity)
    return plain


def unlock(
    book: Path, copies: Collection[Path], passphrase: str, announce: Callable[[], None] | None = None
) -> list[Path]:
    """Decrypt *book* and *copies*, and delete the key; return the decrypted copies.

    *announce* is called before the first decryption. Raises NoPermission for a wrong passphrase.

    Raises Busy if the computer is too busy to try the passphrase.

    Raises BadInput if the key is missing or a file is damaged.
    """
    key = connection.key_of(book)
    need_key(book)
    identity = _unwrapped(key, passphrase)
    if announce:
        announce()
    if connection.is_locked(book) and not _decrypt(book, identity):
        raise BadInput(
            say("{book} is damaged, or the key is another book's", book=book),
            say("restore a backup together with its key"),
        )
    opened = [copy for copy in copies if connection.is_locked(copy) and _decrypt(copy, identity)]
    key.unlink()
    return opened


def need_extra() -> None:
    """Check that the package for encryption is installed.

    Raises NotInstalled.
    """
    try:
        import pyrage  # noqa: F401 - an extra
    except ImportError as error:
        raise NotInstalled(say("a locked book"), "lock", "pyrage>=1.4") from error


def need_key(book: Path) -> None:
    """Raise BadInput if the key of the locked *book* is missing."""
    key = connection.key_of(book)
    if not key.exists():
        raise BadInput(
            say("the key {key} is missing", key=key),
            say("put the key file back beside the book; without this file, nobody can open the book"),
        )


def _new_key(key: Path, passphrase: str) -> x25519.Identity:
    """Create a key, and write the key to a file. *passphrase* encrypts the file."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    # a passphrase would encrypt the whole book too slowly: it takes seconds and a gibibyte of memory
    wrapped = pyrage.passphrase.encrypt(str(identity).encode(), passphrase)
    _written(key, lambda _, out: _put(out, wrapped), None)
    return identity


def _put(out: IO[bytes], content: bytes) -> None:
    out.write(content)


def _unwrapped(key: Path, passphrase: str) -> x25519.Identity:
    """Return the decrypted key. Raises NoPermission or Busy."""
    import pyrage

    for _ in range(TRIES):
        try:
            return pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(key.read_bytes(), passphrase).decode())
        except pyrage.DecryptError as error:
            if not str(error).startswith(EXCESSIVE):
                raise NoPermission(
                    say("the passphrase is wrong"),
                    say("try again; without the passphrase, nobody can open the book"),
                    code="wrong_passphrase",
                ) from error
        time.sleep(TRY_SECONDS)
    raise Busy(
        say("this computer is too busy to try the passphrase"), say("try again when the computer has less to do")
    )


def _fold_log_in(book: Path) -> None:
    """Move the contents of the WAL into the book.

    Raises Busy if another program has the book open.
    """
    with contextlib.closing(sqlite3.connect(book, timeout=connection.BUSY_SECONDS, isolation_level=None)) as opened:
        dialect.empty_wal(opened, connection.LEAVING_SECONDS)
    wal, shared = (book.with_name(book.name + each) for each in ("-wal", "-shm"))
    if wal.exists() and wal.stat().st_size:
        raise Busy(say("{book} is in use by another program", book=book), say("close the other program and try again"))
    for each in (wal, shared):
        each.unlink(missing_ok=True)


def _encrypt(path: Path, identity: x25519.Identity) -> None:
    """Replace *path* by its encrypted form, if this form decrypts correctly."""
    import pyrage

    def encrypt(plain: IO[bytes], out: IO[bytes]) -> None:
        pyrage.encrypt_io(plain, out, [identity.to_public()])
        plain.seek(0)
        out.seek(0)
        opened = _Digest()
        pyrage.decrypt_io(out, opened, [identity])
        held = _Digest()
        while piece := plain.read(1 << 20):
            held.write(piece)
        if opened.digest() != held.digest():
            raise BadInput(
                say("the encrypted copy of {path} failed its check", path=path), say("try again; the file is unchanged")
            )

    _written(path, encrypt, path)


class _Digest:
    """A file object that computes the digest of what is written to it."""

    def __init__(self) -> None:
        self._hash = sha256()

    def write(self, piece: bytes) -> int:
        """Add a piece to the digest."""
        self._hash.update(piece)
        return len(piece)

    def flush(self) -> None:
        """Do nothing, because nothing is buffered."""

    def digest(self) -> bytes:
        """Return the digest of the content."""
        return self._hash.digest()


def _decrypt(path: Path, identity: x25519.Identity) -> bool:
    """Replace *path* by its decrypted form; return whether the key opens it."""
    import pyrage

    try:
        _written(path, lambda locked, out: pyrage.decrypt_io(locked, out, [identity]), path)
    except pyrage.DecryptError:
        return False
    return True


def _written(path: Path, convert: Convert, source: Path | None) -> None:
    """Convert *source* into *path*, readable only by its owner."""
    handle, draft = drafts.create(path)
    try:
        with os.fdopen(handle, "w+b") as out:
            with (source or Path(os.devnull)).open("rb") as given:
                convert(given, out)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    finally:
        drafts.delete(draft)
