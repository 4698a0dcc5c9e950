"""Assistants: `mcp`."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.session import Session
from netcli.errors import NotInstalled

app = typer.Typer()

Write = Annotated[bool, typer.Option("--write", help="Changes may be proposed, too, and are confirmed one by one.")]
Details = Annotated[bool, typer.Option("--details", help="E-mails, phones, notes, tags and evidence may be told.")]


@app.command("mcp")
def mcp(
    ctx: typer.Context,
    write: Write = False,
    details: Details = False,
    private: Annotated[bool, typer.Option("--include-private", help="Private people and links, too.")] = False,
) -> None:
    """Let an assistant ask the book, over standard input and output (Model Context Protocol).

    Read-only unless --write. What a tool answers goes to the assistant's maker: names, companies, titles, cities and
    chains, and never anybody private; no e-mails, phones or notes without --details. An assistant starts it by itself
    once `netcli setup` has told it how.
    """
    session: Session = ctx.obj
    try:
        from netcli.mcp import server  # takes a second, for this command alone
        from netcli.mcp.access import Access
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("netcli"):
            raise
        raise NotInstalled("netcli mcp", "mcp", "mcp>=2.3,<3") from error
    with session.book():
        pass  # an assistant does not show why it cannot start
    if session.can_ask():
        typer.echo("waiting for an assistant to speak; netcli setup tells one how to start this", err=True)
    server.serve(Access(session.db, write=write and not session.dry_run, details=details, private=private))
