"""What the book says of itself that is no step of undo."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from netcli.store.reader import Reader

COPY: Final = "copy:"
"""How the key of a setting begins that names a copy of the book in another folder; it holds the moment."""


def copies(reader: Reader) -> list[str]:
    """Return where copies of the book were put in other folders, as far as it knows, if they are there still."""
    return [file for file in reader.settings(COPY) if Path(file).exists()]


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Have the book say *value* under *key*."""
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
