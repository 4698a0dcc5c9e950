"""Import and export: `import`, `imports`, `export`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netcli.answers import Answer, cut
from netcli.cli.asking import named
from netcli.cli.opening import reading, show, writing
from netcli.cli.settings import Settings
from netcli.errors import NetcliError, Unknown, Usage

if TYPE_CHECKING:
    from netcli.answers.intake import Import
    from netcli.importers import Reading
    from netcli.store.book import Book
    from netcli.store.intake import File

app = typer.Typer()

Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many to list; 0 for all.")]


@app.command("import")
def import_(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Exports, archives, folders, or -.")],
    owner: Annotated[str | None, typer.Option("--owner", metavar="P", help="Whose export it is, if not yours.")] = None,
    network: Annotated[str | None, typer.Option("--network", metavar="NAME", help="Where it comes from.")] = None,
    create: Annotated[bool, typer.Option("--create", help="Add the owner if the book does not know her.")] = False,
    no_create: Annotated[bool, typer.Option("--no-create", help="Reject links to people unknown.")] = False,
    limit: Limit = 100,
) -> None:
    """Bring a network's exports into the book.

    Importing a file twice changes nothing; `netcli undo` takes the whole command back. An export of netcli's own
    (`--format json`) restores the whole book if there is none, or nobody but you in it.
    """
    settings: Settings = ctx.obj
    gc.disable()  # millions of records, no cycles: looking for some takes a fifth of the time
    fresh = _makes_book(settings, files)
    with writing(settings, create=fresh) as book:
        book.begin_change("import")
        whose = 0 if fresh else _owner(settings, book, owner, create=create)
        answer = _import(book, files, whose, network, create=not no_create, limit=limit)
    show(settings, answer)


def _makes_book(settings: Settings, files: list[str]) -> bool:
    """Is there no book yet, and the first file a whole one?"""
    from netcli.importers import book
    from netcli.importers.source import of_path
    from netcli.store import file

    first = Path(files[0])
    return not file.locate(settings.db)[0].exists() and first.is_file() and book.claims(of_path(first))


def _owner(settings: Settings, book: Book, words: str | None, *, create: bool) -> int:
    from netcli.store import hand, naming

    if words is None:
        return book.reader.me()
    if create and not naming.exactly(book.reader, words):
        number = hand.add_person(book, words, {})
        book.settle()
        return number
    try:
        return named(settings, book.reader, words, fuzzy=False).id
    except Unknown as error:
        raise Unknown(error.message, "--create adds the owner; " + (error.hint or "")) from error


def _import(
    book: Book, paths: list[str], owner: int, network: str | None, *, create: bool, limit: int
) -> Answer:
    """Take every file in, and say what came of each; a bad one stops nothing."""
    from netcli import importers
    from netcli.answers.failing import Problem
    from netcli.answers.intake import Failed, Import
    from netcli.importers.places import places
    from netcli.match import arrival
    from netcli.store import intake

    entries: list[Import | Failed] = []
    warnings: list[dict[str, Any]] = []
    errors: list[NetcliError] = []
    for path in paths:
        for found in places(path):
            name = path if isinstance(found, NetcliError) else found.name
            try:
                if isinstance(found, NetcliError):
                    raise found
                reading = importers.recognise(found.source, network)
                file = intake.File(
                    name, reading.network, found.sha256(), found.archive, reading.encoding, found.modified
                )
                taken = _restored(book, reading, file)
                if taken is None:
                    taken = intake.absorb(book, arrival, file, reading.items(), owner, create=create)
                elif not owner:
                    owner = book.reader.me()
                entry, remarks = taken
            except NetcliError as error:
                if error.code == "unknown_file" and not isinstance(found, NetcliError) and found.optional:
                    warnings.append({"code": "skipped", "file": name, "line": None, "message": error.message})
                    continue
                errors.append(error)
                entries.append(Failed(None, name, Problem(error.code, error.exit_code, error.message, error.hint)))
                continue
            entries.append(entry)
            warnings += remarks[:100]
            if entry.rejected_count > len(entry.rejected):
                warnings.append(cut(len(entry.rejected), entry.rejected_count) | {"file": entry.file, "line": None})
    done = [entry for entry in entries if isinstance(entry, Import)]
    if not done:
        raise errors[0] if errors else Usage(f"nothing to import in {', '.join(paths)}", "name an export file")
    if any(not entry.repeated for entry in done):
        book.end_change(_summary(done))
    else:
        book.drop_change()
    query = {"files": paths, "owner": book.reader.person(owner), "network": network}
    return Answer("import", query, entries, warnings, exit_code=errors[0].exit_code if errors else 0)


def _restored(book: Book, reading: Reading, file: File) -> tuple[Import, list[dict[str, Any]]] | None:
    """What came of netcli's own export of this very book, or of any into an empty one; None if it is no such case."""
    from netcli.importers import book as exported
    from netcli.store import dump, restoring

    if reading.importer is not exported:
        return None
    document = exported.whole(reading.source)
    if restoring.empty(book):
        return restoring.restore(book, file, document)
    if dump.holds(book.reader, document):
        return restoring.unchanged(book, file, document), []
    return None


def _summary(entries: list[Any]) -> str:
    people = sum(entry.people.new + entry.people.unsure for entry in entries)
    links = sum(entry.links.new for entry in entries)
    files = ", ".join(entry.file for entry in entries[:3]) + (" …" if len(entries) > 3 else "")
    return f"imported {files}: {people} new people, {links} new links"


def take_typed(settings: Settings, command: str, *, create: bool = True) -> None:
    """`add -` and `link -`: rows from standard input, as a batch of the network `hand`."""
    with writing(settings) as book:
        book.begin_change(command)
        answer = _import(book, ["-"], book.reader.me(), "hand", create=create, limit=100)
    show(settings, Answer(command, answer.query, answer.result, answer.warnings, answer.exit_code))


@app.command("imports")
def imports(ctx: typer.Context, limit: Limit = 0) -> None:
    """List the files that were imported, newest first."""
    from netcli.store.batches import listed

    settings: Settings = ctx.obj
    with reading(settings) as reader:
        batches = listed(reader)
    shown = batches[:limit] if limit else batches
    show(settings, Answer("imports", {}, shown, [cut(len(shown), len(batches))] if len(shown) < len(batches) else []))


@app.command("export")
def export(
    ctx: typer.Context,
    filters: Annotated[list[str] | None, typer.Argument(metavar="[FILTER...]", help="Which people.")] = None,
    format_: Annotated[str, typer.Option("--format", "-f", help="json.")] = "json",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to, if not stdout.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Write the book, or some of its people, for other programs; `--format json` loses nothing."""
    from netcli.cli.writing_out import deliver
    from netcli.render.json import document, dumps
    from netcli.store.dump import dump

    settings: Settings = ctx.obj
    if format_ != "json":
        raise Usage(f"{format_!r} is no format", "choose json")
    with reading(settings) as reader:
        answer = Answer("export", {"filters": filters or [], "format": format_}, dump(reader))
    deliver(dumps(document(answer)) + "\n", output, force=force, stream=sys.stdout)
