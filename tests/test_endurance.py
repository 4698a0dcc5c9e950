"""A book survives faults, killed processes and full disks. `benchmarks/endurance.py` repeats these tests more often."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import endurance


def test_a_fault_in_any_statement_leaves_no_half_change(tmp_path: Path) -> None:
    """A failing SQL statement never leaves half a change."""
    assert endurance.faults(tmp_path, 20).endswith("0 half changes")


def test_a_cut_log_is_a_book_of_some_moment(tmp_path: Path) -> None:
    """A damaged write-ahead log leaves the book as it was after some commit."""
    assert endurance.cuts(tmp_path, 60, 5).startswith("60 logs cut or flipped: each book as after one of 6 commits")


@pytest.mark.slow
def test_kills_among_mixed_commands_lose_nothing(tmp_path: Path) -> None:
    """After a kill, the book contains every acknowledged change."""
    assert endurance.mixed(tmp_path, 10).endswith("0 lost")


@pytest.mark.slow
@pytest.mark.parametrize("word", endurance.DEEDS)
def test_kills_of_what_changes_the_file_leave_one_book_or_the_other(tmp_path: Path, word: str) -> None:
    """A killed command leaves the book as it was before or after the command."""
    if word in ("lock", "unlock"):
        pytest.importorskip("pyrage")
    assert endurance.changes(tmp_path, 3, word).endswith("0 books between, 0 traces")


@pytest.mark.slow
def test_kills_of_a_large_import_leave_all_or_nothing(tmp_path: Path) -> None:
    """If an import is killed, the book contains all rows or none."""
    assert endurance.kills(tmp_path, 10, 5_000).endswith("0 half imports")


@pytest.mark.slow
def test_eight_processes_at_once_lose_no_count(tmp_path: Path) -> None:
    """If eight processes write at once, no write is lost."""
    assert endurance.writers(tmp_path, 40).startswith("8 processes, 40 writes each: 320 counted, 0 errors")


@pytest.mark.needs("mount", "umount")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts disks")
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """An import that fills the disk fails and leaves the book unchanged."""
    assert endurance.disk(tmp_path, 1) == "1 imports on a full disk of 3 MB: exit 74 each, the book as it was"
