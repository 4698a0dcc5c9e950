"""Hidden files beside the book, for content that is not yet complete."""

from __future__ import annotations

import glob
import re
import tempfile
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"\..+\.draft-[a-z0-9_]{8}(-wal|-shm|-journal|\.lock)?")
"""Pattern for the name of a draft, and of SQLite's files for it."""


def create(target: Path) -> tuple[int, Path]:
    """Create an empty draft of *target*; return the file descriptor and the path.

    Only the owner can read the draft (mode 0600).
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.draft-")
    return handle, Path(name)


def delete(draft: Path) -> None:
    """Delete *draft*, and the files that SQLite created for it."""
    for each in draft.parent.glob(f"{glob.escape(draft.name)}*"):
        each.unlink(missing_ok=True)


def delete_abandoned(folder: Path) -> None:
    """Delete all drafts in *folder*. Such drafts remain if a command is killed.

    If another command is making a draft at the same time, that command fails.
    """
    # such drafts may contain people who were erased since
    for path in [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]:
        path.unlink(missing_ok=True)
