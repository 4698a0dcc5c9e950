"""The book itself: `where`, `check`, `backup`, `restore`, `compact`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netcli.cli.options import Limit
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("where")
def where(ctx: typer.Context) -> None:
    """Say where the book is, and how large."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.where()
    show(session, answer)


@app.command("backup")
def backup(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to; else beside the book.")] = None,
) -> None:
    """Copy the book to a new file, and verify the copy.

    netcli also makes copies unasked, beside the book: before it brings an older book up to date, repairs or restores
    one, and before an import of 2 MB or more. Of these the latest five are kept.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.backup(file)
    show(session, answer)


@app.command("restore")
def restore(
    ctx: typer.Context, file: Annotated[Path, typer.Argument(help="A copy that backup made, or netcli unasked.")]
) -> None:
    """Put a copy in the place of the book, itself copied first; undo does not take it back."""
    from netcli.book import care

    session: Session = ctx.obj
    if not care.is_empty(session.db):
        session.confirm_for_good(f"the book is not empty: put {file} in its place?")
    show(session, care.restore(file, session.db, insist=True, dry_run=session.dry_run))


@app.command("compact")
def compact(ctx: typer.Context) -> None:
    """Write the book anew, as small as it can be; undo does not take it back.

    Nothing of what was deleted stays in its file.
    """
    from netcli.book import care

    session: Session = ctx.obj
    session.say_for_good("the book is written anew")
    show(session, care.compact(session.db, dry_run=session.dry_run))


@app.command("check")
def check(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="Derive again what follows; a verified backup first.")
    ] = False,
    limit: Limit = 100,
) -> None:
    """Check the book for damage, and mend what follows from the rest.

    Whatever the book holds must follow from what was said: people from their records, links from their evidence.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.check(limit=0 if repair else limit, repair=repair)
    if repair and answer.result.problems:
        with session.book(write=True) as book:
            answer = book.repair(answer.result, limit=limit)
    show(session, answer)
