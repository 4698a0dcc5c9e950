"""Opening the book for a command, and showing what came out: where storage, weights and words are introduced."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from netcli import strength
from netcli.answers import Answer
from netcli.cli.settings import Settings
from netcli.clock import today
from netcli.store import file
from netcli.store.reader import Chance, Reader

if TYPE_CHECKING:
    from netcli.store.book import Book


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator[Reader]:
    """The book, for questions."""
    path, _ = file.locate(settings.db)
    connection = file.connect(path)
    try:
        with file.errors(path):
            reader = Reader(connection)
            reader.chance = chances(reader)
            yield reader
    finally:
        connection.close()


@contextlib.contextmanager
def writing(settings: Settings, *, create: bool = False) -> Iterator[Book]:
    """The book, for one change; nothing is kept if the command fails or was told to `--dry-run`."""
    from netcli.store.book import opened  # questions need none of it

    path, _ = file.locate(settings.db)
    with opened(path, strength, create=create, dry_run=settings.dry_run) as book:
        book.reader.chance = chances(book.reader)
        yield book


def calibration(reader: Reader) -> strength.Calibration:
    """What the introductions logged in the book teach of all chances."""
    if not reader.connection.execute("SELECT EXISTS (SELECT 1 FROM introduction)").fetchone()[0]:
        return strength.UNCALIBRATED
    from netcli.store.introductions import outcomes  # most books have none

    return strength.calibrate(outcomes(reader))


def chances(reader: Reader) -> Chance:
    """The weights of links as of today."""
    return partial(strength.chance_of_link, today=today().toordinal(), calibration=calibration(reader))


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
