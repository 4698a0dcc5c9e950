"""The result of an import: one entry per file, with its counts."""

from __future__ import annotations

from collections.abc import Sequence

from netcli.answers.people import Person
from netcli.answers.problems import Problem
from netcli.answers.shape import Shape


class Rejected(Shape):
    """A row that could not be used, in its original form."""

    file: str
    line: int | None
    reason: str
    row: str


class MemberCount(Shape):
    """Counts of the rows in one file of an archive.

    If the file was skipped, `why` is the reason.
    """

    file: str
    read: int = 0
    used: int = 0
    ignored: int = 0
    rejected_count: int = 0
    why: str | None = None


class NotUnderstoodExample(Shape):
    """A value that could not be used, and the reason."""

    line: int | None
    value: str
    why: str


class NotUnderstood(Shape):
    """Values of one field that could not be used.

    If the values were in several columns, `column` is null.
    """

    file: str
    column: str | None
    field: str
    count: int
    examples: list[NotUnderstoodExample]


class UnusedColumn(Shape):
    """A column, property or key that no field uses, and its number of values."""

    file: str
    column: str
    values: int


class PeopleCount(Shape):
    """What an import did with people.

    The book grows by `new` + `unsure` − `merged` people.
    """

    new: int = 0
    merged: int = 0
    updated: int = 0
    unchanged: int = 0
    unsure: int = 0
    placeholders: int = 0
    organizations: int = 0


class LinkCount(Shape):
    """How the file changed the links."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0


class Import(Shape):
    """An imported file, and what became of its rows."""

    batch: int | None
    repeated: bool
    file: str
    network: str
    encoding: str | None
    as_of: str
    as_of_from: str
    owner: Person | None
    read: int
    used: int
    ignored: int
    why_ignored: dict[str, int]
    rejected_count: int
    rejected: list[Rejected]
    people: PeopleCount
    links: LinkCount
    signals: int
    not_understood: list[NotUnderstood]
    unused_columns: list[UnusedColumn]
    members: list[MemberCount]
    _added: Sequence[str] = ()  # people added by rows of links, shown only in words


class Failed(Shape):
    """A file that could not be imported, and the error."""

    batch: None
    file: str
    error: Problem


class Batch(Shape):
    """An earlier import."""

    batch: int
    file: str
    sha256: str
    network: str
    owner: Person | None
    imported: str
    people: int
    links: int
    undone: bool


class Moved(Shape):
    """A person whose details in a file differ from those in the previous import; the older value comes first."""

    person: Person
    field: str
    before: str | None
    after: str | None


class SinceLast(Shape):
    """How a file differs from the same owner's previous import from the same network.

    If the file is `older` than that import, the file comes first: `new` lists the people only in that import.
    """

    new: list[Person]
    vanished: list[Person]
    changed: list[Moved]
    older: bool = False


class ImportSince(Import):
    """An imported file, compared with the previous import.

    If there was no previous import, `since_last` is null.
    """

    since_last: SinceLast | None = None


class Column(Shape):
    """A column of a table. If the column fills no field, `field` is None."""

    column: str
    field: str | None


class Columns(Shape):
    """How a table of people is understood."""

    file: str
    columns: list[Column]
