"""Edit configuration files of other programs: each edit is shown, confirmed, and then written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from netcli.config import edits

if TYPE_CHECKING:
    from netcli.cli.session import Session


class Done(NamedTuple):
    """The result of an edit: whether the file was written, the backup of the old text, and a summary."""

    written: bool
    backup: str | None
    summary: str


def put_in(session: Session, edit: edits.Edit, what: str, then: str, *, beware: str = "") -> Done:
    """Show the warnings in *beware*, ask, and add *what* to a file; *then* is what to do next.

    Raises Refused.
    """
    if not edit.changes:
        return Done(False, None, f"{what} is already in {edit.file}")
    if session.dry_run or not session.yes:
        _show(session, edit, beware if session.can_ask() else "")
    if session.dry_run:
        return Done(False, None, f"would write {what} to {edit.file}; nothing written")
    told = "" if session.can_ask() else f"{beware}; " if beware else ""
    session.confirm(f"{told}write {what} to {edit.file}?")
    backup = edits.carry_out(edit)
    kept = f"; its old content is in {backup}" if backup else ""
    return Done(True, str(backup) if backup else None, f"wrote {what} to {edit.file}{kept}; {then}")


def take_out(session: Session, edit: edits.Edit, what: str) -> Done:
    """Remove *what* from a file."""
    if not edit.changes:
        return Done(False, None, f"{what} is not in {edit.file}")
    if session.dry_run:
        return Done(False, None, f"would remove {what} from {edit.file}; nothing written")
    backup = edits.carry_out(edit)
    kept = f"; its old content is in {backup}" if backup else ""
    return Done(True, str(backup) if backup else None, f"removed {what} from {edit.file}{kept}")


def _show(session: Session, edit: edits.Edit, beware: str) -> None:
    """Show the lines to be added, unless a script is reading."""
    if session.for_machines or session.quiet:
        return
    from netcli.render.clean import clean  # only for people

    if beware:
        typer.echo(beware, file=sys.stderr)
    typer.echo(f"{clean(str(edit.file))} gets:", file=sys.stderr)
    for line in edit.added():
        typer.echo(f"  {clean(line)}", file=sys.stderr)
