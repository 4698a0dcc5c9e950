"""What `where`, `check`, `backup`, `restore` and `compact` return."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Where(Shape):
    """The book's place and size."""

    book: str
    from_: str
    version: int
    people: int
    links: int
    bytes: int


class Backup(Shape):
    """A copy of the book, opened and checked before it got its name."""

    file: str
    bytes: int
    people: int
    links: int
    verified: bool


class Restored(Shape):
    """What was put into the place of the book: the file, what it holds, and the copy of what was there before."""

    file: str
    people: int
    links: int
    backup: str | None


class Compacted(Shape):
    """How many bytes the book took before, and takes now."""

    file: str
    before: int
    after: int


class Damage(Shape):
    """One thing that is wrong with the book: a word for scripts, a sentence, whom it is about, and whether `--repair`
    mends it."""

    code: str
    what: str
    person: Person | None
    mendable: bool


class Checked(Shape):
    """What is wrong with the book, nothing if it is whole; and how much of it was mended."""

    problems: list[Damage]
    repaired: int
