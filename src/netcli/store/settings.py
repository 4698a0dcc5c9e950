"""Settings of the book that undo does not change."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from netcli.store.reader import Reader

COPY: Final = "copy:"
"""Prefix of a setting's key. The rest of the key is the path of a backup, and the value is the backup's time."""


def copies(reader: Reader) -> list[Path]:
    """Return the files that the user chose for backups of the book, if they still exist."""
    return [file for file in map(Path, reader.settings(COPY)) if file.exists()]


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set *key* to *value*."""
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
