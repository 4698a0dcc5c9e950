"""Changes to the book: `undo`, `redo`, `history`."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_name
from netcli.cli.options import Limit
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("undo")
def undo(
    ctx: typer.Context,
    batch: Annotated[
        int | None, typer.Option("--batch", metavar="N", help="Undo only the import with this number.")
    ] = None,
) -> None:
    """Undo the last command, or one import."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.undo() if batch is None else book.undo_batch(batch, insist=session.yes)
    show(session, answer)


@app.command("redo")
def redo(ctx: typer.Context) -> None:
    """Redo the last undone command."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.redo()
    show(session, answer)


@app.command("history")
def history(
    ctx: typer.Context,
    person: Annotated[
        str | None, typer.Argument(help="List only changes to this person.", autocompletion=complete_name)
    ] = None,
    limit: Limit = 20,
) -> None:
    """List the changes to the book, newest first."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.history(person, limit=limit)
    show(session, answer)
