"""What every command answers on the sample book, as it stands in `tests/snapshots/`.

To add a case write its `$` line, and run `pytest --regenerate`: read the difference.
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
    """The session is played as it was written down."""
    check(session, stage, regenerate)


def test_every_example_is_exported() -> None:
    """Each example is imported alone into a new book, and exported."""
    imported = set()
    scripts = set(map(str, EXAMPLES.glob("*.py")))  # which use netcli rather than feed it
    for session in (SNAPSHOTS / "exports").glob("*.txt"):
        for line in session.read_text("utf-8").splitlines():
            words = shlex.split(line.removeprefix("$ ")) if line.startswith("$ ") else []
            imported |= {word for word in words if word.startswith("examples/")}
    found = {place.name for place in places(str(EXAMPLES)) if isinstance(place, Place)} - scripts
    assert imported == {os.path.relpath(name, EXAMPLES.parent) for name in found}
