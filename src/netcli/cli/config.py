"""Edit configuration files of other programs: each edit is shown, confirmed, and then written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from netcli.config import edits
from netcli.language import say, spoken, tr

if TYPE_CHECKING:
    from netcli.cli.session import Session


class Done(NamedTuple):
    """The result of an edit to a configuration file."""

    written: bool
    backup: str | None
    summary: str


def put_in(session: Session, edit: edits.Edit, what: str, then: str, *, beware: str = "") -> Done:
    """Add an entry to a file if the user agrees. Otherwise, raise Refused.

    The text *what* describes the entry. The text *then* gives the user's next step. The text *beware* warns of a
    danger.
    """
    if not edit.changes:
        return Done(False, None, say("{what} is already in {file}", what=what, file=edit.file))
    if session.dry_run or not session.yes:
        _show(session, edit, beware if session.can_ask() else "")
    if session.dry_run:
        return Done(False, None, say("would write {what} to {file}; nothing written", what=what, file=edit.file))
    question = say("write {what} to {file}", what=what, file=edit.file)
    warned = not beware or session.can_ask()
    session.confirm(question if warned else say("{beware}; {question}", beware=beware, question=question))
    backup = edits.carry_out(edit)
    told = {"what": what, "file": edit.file, "then": then}
    if backup is None:
        return Done(True, None, say("wrote {what} to {file}; {then}", **told))
    summary = say("wrote {what} to {file}; its old content is in {backup}; {then}", **told, backup=backup)
    return Done(True, str(backup), summary)


def take_out(session: Session, edit: edits.Edit, what: str) -> Done:
    """Remove an entry from a file; *what* describes the entry."""
    if not edit.changes:
        return Done(False, None, say("{what} is not in {file}", what=what, file=edit.file))
    if session.dry_run:
        return Done(False, None, say("would remove {what} from {file}; nothing written", what=what, file=edit.file))
    backup = edits.carry_out(edit)
    if backup is None:
        return Done(True, None, say("removed {what} from {file}", what=what, file=edit.file))
    summary = say(
        "removed {what} from {file}; its old content is in {backup}", what=what, file=edit.file, backup=backup
    )
    return Done(True, str(backup), summary)


def _show(session: Session, edit: edits.Edit, beware: str) -> None:
    """Show the warning and the lines to be added."""
    if session.for_machines or session.quiet:
        return
    from netcli.render import sentence  # only for people
    from netcli.render.clean import clean

    if beware:
        sentence(spoken(beware), sys.stderr)
    sentence(tr("{file} gets:", file=edit.file), sys.stderr)
    for line in edit.added():
        typer.echo(f"  {clean(line)}", file=sys.stderr)
