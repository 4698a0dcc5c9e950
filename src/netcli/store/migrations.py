"""How books of every released schema become books of today: numbered functions, each applied once, in order."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from netcli.store import dialect
from netcli.store.connection import APPLICATION_ID, SCHEMA_VERSION, check_header

Migration = Callable[[sqlite3.Connection], None]


def m001_first_book(connection: sqlite3.Connection) -> None:
    """Create the tables of the first release."""
    from netcli.store import schema  # SQLModel takes longer to load than most commands take

    for statement in schema.statements():
        connection.execute(statement)


MIGRATIONS: Final[tuple[Migration, ...]] = (m001_first_book,)

if len(MIGRATIONS) != SCHEMA_VERSION:  # reading cannot import this module, so the number stands in two places
    raise AssertionError("store.connection.SCHEMA_VERSION and the migrations disagree")


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Make the book at *path* one of today, inside the caller's transaction; an older one is copied first."""
    version = check_header(connection, path)
    if 0 < version < SCHEMA_VERSION:
        _backup(path, version)
    if version < SCHEMA_VERSION:
        migrate(connection, version)


def _backup(path: Path, version: int) -> None:
    """A copy of the book as it was before a migration, beside it."""
    with contextlib.closing(sqlite3.connect(path)) as old:
        copy = path.with_name(f"{path.name}.v{version}.backup")
        os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
        with contextlib.closing(sqlite3.connect(copy)) as new:
            old.backup(new)


def migrate(connection: sqlite3.Connection, version: int, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring the book from *version* to the newest, inside the caller's transaction."""
    for migration in migrations[version:]:
        migration(connection)
    dialect.set_header(connection, APPLICATION_ID, len(migrations))
