"""What an import returns: one entry per file, with counts that add up."""

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
    """The numbers of rows in one file of an archive, and the reason if the file was skipped."""

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
    """Values of one field of a file that could not be used; `column` is None if the values were in several columns."""

    file: str
    column: str | None
    field: str
    count: int
    examples: list[NotUnderstoodExample]


class UnusedColumn(Shape):
    """A column, property or key that no field uses, and the number of its values."""

    file: str
    column: str
    values: int


class PeopleCount(Shape):
    """What an import did with the people of a file.

    The number of people in the book grows by `new` + `unsure` − `merged`.
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
    """An imported file: its source, the rows used or rejected, and the people and links added."""

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
    """A file that could not be imported, and the error that says why."""

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
    """A person whose details in a file differ from those in the previous import."""

    person: Person
    field: str
    before: str | None
    after: str | None


class SinceLast(Shape):
    """How a file differs from the same owner's previous import from the same network."""

    new: list[Person]
    vanished: list[Person]
    changed: list[Moved]


class ImportSince(Import):
    """An imported file, compared with the import before it; `since_last` is None if there was no earlier import."""

    since_last: SinceLast | None = None


class Column(Shape):
    """A column of a table, and the field that it fills, if any."""

    column: str
    field: str | None


class Columns(Shape):
    """How a table of people is understood."""

    file: str
    columns: list[Column]
