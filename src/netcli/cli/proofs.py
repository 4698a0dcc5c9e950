"""`verify`: check whether a proof from `path --proof` holds."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.lines import opened
from netcli.cli.output import show
from netcli.cli.session import Session
from netcli.language import say

app = typer.Typer()


@app.command("verify")
def verify(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The output of netcli path A B --proof --json.")],
) -> None:
    """Check a proof from path --proof on any copy of the book: the chain's length, and how many chains are as short.

    The check shares no code with path. Exit code 5 means that the proof does not hold, or that the book differs.
    """
    session: Session = ctx.obj
    with opened(file, say("give a file with the output of netcli path A B --proof --json")) as lines:
        proof = lines.read()
    with session.book() as book:
        answer = book.verify(proof)
    show(session, answer)
