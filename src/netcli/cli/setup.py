"""`setup`: add netcli to an assistant's configuration."""

from __future__ import annotations

import importlib.util
import os
from typing import Annotated

import typer

from netcli.answers import Answer, Remark
from netcli.answers.setup import Setup
from netcli.cli import config
from netcli.cli.assistants import Details, Write
from netcli.cli.completion import one_of
from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.config import clients
from netcli.errors import one_of as known
from netcli.language import say

app = typer.Typer()


@app.command("setup")
def setup(
    ctx: typer.Context,
    client: Annotated[
        str,
        typer.Argument(
            help=f"{', '.join(clients.CLIENTS)}.", metavar="CLIENT", autocompletion=one_of(*clients.CLIENTS)
        ),
    ],
    write: Write = False,
    details: Details = False,
    remove: Annotated[bool, typer.Option("--remove", help="Remove netcli from the assistant's settings.")] = False,
) -> None:
    """Add `netcli mcp` to an assistant's settings, so that the assistant can ask the book; you are asked first.

    netcli's answers then go to that assistant, and so to its maker.
    """
    session: Session = ctx.obj
    chosen = clients.CLIENTS[known("client", client, [*clients.CLIENTS])]
    options = [name for name, wanted in (("--write", write), ("--details", details)) if wanted]
    words = clients.command(str(session.db) if session.db else os.environ.get("NETCLI_DB"), options)
    warnings = [] if remove else _warnings(chosen, details=details)
    if remove:
        done = config.take_out(session, clients.take_out(chosen, words), say("netcli for {client}", client=chosen.name))
    else:
        edit = clients.put_in(chosen, words)
        then = say("restart {client}", client=chosen.name)
        done = config.put_in(
            session, edit, say("netcli for {client}", client=chosen.name), then, beware=_leaves(chosen, details=details)
        )
    query = {"client": client, "write": write, "details": details, "remove": remove}
    query |= {"dry_run": True} if session.dry_run else {}
    result = Setup(client, str(chosen.path()), done.backup, done.written)
    show(session, Answer("setup", query, result, warnings, summary=done.summary))


def _leaves(client: clients.Client, *, details: bool) -> str:
    """Return a sentence about the data that leave the computer."""
    return say(
        "{client} sends what netcli says about your contacts to {maker}: names, companies, titles, "
        "cities, chains, e-mails, phones and notes; private people are left out"
        if details
        else "{client} sends what netcli says about your contacts to {maker}: names, companies, titles, cities"
        " and chains; private people are left out",
        client=client.name,
        maker=client.maker,
    )


def _warnings(client: clients.Client, *, details: bool) -> list[Remark]:
    """Return warnings about data that leave the computer and about a missing package."""
    warnings: list[Remark] = [{"code": "leaves", "message": _leaves(client, details=details)}]
    if importlib.util.find_spec("mcp") is None:
        missing = say(
            "netcli mcp needs the package mcp, which is not installed: pipx inject netcli-contacts 'mcp>=2.3,<3'"
        )
        warnings.append({"code": "not_installed", "message": missing})
    return warnings
