"""Tests of completion in real shells, through a terminal."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from tests.running import Netcli

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
TYPED = [
    pytest.param("netcli show mae\t\r", ["show", "Maeve O'Neil"], id="an apostrophe"),
    pytest.param("netcli show hél\t\r", ["show", "Hélène Lefèvre"], id="accents"),
    pytest.param("netcli show dol\t\r", ["show", "Dol$ar Nom"], id="a dollar"),
    pytest.param("netcli show qu\t\r", ["show", 'Qu"ote `Mark`'], id="quotes"),
    pytest.param("netcli show email:ann\t\r", ["show", "email:ann@example.org"], id="an address"),
    pytest.param("netcli list tag:éne\t\r", ["list", "tag:énergie verte"], id="a tag"),
    pytest.param("netcli path --by ch\t me\r", ["path", "--by", "chance", "me"], id="a closed option"),
    pytest.param("netcli show bang\t\r", ["show", "Bang!! Nom"], id="bangs"),
    pytest.param("netcli show star\t\r", ["show", "Star* [x] {a,b}"], id="patterns"),
    pytest.param("netcli show back\t\r", ["show", "Back\\slash Nom"], id="a backslash"),
    pytest.param("netcli show semi\t\r", ["show", "Semi; Nom & Co | <x> (y) #z"], id="operators"),
    pytest.param("netcli show til\t\r", ["show", "~tilde Nom"], id="a tilde"),
    pytest.param("netcli show 李\t\r", ["show", "李小龙 Bruce"], id="Chinese"),
    pytest.param("netcli path --by=ch\t me\r", ["path", "--by=chance", "me"], id="an option with ="),
    pytest.param("netcli path --b\t ch\t me\r", ["path", "--by", "chance", "me"], id="the option itself"),
    pytest.param("netcli export company:ex\t\r", ["export", "company:Exemple SA"], id="a company"),
    pytest.param("netcli path me dol\t\r", ["path", "me", "Dol$ar Nom"], id="behind another word"),
    pytest.param("netcli show email:ann@ex\t\r", ["show", "email:ann@example.org"], id="behind an @"),
    pytest.param("netcli list company:\t\r", ["list", "company:Exemple SA"], id="every company"),
    pytest.param("netcli tag Ann\t\t\t\r", ["tag", "Ann Bee", "énergie verte"], id="each tag once"),
    pytest.param("netcli path me Dol\t\t\r", ["path", "me", "Dol$ar Nom"], id="no file behind the last word"),
    pytest.param("netcli show net\t\r", ["show", "net"], id="no file for a person"),
    pytest.param("netcli show id:\t\r", ["show", "id:"], id="no file for a key"),
    pytest.param("netcli list city:\t\r", ["list", "city:"], id="no file for a filter"),
    pytest.param("netcli import net\t\r", ["import", "netcli"], id="a file"),
    pytest.param("netcli export --output=net\t\r", ["export", "--output=netcli"], id="a file behind ="),
]
QUOTED = [
    pytest.param('netcli show "Maeve O\t\r', ["show", "Maeve O'Neil"], id="an open quote"),
    pytest.param('netcli show "Dol\t\r', ["show", "Dol$ar Nom"], id="a dollar in double quotes"),
    pytest.param("netcli show 'Maeve O\t\r", ["show", "Maeve O'Neil"], id="an apostrophe in single quotes"),
    pytest.param("netcli show Maeve\\ O\t\r", ["show", "Maeve O'Neil"], id="a quoted blank"),
    pytest.param("netcli show Maeve\\ O\\'N\t\r", ["show", "Maeve O'Neil"], id="a quoted apostrophe"),
    pytest.param('netcli list company:"Ex\t\r', ["list", "company:Exemple SA"], id="a quote behind a colon"),
]
BEGUN = pytest.param("netcli export -f vcard\t\tx\r", ["export", "-f", "vcardx"], id="a word that begins another")
"""A test case for bash and zsh only. In fish, a second press of Tab chooses a word."""
PATIENCE = 60
"""Seconds to wait until a shell on a busy machine runs the command."""


@pytest.fixture
def shelf(netcli: Netcli, tmp_path: Path) -> Path:
    """A fixture: a folder with a program `netcli` that completes words and records its arguments."""
    for words in (
        ("init", "--me", "Moi Test"),
        ("add", "Maeve O'Neil"),
        ("add", "Hélène Lefèvre"),
        ("add", "Dol$ar Nom"),
        ("add", 'Qu"ote `Mark`'),
        ("add", "Bang!! Nom"),
        ("add", "Star* [x] {a,b}"),
        ("add", "Back\\slash Nom"),
        ("add", "Semi; Nom & Co | <x> (y) #z"),
        ("add", "~tilde Nom"),
        ("add", "李小龙 Bruce"),
        ("add", "Zoo  Two Blanks"),
        ("add", "Ann Bee", "--email", "ann@example.org", "--tag", "énergie verte", "--company", "Exemple SA"),
    ):
        assert netcli(*words).code == 0
    shelf = tmp_path / "bin"
    shelf.mkdir()
    program = shelf / "netcli"
    program.write_text(
        f'#!/bin/sh\n[ -n "$_NETCLI_COMPLETE" -o "$1" = completion ] && exec {sys.executable} -m netcli "$@"\n'
        'printf "%s\\n" "$@" > "$RECEIVED.new" && mv "$RECEIVED.new" "$RECEIVED"\n'
    )
    program.chmod(0o755)
    return shelf


def typed(shell: str, keys: str, shelf: Path, netcli: Netcli, script: Path | None = None) -> list[str]:
    """Type *keys* in *shell*, and return the arguments that `netcli` received."""
    if shutil.which(shell) is None:
        pytest.fail(f"{shell} is not installed")
    received = shelf / "received"
    if script is None:
        script = shelf / f"completion.{shell}"
        script.write_text(netcli("completion", shell).out)
    surroundings = {
        "PATH": f"{shelf}:{os.environ['PATH']}",
        "HOME": str(shelf),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "NETCLI_DB": str(netcli.db),
        "RECEIVED": str(received),
        **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
    }
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    process = subprocess.Popen(
        SHELLS[shell],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=surroundings,
        cwd=shelf,
        start_new_session=True,
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),  # it is the shell's own terminal from now on
    )
    os.close(theirs)
    try:
        _settle(ours)
        os.write(ours, f". {script}\r".encode())
        _settle(ours)
        for part in keys.replace("\t", "\0\t\0").split("\0"):
            os.write(ours, part.encode())
            _settle(ours, 1.5 if part == "\t" else 0.3)
        end = time.monotonic() + PATIENCE
        while not received.exists() and time.monotonic() < end:
            _settle(ours, 0.2)
        return received.read_text(encoding="utf-8").splitlines()
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _settle(terminal: int, quiet: float = 0.8) -> None:
    """Read the shell's output until the shell has written nothing for *quiet* seconds."""
    while select.select([terminal], [], [], quiet)[0]:
        try:
            os.read(terminal, 65536)
        except OSError:
            return


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "words"), [*TYPED, *QUOTED, BEGUN])
def test_bash_completes_one_word(keys: str, words: list[str], shelf: Path, netcli: Netcli) -> None:
    """bash receives the completed word with the right quoting."""
    assert typed("bash", keys, shelf, netcli) == words


