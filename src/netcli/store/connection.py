"""The book as a file: locate it, open it for reading or for one transaction of writing, and explain what goes wrong."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from netcli.errors import BadInput, Busy, CannotCreate, Disk, NetcliError, NoPermission, NotThere, OlderBook, Usage
from netcli.store import dialect

APPLICATION_ID: Final = 0x4E455443
"""`NETC`, in the file's header: how `file` and netcli know a book."""
SCHEMA_VERSION: Final = 3
"""The header's user_version that this netcli writes; migrations lead to it."""
ENCRYPTED: Final = b"age-encryption.org/v1\n"
"""How a file begins that age encrypted."""
_HEADER: Final = 100
"""Bytes of an SQLite file before its first table."""
BUSY_SECONDS: Final = 30
"""How long to wait for another writer: 5 s lost 1 of 4 000 writes of 8 processes, 30 s none (docs/reliability.md)."""
LEAVING_SECONDS: Final = 1
"""How long a command that is done waits for readers before it leaves the WAL to the next one."""


def locate(option: Path | None) -> tuple[Path, str]:
    """Return the book's path and who named it: `option`, `environment` or `default`.

    Raises Usage for a server's address: it would become the name of a file.
    """
    named = os.environ.get("NETCLI_DB") if option is None else str(option)
    if named:
        if named.startswith(("postgres:", "postgresql:")):
            raise Usage(f"{named} is no file", "this netcli keeps books in files: name one with --db or NETCLI_DB")
        return Path(named), "environment" if option is None else "option"
    from platformdirs import user_data_path  # only when nobody named a book

    return user_data_path("netcli") / "netcli.db", "default"


def connect(path: Path, *, older: bool = False) -> sqlite3.Connection:
    """Open the book at *path* for reading; one of an *older* schema only if that is expected.

    Raises NotThere, BadInput, OlderBook, NoPermission or Busy.
    """
    need(path)
    with errors(path):
        try:
            connection = _readable(path)
            version = check_header(connection, path)
        except sqlite3.OperationalError as error:  # on a full disk there is no room for the index of a WAL
            if not error.sqlite_errorname.startswith("SQLITE_IOERR") or _has_wal(path):
                raise
            connection = connect_alone(path)
            version = check_header(connection, path)
        if version < SCHEMA_VERSION and not older:
            connection.close()
            raise OlderBook(
                f"{path} was made by an older netcli",
                "copy it to where you may write: there it is brought up to date as soon as it is opened",
            )
        return connection


def connect_alone(path: Path) -> sqlite3.Connection:
    """Open the file at *path* for reading, as it lies: nobody writes to it meanwhile, and it has no WAL."""
    return _open(path, "immutable=1")


