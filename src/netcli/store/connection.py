"""Locate a book's file, open it, and explain its errors."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from netcli.errors import BadInput, Busy, CannotCreate, Disk, NetcliError, NoPermission, NotThere, OlderBook, Usage
from netcli.language import say
from netcli.store import dialect

APPLICATION_ID: Final = 0x4E455443
"""The number in the file's header that marks a book; it spells `NETC`."""
SCHEMA_VERSION: Final = 3
"""The version of the tables, stored as `user_version` in the file's header."""
WEIGHTS_VERSION: Final = 2
"""The version of the rules of `strength.weigh`.

If a book has another version, the next write recomputes the weights.
"""
ENCRYPTED: Final = b"age-encryption.org/v1\n"
"""The first bytes of a file in the encrypted format of the program `age`."""
_HEADER: Final = 100
"""Size of the header of an SQLite file, in bytes."""
BUSY_SECONDS: Final = 30
"""Longest wait for another writer, in seconds (docs/reliability.md)."""
LEAVING_SECONDS: Final = 1
"""Longest wait for readers at the end of a command, in seconds."""


def locate(option: Path | None) -> tuple[Path, str]:
    """Return the path of the book, and its source: `option`, `environment` or `default`.

    Raises Usage for the address of a server.
    """
    named = os.environ.get("NETCLI_DB") if option is None else str(option)
    if named:
        if named.startswith(("postgres:", "postgresql:")):
            raise Usage(
                say("{named} is not a file", named=named),
                say("a book is a file: give the path of the file with --db or NETCLI_DB"),
            )
        return Path(named), "environment" if option is None else "option"
    from platformdirs import user_data_path  # needed only if no book is named

    return user_data_path("netcli") / "netcli.db", "default"


def connect(path: Path, *, older: bool = False) -> sqlite3.Connection:
    """Open the book at *path* for reading.

    A book with an older schema raises OlderBook, unless *older* is true.

    Raises NotThere, BadInput, OlderBook, NoPermission or Busy.
    """
    need(path)
    with errors(path):
        try:
            connection, version = _checked(path, _readable)
        except sqlite3.OperationalError as error:  # on a full disk there is no room for the WAL index
            if not error.sqlite_errorname.startswith("SQLITE_IOERR") or _has_wal(path):
                raise
            connection, version = _checked(path, connect_alone)
        if version < SCHEMA_VERSION and not older:
            connection.close()
            raise OlderBook(
                say("{path} was made by an older netcli", path=path),
                say("copy the book to a folder that you can write to; the copy is upgraded when you open it"),
            )
        return connection


def _checked(path: Path, open_: Callable[[Path], sqlite3.Connection]) -> tuple[sqlite3.Connection, int]:
    """Open the book at *path*, and return the connection and the schema version."""
    connection = open_(path)
    with closed_on_error(connection):
        return connection, check_header(connection, path)


@contextlib.contextmanager
def closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close *connection* if the block fails; otherwise the caller closes it."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def connect_alone(path: Path) -> sqlite3.Connection:
    """Open the file at *path* for reading without locks.

    The file must have no WAL and no writer.
    """
    return _open(path, "immutable=1")


