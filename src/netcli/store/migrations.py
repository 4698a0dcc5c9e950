"""How books of every released schema become books of today: numbered functions, each applied once, in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from netcli.store import dialect
from netcli.store.file import APPLICATION_ID, SCHEMA_VERSION

Migration = Callable[[sqlite3.Connection], None]


def m001_first_book(connection: sqlite3.Connection) -> None:
    """Create the tables of the first release."""
    from netcli.store import schema  # SQLModel takes longer to load than most commands take

    for statement in schema.statements():
        connection.execute(statement)


MIGRATIONS: Final[tuple[Migration, ...]] = (m001_first_book,)

if len(MIGRATIONS) != SCHEMA_VERSION:  # reading cannot import this module, so the number stands in two places
    raise AssertionError("store.file.SCHEMA_VERSION and the migrations disagree")


def migrate(connection: sqlite3.Connection, version: int, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring the book from *version* to the newest, inside the caller's transaction."""
    for migration in migrations[version:]:
        migration(connection)
    dialect.set_header(connection, APPLICATION_ID, len(migrations))
