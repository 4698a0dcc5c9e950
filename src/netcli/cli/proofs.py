"""`verify`: check a proof that `netcli path --proof` wrote."""

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
    """Check a proof from `netcli path --proof`: the chain's length, and the number of chains of that length.

    Any copy of the book will do. The check shares no code with `netcli path`. Exit code 5 means that the proof is
    wrong, or that the book differs.
    """
    session: Session = ctx.obj
    with opened(file, say("give a file with the output of netcli path A B --proof --json")) as lines:
        proof = lines.read()
    with session.book() as book:
        answer = book.verify(proof)
    show(session, answer)
