"""Drafts: hidden files in the folder of the book, for content that is not yet complete.

Complete content becomes a copy of the book, or the book itself.
"""

from __future__ import annotations

import glob
import re
import tempfile
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"\..+\.draft-[a-z0-9_]{8}(-wal|-shm|-journal|\.lock)?")
"""The name of a draft, or of a file that SQLite created for it; `tempfile` chooses the draft's last 8 characters."""


def create(target: Path) -> tuple[int, Path]:
    """Create an empty draft of *target*, readable only by its owner (0600); return its file descriptor and path."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.draft-")
    return handle, Path(name)


def delete(draft: Path) -> None:
    """Delete *draft*, and the files that SQLite created for it. A draft that has been renamed stays."""
    for each in draft.parent.glob(f"{glob.escape(draft.name)}*"):
        each.unlink(missing_ok=True)


def delete_abandoned(folder: Path) -> None:
    """Delete the drafts that killed commands left in *folder*: such drafts may contain people who were erased since.

    If another command is making a draft at the same time, that command fails, and changes nothing.
    """
    for path in [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]:
        path.unlink(missing_ok=True)
