"""Merging and separating people: `merge`, `split`, `distinct`."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_name
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("merge")
def merge(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="The person whose id is kept.", autocompletion=complete_name)],
    b: Annotated[str, typer.Argument(help="The person who is the same as A.", autocompletion=complete_name)],
) -> None:
    """Merge two people under A's id; B's id then means the same person. To separate the people: `netcli split`."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.merge(a, b, insist=session.yes)
    show(session, answer)


@app.command("split")
def split(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="The person to split.", autocompletion=complete_name)],
    records: Annotated[
        list[int] | None, typer.Argument(metavar="[RECORD...]", help="The numbers of the records to move.")
    ] = None,
) -> None:
    """Undo a merge, or move records to a new person."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.split(person, records or ())
    show(session, answer)


@app.command("distinct")
def distinct(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(help="A person.", autocompletion=complete_name)],
    b: Annotated[str, typer.Argument(help="Another person.", autocompletion=complete_name)],
) -> None:
    """Record that two people are different."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.distinct(a, b)
    show(session, answer)
