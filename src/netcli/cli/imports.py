"""Import: `import`, `imports`."""

from __future__ import annotations

import csv
import gc
import io
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netcli.answers import Answer, limited
from netcli.cli.asking import named
from netcli.cli.completing import people as completed
from netcli.cli.opening import reading, show, writing
from netcli.cli.settings import Settings
from netcli.errors import CannotCreate, Unknown, Usage

if TYPE_CHECKING:
    from netcli.answers.imports import Rejected
    from netcli.store.writer import Change

app = typer.Typer()

Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many to list; 0 for all.")]


@app.command("import")
def import_(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Exports, archives, folders, or -.")],
    owner: Annotated[
        str | None,
        typer.Option("--owner", metavar="P", help="Whose export it is, if not yours.", autocompletion=completed),
    ] = None,
    network: Annotated[str | None, typer.Option("--network", metavar="NAME", help="Where it comes from.")] = None,
    create: Annotated[bool, typer.Option("--create", help="Add the owner if the book does not know her.")] = False,
    no_create: Annotated[bool, typer.Option("--no-create", help="Reject links to people unknown.")] = False,
    map_: Annotated[
        str | None, typer.Option("--map", metavar="MAP", help='Columns of a table: name="Nom complet",..., or @SAVED.')
    ] = None,
    save_map: Annotated[str | None, typer.Option("--save-map", metavar="NAME", help="Keep --map as @NAME.")] = None,
    columns: Annotated[bool, typer.Option("--columns", help="Show how a table is understood; import nothing.")] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar="FILE", help="Write bad rows there.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the FILE of --rejects.")] = False,
    since_last: Annotated[
        bool, typer.Option("--since-last", help="Compare with the import before: who is new, gone, in another job.")
    ] = False,
) -> None:
    """Bring a network's exports into the book.

    Importing a file twice changes nothing; `netcli undo` takes the whole command back. An export of netcli's own
    (`--format json`) restores the whole book if there is none, or nobody but you in it.
    """
    from netcli.cli.progress import counted
    from netcli.intake import imports as imported
    from netcli.intake.imports import unwatched
    from netcli.store import mappings

    settings: Settings = ctx.obj
    if save_map and not map_:
        raise Usage("--save-map keeps what --map says", '--map name="Nom complet" --save-map NAME')
    if columns:
        show(settings, imported.columns(files, _mapping(settings, map_)))
        return
    if rejects is not None and rejects.exists() and not force:
        raise CannotCreate(f"{rejects} exists", "--force overwrites it")
    gc.disable()  # millions of records, no cycles: looking for some takes a fifth of the time
    fresh = _makes_book(settings, files)
    rows: list[Rejected] = []
    progress = partial(counted, terminal=sys.stderr) if settings.is_watched() else unwatched
    try:
        with writing(settings, create=fresh) as writer, writer.change("import") as change:
            whose = 0 if fresh else _owner(settings, change, owner, create=create)
            created = change.outcome.people["person"]
            mapping = imported.mapping_of(map_, change.reader) if map_ else {}
            if save_map:
                mappings.save(change, save_map.removeprefix("@"), mapping)
            answer = imported.bring_in(
                change,
                imported.Request(
                    files,
                    whose,
                    network,
                    not no_create,
                    mapping,
                    since_last,
                    rows if rejects else None,
                    progress,
                    created=created,
                ),
            )
    finally:
        if rejects is not None:
            _write_rejects(rows, rejects, force=force)
    show(settings, answer)


def _makes_book(settings: Settings, paths: list[str]) -> bool:
    """Is there no book yet, and the first file a whole one?"""
    from netcli.importers import netcli_export as exported
    from netcli.importers.places import of_path
    from netcli.store import connection

    first = Path(paths[0])
    return not connection.locate(settings.db)[0].exists() and first.is_file() and exported.claims(of_path(first))


def _write_rejects(rows: list[Rejected], file: Path, *, force: bool) -> None:
    """Write the rows that could not be used, as they came, to *file* as CSV."""
    from netcli.cli.output import deliver

    text = io.StringIO(newline="")
    table = csv.DictWriter(text, ("file", "line", "reason", "row"))
    table.writeheader()
    table.writerows(asdict(row) for row in rows)
    deliver(text.getvalue(), file, force=force, stream=sys.stdout)


def _mapping(settings: Settings, words: str | None) -> dict[str, str]:
    """The mapping of `--map`; the book is opened only for a saved one."""
    from netcli.intake.imports import mapping_of

    if words is None:
        return {}
    if not words.startswith("@"):
        return mapping_of(words, None)
    with reading(settings) as reader:
        return mapping_of(words, reader)


def _owner(settings: Settings, change: Change, words: str | None, *, create: bool) -> int:
    from netcli.tell import edits

    if words is None:
        return change.reader.me()
    if create and (number := edits.add_named(change, words)):
        change.derive()
        return number
    try:
        return named(settings, change.reader, words, fuzzy=False).id
    except Unknown as error:
        raise Unknown(error.message, "--create adds the owner; " + (error.hint or "")) from error


def take_typed(settings: Settings, command: str, *, create: bool = True) -> None:
    """`add -` and `link -`: rows from standard input, as a batch of the network `hand`."""
    from netcli.importers import edges, typed_rows
    from netcli.intake.imports import Request, bring_in

    importer = edges if command == "link" else typed_rows
    with writing(settings) as writer, writer.change(command) as change:
        answer = bring_in(change, Request(["-"], change.reader.me(), "hand", create=create, typed=importer))
    show(settings, Answer(command, answer.query, answer.result, answer.warnings, answer.exit_code))


@app.command("imports")
def imports(
    ctx: typer.Context,
    batch: Annotated[int | None, typer.Argument(metavar="[BATCH]", help="Show what this one did.")] = None,
    limit: Limit = 0,
) -> None:
    """List the files that were imported, newest first."""
    from netcli.intake.batches import listed, report_of

    settings: Settings = ctx.obj
    with reading(settings) as reader:
        if batch is not None:
            show(settings, Answer("imports", {"batch": batch}, [report_of(reader, batch)]))
            return
        batches = listed(reader)
    shown, warnings = limited(batches, limit)
    show(settings, Answer("imports", {}, shown, warnings))
