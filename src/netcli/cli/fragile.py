"""`fragile`: the people and links on which a network depends."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.options import Guesses, limit_option
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("fragile")
def fragile(
    ctx: typer.Context,
    guesses: Guesses = False,
    limit: Annotated[
        int | None,
        limit_option("How many people, and how many links, to list (default: 10, or all with --json); 0: all."),
    ] = None,
) -> None:
    """Show which people and links your network depends on, and which new links would help.

    For each person, see how many people would be cut off without this person.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.fragile(guesses=guesses, limit=limit or 0)
    show(session, answer, in_full=limit is not None)
