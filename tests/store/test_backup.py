"""Tests of `netcli backup`."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

from netcli.store import settings
from netcli.store.writer import opened

from ..running import Netcli


def test_a_copy_is_the_book(village: Netcli, tmp_path: Path) -> None:
    """A backup contains the whole book, is verified, and has mode 600."""
    target = tmp_path / "copy.db"
    book = village.ok("where")["result"]
    made = village.ok("backup", target)["result"]
    assert made == {
        "file": str(target),
        "bytes": target.stat().st_size,
        "people": book["people"],
        "links": book["links"],
        "verified": True,
    }
    assert oct(target.stat().st_mode & 0o777) == "0o600"
    assert Netcli(target).export() == village.export()


def test_without_a_name_it_lies_beside_the_book(village: Netcli) -> None:
    """By default, a backup lies beside the book."""
    village.ok("backup")
    assert village.db.with_name("netcli.db.20261123T100000Z.backup").exists()


def test_what_is_there_is_not_overwritten(village: Netcli, tmp_path: Path) -> None:
    """`netcli backup` does not overwrite an existing file."""
    target = tmp_path / "copy.db"
    target.write_text("mine")
    assert village("backup", target).code == 73
    assert (target.read_text(), [*tmp_path.glob(".copy*")]) == ("mine", [])


def test_a_change_that_is_not_done_yet_is_not_in_it(village: Netcli) -> None:
    """A backup during a transaction contains the book before the transaction."""
    copy = village.db.with_name("copy.db")
    before = village.export()
    with closing(sqlite3.connect(village.db, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM link")
        program = subprocess.Popen(village.command("backup", copy), env=village.surroundings())
        while program.poll() is None and not copy.exists():
            time.sleep(0.01)
        writer.execute("ROLLBACK")
    assert program.wait(60) == 0
    assert Netcli(copy).export() == before
    with opened(village.db) as writing:
        assert settings.copies(writing.reader) == [copy]


def test_a_damaged_book_leaves_no_copy(village: Netcli, tmp_path: Path) -> None:
    """A backup of a damaged book fails and leaves no file."""
    content = bytearray(village.db.read_bytes())
    page = len(content) // 2 // 4096 * 4096
    content[page : page + 4096] = b"\xff" * 4096
    village.db.write_bytes(content)
    (tmp_path / "copies").mkdir()
    outcome = village("backup", tmp_path / "copies" / "copy.db", "--json")
    assert (outcome.code, outcome.error()["code"]) == (65, "damaged_book")
    assert [*(tmp_path / "copies").iterdir()] == []


def test_a_dry_run_writes_nothing(village: Netcli, tmp_path: Path) -> None:
    """A dry run reports what the backup would contain and writes nothing."""
    target = tmp_path / "copy.db"
    assert village.ok("backup", target, "--dry-run")["result"]["verified"] is True
    said = village("backup", target, "--dry-run")
    assert (said.out, said.err) == ("", f"would copy 8 people and 6 links to {target}; nothing written\n")
    assert [*tmp_path.glob("*copy*")] == []
