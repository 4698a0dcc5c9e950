"""The book itself: `where`, `check`, `backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netcli.cli.options import Limit
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()

Repair = Annotated[bool, typer.Option("--repair", help="Derive again what follows; a verified backup first.")]


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
    """Copy the book to a new file, and verify the copy."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.backup(file)
    show(session, answer)


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
        if mending := repair and bool(answer.result.problems):
            book.backup()
    if mending:
        with session.book(write=True) as book:
            answer = book.repair(answer.result, limit=limit)
    show(session, answer)
