"""What an assistant may see and do, as decided by the user who starts the server."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import netcli

if TYPE_CHECKING:
    from netcli.book import Book


class Access(NamedTuple):
    """The book's path, and what the assistant may do.

    With *write*, the assistant may propose changes. With *details*, it may see details. With *private*, it may see
    private people.
    """

    db: Path | None = None
    write: bool = False
    details: bool = False
    private: bool = False

    def book(self) -> AbstractContextManager[Book]:
        """Open the book for questions. The open book contains only what the assistant may see."""
        return netcli.open(self.db, private=self.private, details=self.details)

    def writing(self, *, dry_run: bool) -> AbstractContextManager[Book]:
        """Open the whole book, so that it can be changed."""
        return netcli.open(self.db, write=True, dry_run=dry_run)
