"""`demo`: a temporary book of invented people, to try netcli on."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import typer

from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import CannotCreate
from netcli.language import say

app = typer.Typer()


@app.command("demo")
def demo(ctx: typer.Context) -> None:
    """Create a temporary book of invented people, to try netcli with.

    It is written to the file of --db or NETCLI_DB. If NETCLI_DB names an existing file, or if neither is given, it is
    written to a new temporary folder.
    """
    session: Session = ctx.obj
    session.db, folder = _new_book(session)
    with session.book(write=True, create=True) as book:
        answer = book.demo()
    if folder is not None and session.dry_run:
        folder.rmdir()
    show(session, answer if session.dry_run else answer.replaced(summary=None))  # the answer itself says it


def _new_book(session: Session) -> tuple[Path, Path | None]:
    """Return the path for the sample book. If a new folder was made for the book, return the folder, too."""
    if session.db and os.path.lexists(session.db):
        raise CannotCreate(
            say("{output} exists", output=session.db), say("choose a new file for the sample: netcli --db FILE demo")
        )
    named = session.db or os.environ.get("NETCLI_DB")
    if named and not os.path.lexists(named):
        return Path(named).absolute(), None
    folder = Path(tempfile.mkdtemp(prefix="netcli-demo-"))
    return folder / "netcli.db", folder
