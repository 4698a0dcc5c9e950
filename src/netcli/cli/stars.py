"""`stars`: the people through whom most chains lead."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_name
from netcli.cli.options import AsOf, First, Guesses, limit_option
from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.language import say

app = typer.Typer()


@app.command("stars")
def stars(
    ctx: typer.Context,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="P",
            help="The person whose contacts to rank (default: you).",
            autocompletion=complete_name,
        ),
    ] = None,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="Show the people who are most often on the shortest chains of the whole book."),
    ] = False,
    exact: Annotated[bool, typer.Option("--exact", help="With --whole: use everybody, not a sample.")] = False,
    guesses: Guesses = False,
    limit: Annotated[
        int | None, limit_option("How many to list (default: 10, or all with --json; 20 with --whole); 0: all.")
    ] = None,
    as_of: AsOf = None,
    first: First = False,
) -> None:
    """Show through whom you reach other people: the share of your shortest chains that starts with each contact.

    With --whole, show the share of all shortest chains that passes through each person. In a large network, the shares
    are estimated from a sample, as intervals; people whose intervals overlap may share a rank.
    """
    session: Session = ctx.obj
    if whole and from_ is not None:
        raise Usage(say("--whole takes no --from"), say("remove one of these options: --whole, --from"))
    with session.book() as book:
        answer = (
            book.stars_of_all(exact=exact, guesses=guesses, limit=limit, as_of=as_of)
            if whole
            else book.stars(from_ or "me", guesses=guesses, limit=limit or 0, as_of=as_of, first=first)
        )
    show(session, answer, in_full=limit is not None)
