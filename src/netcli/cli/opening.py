"""Opening the book for a command, and showing what came out: where storage, weights and words are introduced."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from netcli.cli.output import show
from netcli.cli.session import Session as Settings
from netcli.store import connection, migrations
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.store.writer import Writer

__all__ = ["reading", "show", "writing"]


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator[Reader]:
    """The book, for questions."""
    path, _ = connection.locate(settings.db)
    with contextlib.closing(migrations.connect(path)) as book, connection.errors(path):
        yield Reader(book)


@contextlib.contextmanager
def writing(settings: Settings, *, create: bool = False) -> Iterator[Writer]:
    """The book, to be changed; nothing is kept if the command fails or was told to `--dry-run`."""
    from netcli.store.writer import opened  # questions need none of it

    path, _ = connection.locate(settings.db)
    with opened(path, create=create, dry_run=settings.dry_run) as writer:
        yield writer
