"""Opening the book for a command, and showing what came out: where storage, weights and words are introduced."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from netcli.answers import Answer
from netcli.cli.settings import Settings
from netcli.store import connection
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.store.writer import Writer


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator[Reader]:
    """The book, for questions."""
    path, _ = connection.locate(settings.db)
    with contextlib.closing(connection.connect(path)) as book, connection.errors(path):
        yield Reader(book)


@contextlib.contextmanager
def writing(settings: Settings, *, create: bool = False) -> Iterator[Writer]:
    """The book, to be changed; nothing is kept if the command fails or was told to `--dry-run`."""
    from netcli.store.writer import opened  # questions need none of it

    path, _ = connection.locate(settings.db)
    with opened(path, create=create, dry_run=settings.dry_run) as writer:
        yield writer


def show(settings: Settings, answer: Answer[object, object]) -> None:
    """Put *answer* on stdout, as JSON or in words; warnings go to stderr when people read."""
    from netcli import render  # after the work: an error must not wait for it

    if settings.json or settings.ndjson:
        render.as_json(answer, sys.stdout, lines=settings.ndjson)
    else:
        render.in_words(answer, sys.stdout, sys.stderr, colored=settings.colored, quiet=settings.quiet)
    if answer.exit_code:
        import typer

        raise typer.Exit(answer.exit_code)
