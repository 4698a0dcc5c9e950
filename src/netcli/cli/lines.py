"""Open a text file, or standard input, for a command that reads lines."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from netcli.errors import BadInput, NotThere
from netcli.language import say


@contextlib.contextmanager
def opened(file: str, hint: str) -> Iterator[TextIO]:
    """Open *file* (`-`: standard input) as UTF-8 text. Raises NotThere or BadInput with *hint*."""
    if file == "-":
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
        yield sys.stdin
        return
    try:
        lines = Path(file).open(encoding="utf-8-sig", errors="surrogateescape", newline="")  # noqa: SIM115 - below
    except FileNotFoundError as error:
        raise NotThere(say("no such file: {file}", file=file), hint) from error
    except IsADirectoryError as error:
        raise BadInput(say("{file} is a directory", file=file), hint) from error
    with lines:
        yield lines
