"""The book itself: `where`, `check`, `backup`, `restore`, `compact`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netcli.cli.options import Limit
from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import NotThere
from netcli.language import say

app = typer.Typer()


@app.command("where")
def where(ctx: typer.Context) -> None:
    """Show where the book is, and how large."""
    from netcli.book import care

    session: Session = ctx.obj
    show(session, care.where(session.db))


@app.command("backup")
def backup(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to write the copy (default: beside the book).")
    ] = None,
) -> None:
    """Copy the book to a new file, and verify the copy.

    netcli also makes copies by itself, beside the book: before it updates, repairs or restores a book, and before an
    import of 2 MB or more. It keeps the latest five of these.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.backup(file)
    show(session, answer)


@app.command("restore")
def restore(ctx: typer.Context, file: Annotated[Path, typer.Argument(help="A backup of the book.")]) -> None:
    """Replace the book with a backup. The present book is copied first; `netcli undo` cannot reverse this."""
    from netcli.book import care

    session: Session = ctx.obj
    if not file.exists():
        raise NotThere(say("no such file: {file}", file=file), say("check its name"), code="no_file")
    care.restore(file, session.db, insist=True, dry_run=True)  # an unusable file is an error before the announcement
    if not care.is_empty(session.db):
        session.confirm_for_good(say("replace the book, which is not empty, with {file}", file=file))
    show(session, care.restore(file, session.db, insist=True, dry_run=session.dry_run))


@app.command("compact")
def compact(ctx: typer.Context) -> None:
    """Rewrite the book to make its file as small as possible; `netcli undo` cannot reverse this.

    Afterwards, the file holds nothing that was deleted.
    """
    from netcli.book import care

    session: Session = ctx.obj
    with session.book():  # a book that cannot be opened is an error before anything is announced
        session.say_for_good(say("this rewrites the book"))
    show(session, care.compact(session.db, dry_run=session.dry_run))


@app.command("check")
def check(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="Derive all people and links again, after a verified backup.")
    ] = False,
    limit: Limit = 100,
) -> None:
    """Check the book for damage; --repair rebuilds derived data.

    People must agree with their records, and links with their evidence.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.check(limit=0 if repair else limit, repair=repair)
    if repair and answer.result.problems:
        with session.book(write=True) as book:
            answer = book.repair(answer.result, limit=limit)
    show(session, answer)
