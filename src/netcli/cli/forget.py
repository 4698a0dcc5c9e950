"""`forget`: erase a person permanently."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from netcli.cli.completion import complete_name
from netcli.cli.output import show, show_trial
from netcli.cli.session import Session
from netcli.language import say, tr

app = typer.Typer()


@app.command("forget")
def forget(
    ctx: typer.Context,
    person: Annotated[
        str, typer.Argument(help="The person: id:, a key, an @alias or a full name.", autocompletion=complete_name)
    ],
    notes: Annotated[
        bool, typer.Option("--notes", help="Also remove the person's name from other people's notes.")
    ] = False,
) -> None:
    """Erase a person from the book, its history and its backups, for good; `netcli undo` cannot reverse this.

    The person's name is blanked everywhere else, except in other people's notes. netcli keeps only salted hashes of the
    person's addresses (or of the name and company, if there is no address). By these hashes, later imports ignore the
    person until you bring the person back with `netcli add --new`. Only the folder of the book is searched: delete
    pages, exports and copies elsewhere yourself.
    """
    from netcli.book import care

    session: Session = ctx.obj
    if session.dry_run or not session.yes:
        tried = care.forget(person, session.db, notes=notes, dry_run=True, **session.asking())
        if session.dry_run:
            show(session, tried)
            _say_where(session)
            return
        show_trial(session, tried)
        _say_where(session)
        whom = tried.result.people[0]
    else:
        whom = care.named_to_forget(person, session.db, **session.asking())  # an error comes before the announcement
    session.confirm_for_good(say("forget {whom} for good", whom=whom.shown()))
    show(session, care.forget(whom, session.db, notes=notes, **session.asking()))


def _say_where(session: Session) -> None:
    """Say on stderr that only the folder of the book is searched."""
    if not (session.for_machines or session.quiet):
        from netcli.book import page_of
        from netcli.render import sentence

        folder = page_of(session.db).absolute().parent
        said = tr(
            "pages, exports and copies in folders other than {folder} are not searched: delete them yourself",
            folder=folder,
        )
        sentence(said, sys.stderr)
