"""What `where`, `check`, `backup`, `restore` and `compact` return."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Where(Shape):
    """The path and size of the book, and what it holds; the counts of a locked book are null."""

    book: str
    from_: str
    version: int | None
    people: int | None
    links: int | None
    bytes: int


class Backup(Shape):
    """A copy of the book; the copy was opened and checked before it got its name."""

    file: str
    bytes: int
    people: int
    links: int
    verified: bool


class Restored(Shape):
    """The file that was restored, what it holds, and the copy that was made of the replaced book."""

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
    """One fault of the book: a word for scripts, a sentence, the person concerned, and whether `--repair` mends it."""

    code: str
    what: str
    person: Person | None
    mendable: bool


class Checked(Shape):
    """All faults of the book, and how many of them were mended."""

    problems: list[Damage]
    repaired: int
