"""Settings of the book. The command `netcli undo` does not change these settings."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from netcli.store.reader import Reader

COPY: Final = "copy:"
"""Prefix of the key of a setting; the rest is the path of a backup."""


def copies(reader: Reader) -> list[Path]:
    """Return the existing files that the user chose for backups of the book."""
    return [file for file in map(Path, reader.settings(COPY)) if file.exists()]


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set *key* to *value*."""
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
