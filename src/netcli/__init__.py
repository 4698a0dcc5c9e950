"""netcli stores the people you know in one file and finds chains of introductions.

    with netcli.open() as book:
        print(book.path("me", "Sophie").result)

See docs/python.md.
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
    """Open the book at *path* (default: the book in NETCLI_DB, or else in the usual place).

    - write: make the block one transaction, which an error or *dry_run* rolls back
    - create: make a book if there is none
    - private: show private people and links
    - details: if false, show only the names, workplaces, titles and cities of people
    - choose: called if a name fits several people; returns one of these people, or None
    - matched: called with each name and the person found

    All errors raised are subclasses of `NetcliError`.
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
