"""Tests of the writer, which changes a book."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from typing import Final

import pytest

import netcli
from netcli.errors import Disk
from netcli.store import history
from netcli.store.dialect import drop_indexes, remake_indexes
from netcli.store.journal import TOGETHER
from netcli.store.writer import Change, Writer, opened
from netcli.tell import edits, undo

from ..running import Netcli

FULL: Final = 2
"""The value that `PRAGMA synchronous` returns for FULL."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETCLI_NOW", "2026-11-23T10:00:00Z")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of a book that contains only its owner."""
    path = tmp_path / "netcli.db"
    with opened(path, create=True) as writer, writer.change("init") as change:
        edits.begin_book(change, "Zoé Exemple", {})
        change.summary = "begun"
    return path


def _history(writer: Writer) -> list[tuple[str, str]]:
    return [(entry.command, entry.summary) for entry in history.entries(writer.reader)]


def test_what_follows_is_there_after_the_block(path: Path) -> None:
    """After the block, the person can be found, and the history contains the step."""
    with opened(path) as writer:
        with writer.change("add") as change:
            number = edits.add_person(change, "José Roux", {})
            change.summary = "added José Roux"
        assert writer.reader.answering("name", "jose roux") == [number]
        assert _history(writer) == [("add", "added José Roux"), ("init", "begun")]


def test_a_change_of_nothing_leaves_no_trace(path: Path) -> None:
    """A block that changes nothing adds no step to the history."""
    with opened(path) as writer:
        with writer.change("tag") as change:
            change.summary = "tagged nobody"
        assert (change.changed, _history(writer)) == (0, [("init", "begun")])


def test_a_block_that_fails_keeps_nothing(path: Path) -> None:
    """If a change raises an error, the book does not change."""

    def fail(change: Change) -> None:
        edits.add_person(change, "José Roux", {})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), opened(path) as writer, writer.change("add") as change:
        fail(change)
    with opened(path) as writer:
        assert (writer.reader.answering("name", "jose roux"), _history(writer)) == ([], [("init", "begun")])


def test_a_part_that_fails_takes_only_itself_back(path: Path) -> None:
    """If one part of a change fails, the earlier rows of the change stay."""

    def fail(change: Change) -> None:
        edits.add_person(change, "Jose Rous", {})
        raise ZeroDivisionError

    with opened(path) as writer:
        with writer.change("add") as change:
            edits.add_person(change, "José Roux", {})
            change.derive()
            with pytest.raises(ZeroDivisionError), change.part():
                fail(change)
        assert [writer.reader.answering("name", name) for name in ("jose roux", "jose rous")] == [[2], []]


def test_a_part_says_what_it_did(path: Path) -> None:
    """If a change has parts, the outcome of a part counts only the changes in this part."""
    with opened(path) as writer, writer.change("add") as change:
        edits.add_person(change, "José Roux", {})
        change.derive()
        with change.part() as outcome:
            other = edits.add_person(change, "Jose Rous", {})
            change.derive()
        assert (dict(outcome.people), outcome.links, outcome.altered) == ({"person": 1}, 0, {other})


def test_numbers_of_people_are_never_given_twice(path: Path) -> None:
    """No two people ever get the same id, even after an undo."""
    with opened(path) as writer:
        with writer.change("add") as change:
            first = [edits.add_person(change, name, {}) for name in ("José Roux", "Jose Rous")]
        with writer.unrecorded() as change:
            undo.undo(change)
        with writer.change("add") as change:
            again = edits.add_person(change, "Madonna", {})
    assert (first, again) == ([2, 3], 4)


@pytest.mark.parametrize("replaced", [False, True], ids=["removed", "replaced"])
def test_a_book_that_goes_while_it_is_written_is_noticed(village: Netcli, tmp_path: Path, *, replaced: bool) -> None:
    """If the book's file is removed or replaced during a change, `Disk` is raised."""
    other = tmp_path / "other.db"
    other.write_bytes(b"something else")

    def lose() -> None:
        with netcli.open(village.db, write=True) as book:
            book.add("Bo")
            if replaced:
                other.replace(village.db)
            else:
                village.db.unlink()

    with pytest.raises(Disk, match="replaced" if replaced else "removed"):
        lose()
    assert village.db.exists() == replaced
    assert not replaced or village.db.read_bytes() == b"something else"


@pytest.mark.parametrize("words", [("init", "--me", "Zoé"), ("add", "Bo Berg"), ("restore", "copy.db", "--yes")])
def test_a_change_waits_for_the_disk(
    words: tuple[str, ...], book: Netcli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that writes uses `synchronous=FULL`."""
    waits = set()

    class Observed(sqlite3.Connection):
        def close(self) -> None:
            waits.add(self.execute("PRAGMA synchronous").fetchone()[0])
            super().close()

    book.ok("backup", tmp_path / "copy.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Observed))
    (Netcli(tmp_path / "new.db") if words[0] == "init" else book).ok(*words)
    assert waits == {FULL}


@pytest.mark.parametrize("count", [1, TOGETHER, 2 * TOGETHER + 1])
def test_rows_of_a_batch_are_stored_whole(path: Path, count: int) -> None:
    """Rows of a batch are stored unchanged."""
    rows = [
        (number, 1, 2, 7, "declared", "friend", "sure", "2015" if number == count else None, *[None] * 8)
        for number in range(1, count + 1)
    ]
    with opened(path) as writer, writer.unrecorded() as change:
        change.journal.load("evidence", rows)
        assert writer.connection.execute("SELECT * FROM evidence ORDER BY id").fetchall() == rows


def test_equal_rows_of_a_batch_are_all_stored(path: Path) -> None:
    """Equal rows of a batch are all stored, each with its own id."""
    said = (1, 2, 7, "declared", "friend", "sure", *[None] * 9)
    with opened(path) as writer, writer.unrecorded() as change:
        change.journal.load("evidence", [(None, *said)] * (TOGETHER + 2))
        found = writer.connection.execute("SELECT * FROM evidence ORDER BY id").fetchall()
        assert found == [(number, *said) for number in range(1, TOGETHER + 3)]


@pytest.mark.parametrize("before", ["SELECT 1", "CREATE TEMP TABLE other (a)"])
def test_indexes_are_made_again(path: Path, before: str) -> None:
    """Dropped indexes are created again, even if there is a temporary table."""
    indexes = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'evidence' AND type = 'index' ORDER BY name"
    with opened(path) as writer:
        run = writer.connection.execute
        run(before)
        made = run(indexes).fetchall()
        remake_indexes(writer.connection, drop_indexes(writer.connection, "evidence"))
        assert (run(indexes).fetchall(), run("PRAGMA temp_store").fetchall()) == (made, [(2,)])
