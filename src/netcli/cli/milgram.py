"""`milgram`: Milgram's letters, simulated in the user's own network."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.options import Guesses
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("milgram")
def milgram(
    ctx: typer.Context,
    letters: Annotated[
        int, typer.Option("--letters", min=1, max=1_000_000, metavar="N", help="How many letters to send.")
    ] = 1000,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", min=0, metavar="N", help="Seed of the random numbers: the same seed gives the same simulation."
        ),
    ] = 1967,
    attrition: Annotated[
        float,
        typer.Option(
            "--attrition", min=0, max=1, metavar="SHARE", help="Chance that a person who receives a letter gives up."
        ),
    ] = 0.25,
    guesses: Guesses = False,
) -> None:
    """Send Milgram's letters to yourself through your network: how many arrive, in how many hops, through whom.

    Each letter starts with somebody drawn at random. A person who has a letter knows only their own contacts. The
    person passes the letter to you, to somebody who knows you, or to somebody who resembles you, but never to anybody
    who had the letter before.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.milgram(letters=letters, seed=seed, attrition=attrition, guesses=guesses)
    show(session, answer)
