"""The book itself: `where`, `check`, `backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
    """Copy the book to a new file, and verify the copy."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.backup(file)
    show(session, answer)


@app.command("check")
def check(ctx: typer.Context) -> None:
    """Check the book for damage."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.check()
    show(session, answer)
