"""`dates`: the next birthdays and anniversaries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netcli.cli.options import Limit, Private
from netcli.cli.output import put_text, refuse_existing, show, show_notes, write_file
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.language import plural, say

app = typer.Typer()


@app.command("dates")
def dates(
    ctx: typer.Context,
    within: Annotated[
        str | None, typer.Option("--next", metavar="SPAN", help="How far ahead to look: 30d (default), 6w, 3m, 1y.")
    ] = None,
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="Write the dates as a calendar (-: stdout).")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
    private: Private = False,
    limit: Limit = 0,
) -> None:
    """List the next birthdays, and the next anniversaries of first contacts."""
    session: Session = ctx.obj
    if ics is not None:
        _write(session, ics, within, private=private, force=force)
        return
    with session.book() as book:
        answer = book.dates(within=within or "30d", limit=limit)
    show(session, answer)


def _write(session: Session, ics: str, within: str | None, *, private: bool, force: bool) -> None:
    """Write the calendar to the file *ics*, or to stdout if *ics* is `-`."""
    if ics == "-" and session.for_machines:
        raise Usage(say("a calendar on stdout cannot be combined with --json"), say("write to a file: --ics FILE"))
    from netcli.exporters import ical

    place = Path(ics)
    if ics != "-":
        refuse_existing(session, place, force=force)
    with session.book() as book:
        answer = book.calendar(within=within, private=private)
    texts = ical.write(answer.result)
    if ics == "-":
        put_text(texts)
        show_notes(session, answer.replaced(result=None))
        return
    write_file(place, texts, dry_run=session.dry_run)
    counts = {"dates": plural(len(answer.result), "date"), "file": ics}
    if session.dry_run:
        summary = say("would write {dates} to {file}; nothing written", **counts)
    else:
        summary = say("wrote {dates} to {file}", **counts)
    show(session, answer.replaced(query={**answer.query, "ics": ics}, summary=summary))
