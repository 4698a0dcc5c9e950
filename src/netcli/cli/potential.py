"""`potential`: how valuable a person's position in the network is."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_name
from netcli.cli.options import First, Guesses
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("potential")
def potential(
    ctx: typer.Context,
    person: Annotated[
        str, typer.Argument(metavar="[P]", help="The person to measure.", autocompletion=complete_name)
    ] = "me",
    guesses: Guesses = False,
    first: First = False,
) -> None:
    """Rate a person's position in the network: an index from 0 to 100, its parts, and what would raise it most.

    Up to 50 points are for how near everybody is, up to 25 for the number of people whom introductions would reach, and
    up to 25 for contacts who do not know each other.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.potential(person, guesses=guesses, first=first)
    show(session, answer)
