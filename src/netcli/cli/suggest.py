"""`suggest`: whom to meet next."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.options import Filters, Guesses, Limit
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("suggest")
def suggest(
    ctx: typer.Context,
    filters: Filters = None,
    together: Annotated[
        bool, typer.Option("--together", help="Suggest a set of people who complement each other.")
    ] = False,
    guesses: Guesses = False,
    limit: Limit = 10,
) -> None:
    """Suggest new contacts who would bring everybody closer to you, and show who can introduce you.

    People are ranked by a score: the total number of hops that you would save, times the chance of the chain to the
    person. With FILTERs, only people who match all filters are suggested.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.suggest(filters or (), together=together, guesses=guesses, limit=limit)
    show(session, answer)
