"""`watch`: report how the chains to chosen people change."""

from __future__ import annotations

import typer

from netcli.cli.options import First, Limit, Whom
from netcli.cli.output import show
from netcli.cli.pages import Family
from netcli.cli.session import Session

app = typer.Typer()
watch = typer.Typer(cls=Family, no_args_is_help=True)
app.add_typer(watch, name="watch", help="Report when the chain to somebody opens, shortens, breaks or grows likelier.")


@watch.command("add")
def add(ctx: typer.Context, person: Whom, first: First = False) -> None:
    """Watch the chain to a person; each later check compares the chain with the last known chain."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.watch(person, first=first)
    show(session, answer)


@watch.command("remove")
def remove(ctx: typer.Context, person: Whom, first: First = False) -> None:
    """Stop watching the chain to somebody."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.unwatch(person, first=first)
    show(session, answer)


@watch.command("list")
def list_(ctx: typer.Context, limit: Limit = 0) -> None:
    """List the watched people, and the chain to each at the last check."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.watched(limit=limit)
    show(session, answer)


@watch.command("check")
def check(ctx: typer.Context) -> None:
    """Compare each chain with the last check and store the result; exit code 10 tells cron that a chain changed."""
    session: Session = ctx.obj
    with session.book(write=True) as book:
        answer = book.check_watched()
    show(session, answer)
