"""What every command prints on the sample book, as recorded in `tests/snapshots/`.

To add a case, write its `$` line, run `pytest --regenerate`, and review the difference.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Final

import pytest

from netcli.importers.places import Place, places

from .running import EXAMPLES
from .sessions import Stage, check

SNAPSHOTS: Final = Path(__file__).parent / "snapshots"
SESSIONS: Final = sorted(SNAPSHOTS.rglob("*.txt"))


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: str(path.relative_to(SNAPSHOTS).with_suffix("")))
def test_session(session: Path, stage: Stage, regenerate: bool) -> None:
    """The commands of the session print exactly what the session's file shows."""
    check(session, stage, regenerate)


def test_every_example_is_exported() -> None:
    """Each example is imported and exported in a session of `tests/snapshots/exports`."""
    imported = set()
    scripts = set(map(str, EXAMPLES.glob("*.py")))  # which use netcli rather than feed it
    for session in (SNAPSHOTS / "exports").glob("*.txt"):
        commands = [shlex.split(line[2:]) for line in session.read_text("utf-8").splitlines() if line.startswith("$ ")]
        exported = {words[2] for words in commands if words[3] == "export"}  # netcli --db BOOK export
        for words in commands:
            imported |= {word for word in words if words[2] in exported and word.startswith("examples/")}
    found = {place.name for place in places(str(EXAMPLES)) if isinstance(place, Place)} - scripts
    assert imported == {os.path.relpath(name, EXAMPLES.parent) for name in found}
