"""`brief`: a page to read before you meet somebody."""

from __future__ import annotations

import typer

from netcli.cli.options import First, Limit, Whom
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("brief")
def brief(ctx: typer.Context, person: Whom, limit: Limit = 10, first: First = False) -> None:
    """Show a page to read before you meet somebody: link, last contact, meetings, favours, mutual contacts."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.brief(person, limit=limit, first=first)
    show(session, answer)
