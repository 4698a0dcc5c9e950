"""`verify`: check whether a proof from `path --proof` holds."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.lines import opened
from netcli.cli.output import show
from netcli.cli.session import Session

app = typer.Typer()


@app.command("verify")
def verify(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="What netcli path A B --proof --json printed.")],
) -> None:
    """Check on any copy of the book that an answer of path --proof holds: its length, and how many are as short.

    This code is independent of that of path. Exit code 5 means that the proof does not hold, or that the book differs.
    """
    session: Session = ctx.obj
    with opened(file, "name what netcli path A B --proof --json printed") as lines:
        proof = lines.read()
    with session.book() as book:
        answer = book.verify(proof)
    show(session, answer)