@contextlib.contextmanager
def transaction(path: Path, *, create: bool = False, dry_run: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the book at *path* for a write transaction, committed after the block.

    An error or a *dry_run* rolls back the transaction.

    If *create* is true, a missing or empty file becomes a new book.

    Raises NotThere, BadInput, CannotCreate, NoPermission, Busy or Disk.
    """
    need(path, create=create)
    made = create_file(path) if create else []
    alone = dry_run and not lock_of(path).exists()  # a dry run creates no lock file; SQLite's own lock is enough
    try:
        with errors(path), contextlib.nullcontext() if alone else writers_lock(path), _writable(path) as connection:
            opened = identity(path)
            yield connection
            if dry_run:
                connection.execute("ROLLBACK")
            else:
                need_same_file(path, opened)
                connection.execute("COMMIT")
                made = []
    finally:
        unmake(path, made)


@contextlib.contextmanager
def between_transactions(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the book at *path* outside a transaction, without other writers.

    Raises NotThere, BadInput, NoPermission, Busy or Disk.
    """
    need(path)
    with errors(path), writers_lock(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        with contextlib.closing(connection):
            dialect.configure(connection, dialect.WRITE_SETTINGS)
            check_header(connection, path)
            yield connection
            dialect.empty_wal(connection, LEAVING_SECONDS)


def companions(path: Path) -> list[Path]:
    """Return the files that may belong to a book, the book first."""
    # symbolic links are followed, because SQLite follows them, too
    suffixes = ("", "-wal", "-shm", "-journal", ".lock")
    return [each.with_name(each.name + suffix) for each in dict.fromkeys((path, path.resolve())) for suffix in suffixes]


def belongs(file: Path, book: Path) -> bool:
    """Return whether *file* belongs to *book*. Logs and copies belong to their book."""
    file, book = file.resolve(), book.resolve()
    return file.parent == book.parent and (file == book or file.name.startswith((f"{book.name}.", f"{book.name}-")))


def page_of(path: Path) -> Path:
    """Return the default path of the HTML page that shows the network of the book at *path*."""
    return path.with_name(path.name + ".view.html")


def lock_of(path: Path) -> Path:
    """Return the path of the lock file that belongs to the book at *path*."""
    return path.with_name(path.name + ".lock")


def identity(path: Path) -> tuple[int, int] | None:
    """Return a value that identifies the file at *path* even after a renaming.

    Return None if there is no file.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def need_same_file(path: Path, opened: tuple[int, int] | None) -> None:
    """Raise Disk if *path* no longer leads to the file that was opened.

    *opened* is the `identity` of that file.
    """
    now = identity(path)
    if now is None or now != opened:
        what = "removed" if now is None else say("replaced by another file")
        raise Disk(
            say("{path} was {what} meanwhile", path=path, what=what),
            say("nothing was written; look where the book is now and try again"),
        )


def need(path: Path, *, create: bool = False) -> None:
    """Check that a command can open a book at *path*.

    If *create* is true, the book may be missing. Raises NotThere, BadInput or NoPermission.
    """
    if path.is_dir():
        raise BadInput(
            say("{path} is a directory, not a book", path=path), say("use --db or NETCLI_DB to give the path of a file")
        )
    if path.exists() and not path.is_file():
        raise BadInput(
            say("{path} is a pipe or a device, not a book", path=path),
            say("copy the book to a file, and give the path of that file"),
        )
    if is_locked(path):
        raise NoPermission(
            say("{path} is locked", path=path),
            say("to unlock the book with its passphrase: netcli unlock"),
            code="locked",
        )
    if create:
        return
    if not path.exists():
        raise no_book(path)
    if path.stat().st_size == 0:
        raise NotThere(
            say("{path} is empty", path=path), say("create the book: netcli init --me 'Your Name'"), code="no_book"
        )


def no_book(path: Path) -> NotThere:
    """Return the error for a missing book at *path*."""
    return NotThere(
        say("there is no book at {path}", path=path),
        say("create the book: netcli init --me 'Your Name'"),
        code="no_book",
    )


def _readable(path: Path) -> sqlite3.Connection:
    """Open the book read-write if the folder allows it, otherwise read-only."""
    if may_write(path):
        # closing the book then removes the WAL
        return _open(path, "mode=rw")
    return _open(path, "mode=ro") if _has_wal(path) else connect_alone(path)


def is_book(path: Path) -> bool:
    """Return whether the file's header marks it as a book."""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return header.startswith(b"SQLite format 3\0") and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def is_locked(path: Path) -> bool:
    """Return whether the file at *path* is encrypted.

    Return False for a pipe, or for a file that cannot be read.
    """
    with contextlib.suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(ENCRYPTED)) == ENCRYPTED
    return False


def key_of(path: Path) -> Path:
    """Return the path of the encrypted key to the book at *path*."""
    return path.with_name(path.name + ".key")


def may_write(path: Path) -> bool:
    """Return whether this process may write to the book and to its folder."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _has_wal(path: Path) -> bool:
    """Return whether the WAL contains changes that are not yet in the file."""
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?{mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    with closed_on_error(connection):
        dialect.configure(connection, dialect.READ_SETTINGS)
    return connection


@contextlib.contextmanager
def _writable(path: Path) -> Iterator[sqlite3.Connection]:
    # netcli itself runs BEGIN: the driver's automatic transactions lose updates and keep changes that were rolled back
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    with contextlib.closing(connection):
        dialect.configure(connection, dialect.WRITE_SETTINGS)
        if not check_header(connection, path):
            dialect.use_wal(connection)
        try:
            connection.execute(dialect.BEGIN_WRITE)
            check_header(connection, path)
            _need_no_foreign_objects(connection, path)
            yield connection
        finally:
            if connection.in_transaction:
                # on a full disk SQLite has already rolled back, so ROLLBACK fails; report the first error instead
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            # empty the WAL: a plain copy of the file is then complete, and no names remain in the WAL
            with contextlib.suppress(sqlite3.Error):
                dialect.empty_wal(connection, LEAVING_SECONDS)


def unmake(path: Path, made: list[Path]) -> None:
    """If a command fails, remove its new files and folders. *made* is the result of `create_file`."""
    if made:
        # an empty file could be mistaken for a book
        for companion in companions(path):
            companion.unlink(missing_ok=True)
        for folder in made[1:]:
            with contextlib.suppress(OSError):  # another program may have put a file there
                folder.rmdir()


def create_file(path: Path) -> list[Path]:
    """Create an empty file if there is none, and return the new paths.

    The file comes first, then the new folders.
    """
    if path.exists():
        return []
    folders = [folder for folder in path.parents if not folder.exists()]
    try:
        for folder in reversed(folders):
            folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        for folder in folders:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise CannotCreate(
            say("{path} cannot be created ({strerror})", path=path, strerror=error.strerror),
            say("choose another place with --db"),
        ) from error
    return [path, *folders]


@contextlib.contextmanager
def writers_lock(path: Path) -> Iterator[None]:
    """Keep the writers' lock during the block. Raises Busy.

    Two connections never run a checkpoint at the same time.
    """
    try:
        import fcntl
    except ImportError:  # Windows has only SQLite's own locks
        yield
        return
    with os.fdopen(os.open(lock_of(path), os.O_CREAT | os.O_RDWR, 0o600), "rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _granted(lock):
                raise Busy(say("{path} is in use by another netcli", path=path), say("try again in a moment")) from None
        yield


def _granted(lock: IO[bytes]) -> bool:
    """Wait at most `BUSY_SECONDS` seconds for the lock, and return whether it was granted."""
    import fcntl
    import threading  # rarely needed

    done = threading.Event()
    number = lock.fileno()

    def wait() -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(number, fcntl.LOCK_EX)
            done.set()

    # a thread, because `flock` has no timeout, and a program that polls may never get the lock. If the lock is granted
    # after the timeout, it is released when the caller closes the file
    threading.Thread(target=wait, daemon=True).start()
    return done.wait(BUSY_SECONDS)


def check_header(connection: sqlite3.Connection, path: Path) -> int:
    """Check the book's header, and return the schema version.

    An empty file has version 0.

    Raises BadInput for another program's file, or for a newer book.
    """
    application, version, filled = dialect.header(connection)
    if not filled and not application:
        return 0
    if application != APPLICATION_ID:
        raise BadInput(
            say("{path} is another program's file", path=path),
            say("use --db or NETCLI_DB to give the path of your book"),
            code="foreign_book",
        )
    if version > SCHEMA_VERSION:
        raise BadInput(
            say(
                "{path} was made by a newer netcli (schema {version}, this one knows {schema_version})",
                path=path,
                version=version,
                schema_version=SCHEMA_VERSION,
            ),
            say("update netcli"),
            code="newer_book",
        )
    return version


def _need_no_foreign_objects(connection: sqlite3.Connection, path: Path) -> None:
    """Raise BadInput if the book contains another program's trigger or view."""
    from netcli.store import views  # not needed for reading, which runs no triggers

    # a write could run these triggers
    for kind, name in connection.execute(dialect.foreign_objects("type, name", views.VIEWS)):
        raise BadInput(
            say("{path} has a {kind} that netcli did not make: {name}", path=path, kind=kind, name=name),
            say('DROP {upper} "{name}" first', upper=kind.upper(), name=name),
            code="foreign_book",
        )


@contextlib.contextmanager
def errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the operating system into netcli's errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except UnicodeDecodeError as error:  # a damaged page can contain invalid text
        raise BadInput(
            say("{path} is damaged ({reason})", path=path, reason=error.reason),
            say("restore a backup"),
            code="damaged_book",
        ) from error
    except PermissionError as error:
        raise NoPermission(say("no permission to use {path}", path=path), say("check who owns the file")) from error
    except BrokenPipeError:  # the reader of our output has gone; the book is intact
        raise
    except OSError as error:
        if error.filename is None:  # without a file name, the error is about the output, not the book
            raise
        raise Disk(f"{path}: {error.strerror or error}", say("nothing was changed")) from error


def translated(error: sqlite3.Error, path: Path) -> NetcliError:
    """Return the netcli error that explains an SQLite error."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(say("{path} is in use by another netcli", path=path), say("try again in a moment"))
    if name.startswith("SQLITE_NOTADB"):
        return BadInput(
            say("{path} is not a netcli book", path=path),
            say("use --db or NETCLI_DB to give the path of your book"),
            code="foreign_book",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_FORMAT")):
        return BadInput(
            say("{path} is damaged ({error})", path=path, error=error), say("restore a backup"), code="damaged_book"
        )
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_NOMEM")):
        return Disk(f"{path}: {error}", say("nothing was changed; free some space and try again"))
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return NoPermission(say("{path} cannot be written", path=path), say("check its permissions"))
    if name.startswith("SQLITE_CANTOPEN"):
        if path.exists() and not os.access(path, os.R_OK):
            return NoPermission(say("no permission to use {path}", path=path), say("check who owns the file"))
        return NotThere(say("{path} cannot be opened", path=path), say("check the folder and its permissions"))
    if isinstance(error, sqlite3.ProgrammingError) or not isinstance(error, sqlite3.DatabaseError):
        raise error  # a bug in netcli
    if "no such table" in str(error) or "no such column" in str(error):
        return BadInput(
            say("{path} is damaged ({error})", path=path, error=error), say("restore a backup"), code="damaged_book"
        )
    return BadInput(
        say("{path} cannot be read ({error})", path=path, error=error), say("restore a backup"), code="damaged_book"
    )
