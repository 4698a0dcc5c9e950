"""Writes into README.md what its sessions really print; the tests check that it is what they say.

python docs/sessions.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
NOW: Final = "2026-11-23"
"""The day of the sessions."""

_BLOCK: Final = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_EXPORT: Final = re.compile(r"export (\w+)=(\S+)")


class Stage:
    """A folder that looks like a copy of the repository, where `netcli` runs on the day of the sessions."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "copy"
        self.place.mkdir()
        (self.place / "examples").symlink_to(ROOT / "examples")
        program = folder / "bin" / "netcli"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netcli "$@"\n', "utf-8")
        program.chmod(0o755)
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("NETCLI_", "FORCE_"))}
        self.environment = ours | {
            "PATH": f"{program.parent}{os.pathsep}{ours['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
            "NETCLI_DB": "demo.db",
            "NETCLI_NOW": NOW,
            "NO_COLOR": "1",
        }

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
        return done.stdout.decode()


def rehearsed(document: str, stage: Stage) -> str:
    """The *document* with what each `$` command of its console blocks really prints, on the sample book."""
    stage.run("netcli demo")

    def play(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)$", block[1], re.MULTILINE)
        return "```console\n" + "".join(f"$ {command}\n{stage.run(command)}" for command in commands) + "```"

    return _BLOCK.sub(play, document)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as scratch:
        readme.write_text(rehearsed(readme.read_text("utf-8"), Stage(Path(scratch))), "utf-8")
