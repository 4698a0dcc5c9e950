"""No command writes over the book, over what belongs to it, or over what it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    """Exit 73, whatever --force says, and the book is as it was."""
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("name,email\nBo,bo@example.org\n", encoding="utf-8")
    before = village.db.read_bytes()
    outcome = village(*words, village.db.with_name(village.db.name + suffix))
    assert (outcome.code, village.db.read_bytes()) == (73, before)
    assert village.ok("check")["result"]["problems"] == []


def test_nor_by_another_name(village: Netcli, tmp_path: Path) -> None:
    """Not through a link either."""
    soft, hard = tmp_path / "soft.json", tmp_path / "hard.json"
    soft.symlink_to(village.db)
    hard.hardlink_to(village.db)
    before = village.db.read_bytes()
    assert [village("export", "--force", "-o", each).code for each in (soft, hard)] == [73, 73]
    assert village.db.read_bytes() == before


def test_what_a_command_reads_is_never_its_output(village: Netcli, tmp_path: Path) -> None:
    """The rejected rows do not take the place of the file that they stand in."""
    path = tmp_path / "people.csv"
    path.write_text("name,email\nBo,bo@example.org\n", encoding="utf-8")
    assert village("import", path, "--rejects", path, "--force").code == 73
    assert path.read_text(encoding="utf-8") == "name,email\nBo,bo@example.org\n"
