"""Completion of names, and the script that makes a shell ask for it: `completion`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import netcli
from netcli.errors import NetcliError, Usage

app = typer.Typer()


class Offer(str):
    """A name that begins, folded, with what was typed: typer would compare letter by letter, and drop it."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Return True."""
        return True


def complete_name(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the full names that begin, folded, with *incomplete*; none without a book."""
    try:
        named = ctx.params.get("db") if ctx is not None else None
        with netcli.open(Path(named) if named else None) as book:
            return [Offer(name) for name in book.complete(incomplete)]
    except (NetcliError, OSError):
        return []


@app.command("completion")
def completion(
    shell: Annotated[str, typer.Argument(help="bash, zsh, fish, powershell or pwsh.")] = "bash",
) -> None:
    """Print the script that makes your shell complete names: eval "$(netcli completion bash)"."""
    from typer._completion_shared import get_completion_script

    if shell not in ("bash", "zsh", "fish", "powershell", "pwsh"):
        raise Usage(f"{shell!r} is no shell that netcli knows", "choose bash, zsh, fish, powershell or pwsh")
    typer.echo(get_completion_script(prog_name="netcli", complete_var="_NETCLI_COMPLETE", shell=shell))
