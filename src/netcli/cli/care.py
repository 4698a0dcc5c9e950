"""Look after the book: `undo`, `redo`, `history`, `check`, `where`, `schema`, `completion`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netcli.answers import Answer, limited
from netcli.answers.book import Backup, Checked, Where
from netcli.answers.edits import Written
from netcli.cli.asking import named
from netcli.cli.completing import people as completed
from netcli.cli.opening import reading, show, writing
from netcli.cli.settings import Settings
from netcli.errors import BadInput

app = typer.Typer()


@app.command("undo")
def undo(
    ctx: typer.Context,
    batch: Annotated[int | None, typer.Option("--batch", metavar="N", help="Take back this import only.")] = None,
) -> None:
    """Take the last command back, or one import."""
    from netcli.tell import undo as taking_back

    settings: Settings = ctx.obj
    with writing(settings) as writer:
        if batch is None:
            with writer.unrecorded() as change:
                summary = "undone: " + taking_back.undo(change)
        else:
            with writer.change("undo") as change:
                summary = change.summary = taking_back.undo_batch(change, batch, insist=settings.yes)
    answer = Answer("undo", {"batch": batch}, Written(1, [], [], change.id or None), summary=summary)
    show(settings, answer)


@app.command("redo")
def redo(ctx: typer.Context) -> None:
    """Do again what was undone last."""
    from netcli.tell import undo as taking_back

    settings: Settings = ctx.obj
    with writing(settings) as writer, writer.unrecorded() as change:
        summary = "done again: " + taking_back.redo(change)
    show(settings, Answer("redo", {}, Written(1, [], [], None), summary=summary))


@app.command("history")
def history_(
    ctx: typer.Context,
    person: Annotated[str | None, typer.Argument(help="Only what touched her.", autocompletion=completed)] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many; 0 for all.")] = 20,
) -> None:
    """List what was done to the book, newest first."""
    from netcli.store.history import entries

    settings: Settings = ctx.obj
    with reading(settings) as reader:
        who = named(settings, reader, person) if person is not None else None
        changes = entries(reader, who.id if who else None)
    shown, warnings = limited(changes, limit)
    show(settings, Answer("history", {"person": who}, shown, warnings))


@app.command("where")
def where(ctx: typer.Context) -> None:
    """Say where the book is, and how large."""
    from netcli.store import connection

    settings: Settings = ctx.obj
    path, named_by = connection.locate(settings.db)
    with reading(settings) as reader:
        people, links = reader.counts()
        result = Where(str(path.absolute()), named_by, connection.SCHEMA_VERSION, people, links, path.stat().st_size)
    show(settings, Answer("where", {}, result))


@app.command("backup")
def backup(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to; else beside the book.")] = None,
) -> None:
    """Copy the book to a new file, and verify the copy."""
    from netcli.store import backup, connection

    settings: Settings = ctx.obj
    path, _ = connection.locate(settings.db)
    copy = backup.copy(path, file or backup.usual_place(path), dry_run=settings.dry_run)
    result = Backup(str(copy.file.absolute()), copy.bytes, copy.people, copy.links, verified=True)
    show(settings, Answer("backup", {"file": None if file is None else str(file)}, result))


@app.command("check")
def check(ctx: typer.Context) -> None:
    """Look for damage: the file's own structure, and whether everything that follows still follows."""
    from netcli.store.check import problems

    settings: Settings = ctx.obj
    with reading(settings) as reader:
        found = problems(reader)
    if found:
        raise BadInput(f"the book is damaged: {found[0]}", "restore a backup", code="damaged_book")
    show(settings, Answer("check", {}, Checked(found)))
