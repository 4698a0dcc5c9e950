"""What an assistant may see and do: decided by whoever starts the server, never by the assistant."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import netcli

if TYPE_CHECKING:
    from netcli.book import Book


class Access(NamedTuple):
    """The book, and whether changes may be proposed (*write*), *details* be told, and *private* people be there."""

    db: Path | None = None
    write: bool = False
    details: bool = False
    private: bool = False

    def book(self) -> AbstractContextManager[Book]:
        """Open for questions what of the book may be seen."""
        return netcli.open(self.db, private=self.private, details=self.details)

    def writing(self, *, dry_run: bool) -> AbstractContextManager[Book]:
        """Open the whole book for a change."""
        return netcli.open(self.db, write=True, dry_run=dry_run)
