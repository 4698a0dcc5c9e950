"""Tests of outputs on a full disk."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..running import Netcli

pytestmark = [
    pytest.mark.needs("mount", "umount"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts disks"),
]
PEOPLE = 400
ROOM = "200k"
"""Size of the disk for `mount`. Every export is larger than the disk."""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Netcli:
    """A fixture: a book whose exports are larger than the disk."""
    netcli = Netcli(tmp_path_factory.mktemp("crowd") / "netcli.db")
    netcli.ok("init", "--me", "Moi Test")
    rows = (f"P{number} Exemple,p{number}@x.example,{'Dupuis' * 100},1980-01-02\n" for number in range(PEOPLE))
    netcli.ok("add", "-", stdin="name,email,company,birthday\n" + "".join(rows))
    netcli.ok(
        "link", "-", stdin="from,to,kind\n" + "".join(f"me,P{number} Exemple,friend\n" for number in range(PEOPLE))
    )
    netcli.ok("met", "P1 Exemple", "--on", "2026-11-01", "--note", "x" * 300_000)
    return netcli


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A fixture: a small disk that contains the file `old`."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", place], check=True)
    (place / "old").write_text("old", "utf-8")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize(
    "words",
    [
        "export -o old --force",
        *(f"export --format {form} -o old --force" for form in ("ndjson", "csv", "vcard", "graphml", "dot", "diary")),
        "export --format gephi -o folder",
        "view -o old --force --no-open",
        "backup copy",
    ],
)
def test_an_output_without_room_leaves_the_disk_as_it_was(crowd: Netcli, disk: Path, words: str) -> None:
    """The error names the output file, not the book."""
    named = {"old", "folder", "copy"}
    outcome = crowd(*(str(disk / word) if word in named else word for word in words.split()))
    assert (outcome.code, [*disk.rglob("*")]) == (74, [disk / "old"])
    assert (disk / "old").read_text("utf-8") == "old"
    assert outcome.err.startswith(f"netcli: {disk}")


@pytest.mark.parametrize("words", ["completion bash --install", "completion fish --install", "setup codex"])
def test_a_setting_without_room_leaves_the_disk_as_it_was(crowd: Netcli, disk: Path, words: str) -> None:
    """If a configuration file cannot be written, the disk does not change."""
    (disk / ".bashrc").write_text("alias ll='ls -l'\n", "utf-8")
    with (disk / "ballast").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    before = sorted(disk.rglob("*"))
    outcome = crowd.process(
        *words.split(), "--yes", environment={"HOME": str(disk), "XDG_CONFIG_HOME": f"{disk}/.config"}
    )
    assert (outcome.code, sorted(disk.rglob("*"))) == (74, before)
    assert (disk / ".bashrc").read_text("utf-8") == "alias ll='ls -l'\n"
