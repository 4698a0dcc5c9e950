"""`whatif`: show what would change if people met, or if somebody were gone."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_name
from netcli.cli.options import First, Guesses
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command(
    "whatif",
)
def whatif(
    ctx: typer.Context,
    links: Annotated[
        list[str] | None, typer.Option("--link", metavar="'A = B'", help="Suppose that these two know each other.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="P", help="Suppose that this person is gone.", autocompletion=complete_name),
    ] = None,
    targets: Annotated[
        list[str] | None,
        typer.Option(
            "--target",
            metavar="P",
            help="Show how far this person is from you, before and after.",
            autocompletion=complete_name,
        ),
    ] = None,
    guesses: Guesses = False,
    first: First = False,
) -> None:
    """Show how your reach, and your hops to others, would change if people met or somebody were gone.

    All options may be repeated. Nothing is written.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.whatif(links or (), without or (), targets or (), guesses=guesses, first=first)
    show(session, answer)
