"""How books of every released schema become books of today: numbered functions, each applied once, in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from netcli.errors import OlderBook
from netcli.store import connection, dialect

Migration = Callable[[sqlite3.Connection], None]


def _add_moments(book: sqlite3.Connection) -> None:
    """Make room for the moments of evidence, from which its count is derived."""
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
    """Make room for meetings, favours, rhythms and the chains that are watched."""
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
"""The first makes a book of schema 2 of one of schema 1, and so on. Each is written in SQL that no later change of
`store.schema` alters, and the book that needs it is kept in `tests/books/`."""

if 1 + len(MIGRATIONS) != connection.SCHEMA_VERSION:  # whoever only checks a header needs none of them
    raise AssertionError("store.connection.SCHEMA_VERSION and the migrations disagree")


def connect(path: Path) -> sqlite3.Connection:
    """Open the book at *path* for reading, as `connection.connect` does; an older one is brought up to date first.

    Raises OlderBook where it cannot be written.
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
    """Make the book at *path* one of today, inside the caller's transaction; an empty file becomes a book.

    An older book is copied first: the verified copy lies beside it, named after its schema and the moment.
    """
    version = connection.check_header(book, path)
    if version == connection.SCHEMA_VERSION:
        return
    if version:
        from netcli.store import backup  # once a schema

        backup.before(path, f"v{version}")
        for migration in MIGRATIONS[version - 1 :]:
            migration(book)
    else:
        from netcli.store import schema  # SQLModel takes longer to load than most commands take

        for statement in schema.statements():
            book.execute(statement)
    dialect.set_header(book, connection.APPLICATION_ID, connection.SCHEMA_VERSION)
