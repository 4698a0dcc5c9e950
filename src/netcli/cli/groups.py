"""`groups`: groups of people with many links among them."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.options import Guesses, limit_option
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("groups")
def groups(
    ctx: typer.Context,
    guesses: Guesses = False,
    limit: Annotated[
        int | None, limit_option("How many groups to list (default: 10, or all with --json); 0: all.")
    ] = None,
) -> None:
    """Find groups of people with many links among them, and the people who connect the groups.

    A group is named by what its people have in common. Groups are numbered by size; the filter group:1 selects the
    people of the largest group.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.groups(guesses=guesses, limit=limit or 0, everybody=session.for_machines)
    show(session, answer, in_full=limit is not None)
