"""`stats`: how small the world in the book is."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.options import AsOf, Guesses
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("stats")
def stats(
    ctx: typer.Context,
    exact: Annotated[bool, typer.Option("--exact", help="Measure all pairs, not a sample.")] = False,
    guesses: Guesses = False,
    as_of: AsOf = None,
) -> None:
    """Measure your small world: how many people, how far apart, how closely knit.

    With more than 20,000 people, hops are measured from a sample of people, unless --exact is given.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.stats(exact=exact, guesses=guesses, as_of=as_of)
    show(session, answer)
