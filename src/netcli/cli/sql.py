"""Questions in SQL: `sql`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command(
    "sql",
)
def sql(
    ctx: typer.Context,
    statement: Annotated[
        str | None, typer.Argument(metavar="[SELECT]", help="One SELECT, or - to read it from standard input.")
    ] = None,
) -> None:
    """Query the book in SQL, read-only; without a statement, list the views and their columns.

    The views are people, emails, phones, urls, aliases, tags, links (each once), contacts (each from both ends),
    reasons (the evidence), sources and imports. The views are stable; the tables behind them are not.
    """
    session: Session = ctx.obj
    if statement == "-":
        statement = sys.stdin.read()
    with session.book() as book:
        answer = book.sql(statement)
    show(session, answer)
