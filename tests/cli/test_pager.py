"""Tests of the pager, which shows long answers at a terminal only."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ..running import Netcli

pty = pytest.importorskip("pty", reason="a terminal of POSIX")
fcntl = pytest.importorskip("fcntl", reason="a terminal of POSIX")
termios = pytest.importorskip("termios", reason="a terminal of POSIX")


def _at_a_terminal(village: Netcli, *words: str, lines: int = 6, pager: str | None = None) -> str:
    """Return what a terminal with a height of *lines* shows."""
    import struct

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 100, 0, 0))
    environment = village.surroundings({"TERM": "xterm", **({} if pager is None else {"PAGER": pager})})
    for name in ("COLUMNS", "LINES", *(["PAGER"] if pager is None else [])):
        environment.pop(name, None)
    program = subprocess.Popen(
        village.command(*words), stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
    )
    os.close(theirs)
    shown = b""
    try:
        while block := os.read(ours, 4096):
            shown += block
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert program.wait(timeout=60) == 0
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A fixture: a pager that only counts lines."""
    script = tmp_path / "pager.py"
    script.write_text("import sys\nprint('PAGER', len(sys.stdin.read().splitlines()))\n")
    return shlex.join([sys.executable, str(script)])


def test_an_answer_taller_than_the_screen(village: Netcli, pager: str) -> None:
    """A long answer goes through the pager. Warnings follow after the pager."""
    assert _at_a_terminal(village, "list", pager=pager) == "PAGER 8\n"
    shown = _at_a_terminal(village, "list", "--limit", "6", pager=pager)
    assert [line.rstrip() for line in shown.splitlines()] == ["PAGER 7", "warning: showing 6 of 7; --limit 0 shows all"]


@pytest.mark.parametrize(
    ("words", "lines", "pager_says"),
    [
        (("list",), 24, None),
        (("list",), 0, None),
        (("list", "--no-input"), 6, None),
        (("list",), 6, "cat"),
        (("list",), 6, ""),
        (("list",), 6, "no-such-pager"),
        (("list", "--json"), 6, None),
    ],
    ids=["it fits", "unknown height", "--no-input", "PAGER=cat", "PAGER=", "no such pager", "--json"],
)
def test_no_pager(village: Netcli, pager: str, words: tuple[str, ...], lines: int, pager_says: str | None) -> None:
    """A short answer is printed without a pager. `--no-input`, `--json` or `PAGER` can switch the pager off."""
    shown = _at_a_terminal(village, *words, lines=lines, pager=pager if pager_says is None else pager_says)
    assert ("PAGER" in shown, "Sophie Durand" in shown) == (False, True)


def test_off_a_terminal(village: Netcli, pager: str) -> None:
    """If stdout is a pipe, no pager is used."""
    outcome = village.process("list", environment={"PAGER": pager, "LINES": "3"})
    assert ("PAGER" in outcome.out, "Sophie Durand" in outcome.out) == (False, True)


@pytest.mark.parametrize("words", [("--help",), ("path", "-h")])
def test_a_page_of_help_begins_at_its_top(village: Netcli, pager: str, words: tuple[str, ...]) -> None:
    """A help page that is taller than the screen goes through the pager."""
    assert _at_a_terminal(village, *words, pager=pager).startswith("PAGER ")
    assert _at_a_terminal(village, *words, pager="cat").startswith("Usage: netcli ")
