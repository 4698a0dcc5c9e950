"""Where an export goes: stdout, or a file that is never overwritten unasked and never half written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TextIO

from netcli.errors import CannotCreate


def deliver(text: str, output: Path | None, *, force: bool, stream: TextIO, dry_run: bool = False) -> None:
    """Write *text* to *output* unless it is a *dry_run*, for its owner's eyes only, or to *stream*.

    Raises CannotCreate when the file exists and not *force*, or cannot be made.
    """
    if output is None:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "surrogatepass"))
        return
    if output.exists() and not force:
        raise CannotCreate(f"{output} exists", "--force overwrites it")
    if dry_run:
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")  # 0600, in the same folder
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(output)
    except OSError as error:
        raise CannotCreate(f"{output} cannot be written ({error.strerror})", "name another place") from error
