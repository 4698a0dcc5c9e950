"""The results of `where`, `check`, `backup`, `restore` and `compact`."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Where(Shape):
    """The path, size and contents of the book.

    If the book is locked, the counts are null.
    """

    book: str
    from_: str
    version: int | None
    people: int | None
    links: int | None
    bytes: int


class Backup(Shape):
    """A checked copy of the book."""

    file: str
    bytes: int
    people: int
    links: int
    verified: bool


class Restored(Shape):
    """The file that was restored.

    `backup` is a copy of the replaced book.
    """

    file: str
    people: int
    links: int
    backup: str | None


class Compacted(Shape):
    """The size of the book in bytes before and after compaction."""

    file: str
    before: int
    after: int


class Damage(Shape):
    """One fault of the book.

    If `mendable` is true, `--repair` mends the fault.
    """

    code: str
    what: str
    person: Person | None
    mendable: bool


class Checked(Shape):
    """All faults of the book, and how many of them were mended."""

    problems: list[Damage]
    repaired: int
