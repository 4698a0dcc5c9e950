"""`mcp`: let an assistant query the book."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.session import Session
from netcli.errors import NotInstalled
from netcli.language import say, tr

app = typer.Typer()

Write = Annotated[bool, typer.Option("--write", help="Allow proposed changes, each of which you confirm.")]
Details = Annotated[bool, typer.Option("--details", help="Show e-mails, phones, notes, tags and evidence.")]


@app.command("mcp")
def mcp(
    ctx: typer.Context,
    write: Write = False,
    details: Details = False,
    private: Annotated[bool, typer.Option("--include-private", help="Include private people and links.")] = False,
) -> None:
    """Let an assistant ask the book, over standard input and output (Model Context Protocol).

    Read-only unless --write. The answers go to the assistant's maker: names, companies, titles, cities and
    chains, but nothing about private people, and no e-mails, phones or notes without --details. `netcli setup`
    configures an assistant to start this command.
    """
    session: Session = ctx.obj
    try:
        from netcli.mcp import server  # imported here, because it takes a second
        from netcli.mcp.access import Access
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("netcli"):
            raise
        raise NotInstalled(say("netcli mcp"), "mcp", "mcp>=2.3,<3") from error
    with session.book():
        pass  # continue: an assistant would not show why the server cannot start
    if session.can_ask():
        from netcli.cli.prompts import tell  # assistants need no prompts

        tell(tr("waiting for an assistant on standard input; to make an assistant start this command: netcli setup"))
    server.serve(Access(session.db, write=write and not session.dry_run, details=details, private=private))
