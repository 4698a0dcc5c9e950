"""Keep in touch: `due`."""

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
    fading: Annotated[bool, typer.Option("--fading", help="Go by past frequency, not by rhythms.")] = False,
    slots: Annotated[
        int | None, typer.Option("--slots", min=1, metavar="N", help="Only the N people whose loss costs most reach.")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Show each rhythm, and the cost of losing the person.")] = False,
    limit: Limit = 20,
) -> None:
    """List people to write to, by the rhythms you set and the last contact: met, messages, meetings, introductions."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.due(fading=fading, slots=slots, limit=limit)
    show(session, answer.replaced(query={**answer.query, "why": why}))
