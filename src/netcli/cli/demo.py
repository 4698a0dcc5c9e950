"""`demo`: a temporary book of invented people, to try netcli on; the user's own book is never touched."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import typer

from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("demo")
def demo(ctx: typer.Context) -> None:
    """Create a temporary book of invented people, to try netcli with.

    It is written to the file of --db or NETCLI_DB if that does not exist yet, otherwise to a new temporary folder.
    """
    session: Session = ctx.obj
    session.db, folder = _new_book(session)
    with session.book(write=True, create=True) as book:
        answer = book.demo()
    if folder is not None and session.dry_run:
        folder.rmdir()
    show(session, answer)


def _new_book(session: Session) -> tuple[Path, Path | None]:
    """Return the path for the sample book, and the folder that was made for it."""
    named = session.db or os.environ.get("NETCLI_DB")
    if named and not os.path.lexists(named):
        return Path(named).absolute(), None
    folder = Path(tempfile.mkdtemp(prefix="netcli-demo-"))
    return folder / "netcli.db", folder
