"""Where answers go: stdout and stderr, or a file that is never overwritten unasked and never half written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from netcli.errors import CannotCreate, NetcliError

if TYPE_CHECKING:
    from netcli.answers import Answer
    from netcli.cli.session import Session


def show(session: Session, answer: Answer[object, object]) -> None:
    """Put *answer* on stdout, as JSON or in words, warnings on stderr when people read; leave with its exit code."""
    from netcli import render  # after the work: an error must not wait for it

    if session.for_machines:
        render.as_json(answer, sys.stdout, lines=session.ndjson)
    else:
        render.in_words(answer, sys.stdout, sys.stderr, colored=session.colored, quiet=session.quiet)
    if answer.exit_code:
        raise typer.Exit(answer.exit_code)


def stream(answers: Iterable[tuple[int, Answer[object, object] | NetcliError]]) -> int:
    """Put *answers* and errors on stdout as they come, one document a line; return the first error's exit code."""
    from netcli.render.json import dumps, error_document

    code = 0
    for line, answer in answers:
        if isinstance(answer, NetcliError):
            code = code or answer.exit_code
            document = error_document(answer, line)
        else:
            document = answer.plain()
        sys.stdout.buffer.write(dumps(document, terminal=sys.stdout.isatty()).encode("utf-8", "surrogatepass") + b"\n")
        sys.stdout.buffer.flush()
    return code


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
    import tempfile  # answers on stdout need none

    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")  # 0600, in the same folder
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(output)
    except OSError as error:
        raise CannotCreate(f"{output} cannot be written ({error.strerror})", "name another place") from error
