"""`infer`: guesses at who knows whom."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_filter
from netcli.cli.options import Limit
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("infer")
def infer(
    ctx: typer.Context,
    filters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILTER...]",
            help="Propose only links between people who match the filters.",
            autocompletion=complete_filter,
        ),
    ] = None,
    limit: Limit = 100,
) -> None:
    """List likely links that nobody stated, with the evidence for them; --yes adds them as guesses.

    Two people may know each other if they were at one employer or school at the same time, or if they have many common
    contacts. Guesses are always marked as such, and chains use them only with --guesses. netcli undo removes them.
    """
    session: Session = ctx.obj
    with session.book(write=session.yes) as book:
        answer = book.infer(filters or (), limit=limit, add=session.yes)
    show(session, answer)
