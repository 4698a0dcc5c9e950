"""A runner of netcli's command line for tests."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import typer.main
from typer._completion_classes import completion_init

from netcli.cli import app

NOW: Final = "2026-11-23T10:00:00Z"
EXAMPLES: Final = Path(__file__).parents[1] / "examples"
READING: Final = 0.3
"""Seconds after which the tests assume that a program waits for input. Used on systems without `/proc`."""

completion_init()  # a command line that is loaded for a shell does it, too
typer.main.get_params_from_function = cache(typer.main.get_params_from_function)
"""A cache of command signatures, because tests build commands often."""


@dataclass(frozen=True)
class Outcome:
    """The exit code and the output of one run."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return the document on stdout."""
        return json.loads(self.out)

    def error(self) -> Any:
        """Return the error from the JSON document on stderr."""
        return json.loads(self.err)["error"]


@dataclass(frozen=True)
class Screen:
    """A terminal for output. Standard input is still a pipe."""

    columns: int
    encoding: str = "utf-8"


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Netcli:
    """The netcli command line with its own book and a fixed clock."""

    db: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that are set for every run."""
        return {"NETCLI_DB": str(self.db), "NETCLI_NOW": NOW, "NO_COLOR": "1", "COLUMNS": "80"}

    def begin_with(self, db: Path) -> Netcli:
        """Replace this runner's book by a copy of *db*, and return the runner."""
        self.db.parent.mkdir(exist_ok=True)
        shutil.copy(db, self.db)
        return self

    def __call__(
        self,
        *words: str | Path,
        stdin: str = "",
        environment: Mapping[str, str] | None = None,
        screen: Screen | None = None,
    ) -> Outcome:
        """Run a command in this process. Without *screen*, its output goes to pipes."""
        columns = {"COLUMNS": str(screen.columns)} if screen else {}
        with (
            patch.dict(os.environ, self.environment | dict(environment or {}) | columns),
            _streams(stdin, screen) as (out, err),
        ):
            code: Any = 0
            try:
                app.main([str(word) for word in words])
            except SystemExit as leaving:
                code = leaving.code
        encoding = screen.encoding if screen else "utf-8"
        return Outcome(int(code or 0), out.getvalue().decode(encoding), err.getvalue().decode(encoding))

    def ok(self, *words: str | Path, stdin: str = "") -> Any:
        """Run a command with `--json`, assert success, and return the document."""
        first, *rest = words
        outcome = self(first, "--json", *rest, stdin=stdin)
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.json()

    def export(self) -> str:
        """Return the JSON export of the whole book, including private people."""
        outcome = self("export", "--format", "json", "--include-private")
        assert outcome.code == 0, outcome.err
        return outcome.out

    def process(self, *words: str | Path, stdin: str = "", environment: Mapping[str, str] | None = None) -> Outcome:
        """Run a command in a new process."""
        done = subprocess.run(
            self.command(*words),
            input=stdin.encode(),
            env=self.surroundings(environment),
            capture_output=True,
            check=False,
            timeout=600,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    def command(self, *words: str | Path) -> list[str]:
        """Return the command line that starts netcli in a new process."""
        return [sys.executable, "-m", "netcli", *map(str, words)]

    def surroundings(self, environment: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the environment for a new process that runs this netcli."""
        return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **self.environment, **(environment or {})}


@contextmanager
def _streams(stdin: str, screen: Screen | None) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    out, err = io.BytesIO(), io.BytesIO()
    made, encoding = (_Terminal, screen.encoding) if screen else (io.TextIOWrapper, "utf-8")
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"),
        "stdout": made(out, encoding=encoding, write_through=True),
        "stderr": made(err, encoding=encoding, write_through=True),
    }
    with patch.multiple(sys, **streams):
        yield out, err
    for stream in streams.values():
        stream.flush()
        stream.detach()


def until_it_waits(program: subprocess.Popen[bytes]) -> None:
    """Wait until *program* waits for input. The program must have no other work left.

    If input arrives too early, a passphrase prompt discards the input. If a signal arrives too early, the program
    notices the signal only at the next key.
    """
    status = Path(f"/proc/{program.pid}/stat")
    if not status.exists():
        time.sleep(READING)
        return
    looks = 0
    while looks < 2:  # it must be asleep twice in a row
        time.sleep(0.01)
        looks = 0 if status.read_text("ascii", "replace").rpartition(")")[2].split()[0] in "RD" else looks + 1
