"""netcli keeps the people you know in one local file and answers: how do I reach X?

    with netcli.open() as book:
        print(book.path("me", "Sophie").result)

This costs nothing to import: all else is imported when a book is opened, and asked. docs/python.md tells it all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcli.errors import (
    Ambiguous,
    BadInput,
    Busy,
    CannotCreate,
    Disk,
    NetcliError,
    NoPermission,
    NotInstalled,
    NotThere,
    Refused,
    Unknown,
    Usage,
)

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from netcli.ask.naming import Choose
    from netcli.book import Book as Book
    from netcli.book.handle import Matched

__version__ = "0.1.0"
__all__ = [
    "Ambiguous",
    "BadInput",
    "Busy",
    "CannotCreate",
    "Disk",
    "NetcliError",
    "NoPermission",
    "NotInstalled",
    "NotThere",
    "Refused",
    "Unknown",
    "Usage",
    "open",
]


def open(  # noqa: A001 - as files are opened
    path: Path | str | None = None,
    *,
    write: bool = False,
    create: bool = False,
    dry_run: bool = False,
    private: bool = True,
    details: bool = True,
    choose: Choose | None = None,
    matched: Matched | None = None,
) -> AbstractContextManager[Book]:
    """Open the book at *path*, else where NETCLI_DB says, else in its usual place.

    To *write* is one transaction, which keeps other writers waiting: committed when the block is left, rolled back
    if it fails or is a *dry_run*; *create* makes a book where there is none. Without *private*, who and what is marked
    so is not there for any question; without *details*, there are only names, workplaces, titles and cities of people.
    *choose* is asked which of several candidates some words mean, and returns one, or None; *matched* is told whom
    words were found to mean. Whatever goes wrong is raised as one of the errors here.
    """
    from netcli.book import opened

    return opened(
        path,
        write=write,
        create=create,
        dry_run=dry_run,
        private=private,
        details=details,
        choose=choose,
        matched=matched,
    )
