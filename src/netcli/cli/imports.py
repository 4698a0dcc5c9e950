"""Imports: `import`, `imports`, and rows from standard input."""

from __future__ import annotations

import contextlib
import csv
import gc
import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from netcli.answers.imports import Import
from netcli.book import Book
from netcli.cli.completion import complete_name, one_of
from netcli.cli.options import Limit
from netcli.cli.output import refuse_existing, show, write_file
from netcli.cli.session import Session
from netcli.errors import Usage
from netcli.language import say
from netcli.networks import NETWORKS
from netcli.render import sentence

if TYPE_CHECKING:
    from netcli.answers import Answer, Words
    from netcli.answers.imports import Failed, Rejected
    from netcli.intake.imports import Options, Progress

app = typer.Typer()

Paths = Annotated[list[str], typer.Argument(metavar="FILE...", help="Exports, archives or folders; -: standard input.")]
Network = Annotated[
    str | None,
    typer.Option(
        "--network", metavar="NAME", help="The network that the files come from.", autocompletion=one_of(*NETWORKS)
    ),
]
Map = Annotated[
    str | None, typer.Option("--map", metavar="MAP", help='Columns of a table: name="Nom complet",..., or @SAVED.')
]
STAR: Final = say(
    "All links are yours, so every chain has one hop. Longer ones come from your mail or calendar, from a friend's "
    "export (--owner 'Their Name' --create), and from netcli interview."
)
"""The advice after an import if every chain has one hop."""
_PAIRS: Final = re.compile(r",(?=\s*\w+=)")
"""A comma between two columns of a mapping, but not inside a column's name."""


@app.command("import")
def import_(
    ctx: typer.Context,
    files: Paths,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner", metavar="P", help="The person who owns the export (default: you).", autocompletion=complete_name
        ),
    ] = None,
    network: Network = None,
    create: Annotated[bool, typer.Option("--create", help="Add the owner if the book does not know them.")] = False,
    no_create: Annotated[bool, typer.Option("--no-create", help="Reject links to unknown people.")] = False,
    map_: Map = None,
    save_map: Annotated[
        str | None, typer.Option("--save-map", metavar="NAME", help="Save --map under the name @NAME.")
    ] = None,
    columns: Annotated[bool, typer.Option("--columns", help="Show how a table is understood; import nothing.")] = False,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", metavar="FILE", help="Write rejected rows to FILE.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the FILE of --rejects.")] = False,
    since_last: Annotated[
        bool,
        typer.Option(
            "--since-last", help="Compare with the previous import: who is new, who is gone, who changed jobs."
        ),
    ] = False,
) -> None:
    """Bring a network's exports into the book.

    Importing a file twice changes nothing; `netcli undo` reverses the whole command. An export that netcli wrote
    (`--format json`) restores the whole book if there is no book yet, or if the book contains only you.
    """
    session: Session = ctx.obj
    if save_map and not map_:
        raise Usage(say("--save-map needs --map"), say('--map name="Nom complet" --save-map NAME'))
    if columns:
        show(session, Book.columns(files, _mapping(session, map_)))
        return
    with _rejects(session, rejects, files, force=force) as rows, _book(session, files[0], owner) as book:
        how: Options = {"network": network, "create": not no_create, "since_last": since_last, "rejects": rows}
        how |= {"insist": session.yes, "mapping": _mapping(session, map_, book), "progress": _progress(session)}
        answer = book.import_files(files, owner=owner, create_owner=create, save_mapping=save_map, **how)
        told = not (session.for_machines or session.quiet or session.dry_run)
        star = told and any(isinstance(entry, Import) and entry.links.new for entry in answer.result) and book.is_star()
    _show_report(session, answer)
    if star:
        sentence(STAR, sys.stderr, style="dim", color=session.colored(sys.stderr))


def _mapping(session: Session, words: str | None, book: Book | None = None) -> Mapping[str, str]:
    """Return the mapping in *words*, such as `name=Nom complet`, or a saved mapping (`@clients`)."""
    if words is None:
        return {}
    if words.startswith("@"):
        with contextlib.nullcontext(book) if book else session.book() as opened:
            return opened.mapping(words[1:])
    pairs = [pair.partition("=") for pair in _PAIRS.split(words)]
    if not all(what.strip() and column.strip() for what, _, column in pairs):
        raise Usage(
            say("{words!r} is not a mapping", words=words),
            say('--map name="Nom complet",company=Société, or --map @NAME'),
        )
    return {what.strip(): column.strip().strip('"') for what, _, column in pairs}


def _progress(session: Session) -> Progress | None:
    """Return a function that shows the progress of reading, or None without a terminal."""
    from netcli.cli.progress import counted  # scripts need no progress

    return partial(counted, terminal=sys.stderr) if session.is_watched() else None


@contextlib.contextmanager
def _book(session: Session, first: str, owner: str | None) -> Iterator[Book]:
    """Open the book for an import. Only netcli's own export may create the book."""
    gc.disable()  # collection takes a fifth of the time, and the millions of records are not in cycles
    try:
        with session.book(write=True, create=owner in (None, "me") and Book.is_export(first)) as book:
            yield book
    finally:
        gc.enable()


@contextlib.contextmanager
def _rejects(
    session: Session, file: Path | None, inputs: Sequence[str], *, force: bool
) -> Iterator[list[Rejected] | None]:
    """Yield a list for rejected rows, which are written to *file* at the end."""
    if file is None:
        yield None
        return
    refuse_existing(session, file, force=force, inputs=inputs)
    rows: list[Rejected] = []
    try:
        yield rows
    finally:
        text = io.StringIO(newline="")
        table = csv.writer(text)
        table.writerow(("file", "line", "reason", "row"))
        table.writerows((row.file, row.line, row.reason, row.row) for row in rows)
        write_file(file, [text.getvalue()])


def take_typed(session: Session, command: str, *, create: bool = True) -> None:
    """Read rows from standard input, for `add -` and `link -`."""
    with session.book(write=True) as book:
        answer = book.import_rows(command, create=create)
    _show_report(session, answer)


def _show_report(session: Session, answer: Answer[Words, Sequence[Import | Failed]]) -> None:
    """Show the result of importing each file."""
    if session.quiet and not (session.for_machines or session.dry_run):
        from netcli.answers.imports import Failed

        answer = answer.replaced(result=[entry for entry in answer.result if isinstance(entry, Failed)])
    show(session, answer)


@app.command("imports")
def imports(
    ctx: typer.Context,
    batch: Annotated[
        int | None, typer.Argument(metavar="[BATCH]", help="The number of an import, to see this import in full.")
    ] = None,
    limit: Limit = 0,
) -> None:
    """List the files that were imported, newest first."""
    session: Session = ctx.obj
    with session.book() as book:
        answer = book.imports(batch, limit=limit)
    show(session, answer)
