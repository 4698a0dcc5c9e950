"""The pages of the reference match the code. `python docs/reference.py` writes the pages again."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))

import manual  # noqa: E402 - a script, found by the line above
import reference  # noqa: E402 - the same

SURROUNDINGS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "ZDOTDIR", "CLAUDE_CONFIG_DIR", "CODEX_HOME")


@pytest.mark.skipif(sys.platform != "linux", reason="the pages name the places of Linux")
def test_the_reference_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the reference contains exactly the pages that the code generates."""
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)
    lying = {path.name: path.read_text("utf-8") for path in reference.FOLDER.iterdir()}
    assert lying == reference.pages()


def test_every_variable_that_the_program_reads_is_listed() -> None:
    """The manual lists every environment variable that netcli's code reads."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", code))
    listed = {name for names, _ in manual.VARIABLES for name in names.split(", ")}
    assert read - listed == set()
