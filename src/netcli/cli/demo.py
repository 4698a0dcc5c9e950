"""`demo`: a throw-away book of invented people, to try netcli on; never the user's own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import typer

from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.errors import CannotCreate

app = typer.Typer()


@app.command("demo")
def demo(ctx: typer.Context) -> None:
    """Make a throw-away book of invented people, to try netcli on.

    It goes to --db or NETCLI_DB, where nothing may be yet, or else to a new temporary folder; never to your own book.
    """
    session: Session = ctx.obj
    session.db, folder = _new_book(session)
    with session.book(write=True, create=True) as book:
        answer = book.demo()
    if folder is not None and session.dry_run:
        folder.rmdir()
    show(session, answer)


def _new_book(session: Session) -> tuple[Path, Path | None]:
    """Return where the sample book goes, and the folder that was made for it.

    Raises CannotCreate when a file is there already.
    """
    named = session.db or os.environ.get("NETCLI_DB")
    if not named:
        folder = Path(tempfile.mkdtemp(prefix="netcli-demo-"))
        return folder / "netcli.db", folder
    path = Path(named).absolute()
    if path.exists():
        raise CannotCreate(f"{path} exists", "name a new file with --db: the sample book never touches another")
    return path, None
