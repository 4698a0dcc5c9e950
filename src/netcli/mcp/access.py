"""What the user allows an assistant to see and do."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import netcli

if TYPE_CHECKING:
    from netcli.book import Book


class Access(NamedTuple):
    """The book's path, and what the assistant may do.

    *write* allows the assistant to propose changes. *private* shows private people. *details* shows more than names,
    workplaces, titles and cities.
    """

    db: Path | None = None
    write: bool = False
    details: bool = False
    private: bool = False

    def book(self) -> AbstractContextManager[Book]:
        """Open the book, limited to what the assistant may see."""
        return netcli.open(self.db, private=self.private, details=self.details)

    def writing(self, *, dry_run: bool) -> AbstractContextManager[Book]:
        """Open the whole book, so that it can be changed."""
        return netcli.open(self.db, write=True, dry_run=dry_run)
