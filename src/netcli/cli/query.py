"""Addresses for mail programs: `query`."""

from __future__ import annotations

from typing import Annotated

import typer

from netcli.cli.options import Limit, Private
from netcli.cli.output import put_text, show, show_notes
from netcli.cli.session import Session

app = typer.Typer()


@app.command("query")
def query(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Words of a name, or the start of an address.")],
    remove_first_line: Annotated[
        bool,
        typer.Option("--remove-first-line", help="Leave out the first line, which mutt expects and aerc does not."),
    ] = False,
    private: Private = False,
    limit: Limit = 50,
) -> None:
    """Look up e-mail addresses for mutt and aerc: address, name and workplace on one line, separated by tabs.

    In mutt: set query_command = "netcli query '%s'". In aerc: address-book-cmd = netcli query --remove-first-line "%s".
    """
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.query(" ".join(text), limit=limit, private=private)
    if session.for_machines or session.csv or session.tsv or session.fields is not None:
        show(session, answer)
    else:
        from netcli.render.query import lines

        put_text(lines(answer, message=not remove_first_line))
        show_notes(session, answer.replaced(result=None))
