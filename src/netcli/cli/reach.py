"""`reach`: chains to everybody who meets the filters, and whom to ask first."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_filter, complete_name
from netcli.cli.lines import opened
from netcli.cli.options import AsOf, By, First, Guesses, MaxHops, limit_option
from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.language import say

app = typer.Typer()


@app.command("reach")
def reach(
    ctx: typer.Context,
    filters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILTER...", help="Words or key:value filters, as for netcli list.", autocompletion=complete_filter
        ),
    ] = None,
    from_: Annotated[
        str, typer.Option("--from", metavar="P", help="The person who asks.", autocompletion=complete_name)
    ] = "me",
    by: By = "hops",
    max_hops: MaxHops = 6,
    guesses: Guesses = False,
    limit: Annotated[
        int | None,
        limit_option(
            "List at most N people to ask first, or N companies (default: 10 people, or all with --json); 0: all."
        ),
    ] = None,
    companies: Annotated[
        str | None,
        typer.Option(
            "--companies",
            metavar="FILE|-",
            help="A list of companies, one per line or as CSV: find whom to ask at each.",
        ),
    ] = None,
    as_of: AsOf = None,
    first: First = False,
) -> None:
    """Find chains to everybody who matches: anyone at a company, with a title, in a city, with a tag.

    The people found are grouped by the contact to ask. The contact who leads to the most people comes first. With
    --companies, the answer says for each company how the company was found, who works there, and whom to ask.
    """
    session: Session = ctx.obj
    if companies is not None and (filters or as_of):
        raise Usage(say("--companies takes no filters and no --as-of"), say("remove the filters and --as-of"))
    with session.book() as book:
        if companies is None:
            found = book.reach(
                filters or (),
                from_,
                by=by,
                max_hops=max_hops,
                guesses=guesses,
                limit=limit or 0,
                as_of=as_of,
                first=first,
                hints=not session.for_machines,
            )
            return show(session, found, in_full=limit is not None)
        with opened(
            companies, say("give a file with one company per line, or a CSV file with a column named company")
        ) as lines:
            listed = list(lines)
        doors = book.reach_companies(
            listed, from_, by=by, max_hops=max_hops, guesses=guesses, limit=limit or 0, first=first
        )
    return show(session, doors)
