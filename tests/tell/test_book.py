"""Tests of `netcli restore`, `netcli compact` and automatic backups."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from netcli.intake import imports
from netcli.store import backup

from ..running import Netcli


@pytest.fixture
def copy(village: Netcli, tmp_path: Path) -> Path:
    """A backup of `village`, made before one person was added."""
    target = tmp_path / "copy.db"
    village.ok("backup", target)
    village.ok("add", "Ana Gomes")
    return target


def _copies(book: Netcli) -> list[str]:
    return sorted(path.name for path in book.db.parent.glob("*.backup"))


def test_a_copy_takes_the_place_of_the_book(village: Netcli, copy: Path) -> None:
    """A restore replaces the book with the backup, and keeps the old book."""
    now = village.export()
    kept = village.db.with_name("netcli.db.restore-20261123T100000Z.backup")
    held = Netcli(copy).ok("where")["result"]
    assert village.ok("restore", copy, "--yes")["result"] == {
        "file": str(copy),
        "people": held["people"],
        "links": held["links"],
        "backup": str(kept),
    }
    assert (village.export(), Netcli(kept).export()) == (Netcli(copy).export(), now)
    assert village.ok("check")["result"] == {"problems": [], "repaired": 0}


def test_a_book_with_people_in_it_needs_a_yes(village: Netcli, copy: Path) -> None:
    """Without `--yes`, a restore into a book with people writes nothing."""
    now = village.export()
    outcome = village("restore", copy, "--json")
    assert (outcome.code, outcome.error()["code"], village.export(), _copies(village)) == (6, "refused", now, [])


def test_where_there_is_no_book_nothing_is_asked(village: Netcli, copy: Path, tmp_path: Path) -> None:
    """If there is no book, a restore needs no confirmation."""
    other = Netcli(tmp_path / "elsewhere" / "netcli.db")
    assert other.ok("restore", copy)["result"]["backup"] is None
    assert (other.export(), oct(other.db.stat().st_mode & 0o777)) == (Netcli(copy).export(), "0o600")


def test_it_says_first_that_there_is_no_way_back(village: Netcli, copy: Path) -> None:
    """A restore says first that it cannot be undone."""
    assert village("restore", copy, "--yes").err.splitlines() == [
        f"replace the book, which is not empty, with {copy}; netcli undo cannot reverse this",
        f"restored {copy}; the old book is now netcli.db.restore-20261123T100000Z.backup",
    ]


def test_a_damaged_book_gives_way_and_is_kept(village: Netcli, copy: Path) -> None:
    """A restore replaces a damaged book, and keeps the damaged file unchanged."""
    content = bytearray(village.db.read_bytes())
    page = len(content) // 2 // 4096 * 4096
    content[page : page + 4096] = b"\xff" * 4096
    village.db.write_bytes(content)
    kept = Path(village.ok("restore", copy, "--yes")["result"]["backup"])
    assert (kept.read_bytes(), village.export()) == (content, Netcli(copy).export())


@pytest.mark.parametrize(("file", "code"), [("nowhere.db", 66), ("mine.txt", 65), ("netcli.db", 2)])
def test_what_is_no_copy_changes_nothing(village: Netcli, tmp_path: Path, file: str, code: int) -> None:
    """If a file is not a backup, the restore fails and the book stays unchanged."""
    (tmp_path / "mine.txt").write_text("mine, " * 100)
    now = village.export()
    place = village.db if file == "netcli.db" else tmp_path / file
    assert (village("restore", place, "--yes").code, village.export(), _copies(village)) == (code, now, [])


def test_a_restore_can_be_tried(village: Netcli, copy: Path) -> None:
    """A dry run reports what the backup contains and writes nothing."""
    now = village.export()
    held = Netcli(copy).ok("where")["result"]
    result = village.ok("restore", copy, "--dry-run")["result"]
    assert result == {"file": str(copy), "people": held["people"], "links": held["links"], "backup": None}
    assert (village.export(), _copies(village)) == (now, [])


def test_five_copies_made_unasked_are_kept(village: Netcli, copy: Path) -> None:
    """netcli keeps the five latest automatic backups, and all backups that the user made."""
    village.ok("backup")
    for _ in range(7):
        village.ok("restore", copy, "--yes")
    assert _copies(village) == [
        "netcli.db.20261123T100000Z.backup",
        *(f"netcli.db.restore-20261123T100000Z-{number}.backup" for number in range(3, 8)),
    ]


def test_a_large_import_is_after_a_copy(village: Netcli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a large import makes a backup of the book first."""
    before = village.export()
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAna Gomes,ana@example.org\n")
    village.ok("import", file)
    assert _copies(village) == []
    village.ok("undo")
    monkeypatch.setattr(imports, "LARGE", 10)
    village.ok("import", file)
    [kept] = _copies(village)
    assert (kept, Netcli(village.db.with_name(kept)).export()) == (
        "netcli.db.import-20261123T100000Z.backup",
        before,
    )


def test_a_compacted_book_is_smaller_and_the_same(village: Netcli, tmp_path: Path) -> None:
    """A compacted book has the same content in a smaller file."""
    file = tmp_path / "people.csv"
    rows = (f"Person {number},p{number}@example.org\n" for number in range(1_000))
    file.write_text("name,email\n" + "".join(rows))
    village.ok("import", file)
    village.ok("undo")
    village.ok("add", "Ana Gomes")  # what was undone cannot be done again, and is dropped
    before, now = village.db.stat().st_size, village.export()
    tried = village.ok("compact", "--dry-run")["result"]
    result = village.ok("compact")["result"]
    after = village.db.stat().st_size
    assert result == {"file": str(village.db), "before": before, "after": after}
    assert (tried["before"], village.export(), after < before / 2) == (before, now, True)
    assert b"p777@example.org" not in village.db.read_bytes()
    assert village.ok("check")["result"] == {"problems": [], "repaired": 0}


def test_a_copy_in_a_file_of_ones_own_is_remembered(village: Netcli, tmp_path: Path) -> None:
    """The book records only backups that the user named."""
    village.ok("backup", tmp_path / "far.db")
    village.ok("backup")
    with closing(sqlite3.connect(village.db)) as book:
        found = book.execute("SELECT key, value FROM setting WHERE key LIKE 'copy:%'").fetchall()
    assert found == [(f"copy:{tmp_path / 'far.db'}", "2026-11-23T10:00:00Z")]


def test_a_copy_that_is_not_there_is_said_before_anything_is_asked(village: Netcli) -> None:
    """If the backup does not exist, a restore asks for no confirmation."""
    outcome = village("restore", "nosuch.db")
    assert (outcome.code, outcome.err) == (66, "netcli: no such file: nosuch.db; check its name\n")


def test_backups_of_one_second_have_different_names(village: Netcli) -> None:
    """Three backups without a FILE in one second are numbered, and `forget` and `lock` find all of them."""
    files = [Path(village.ok("backup")["result"]["file"]) for _ in range(3)]
    moment = "netcli.db.20261123T100000Z"
    assert [file.name for file in files] == [f"{moment}.backup", f"{moment}-2.backup", f"{moment}-3.backup"]
    assert backup.made(village.db) == sorted(files)
