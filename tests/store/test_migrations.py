"""Tests of migrations of older books."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from netcli.store import connection, migrations

from ..running import Netcli

BOOKS = Path(__file__).parents[1] / "books"
OLD = connection.SCHEMA_VERSION
"""The current schema version, which the tests treat as an old version."""


def _give_shoes(book: sqlite3.Connection) -> None:
    book.execute("CREATE TABLE shoe (person INTEGER, size INTEGER)")


@pytest.fixture
def future(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> Netcli:
    """The book `village`, opened by a netcli with a newer schema."""
    monkeypatch.setattr(connection, "SCHEMA_VERSION", OLD + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, _give_shoes))
    return village


def _version(book: Path) -> int:
    with closing(sqlite3.connect(book)) as opened:
        return int(opened.execute("PRAGMA user_version").fetchone()[0])


def _tables(book: Path) -> dict[str, list[tuple[str, str]]]:
    with closing(sqlite3.connect(book)) as opened:
        names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: [row[1:3] for row in opened.execute(f"PRAGMA table_info({name})")] for name in names}


@pytest.mark.parametrize("words", [("find", "sophie"), ("tag", "me", "energy"), ("check",)], ids=lambda words: words[0])
def test_a_question_or_a_change_brings_the_book_up_to_date(future: Netcli, words: tuple[str, ...]) -> None:
    """The first command migrates the book and keeps a backup of the old book."""
    before = Path(shutil.copy(future.db, future.db.with_name("before.db")))
    future.ok(*words)
    copy = future.db.with_name(f"netcli.db.v{OLD}-20261123T100000Z.backup")
    assert (_version(future.db), "shoe" in _tables(future.db)) == (OLD + 1, True)
    assert (_version(copy), "shoe" in _tables(copy), stat.S_IMODE(copy.stat().st_mode)) == (OLD, False, 0o600)
    with closing(sqlite3.connect(copy)) as copied, closing(sqlite3.connect(before)) as original:
        assert list(copied.iterdump()) == list(original.iterdump())


def test_a_migration_that_fails_leaves_the_book_as_it_was(future: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that fails leaves every byte of the book unchanged."""

    def fail(book: sqlite3.Connection) -> None:
        _give_shoes(book)
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS[:-1], fail))
    before = future.db.read_bytes()
    assert future("find", "sophie").code == 70
    assert future.db.read_bytes() == before


def test_where_nobody_may_write_the_hint_says_what_to_do(future: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """If an older book cannot be written, the hint says to copy the book."""
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)  # root may write everywhere
    outcome = future("find", "sophie", "--json")
    assert (outcome.code, outcome.error()["code"], outcome.error()["hint"]) == (
        65,
        "older_book",
        "copy the book to a folder that you can write to; the copy is upgraded when you open it",
    )


@pytest.mark.parametrize("name", [book.stem for book in sorted(BOOKS.glob("*.db"))])
def test_a_migrated_book_has_the_tables_of_a_new_one(name: str, book: Netcli, tmp_path: Path) -> None:
    """A migrated book has the same tables and columns as a new book."""
    old = Netcli(Path(shutil.copy(BOOKS / f"{name}.db", tmp_path)))
    old.ok("where")
    assert _tables(old.db) == _tables(book.db)
