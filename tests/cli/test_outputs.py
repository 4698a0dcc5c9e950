"""Tests that no command overwrites the book or its own input."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import netcli as library
from netcli.cli.output import write_file
from netcli.errors import Disk

from ..running import Netcli


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal", ".lock"])
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("export", "--force", "-o"), id="export"),
        pytest.param(("export", "--format", "csv", "--force", "-o"), id="export --format csv"),
        pytest.param(("import", "people.csv", "--force", "--rejects"), id="import --rejects"),
        pytest.param(("backup",), id="backup"),
    ],
)
def test_the_book_is_never_an_output(
    village: Netcli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], suffix: str
) -> None:
    """No command overwrites the book or its files, even with `--force`."""
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("name,email\nBo,bo@example.org\n", encoding="utf-8")
    before = village.db.read_bytes()
    outcome = village(*words, village.db.with_name(village.db.name + suffix))
    assert (outcome.code, village.db.read_bytes()) == (73, before)
    assert village.ok("check")["result"]["problems"] == []


def test_nor_by_another_name(village: Netcli, tmp_path: Path) -> None:
    """`netcli export` does not overwrite the book through a symbolic link or a hard link."""
    soft, hard = tmp_path / "soft.json", tmp_path / "hard.json"
    soft.symlink_to(village.db)
    hard.hardlink_to(village.db)
    before = village.db.read_bytes()
    assert [village("export", "--force", "-o", each).code for each in (soft, hard)] == [73, 73]
    assert village.db.read_bytes() == before


def test_what_a_command_reads_is_never_its_output(village: Netcli, tmp_path: Path) -> None:
    """`--rejects` cannot overwrite the imported file, even with `--force`."""
    path = tmp_path / "people.csv"
    path.write_text("name,email\nBo,bo@example.org\n", encoding="utf-8")
    assert village("import", path, "--rejects", path, "--force").code == 73
    assert path.read_text(encoding="utf-8") == "name,email\nBo,bo@example.org\n"


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal", ".lock"])
def test_nor_what_lies_beside_a_book_behind_a_link(village: Netcli, tmp_path: Path, suffix: str) -> None:
    """If the book is a symbolic link, no output overwrites SQLite's files."""
    link = tmp_path / "link.db"
    link.symlink_to(village.db)
    for book in (link, village.db):
        assert Netcli(link)("export", "--force", "-o", f"{book}{suffix}").code == 73
        assert Netcli(link)("backup", f"{book}{suffix}").code == 73


def test_what_lies_in_a_folder_that_is_read_is_no_output(village: Netcli, tmp_path: Path) -> None:
    """`--rejects` cannot overwrite a file in the imported folder. A new file is allowed."""
    folder = tmp_path / "exports"
    (folder / "deep").mkdir(parents=True)
    path = folder / "deep" / "people.csv"
    path.write_text('name,email\nBo,bo@example.org\n"\n', encoding="utf-8")
    link = tmp_path / "rejects.csv"
    link.symlink_to(path)
    for output in (path, link):
        assert village("import", folder, "--rejects", output, "--force").code == 73
    assert path.read_text(encoding="utf-8") == 'name,email\nBo,bo@example.org\n"\n'
    assert village("import", folder, "--rejects", folder / "rejects.csv").code == 0


def test_a_folder_of_cards_leads_to_no_book(village: Netcli, tmp_path: Path) -> None:
    """An export of cards does not overwrite the book through a symbolic link."""
    folder = tmp_path / "cards"
    assert village("export", "--format", "vcard", "-o", f"{folder}/").code == 0
    card = min(folder.iterdir())
    card.unlink()
    card.symlink_to(village.db)
    before = village.db.read_bytes()
    assert village("export", "--format", "vcard", "--force", "-o", f"{folder}/").code == 73
    assert village.db.read_bytes() == before


def test_of_several_tables_none_is_written_where_one_is_there_already(village: Netcli, tmp_path: Path) -> None:
    """If one output table already exists, the export writes no table."""
    (tmp_path / "edges.csv").write_text("mine", encoding="utf-8")
    assert village("export", "--format", "gephi", "-o", tmp_path).code == 73
    assert not (tmp_path / "nodes.csv").exists()


@pytest.mark.parametrize("what", ["removed", "replaced by another file"])
def test_nothing_is_written_of_a_book_that_is_another_meanwhile(village: Netcli, tmp_path: Path, what: str) -> None:
    """If the book is removed or replaced during an export, no file is written."""

    def texts() -> Iterator[str]:
        yield "begun"
        copy = shutil.copy(village.db, tmp_path / "copy.db")
        village.db.unlink() if what == "removed" else Path(copy).replace(village.db)

    with library.open(village.db) as book, pytest.raises(Disk, match=what):
        write_file(tmp_path / "out", book.unmoved(texts()))
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file() and path.name != "copy.db") == []
