"""The trash: `remove`, `trash`, `trash restore`."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_name, complete_removed
from netcli.cli.options import Limit
from netcli.cli.output import show
from netcli.cli.pages import Family
from netcli.cli.session import Session

app = typer.Typer()
trash = typer.Typer(cls=Family, invoke_without_command=True)
app.add_typer(trash, name="trash", help="List removed people, and restore them.")


@app.command("remove")
def remove(
    ctx: typer.Context,
    person: Annotated[
        str,
        typer.Argument(help="The person: id:, a key, an @alias or a full name.", autocompletion=complete_name),
    ],
) -> None:
    """Move a person and their links to the trash; `trash restore`, or a later import, brings them back."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.remove(person)
    show(session, answer)


@trash.callback()
def list_(ctx: typer.Context, limit: Limit = 0) -> None:
    """List removed people, latest first; `trash restore`, or a later import, brings them back."""
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.trash(limit=limit)
    show(session, answer)


@trash.command("restore")
def restore(
    ctx: typer.Context,
    person: Annotated[
        str, typer.Argument(help="The person: a name, id:, email: or @alias.", autocompletion=complete_removed)
    ],
) -> None:
    """Restore a person and their links from the trash."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.restore_person(person)
    show(session, answer)
