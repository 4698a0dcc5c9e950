"""netcli keeps the people you know in one local file and answers: how do I reach X?

    with netcli.open() as book:
        print(book.path("me", "Sophie").result)

Importing this package costs nothing: everything else is imported when a book is opened. See docs/python.md.
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
    """Open the book at *path*; by default, the book that NETCLI_DB names, or else the book in the usual place.

    With *write*, the block is one transaction: it is committed at the end of the block, and rolled back after an error
    or in a *dry_run*. Other writers wait until then. *create* makes a book if there is none. Without *private*,
    questions do not see private people and links; without *details*, they see only people's names, workplaces, titles
    and cities. netcli calls *choose* if a name fits several people; *choose* returns one of them, or None. Each time a
    name has been resolved, netcli calls *matched* with the name and the person. Every failure is raised as one of the
    errors in this package.
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
