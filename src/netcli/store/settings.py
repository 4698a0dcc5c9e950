"""Settings of the book that undo does not change."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from netcli.store.reader import Reader

COPY: Final = "copy:"
"""Prefix of the keys of settings that name a copy of the book in another folder; the value is the time of the copy."""


def copies(reader: Reader) -> list[str]:
    """Return the copies of the book in other folders that still exist."""
    return [file for file in reader.settings(COPY) if Path(file).exists()]


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set *key* to *value*."""
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
