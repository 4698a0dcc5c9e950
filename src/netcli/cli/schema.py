"""`schema`: the JSON Schema of every answer."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.completion import one_of
from netcli.errors import Usage
from netcli.language import say

app = typer.Typer()


def _complete(incomplete: str) -> list[str]:
    """Return the schemas whose names begin with *incomplete*."""
    from netcli.answers import schemas

    return one_of(*schemas.commands())(incomplete)


@app.command("schema")
def schema(
    command: Annotated[str | None, typer.Argument(help="The command to describe.", autocompletion=_complete)] = None,
) -> None:
    """Print the JSON Schema of a command's answer, or of all answers."""
    from netcli.answers import schemas
    from netcli.render.json import dumps

    known = schemas.commands()
    if command is not None and command not in known:
        raise Usage(
            say("{command!r} has no schema", command=command),
            say("choose one of these: {known}", known=", ".join(known)),
        )
    wanted = schemas.document(command) if command else {name: schemas.document(name) for name in known}
    typer.echo(dumps(wanted, indent=2))
