"""Completion of names, and the script that makes a shell ask for it: `completion`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

import netcli
from netcli.errors import NetcliError, Usage

app = typer.Typer()


class Offer(str):
    """A value that begins, folded, with what was typed: typer would compare letter by letter, and drop it."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Return True."""
        return True


def complete_name(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the full names that begin, folded, with *incomplete*, or the keys after `email:`; none without a book."""
    return _asked(ctx, incomplete, "person")


def complete_filter(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the conditions, and the names, that begin with *incomplete*."""
    return _asked(ctx, incomplete, "filter")


def complete_tagged(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the names, or behind a person (or with --where) the tags, that begin with *incomplete*."""
    behind = ctx is not None and (ctx.params.get("words") or ctx.params.get("where"))
    return _asked(ctx, incomplete, "tag" if behind else "person")


def one_of(*words: str) -> Callable[[str], list[str]]:
    """Return what completes an option that takes one of these *words*; of a list with commas, the last."""

    def complete(incomplete: str) -> list[str]:
        whole, comma, begun = incomplete.rpartition(",")
        return [Offer(f"{whole}{comma}{word}") for word in words if word.startswith(begun)]

    return complete


def _asked(ctx: typer.Context | None, incomplete: str, what: Literal["person", "filter", "tag"]) -> list[str]:
    try:
        named = ctx.params.get("db") if ctx is not None else None
        with netcli.open(Path(named) if named else None) as book:
            return [Offer(each) for each in book.complete(incomplete, what)]
    except (NetcliError, OSError):
        return []


@app.command("completion")
def completion(
    shell: Annotated[str, typer.Argument(help="bash, zsh, fish, powershell or pwsh.")] = "bash",
) -> None:
    """Print the script that makes your shell complete names: eval "$(netcli completion bash)"."""
    if shell not in ("bash", "zsh", "fish", "powershell", "pwsh"):
        raise Usage(f"{shell!r} is no shell that netcli knows", "choose bash, zsh, fish, powershell or pwsh")
    typer.echo(script(shell).rstrip())


def script(shell: str) -> str:
    """Return the completion script for *shell*: ours, or Typer's where that one keeps a name in one word."""
    if shell in ("bash", "zsh"):
        return (Path(netcli.__file__).parent / "templates" / f"completion.{shell}").read_text(encoding="utf-8")
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name="netcli", complete_var="_NETCLI_COMPLETE", shell=shell)