@pytest.mark.needs("zsh")
@pytest.mark.parametrize(("keys", "words"), [*TYPED, *QUOTED, BEGUN])
def test_zsh_completes_one_word(keys: str, words: list[str], shelf: Path, netcli: Netcli) -> None:
    """zsh receives the completed word with the right quoting."""
    assert typed("zsh", keys, shelf, netcli) == words


@pytest.mark.needs("fish")
@pytest.mark.parametrize(("keys", "words"), TYPED + QUOTED)
def test_fish_completes_one_word(keys: str, words: list[str], shelf: Path, netcli: Netcli) -> None:
    """fish receives the completed word with the right quoting."""
    assert typed("fish", keys, shelf, netcli) == words


def installed(shell: str, shelf: Path, netcli: Netcli) -> Path:
    """Install the completion in *shelf*, and return the shell's file."""
    home = {"HOME": str(shelf), "ZDOTDIR": str(shelf), "XDG_CONFIG_HOME": str(shelf)}
    told = netcli("completion", shell, "--install", "--yes", "--json", environment=home)
    return Path(told.json()["result"]["file"])


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "words"), [TYPED[0], TYPED[4], QUOTED[0]])
def test_bash_completes_once_installed(keys: str, words: list[str], shelf: Path, netcli: Netcli) -> None:
    """The first completion also works, although it has to load the script."""
    assert typed("bash", keys, shelf, netcli, installed("bash", shelf, netcli)) == words


@pytest.mark.needs("zsh")
@pytest.mark.parametrize(("keys", "words"), [TYPED[0], TYPED[4], QUOTED[0]])
def test_zsh_completes_once_installed(keys: str, words: list[str], shelf: Path, netcli: Netcli) -> None:
    """The first completion also works, although it has to load the script."""
    assert typed("zsh", keys, shelf, netcli, installed("zsh", shelf, netcli)) == words


@pytest.mark.needs("fish")
@pytest.mark.parametrize(("keys", "words"), [TYPED[0], TYPED[4]])
def test_fish_completes_once_installed(keys: str, words: list[str], shelf: Path, netcli: Netcli) -> None:
    """fish loads the script from a file in its folder of completions."""
    assert typed("fish", keys, shelf, netcli, installed("fish", shelf, netcli)) == words
