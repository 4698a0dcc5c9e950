"""`view`: a page that draws the network."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netcli.answers import Answer
from netcli.answers.export import Exported
from netcli.cli.export import Ego, Radius, Redact, is_file
from netcli.cli.options import Filters, First, Private
from netcli.cli.output import refuse_existing, show, write_file
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.language import plural, say

if TYPE_CHECKING:
    from netcli.answers.view import View
    from netcli.book import Book

app = typer.Typer()


@app.command("view")
def view(
    ctx: typer.Context,
    filters: Filters = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write the page (default: beside the book)."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
    ego: Ego = None,
    radius: Radius = 1,
    redact: Redact = False,
    private: Private = False,
    first: First = False,
) -> None:
    """Draw the network as a web page: find people, click two of them, and the chains between them light up.

    The page is one file that needs no connection. It shows at most 20,000 people: those nearest
    to you, or to the person of --ego.
    """
    session: Session = ctx.obj
    _refuse_files(filters or ())
    target = _target(session, output, force=force)
    with (
        session.book() as book,
        book.view(filters or (), ego=ego, radius=radius, private=private, redact=redact, first=first) as seen,
    ):
        size = _write(session, target, seen, book)
    result = Exported(str(target), size, len(seen.people), seen.link_count, seen.left_out)
    show(session, Answer("view", _query(session, seen), result, seen.warnings, summary=_summary(session, result)))
    if not (no_open or session.dry_run or session.for_machines) and sys.stdin.isatty() and sys.stdout.isatty():
        typer.launch(target.resolve().as_uri())


def _refuse_files(filters: Sequence[str]) -> None:
    """Raise Usage if one of *filters* is a file name."""
    for word in filters:
        if is_file(word):
            raise Usage(
                say("{word!r} is the name of a file, not a filter", word=word),
                say("to write the page to a file: netcli view -o {file}", file=shlex.quote(word)),
            )


def _target(session: Session, output: str | None, *, force: bool) -> Path:
    """Return the file to write: *output*, or the page next to the book."""
    from netcli.book import page_of

    if output is None:
        return page_of(session.db)
    refuse_existing(session, Path(output), force=force)
    return Path(output)


def _write(session: Session, target: Path, seen: View, book: Book) -> int:
    from netcli.render.view import page

    return write_file(target, book.unmoved(page(seen)), dry_run=session.dry_run)


def _query(session: Session, seen: View) -> dict[str, object]:
    return {**seen.query, "dry_run": True} if session.dry_run else dict(seen.query)


def _summary(session: Session, result: Exported) -> str:
    counts = {"people": plural(result.people, "person", "people"), "links": plural(result.links, "link")}
    if session.dry_run:
        return say("would draw {people} and {links}: {file}; nothing written", **counts, file=result.file)
    return say("drew {people} and {links}: {file}", **counts, file=result.file)
