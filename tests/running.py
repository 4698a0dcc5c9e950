"""netcli as its users run it: words in; exit code, stdout and stderr out."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
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

completion_init()  # a command line that is loaded for a shell does it, too
typer.main.get_params_from_function = cache(typer.main.get_params_from_function)
"""Typer reads a command's signature whenever the command is built: a user's process does so once, this one often."""


@dataclass(frozen=True)
class Outcome:
    """What one run gave."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The document on stdout."""
        return json.loads(self.out)

    def error(self) -> Any:
        """The error of the document on stderr."""
        return json.loads(self.err)["error"]


@dataclass(frozen=True)
class Screen:
    """A terminal for answers; nobody sits at it to reply."""

    columns: int
    encoding: str = "utf-8"


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Netcli:
    """The command line with a book of its own, at a fixed time."""

    db: Path

    @property
    def environment(self) -> dict[str, str]:
        """What the program is told by its surroundings."""
        return {"NETCLI_DB": str(self.db), "NETCLI_NOW": NOW, "NO_COLOR": "1", "COLUMNS": "80"}

    def begin_with(self, db: Path) -> Netcli:
        """Begin with a copy of the book *db*."""
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
        """Run the command line in this process, by default between pipes."""
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
        """The document that the command prints under `--json`; it must succeed, and say nothing on stderr."""
        first, *rest = words
        outcome = self(first, "--json", *rest, stdin=stdin)
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.json()

    def export(self) -> str:
        """Everything that the book holds."""
        outcome = self("export", "--format", "json", "--include-private")
        assert outcome.code == 0, outcome.err
        return outcome.out

    def process(self, *words: str | Path, stdin: str = "", environment: Mapping[str, str] | None = None) -> Outcome:
        """Run it as a program of its own."""
        done = subprocess.run(
            self.command(*words),
            input=stdin.encode(),
            env=self.surroundings(environment),
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    def command(self, *words: str | Path) -> list[str]:
        """The words that start the program."""
        return [sys.executable, "-m", "netcli", *map(str, words)]

    def surroundings(self, environment: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of a program of its own; netcli is found where it was found here."""
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
