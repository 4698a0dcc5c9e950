"""`reach`: everybody who fits, and whom to ask first."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_filter, complete_name
from netcli.cli.options import By, First, Guesses, MaxHops
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("reach")
def reach(
    ctx: typer.Context,
    filters: Annotated[
        list[str],
        typer.Argument(metavar="FILTER...", help="Words, or key:value, as in list.", autocompletion=complete_filter),
    ],
    from_: Annotated[str, typer.Option("--from", metavar="P", help="Who asks.", autocompletion=complete_name)] = "me",
    by: By = "hops",
    max_hops: MaxHops = 6,
    guesses: Guesses = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many doors to list; 0: all.")] = 0,
    first: First = False,
) -> None:
    """Find chains to everybody who fits: anyone at a company, with a title, in a city, with a tag.

    People are grouped by whom to ask first; whoever opens the most doors comes first.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.reach(filters, from_, by=by, max_hops=max_hops, guesses=guesses, limit=limit, first=first)
    show(session, answer)
