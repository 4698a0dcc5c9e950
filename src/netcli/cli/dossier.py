"""`dossier`: everything that the book holds about a person."""

from __future__ import annotations

import typer

from netcli.cli.options import First, Whom
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("dossier")
def dossier(ctx: typer.Context, person: Whom, first: First = False) -> None:
    """Show everything the book holds about a person, each value with its file and line.

    The person may ask you for this information; `netcli forget` erases it.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.dossier(person, first=first)
    show(session, answer)
