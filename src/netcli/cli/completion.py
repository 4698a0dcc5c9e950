"""`completion`: complete names, and print the scripts that shells need for the completion."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

import netcli
from netcli.errors import NetcliError, Usage
from netcli.language import say

if TYPE_CHECKING:
    from netcli.ask.completion import What
    from netcli.cli.session import Session

app = typer.Typer()

SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")
"""The shells for which netcli has a script."""


class Offer(str):
    """A completion that Typer accepts even if its case or accents differ."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Return True."""
        return True


def complete_name(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the names that begin with *incomplete*, ignoring case and accents; after `email:`, return addresses."""
    return _asked(ctx, incomplete, "person")


def complete_filter(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the filters and names that begin with *incomplete*."""
    return _asked(ctx, incomplete, "filter")


def complete_tag(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the tags that begin with *incomplete*."""
    return _asked(ctx, incomplete, "tag")


def complete_tagged(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the names that begin with *incomplete*.

    If the command line already contains a person or `--where`, return tags that begin with *incomplete*.
    """
    behind = ctx is not None and (ctx.params.get("words") or ctx.params.get("where"))
    return _asked(ctx, incomplete, "tag" if behind else "person")


def complete_whom(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the names that begin with *incomplete*; after `tag:`, return tags instead."""
    if incomplete.startswith("tag:"):
        return _asked(ctx, incomplete, "filter")
    return _asked(ctx, incomplete, "person")


def one_of(*words: str) -> Callable[[str], list[str]]:
    """Return a completion function for an option that takes *words*, separated by commas."""

    def complete(incomplete: str) -> list[str]:
        whole, comma, begun = incomplete.rpartition(",")
        return [Offer(f"{whole}{comma}{word}") for word in words if word.startswith(begun)]

    return complete


def complete_removed(ctx: typer.Context | None, incomplete: str) -> list[str]:
    """Return the names in the trash that begin with *incomplete*."""
    return _asked(ctx, incomplete, "removed")


def _asked(ctx: typer.Context | None, incomplete: str, what: "What") -> list[str]:
    try:
        named = ctx.params.get("db") if ctx is not None else None
        with netcli.open(Path(named) if named else None) as book:
            given = _given(ctx)
            return [Offer(each) for each in book.complete(incomplete, what) if each not in given]
    except (NetcliError, OSError):
        return []


def _given(ctx: typer.Context | None) -> set[object]:
    """Return the words of the command line, which no command needs twice."""
    values = ctx.params.values() if ctx is not None else ()
    return {word for value in values for word in (value if isinstance(value, (list, tuple)) else (value,))}


@app.command("completion")
def completion(
    ctx: typer.Context,
    shell: Annotated[
        str | None,
        typer.Argument(
            help="bash (default), zsh, fish, powershell or pwsh; with --install, the default is the shell that you"
            " use.",
            autocompletion=one_of(*SHELLS),
        ),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Add the completion to your shell's startup file, after asking.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the completion from the startup file.")] = False,
) -> None:
    """Print the script that lets your shell complete names; --install installs the script.

    To load the script yourself: `eval "$(netcli completion bash)"` in bash, `eval "$(netcli completion zsh)"` in zsh,
    `netcli completion fish | source` in fish.
    """
    if shell is not None and shell not in SHELLS:
        raise Usage(
            say("{shell!r} is not a supported shell", shell=shell), say("choose bash, zsh, fish, powershell or pwsh")
        )
    if install and remove:
        raise Usage(
            say("--install and --remove cannot be combined"), say("remove one of these options: --install, --remove")
        )
    if install or remove:
        _set_up(ctx.obj, shell, remove=remove)
    else:
        _print(ctx.obj, shell or "bash")


def _print(session: "Session", shell: str) -> None:
    """Write the completion script to stdout, as text or in a JSON document."""
    text = script(shell).rstrip()
    if not session.for_machines:
        typer.echo(text)
        return
    from netcli.answers import Answer
    from netcli.answers.setup import Script
    from netcli.cli.output import show

    show(session, Answer("completion", {"shell": shell}, Script(shell, f"{text}\n")))


def _set_up(session: "Session", shell: str | None, *, remove: bool) -> None:
    """Add the completion to the shell's startup file. If *remove* is true, remove the completion."""
    # imported here to keep the completion of names fast; users need these modules only to install the completion
    from netcli.answers import Answer
    from netcli.answers.setup import Completion
    from netcli.cli import config
    from netcli.cli.output import show
    from netcli.config import block, edits, shells

    shell = shell or shells.of_user() or "bash"
    if shell not in shells.LINES:
        raise Usage(
            say("netcli does not know which file {shell} reads", shell=shell),
            say("add the completion yourself: netcli completion {shell} >> $PROFILE", shell=shell),
        )
    file, what = shells.file(shell), say("the completion of {shell}", shell=shell)

    def put(text: str) -> str:
        return block.put(text, shells.LINES[shell])

    if remove:
        done = config.take_out(session, edits.take_out(file, put, block.take), what)
    else:
        done = config.put_in(
            session, edits.put_in(file, put), what, say("completion works in every shell that you open from now on")
        )
    query = {"shell": shell, "remove": remove} | ({"dry_run": True} if session.dry_run else {})
    result = Completion(shell, str(file), done.backup, done.written, shell)
    show(session, Answer("completion", query, result, summary=done.summary))


def script(shell: str) -> str:
    """Return the completion script for *shell*."""
    if shell in ("bash", "zsh", "fish"):  # typer's own scripts do not keep a name as one word
        return (Path(netcli.__file__).parent / "templates" / f"completion.{shell}").read_text(encoding="utf-8")
    from typer._completion_shared import get_completion_script

    text = get_completion_script(prog_name="netcli", complete_var="_NETCLI_COMPLETE", shell=shell)
    return text.replace("-CommandName netcli ", "-CommandName netcli, netcli-contacts ")
