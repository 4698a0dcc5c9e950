"""Write answers to streams and files. A file is never half written."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from netcli.errors import CannotCreate, Disk, NetcliError, Usage
from netcli.language import joined, say, tr

if TYPE_CHECKING:
    from netcli.answers import Answer
    from netcli.cli.session import Session

FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""Error numbers of a full or failing device."""
PREVIEWED: Final = 10
"""Maximum number of people shown in the preview of a change."""


def show(session: Session, answer: Answer[object, object], *, in_full: bool = False) -> None:
    """Write *answer* to stdout and its warnings to stderr; exit with its exit code.

    For *in_full*, see `render.words`.
    """
    from netcli import render  # imported only now, so that errors come fast

    if session.csv or session.tsv or session.fields is not None:
        _show_table(session, answer)
    elif session.for_machines:
        render.as_json(answer, sys.stdout, lines=session.ndjson)
        if session.ndjson and isinstance(answer.result, list):  # the lines on stdout are items only
            render.warnings_as_json(answer, sys.stderr)
    elif session.can_page():
        from netcli.cli.pager import paged  # only for terminals

        with paged() as (out, err):
            render.in_words(answer, out, err, colored=session.colored, quiet=session.quiet, in_full=in_full)
    else:
        render.in_words(answer, sys.stdout, sys.stderr, colored=session.colored, quiet=session.quiet, in_full=in_full)
    if answer.exit_code:
        raise typer.Exit(answer.exit_code)


def _show_table(session: Session, answer: Answer[object, object]) -> None:
    """Write the list of *answer* to stdout as CSV or TSV."""
    from netcli.render import columns

    forms = [form for form in ("json", "ndjson", "csv", "tsv") if getattr(session, form)]
    if len(forms) != 1 or forms[0] not in ("csv", "tsv"):
        if not forms:
            raise Usage(say("--fields needs a table"), say("choose --csv or --tsv"))
        together = joined([f"--{form}" for form in forms])
        raise Usage(say("{options} cannot be combined", options=together), say("choose --csv or --tsv"))
    fields = [field.strip() for field in (session.fields or "").split(",") if field.strip()]
    put_text(columns.lines(answer, columns.COMMA if session.csv else columns.TAB, fields))
    show_notes(session, answer.replaced(result=None))


def stream(answers: Iterable[tuple[int, Answer[object, object] | NetcliError]]) -> int:
    """Write answers and errors as NDJSON. Return the first error's exit code, or 0."""
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


def show_trial(session: Session, answer: Answer[object, object]) -> None:
    """Show the effect of a change on stderr, before the user confirms it."""
    if not session.for_machines:
        from netcli import render

        render.in_words(answer.replaced(result=None), sys.stderr, sys.stderr, colored=session.colored)


def show_notes(session: Session, answer: Answer[object, object]) -> None:
    """Write the summary and warnings of *answer* to stderr, in words or NDJSON."""
    from netcli import render

    if session.ndjson:
        render.warnings_as_json(answer, sys.stderr)
    else:
        render.in_words(answer, sys.stdout, sys.stderr, colored=session.colored, quiet=session.quiet)


def preview(lines: Sequence[str]) -> None:
    """Write the first PREVIEWED *lines* to stderr, and the number of lines left out."""
    from netcli.render import sentence

    for line in lines[:PREVIEWED]:
        sentence(f"  {line}", sys.stderr)
    if len(lines) > PREVIEWED:
        sentence(tr("  … and {lines} more", lines=len(lines) - PREVIEWED), sys.stderr)


def put_text(texts: Iterable[str]) -> None:
    """Write *texts* to stdout as they come; for a terminal, control characters are escaped."""
    from netcli.render.clean import clean

    terminal = sys.stdout.isatty()
    sys.stdout.flush()
    for text in texts:
        shown = "\n".join(map(clean, text.replace("\r\n", "\n").split("\n"))) if terminal else text
        sys.stdout.buffer.write(shown.encode("utf-8", "surrogatepass"))


def refuse_existing(session: Session, output: Path, *, force: bool, inputs: Sequence[str] = ()) -> None:
    """Raise CannotCreate if *output* exists, unless *force* is true.

    The book's files and *inputs* are never overwritten.
    """
    from netcli.book import files_of

    if output.is_dir():
        raise CannotCreate(say("{output} is a folder", output=output), say("choose a file in this folder"))
    if output.exists() and not output.is_file():
        raise CannotCreate(say("{output} is a device, not a file", output=output), say("use - for stdout"))
    read = (file for each in map(Path, inputs) for file in (each, *(each.rglob("*") if output.exists() else ())))
    for what, files in (
        (say("{output} belongs to the book", output=output), files_of(session.db)),
        (say("{output} is read by this command", output=output), read),
    ):
        if any(_are_one(output, each) for each in files):
            raise CannotCreate(what, say("choose another file"))
    if output.exists() and not force:
        raise CannotCreate(say("{output} exists", output=output), say("--force overwrites it"))


def _are_one(one: Path, other: Path) -> bool:
    """Return whether both paths lead to the same file, also through links."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()


def write_file(output: Path, texts: Iterable[str], *, dry_run: bool = False, at_once: bool = True) -> int:
    """Write *texts* to *output*, whole or not at all; see `write_files`."""
    return write_files([(output, texts)], dry_run=dry_run, at_once=at_once)


def write_files(outputs: Iterable[tuple[Path, Iterable[str]]], *, dry_run: bool = False, at_once: bool = True) -> int:
    """Write all *outputs* or none, and return the number of bytes. Only the user can read the files.

    If *at_once* is true, sync each file to disk; this is too slow for thousands of files. Raises CannotCreate or Disk.
    """
    drafts: list[tuple[Path, Path]] = []
    size = 0
    try:
        for output, texts in outputs:
            data = (text.encode("utf-8", "surrogatepass") for text in texts)
            with _output_errors(output):
                size += sum(map(len, data)) if dry_run else _draft(output, data, drafts, at_once=at_once)
        while drafts:
            made, target = drafts[0]
            with _output_errors(target):
                made.replace(target)
            del drafts[0]
    finally:
        for made, _ in drafts:
            made.unlink(missing_ok=True)
    return size


def _draft(output: Path, data: Iterable[bytes], drafts: list[tuple[Path, Path]], *, at_once: bool) -> int:
    """Write *data* to a hidden draft beside *output*; return the number of bytes."""
    import tempfile  # answers on stdout do not need it

    target = output.resolve()  # if *output* is a symbolic link, keep the link and replace its target
    handle, made = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # 0600, in the same folder
    drafts.append((Path(made), target))
    with os.fdopen(handle, "wb") as file:
        size = sum(map(file.write, data))
        file.flush()
        if at_once:
            os.fsync(file.fileno())
    return size


@contextlib.contextmanager
def _output_errors(output: Path) -> Iterator[None]:
    """Turn a system error about *output* into a NetcliError."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise Disk(
                say("{output} cannot be written ({strerror})", output=output, strerror=error.strerror),
                say("free some space; nothing was written"),
            ) from error
        raise CannotCreate(
            say("{output} cannot be written ({strerror})", output=output, strerror=error.strerror),
            say("choose another place"),
        ) from error
