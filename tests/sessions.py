"""Text files with commands and their output, called sessions. `pytest --regenerate` rewrites the output.

The first characters of a line tell what the line is:

- `$`: a command
- `<`: standard input
- two blanks: standard output
- `!`: standard error
- `=`: an exit code other than 0
"""

from __future__ import annotations

import difflib
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from .running import Netcli, Outcome, Screen

SAMPLE: Final = Path("sample.db")
WRITTEN: Final = datetime(2026, 11, 20, tzinfo=UTC).timestamp()
"""Modification time of the example files. If a file contains no date, netcli uses this time."""

UNFINISHED: Final = "\\ no newline at the end"
DIFFERENCE: Final = 120
"""Maximum number of lines of difference that a failed session prints."""

_STEP: Final = re.compile(r"^(#.*\n|\n)*\$ (?P<command>.*)\n(?P<stdin>(<.*\n)*)", re.MULTILINE)
_ASSIGNMENT: Final = re.compile(r"(\w+)=(.*)", re.DOTALL)


@dataclass
class Stage:
    """A folder with the sample book and the example files, where sessions run."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def play(self, command: str, stdin: str, screen: Screen | None = None) -> Outcome:
        """Run one command line of `netcli` or `export`."""
        words, here = shlex.split(command), dict(self.environment)
        while words and (assignment := _ASSIGNMENT.fullmatch(words[0])):
            here[assignment[1]] = assignment[2]
            words.pop(0)
        program, *words = words
        if program == "export":
            self.environment.update(each.groups() for word in words if (each := _ASSIGNMENT.fullmatch(word)))
            return Outcome(0, "", "")
        assert program == "netcli", command
        outcome = Netcli(SAMPLE)(*words, stdin=stdin, environment=here, screen=screen)
        return Outcome(outcome.code, self._placeless(outcome.out), self._placeless(outcome.err))

    def _placeless(self, text: str) -> str:
        folder = r"\s+".join(map(re.escape, str(self.folder).split(" ")))  # a narrow screen may break it at its blanks
        return re.sub(folder, "/folder", text)


def staged(folder: Path, scenery: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Create a stage in *folder*, and make *folder* the working directory."""
    folder.mkdir()
    shutil.copy(scenery / SAMPLE, folder)
    (folder / "examples").symlink_to(scenery / "examples")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("TZ", "UTC")
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.setenv(name, "C.UTF-8")
    return Stage(folder)


def check(session: Path, stage: Stage, regenerate: bool) -> None:
    """Run *session*, and fail if the output differs. With *regenerate*, rewrite the file."""
    expected = session.read_bytes().decode()
    played = "".join(_played(expected, stage))
    if regenerate:
        session.write_bytes(played.encode())
    elif played != expected:
        pytest.fail(_difference(expected, played), pytrace=False)


def steps(session: str) -> Iterator[tuple[str, str]]:
    """Yield each command of the *session* with its standard input."""
    for step in _STEP.finditer(session):
        yield step["command"], re.sub("^< ?", "", step["stdin"], flags=re.MULTILINE)


def _played(session: str, stage: Stage) -> Iterator[str]:
    """Yield the text of *session* with its current output."""
    for step in _STEP.finditer(session):
        yield step[0]
        yield from _told(stage.play(step["command"], re.sub("^< ?", "", step["stdin"], flags=re.MULTILINE)))


def _told(outcome: Outcome) -> Iterator[str]:
    for mark, text in ((" ", outcome.out), ("!", outcome.err)):
        if text:
            yield from (f"{mark} {line}\n" for line in text.removesuffix("\n").split("\n"))
            if not text.endswith("\n"):
                yield f"{mark} {UNFINISHED}\n"
    if outcome.code:
        yield f"= {outcome.code}\n"


def _difference(expected: str, played: str) -> str:
    """Return the lines that differ."""
    before, after = ([*re.sub(r", (?=[\"{])", ",\n    ", text).splitlines()] for text in (expected, played))
    lines = list(difflib.unified_diff(before, after, "expected", "played", lineterm="", n=2))
    left = len(lines) - DIFFERENCE
    return "\n".join(lines[:DIFFERENCE] + ([f"... and {left} more lines"] if left > 0 else []))
