"""People: `find`, `show`, `list`."""

from typing import Annotated, Final

import typer

from netcli.cli.completion import complete_name, one_of
from netcli.cli.options import All, Filters, First, Limit, Whom, limit_option
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()

ORDERS: Final = ("name", "contacts", "company", "updated", "hops", "chance")


Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="|".join(ORDERS),
        help="What comes first: the most contacts, the latest update, the fewest hops or the highest chance.",
        autocompletion=one_of(*ORDERS),
    ),
]


@app.command("find")
def find(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Words of a name, company, title or city.")],
    limit: Limit = 10,
    all_: All = False,
) -> None:
    """Find people by words in any order, even slightly misspelt."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.find(" ".join(text), limit=limit, everybody=all_)
    show(session, answer)


@app.command("show")
def show_(
    ctx: typer.Context,
    person: Whom,
    other: Annotated[
        str | None,
        typer.Argument(help="A second person, to show the link between both people.", autocompletion=complete_name),
    ] = None,
    limit: Annotated[
        int | None, limit_option("How many links to show (default: 50, or all with --json); 0: all.")
    ] = None,
    first: First = False,
) -> None:
    """Show a person with their links, or the evidence for the link between two people."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = (
            book.show(person, limit=limit or 0, first=first)
            if other is None
            else book.show_link(person, other, first=first)
        )
    show(session, answer, in_full=limit is not None)


@app.command("list")
def list_(
    ctx: typer.Context, filters: Filters = None, sort: Sort = "name", limit: Limit = 0, all_: All = False
) -> None:
    """List everybody, or only people who match every filter.

    A filter is a word of a name, company, title or city, or a condition that begins with company:, title:, tag:, city:,
    network:, since:, hops: or has:. A leading - negates a filter.
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.list(filters or (), sort=sort, limit=limit, everybody=all_)
    show(session, answer)
