"""Tests of files that the system does not let netcli read."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import netcli
from netcli.records import Item

from ..running import Netcli, Outcome

ADA = "name,email\nAda Neumann,ada@example.org\n"
BO = "name,email\nBo Berg,bo@example.org\n"
NO = "no permission to read it"
needs_setpriv = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root may read everything"
)


def _powerless(book: Netcli, folder: Path, *words: str) -> Outcome:
    """Run an import in *folder* as a user who may not read everything."""
    powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*powerless, *book.command("import", *words, "--json")],
        env=book.surroundings(),
        capture_output=True,
        check=False,
        cwd=folder,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def _entries(told: Any) -> list[tuple[str, str | int]]:
    """Return each file's name, with its error's code or its number of new people."""
    return [(each["file"], each["error"]["code"] if "error" in each else each["people"]["new"]) for each in told]


@needs_setpriv
@pytest.mark.parametrize("made", ["forbidden", "damaged", "behind", "through"])
@pytest.mark.parametrize("first", [True, False])
def test_a_file_that_cannot_be_read_stops_no_other(book: Netcli, tmp_path: Path, made: str, *, first: bool) -> None:
    """If one of two files cannot be read, the readable file is still imported. The exit code reports the unreadable
    file.
    """
    (tmp_path / "bo.csv").write_text(BO)
    bad = {"damaged": "bad.zip", "behind": "closed/ada.csv"}.get(made, "ada.csv")
    (tmp_path / "closed").mkdir()
    for name in ("closed/ada.csv", *(() if made == "through" else ("ada.csv",))):
        (tmp_path / name).write_text(ADA)
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04")
    if made == "through":
        (tmp_path / "ada.csv").symlink_to("closed/ada.csv")
    (tmp_path / ("ada.csv" if made == "forbidden" else "closed")).chmod(0)
    files = [bad, "bo.csv"] if first else ["bo.csv", bad]
    outcome = _powerless(book, tmp_path, *files)
    (tmp_path / "closed").chmod(0o700)
    code, exit_code = ("damaged", 65) if made == "damaged" else ("no_permission", 77)
    results: dict[str, str | int] = {bad: code, "bo.csv": 1}
    assert (outcome.code, _entries(outcome.json()["result"])) == (exit_code, [(name, results[name]) for name in files])


@needs_setpriv
def test_what_is_forbidden_in_a_folder_is_skipped(book: Netcli, tmp_path: Path) -> None:
    """A forbidden file, a forbidden subfolder and a link into a forbidden folder are skipped, each with a warning."""
    for name in ("closed", "all", "all/sub"):
        (tmp_path / name).mkdir()
    (tmp_path / "closed" / "ada.csv").write_text(ADA)
    (tmp_path / "all" / "ada.csv").write_text(ADA)
    (tmp_path / "all" / "bo.csv").write_text(BO)
    (tmp_path / "all" / "link.csv").symlink_to("../closed/ada.csv")
    forbidden = [tmp_path / name for name in ("closed", "all/sub", "all/ada.csv")]
    for each in forbidden:
        each.chmod(0)
    outcome = _powerless(book, tmp_path, "all")
    for each in forbidden:
        each.chmod(0o700)
    told = outcome.json()
    assert (outcome.code, _entries(told["result"])) == (0, [("all/bo.csv", 1)])
    assert [(each["file"], each["message"]) for each in told["warnings"]] == [
        (f"all/{name}", f"skipped: {NO}") for name in ("ada.csv", "link.csv", "sub")
    ]


@needs_setpriv
def test_what_is_forbidden_in_a_maildir_is_skipped(book: Netcli, tmp_path: Path) -> None:
    """A forbidden message and a forbidden subfolder are skipped, each with a warning."""
    for name in ("cur", "new", "tmp", ".Old/cur"):
        (tmp_path / "mails" / name).mkdir(parents=True)
    for name, sender in (("cur/1", "ada"), ("cur/2", "bo"), (".Old/cur/3", "eve")):
        (tmp_path / "mails" / name).write_text(f"From: {sender}@example.org\nTo: me@example.org\n\n")
    forbidden = [tmp_path / "mails" / name for name in (".Old", "cur/1")]
    for each in forbidden:
        each.chmod(0)
    outcome = _powerless(book, tmp_path, "mails")
    for each in forbidden:
        each.chmod(0o700)
    told = outcome.json()
    assert (outcome.code, [(each["read"], each["used"]) for each in told["result"]]) == (0, [(1, 1)])
    assert [(each["file"], each["message"]) for each in told["warnings"] if each["code"] == "skipped"] == [
        (f"mails/{name}", f"skipped: {NO}") for name in (".Old", "cur/1")
    ]


@needs_setpriv
def test_a_forbidden_folder_in_an_unpacked_archive_is_skipped(book: Netcli, tmp_path: Path) -> None:
    """If an unpacked archive contains a forbidden folder, the readable files of the archive are still imported."""
    folder = tmp_path / "export"
    (folder / "Jobs").mkdir(parents=True)
    (folder / "Profile.csv").write_text("First Name,Last Name\nMia,Lindt\n")
    (folder / "Connections.csv").write_text("First Name,Last Name,Company,Connected On\nBo,Berg,Acme,24 Jan 2020\n")
    (folder / "Jobs").chmod(0)
    outcome = _powerless(book, tmp_path, "export", "--yes")
    (folder / "Jobs").chmod(0o700)
    told = outcome.json()
    assert (outcome.code, _entries(told["result"])) == (0, [("export", 1)])
    assert [(each["file"], each["message"]) for each in told["warnings"]] == [("export/Jobs", f"skipped: {NO}")]


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "code", "why"),
    [
        pytest.param(Path.unlink, "no_file", "it cannot be read (No such file or directory)", id="gone"),
        pytest.param(_replace_by_folder, "io_error", "it cannot be read (Is a directory)", id="folder"),
    ],
)
def test_a_file_that_changes_meanwhile_stops_no_other(
    book: Netcli, tmp_path: Path, spoil: Callable[[Path], None], code: str, why: str
) -> None:
    """If a file on the command line becomes unreadable during an import, the file's entry has an error.

    If a file in a folder becomes unreadable, the file is skipped.
    """
    folder = tmp_path / "all"
    folder.mkdir()
    (tmp_path / "ada.csv").write_text(ADA)
    (tmp_path / "bo.csv").write_text(BO)
    (folder / "cy.csv").write_text("name\nCy Roth\n")

    def spoiling(items: Iterator[Item], name: str) -> Iterator[Item]:
        if name.endswith("ada.csv"):
            spoil(tmp_path / "bo.csv")
            spoil(folder / "cy.csv")
        yield from items

    paths = [str(tmp_path / "ada.csv"), str(tmp_path / "bo.csv"), str(folder)]
    with netcli.open(book.db, write=True) as opened:
        answer = opened.import_files(paths, progress=spoiling)
    assert _entries(answer.plain()["result"]) == [(paths[0], 1), (paths[1], code)]
    assert [(each["file"], each["message"]) for each in answer.warnings] == [(f"{folder}/cy.csv", f"skipped: {why}")]
