"""Writes into README.md and the pages of docs/ what their sessions really print; the tests check that they do.

python docs/sessions.py [PAGE...]

A session is a ```console block: `$` begins a command, `>` goes on with it. Of each page all sessions are played in one
folder, in turn, beginning with the sample book. ```console needs=jq is played only where `jq` is installed.
A page is played in the language that its name ends with: NAME.fr.md in French, NAME.md in English.
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
"""The day of the sessions."""
HOME: Final = "/home/you"
"""What the folder of the sessions is called in what they print."""
READMES: Final = (ROOT / "README.md", ROOT / "README.fr.md")
"""The first page, in each language."""
TUTORIALS: Final = (ROOT / "docs" / "tutorial.md", ROOT / "docs" / "tutorial.fr.md")
"""The tutorial, in each language."""
GUIDES: Final = (
    *TUTORIALS,
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
    *sorted((ROOT / "docs" / "explanations").glob("*.md")),
)
"""The pages of docs/ with sessions."""
PAGES: Final = (*READMES, *GUIDES)
"""The documents with sessions."""

_BLOCK: Final = re.compile(r"^```console(?: needs=(\S+))?\n(.*?)^```", re.DOTALL | re.MULTILINE)
_COMMAND: Final = re.compile(r"^\$ (.*(?:\n> .*|\n>$)*)", re.MULTILINE)
_EXPORT: Final = re.compile(r"export (\w+)=(\S+)")
_OURS: Final = ("NETCLI_", "FORCE_", "XDG_", "LC_", "LANG")
"""Variables of whoever plays the sessions that these must not depend on begin with these."""


class Stage:
    """A folder that looks like a copy of the repository, where `netcli` runs on the day of the sessions."""

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
        """What *command* prints into a pipe, both streams in one; an `export` stays in force."""
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
    """The language that the name of the *page* ends with.

    >>> language_of(Path("README.fr.md")), language_of(Path("README.md"))
    ('fr', 'en')
    """
    return page.stem.partition(".")[2] or "en"


def rehearsed(document: str, stage: Stage, installed: Callable[[str], object] = shutil.which) -> str:
    """The *document* with what each command of its sessions really prints, on the sample book.

    Blocks that need programs which are not *installed* stay as they are.
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
    """The sample book of that day, which takes as long to make as ten questions."""
    with tempfile.TemporaryDirectory() as scratch:
        stage = Stage(Path(scratch))
        stage.environment["NETCLI_NOW"] = now
        stage.run("netcli demo")
        return (stage.place / "demo.db").read_bytes()


def needs(document: str) -> set[str]:
    """The programs that some sessions of the *document* need."""
    return {program for block in _BLOCK.finditer(document) for program in needed(block[1])}


def needed(mark: str | None) -> list[str]:
    """The programs that the *mark* of a block names."""
    return mark.split(",") if mark else []


def _played(session: str, stage: Stage) -> list[str]:
    """The lines of a *session*, commands as they are and answers as they come."""
    commands = [found[1] for found in _COMMAND.finditer(session)]
    return [f"$ {command}\n{_ended(stage.run(_one(command)))}" for command in commands]


def _one(command: str) -> str:
    """The *command* without the marks of its further lines."""
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
