"""The trash: `remove`, `trash`, `trash restore`."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import complete_name
from netcli.cli.options import Limit
from netcli.cli.output import show
from netcli.cli.pages import Family
from netcli.cli.session import Session

app = typer.Typer()
trash = typer.Typer(cls=Family, invoke_without_command=True)
app.add_typer(trash, name="trash", help="List who was removed, and bring them back.")


@app.command("remove")
def remove(
    ctx: typer.Context,
    person: Annotated[
        str,
        typer.Argument(help="id:, a key, an @alias or a full name.", autocompletion=complete_name),
    ],
) -> None:
    """Move a person to the trash, with their links; `trash restore`, or a later file, brings them back."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.remove(person)
    show(session, answer)


@trash.callback()
def list_(ctx: typer.Context, limit: Limit = 0) -> None:
    """List who was removed, the latest first; a file that names them brings them back, too."""
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.trash(limit=limit)
    show(session, answer)


@trash.command("restore")
def restore(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="id:, a key, an @alias or a full name.")],
) -> None:
    """Take a person out of the trash, with their links."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.restore_person(person)
    show(session, answer)
