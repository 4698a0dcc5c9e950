"""What every command answers on the sample book, as it stands in `tests/snapshots/`.

A snapshot is a session: `$` a command, `<` its standard input, two blanks its standard output, `!` its standard error,
`=` its exit code if it is not 0. To add a case write its `$` line, and run `pytest --regenerate`: read the difference.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from netcli.importers.places import Place, places

from .running import EXAMPLES, Netcli, Outcome

SNAPSHOTS: Final = Path(__file__).parent / "snapshots"
SESSIONS: Final = sorted(SNAPSHOTS.rglob("*.txt"))
SAMPLE: Final = Path("sample.db")
WRITTEN: Final = datetime(2026, 11, 20, tzinfo=UTC).timestamp()
"""When the examples were written, to those importers who find no date in them."""

UNFINISHED: Final = "\\ no newline at the end"
DIFFERENCE: Final = 120
"""Lines of a difference that a failure shows."""

_ASSIGNMENT: Final = re.compile(r"(\w+)=(.*)", re.DOTALL)


@dataclass
class Stage:
    """A folder with the sample book and the examples in it, where sessions are played."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def play(self, command: str, stdin: str) -> Outcome:
        """Run one command line; only `netcli` and `export` are known."""
        words, here = shlex.split(command), dict(self.environment)
        while words and (assignment := _ASSIGNMENT.fullmatch(words[0])):
            here[assignment[1]] = assignment[2]
            words.pop(0)
        program, *words = words
        if program == "export":
            self.environment.update(each.groups() for word in words if (each := _ASSIGNMENT.fullmatch(word)))
            return Outcome(0, "", "")
        assert program == "netcli", command
        run = Netcli(SAMPLE).process if "_NETCLI_COMPLETE" in here else Netcli(SAMPLE)
        outcome = run(*words, stdin=stdin, environment=here)
        return Outcome(outcome.code, self._placeless(outcome.out), self._placeless(outcome.err))

    def _placeless(self, text: str) -> str:
        return text.replace(str(self.folder), "/folder")


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, made once; each session plays on a copy."""
    book = Netcli(tmp_path_factory.mktemp("sample") / SAMPLE.name)
    book.ok("demo")
    return book.db


@pytest.fixture
def stage(tmp_path: Path, _sample: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A stage, which is the working directory."""
    folder = tmp_path / "stage"
    shutil.copytree(EXAMPLES, folder / "examples")
    for path in (folder / "examples").rglob("*"):
        os.utime(path, (WRITTEN, WRITTEN))
    shutil.copy(_sample, folder / SAMPLE)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("TZ", "UTC")
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.setenv(name, "C.UTF-8")
    return Stage(folder)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: str(path.relative_to(SNAPSHOTS).with_suffix("")))
def test_session(session: Path, stage: Stage, regenerate: bool) -> None:
    """The session is played as it was written down."""
    expected = session.read_bytes().decode()
    played = "".join(_played(expected, stage))
    if regenerate:
        session.write_bytes(played.encode())
    elif played != expected:
        pytest.fail(_difference(expected, played), pytrace=False)


def test_every_example_is_exported() -> None:
    """Each example is imported alone into a new book, and exported."""
    imported = set()
    for session in (SNAPSHOTS / "exports").glob("*.txt"):
        for line in session.read_text("utf-8").splitlines():
            words = shlex.split(line.removeprefix("$ ")) if line.startswith("$ ") else []
            imported |= {word for word in words if word.startswith("examples/")}
    found = {place.name for place in places(str(EXAMPLES)) if isinstance(place, Place)}
    assert imported == {os.path.relpath(name, EXAMPLES.parent) for name in found}


def _played(session: str, stage: Stage) -> Iterator[str]:
    """Everything of the *session* with what its commands answer now."""
    script = [line for line in session.split("\n")[:-1] if not line or line[0] in "#$<"]
    for number, line in enumerate(script):
        yield f"{line}\n"
        following = script[number + 1] if number + 1 < len(script) else ""
        if line.startswith("$ ") and not following.startswith("<"):
            yield from _told(stage.play(line[2:], ""))
        elif line.startswith("<") and not following.startswith("<"):
            first = max(at for at in range(number) if script[at].startswith("$ "))
            stdin = "".join(f"{each[2:]}\n" for each in script[first + 1 : number + 1])
            yield from _told(stage.play(script[first][2:], stdin))


def _told(outcome: Outcome) -> Iterator[str]:
    for mark, text in ((" ", outcome.out), ("!", outcome.err)):
        if text:
            yield from (f"{mark} {line}\n" for line in text.removesuffix("\n").split("\n"))
            if not text.endswith("\n"):
                yield f"{mark} {UNFINISHED}\n"
    if outcome.code:
        yield f"= {outcome.code}\n"


def _difference(expected: str, played: str) -> str:
    """The lines that differ; documents are broken into a member a line."""
    before, after = ([*re.sub(r", (?=[\"{])", ",\n    ", text).splitlines()] for text in (expected, played))
    lines = list(difflib.unified_diff(before, after, "expected", "played", lineterm="", n=2))
    left = len(lines) - DIFFERENCE
    return "\n".join(lines[:DIFFERENCE] + ([f"... and {left} more lines"] if left > 0 else []))