@contextlib.contextmanager
def transaction(path: Path, *, create: bool = False, dry_run: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the book at *path* for one write transaction: committed at the end, rolled back on any error or *dry_run*.

    With *create*, an absent or empty file becomes a new book, for its owner's eyes only (0600, in a folder 0700).
    Raises NotThere, BadInput, CannotCreate, NoPermission, Busy or Disk.
    """
    need(path, create=create)
    made = create_file(path) if create else []
    alone = dry_run and not lock_of(path).exists()  # a dry run leaves no lock behind: SQLite's own will do
    try:
        with errors(path), contextlib.nullcontext() if alone else writers_lock(path), _writable(path) as connection:
            opened = _identity(path)
            yield connection
            if dry_run:
                connection.execute("ROLLBACK")
            else:
                _need_same_file(path, opened)
                connection.execute("COMMIT")
                made = []
    finally:
        unmake(path, made)


@contextlib.contextmanager
def between_transactions(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the book at *path* for what no transaction can do, while no other netcli writes to it; it ends without WAL.

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
    """Return the files that may belong to the book at *path*, itself first; SQLite's stand where a link leads."""
    suffixes = ("", "-wal", "-shm", "-journal", ".lock")
    return [each.with_name(each.name + suffix) for each in dict.fromkeys((path, path.resolve())) for suffix in suffixes]


def page_of(path: Path) -> Path:
    """Return where the page that draws the book at *path* is kept, unless another file is named for it."""
    return path.with_name(path.name + ".view.html")


def lock_of(path: Path) -> Path:
    """Return the file by which writers of the book at *path* wait for each other."""
    return path.with_name(path.name + ".lock")


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at *path* from any other that may take its name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _need_same_file(path: Path, opened: tuple[int, int] | None) -> None:
    """Go on only if the book's name still leads to the file that was *opened*: else nobody would find what is written.

    Raises Disk.
    """
    now = _identity(path)
    if now is None or now != opened:
        what = "removed" if now is None else "replaced by another file"
        raise Disk(f"{path} was {what} meanwhile", "nothing was written; look where the book is now and try again")


def need(path: Path, *, create: bool = False) -> None:
    """Go on only if a book may lie at *path*, or *create* may make one there.

    Raises NotThere, BadInput for a directory, or NoPermission where the book is locked.
    """
    if path.is_dir():
        raise BadInput(f"{path} is a directory, not a book", "name a file with --db or NETCLI_DB")
    if is_locked(path):
        raise NoPermission(f"{path} is locked", "netcli unlock asks for the passphrase", code="locked")
    if create:
        return
    if not path.exists():
        raise NotThere(f"there is no book at {path}", "make one: netcli init --me 'Your Name'", code="no_book")
    if path.stat().st_size == 0:
        raise NotThere(f"{path} is empty", "make it a book: netcli init --me 'Your Name'", code="no_book")


def _readable(path: Path) -> sqlite3.Connection:
    """Open read-write if the folder allows (so that the WAL is left clean), else read-only, else as the file lies."""
    if may_write(path):
        return _open(path, "mode=rw")
    return _open(path, "mode=ro") if _has_wal(path) else connect_alone(path)


def is_book(path: Path) -> bool:
    """Does the file's header say that it is a book?"""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return header.startswith(b"SQLite format 3\0") and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def is_locked(path: Path) -> bool:
    """Is what lies there encrypted? No if nobody can tell."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(len(ENCRYPTED)) == ENCRYPTED
    return False


def key_of(path: Path) -> Path:
    """Return where the key lies that opens the book at *path*, itself encrypted by a passphrase."""
    return path.with_name(path.name + ".key")


def may_write(path: Path) -> bool:
    """May we write to the book, and beside it?"""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _has_wal(path: Path) -> bool:
    """Does the WAL hold something that the file does not hold yet?"""
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?{mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    dialect.configure(connection, dialect.READ_SETTINGS)
    return connection


@contextlib.contextmanager
def _writable(path: Path) -> Iterator[sqlite3.Connection]:
    # netcli alone says BEGIN: the driver's own transactions lose updates and keep what was rolled back
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
                # after a full disk SQLite has rolled back already, and says so: the first error is the one to tell
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            # a plain copy of the file is then whole, and no name stays behind in the WAL
            with contextlib.suppress(sqlite3.Error):
                dialect.empty_wal(connection, LEAVING_SECONDS)


def unmake(path: Path, made: list[Path]) -> None:
    """Remove what `create_file` *made*, if anything, when nothing came of it: an empty file would pass for a book."""
    if made:
        for companion in companions(path):
            companion.unlink(missing_ok=True)
        for folder in made[1:]:
            with contextlib.suppress(OSError):  # somebody else put something there
                folder.rmdir()


def create_file(path: Path) -> list[Path]:
    """Make an empty file for the book if there is none; returns what was made, the file and its folders outwards."""
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
        raise CannotCreate(f"{path} cannot be made ({error.strerror})", "name another place with --db") from error
    return [path, *folders]


@contextlib.contextmanager
def writers_lock(path: Path) -> Iterator[None]:
    """Hold the writers' lock: waiting becomes fair, and no two connections checkpoint at the same instant."""
    try:
        import fcntl
    except ImportError:  # Windows: SQLite's own locks alone
        yield
        return
    with os.fdopen(os.open(lock_of(path), os.O_CREAT | os.O_RDWR, 0o600), "rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _granted(lock):
                raise Busy(f"{path} is in use by another netcli", "try again in a moment") from None
        yield


def _granted(lock: IO[bytes]) -> bool:
    """Wait for the lock in the system's own queue: who looks now and then whether it is free may wait for ever.

    A thread waits, so that there is an end to it; what it is granted after that goes with the file that was closed.
    """
    import fcntl
    import threading  # seldom needed

    done = threading.Event()
    number = lock.fileno()

    def wait() -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(number, fcntl.LOCK_EX)
            done.set()

    threading.Thread(target=wait, daemon=True).start()
    return done.wait(BUSY_SECONDS)


def check_header(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version of the book, once its header says that it is one; an empty file is version 0."""
    application, version, filled = dialect.header(connection)
    if not filled and not application:
        return 0
    if application != APPLICATION_ID:
        raise BadInput(
            f"{path} is another program's file", "name your book with --db or NETCLI_DB", code="foreign_book"
        )
    if version > SCHEMA_VERSION:
        raise BadInput(
            f"{path} was made by a newer netcli (schema {version}, this one knows {SCHEMA_VERSION})",
            "update netcli",
            code="newer_book",
        )
    return version


def _need_no_foreign_objects(connection: sqlite3.Connection, path: Path) -> None:
    """Go on only if nobody else made triggers or views in the book: writing would set them off.

    Raises BadInput.
    """
    from netcli.store import views  # whoever only reads sets nothing off

    for kind, name in connection.execute(dialect.foreign_objects("type, name", views.VIEWS)):
        raise BadInput(
            f"{path} has a {kind} that netcli did not make: {name}",
            f'DROP {kind.upper()} "{name}" first',
            code="foreign_book",
        )


@contextlib.contextmanager
def errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of the book into a sentence and an exit code."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except UnicodeDecodeError as error:  # a damaged page can hold text that is none
        raise BadInput(f"{path} is damaged ({error.reason})", "restore a backup", code="damaged_book") from error
    except PermissionError as error:
        raise NoPermission(f"no permission to use {path}", "check who owns it") from error
    except BrokenPipeError:  # who read the answer has left; the book is well
        raise
    except OSError as error:
        if error.filename is None:  # that is the answer, not the book
            raise
        raise Disk(f"{path}: {error.strerror or error}", "nothing was changed") from error


def translated(error: sqlite3.Error, path: Path) -> NetcliError:
    """Return the error that explains an SQLite error."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(f"{path} is in use by another netcli", "try again in a moment")
    if name.startswith("SQLITE_NOTADB"):
        return BadInput(f"{path} is not a netcli book", "name your book with --db or NETCLI_DB", code="foreign_book")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_FORMAT")):
        return BadInput(f"{path} is damaged ({error})", "restore a backup", code="damaged_book")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_NOMEM")):
        return Disk(f"{path}: {error}", "nothing was changed; make room and try again")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return NoPermission(f"{path} cannot be written", "check its permissions")
    if name.startswith("SQLITE_CANTOPEN"):
        if path.exists() and not os.access(path, os.R_OK):
            return NoPermission(f"no permission to use {path}", "check who owns it")
        return NotThere(f"{path} cannot be opened", "check the folder and its permissions")
    if isinstance(error, sqlite3.ProgrammingError) or not isinstance(error, sqlite3.DatabaseError):
        raise error  # a bug of ours
    if "no such table" in str(error) or "no such column" in str(error):
        return BadInput(f"{path} is damaged ({error})", "restore a backup", code="damaged_book")
    return BadInput(f"{path} cannot be read ({error})", "restore a backup", code="damaged_book")
