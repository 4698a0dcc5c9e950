"""Tests of search keys that another version of netcli derived."""

from __future__ import annotations

import contextlib
import sqlite3

from netcli import names

from ..running import Netcli


def _sql(book: Netcli, *statements: str) -> list[tuple[str]]:
    with contextlib.closing(sqlite3.connect(book.db)) as connection, connection:
        *_, last = [connection.execute(statement).fetchall() for statement in statements]
    return last


KEYS = "SELECT kind || ' ' || value || ' ' || person FROM identifier ORDER BY 1"


def test_keys_of_another_version_are_made_anew(village: Netcli) -> None:
    """All keys of an older version are derived again, and no person changes."""
    before, keys = village.export(), _sql(village, KEYS)
    _sql(
        village,
        "UPDATE person SET folded = 'old ' || folded",
        "UPDATE identifier SET value = 'old ' || value",
        "DELETE FROM search WHERE rowid > 3",
        "DELETE FROM vocabulary WHERE word > 'm'",
        "INSERT OR REPLACE INTO setting (key, value) VALUES ('names', '0')",
    )
    village.ok("tag", "id:2", "new")
    village.ok("undo")
    assert _sql(village, "SELECT value FROM setting WHERE key = 'names'") == [(str(names.VERSION),)]
    assert (village.export(), _sql(village, KEYS)) == (before, keys)
    assert village.ok("check")["result"]["problems"] == []


def test_keys_of_this_version_are_left(village: Netcli) -> None:
    """Keys of the current version are not derived again."""
    _sql(village, "UPDATE person SET folded = 'old ' || folded WHERE id = 3")
    village.ok("tag", "id:2", "new")
    assert _sql(village, "SELECT folded FROM person WHERE id = 3") == [("old aicha oneil",)]
