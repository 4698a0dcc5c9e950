"""Migrations from every released schema to the current one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from netcli.errors import OlderBook
from netcli.store import connection, dialect

Migration = Callable[[sqlite3.Connection], None]


def _add_moments(book: sqlite3.Connection) -> None:
    """Add the column `moments`, from which the count of evidence is derived."""
    table = (
        "\nCREATE TABLE evidence (\n\tid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, \n\ta INTEGER NOT NULL, "
        "\n\tb INTEGER NOT NULL, \n\tbatch INTEGER, \n\tkind VARCHAR NOT NULL, \n\tlink VARCHAR, "
        "\n\tcertainty VARCHAR NOT NULL, \n\tsince VARCHAR, \n\tlast VARCHAR, \n\tcount INTEGER, "
        "\n\tdirection VARCHAR, \n\tcloseness INTEGER, \n\tdetail VARCHAR, \n\tfile VARCHAR, \n\tline INTEGER, "
        "\n\tmoments VARCHAR\n)\n\n"
    )
    for statement in dialect.remaking(book, "evidence", table):
        book.execute(statement)
    book.execute("CREATE INDEX evidence_ends ON evidence (a, b)")
    book.execute("CREATE INDEX evidence_moments ON evidence (batch) WHERE moments IS NOT NULL")
    book.execute("CREATE INDEX ix_evidence_b ON evidence (b)")


def _add_touch(book: sqlite3.Connection) -> None:
    """Add the tables for meetings, favours, rhythms and watched chains."""
    number = "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"
    for table, columns in {
        "meeting": "day VARCHAR NOT NULL, \n\tkind VARCHAR, \n\tplace VARCHAR, \n\tnote VARCHAR, "
        "\n\trecords VARCHAR NOT NULL, \n\thost INTEGER, \n\tdiary VARCHAR, \n\tsaid VARCHAR",
        "favour": "record INTEGER NOT NULL, \n\tday VARCHAR NOT NULL, \n\tdirection VARCHAR NOT NULL, "
        "\n\twhat VARCHAR NOT NULL",
        "rhythm": "record INTEGER, \n\ttag VARCHAR, \n\tdays INTEGER, \n\ttold VARCHAR NOT NULL",
        "watch": "record INTEGER NOT NULL, \n\thops INTEGER, \n\tchance FLOAT, \n\tchecked VARCHAR NOT NULL",
    }.items():
        book.execute(f"CREATE TABLE {table} (\n\t{number}, \n\t{columns}\n)")


MIGRATIONS: Final[tuple[Migration, ...]] = (_add_moments, _add_touch)
"""The migrations in order: from schema 1 to 2, and so on.

`tests/books/` keeps a book of each older schema.
"""

if 1 + len(MIGRATIONS) != connection.SCHEMA_VERSION:  # checked here, so that reading a header needs no migrations
    raise AssertionError("store.connection.SCHEMA_VERSION and the migrations disagree")


def connect(path: Path) -> sqlite3.Connection:
    """Open the book at *path* for reading, after a migration if the book is older.

    Raises OlderBook if an older book cannot be written.
    """
    try:
        return connection.connect(path)
    except OlderBook:
        if not connection.may_write(path):
            raise
    with connection.transaction(path) as book:
        bring_up_to_date(book, path)
    return connection.connect(path)


def bring_up_to_date(book: sqlite3.Connection, path: Path) -> None:
    """Migrate the book at *path* within the caller's transaction, after a backup.

    An empty file becomes a book.
    """
    version = connection.check_header(book, path)
    if version == connection.SCHEMA_VERSION:
        return
    if version:
        from netcli.store import backup, drafts  # needed only once per schema

        drafts.delete_abandoned(path.parent)
        backup.before(path, f"v{version}")
        for migration in MIGRATIONS[version - 1 :]:
            migration(book)
    else:
        from netcli.store import schema  # SQLModel takes longer to load than most commands run

        for statement in schema.statements():
            book.execute(statement)
    dialect.set_header(book, connection.APPLICATION_ID, connection.SCHEMA_VERSION)
