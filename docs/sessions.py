"""Write the output of the sessions into README.md and the pages of docs/.

python docs/sessions.py [PAGE...]

A session is a ```console block. `$` begins a command, and `>` continues the command on the next line. A ```console
needs=jq block runs only if `jq` is installed.

All sessions of a page run in one folder with the sample book. The sessions of a page NAME.fr.md are in French.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
NOW: Final = "2026-11-23"
"""The date that is today in the sessions."""
HOME: Final = "/home/you"
"""The name that replaces the path of the sessions' folder in the output."""
READMES: Final = (ROOT / "README.md", ROOT / "README.fr.md")
"""The README in each language."""
TUTORIALS: Final = (ROOT / "docs" / "tutorial.md", ROOT / "docs" / "tutorial.fr.md")
"""The tutorial in each language."""
GUIDES: Final = (
    *TUTORIALS,
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
    *sorted((ROOT / "docs" / "explanations").glob("*.md")),
)
"""The pages of docs/ that contain sessions."""
PAGES: Final = (*READMES, *GUIDES)
"""All documents that contain sessions."""

_BLOCK: Final = re.compile(r"^```console(?: needs=(\S+))?\n(.*?)^```", re.DOTALL | re.MULTILINE)
_COMMAND: Final = re.compile(r"^\$ (.*(?:\n> .*|\n>$)*)", re.MULTILINE)
_EXPORT: Final = re.compile(r"export (\w+)=(\S+)")
_OURS: Final = ("NETCLI_", "FORCE_", "XDG_", "LC_", "LANG")
"""Prefixes of environment variables that would change the output of sessions."""


class Stage:
    """A folder like a copy of the repository, in which sessions run."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.place = folder / "copy"
        self.place.mkdir()
        (self.place / "examples").symlink_to(ROOT / "examples")
        program = folder / "bin" / "netcli"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netcli "$@"\n', "utf-8")
        program.chmod(0o755)
        ours = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        self.environment = ours | {
            "PATH": f"{program.parent}{os.pathsep}{ours['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
            "HOME": str(self.place),
            "LC_ALL": "C.UTF-8",
            "NETCLI_LANG": language,
            "TZ": "UTC",
            "NETCLI_DB": "demo.db",
            "NETCLI_NOW": NOW,
            "NO_COLOR": "1",
        }

    def take_sample(self) -> None:
        """Put the sample book into the folder."""
        (self.place / "demo.db").write_bytes(_sample(self.environment["NETCLI_NOW"]))

    def run(self, command: str) -> str:
        """Return the standard output and standard error of *command*.

        `export NAME=VALUE` sets a variable for later commands.
        """
        if exported := _EXPORT.fullmatch(command):
            self.environment[exported[1]] = exported[2]
            return ""
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.place,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        told = done.stdout.decode().replace("\r\n", "\n")
        return told.replace(str(self.place), HOME).replace(sys.executable, f"{HOME}/.venv/bin/python")


def language_of(page: Path) -> str:
    """Return the language that the name of *page* ends with.

    >>> language_of(Path("README.fr.md")), language_of(Path("README.md"))
    ('fr', 'en')
    """
    return page.stem.partition(".")[2] or "en"


def rehearsed(document: str, stage: Stage, installed: Callable[[str], object] = shutil.which) -> str:
    """Return *document* with the real output of its sessions.

    If a program is not *installed*, the blocks that need the program do not change.
    """
    stage.take_sample()

    def play(block: re.Match[str]) -> str:
        if not all(map(installed, needed(block[1]))):
            return block[0]
        head = block[0].partition("\n")[0]
        return "\n".join([head, "".join(_played(block[2], stage)) + "```"])

    return _BLOCK.sub(play, document)


@functools.cache
def _sample(now: str) -> bytes:
    """Return the sample book that `netcli demo` makes at the given time.

    The result is cached, because making the book is slow.
    """
    with tempfile.TemporaryDirectory() as scratch:
        stage = Stage(Path(scratch))
        stage.environment["NETCLI_NOW"] = now
        stage.run("netcli demo")
        return (stage.place / "demo.db").read_bytes()


def needs(document: str) -> set[str]:
    """Return the programs that the sessions of *document* need."""
    return {program for block in _BLOCK.finditer(document) for program in needed(block[1])}


def needed(mark: str | None) -> list[str]:
    """Return the programs in *mark*, the value of `needs=` in a block."""
    return mark.split(",") if mark else []


def _played(session: str, stage: Stage) -> list[str]:
    """Return the commands of *session*, each with its real output."""
    commands = [found[1] for found in _COMMAND.finditer(session)]
    return [f"$ {command}\n{_ended(stage.run(_one(command)))}" for command in commands]


def _one(command: str) -> str:
    """Return *command* without the `>` at the start of each continued line."""
    return re.sub(r"^> ?", "", command, flags=re.MULTILINE)


def _ended(answer: str) -> str:
    return answer if not answer or answer.endswith("\n") else f"{answer}\n"


if __name__ == "__main__":
    for page in [Path(word) for word in sys.argv[1:]] or PAGES:
        text = page.read_text("utf-8")
        with tempfile.TemporaryDirectory() as scratch:
            page.write_text(rehearsed(text, Stage(Path(scratch), language_of(page))), "utf-8")
        if missing := sorted(program for program in needs(text) if not shutil.which(program)):
            print(f"{page.name}: not played for want of {', '.join(missing)}", file=sys.stderr)
