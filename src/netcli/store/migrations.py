"""How books of every released schema become books of today: numbered functions, each applied once, in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from sqlmodel import SQLModel

from netcli.store import schema
from netcli.store.file import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Connection

Migration = Callable[["Connection"], None]


def m001_first_book(connection: Connection) -> None:
    """Create the tables of the first release."""
    SQLModel.metadata.create_all(connection)
    for statement in schema.SEARCH:
        connection.exec_driver_sql(statement)


MIGRATIONS: Final[tuple[Migration, ...]] = (m001_first_book,)

if len(MIGRATIONS) != SCHEMA_VERSION:  # reading cannot import this module, so the number stands in two places
    raise AssertionError("store.file.SCHEMA_VERSION and the migrations disagree")


def migrate(connection: Connection, version: int, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring the book from *version* to the newest, inside the caller's transaction."""
    for migration in migrations[version:]:
        migration(connection)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={len(migrations)}")
