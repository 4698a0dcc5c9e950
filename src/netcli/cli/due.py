"""`due`: the people to write to."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.options import Limit
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("due")
def due(
    ctx: typer.Context,
    fading: Annotated[
        bool, typer.Option("--fading", help="Use the frequency of past contact instead of rhythms.")
    ] = False,
    slots: Annotated[
        int | None,
        typer.Option(
            "--slots", min=1, metavar="N", help="List only the N people whose loss would reduce your reach most."
        ),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Show each person's rhythm, and what it would cost to lose the person.")
    ] = False,
    limit: Limit = 20,
) -> None:
    """List the people whom you have not contacted for longer than the rhythm that you set.

    Meetings, messages and introductions count as contact.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.due(fading=fading, slots=slots, limit=limit)
    show(session, answer.replaced(query={**answer.query, "why": why}))
