"""What the book says of itself that is no step of undo."""

from __future__ import annotations

import sqlite3
from typing import Final

COPY: Final = "copy:"
"""How the key of a setting begins that names a copy of the book in another folder; it holds the moment."""


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Have the book say *value* under *key*."""
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
