"""The content that `export` reads from a book, and the result of `export`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from netcli.answers import Remark, Words
from netcli.answers.people import FullPerson, Link
from netcli.answers.shape import Shape


class Encounter(Shape):
    """A meeting.

    `groups` are groups of people who got to know each other. `said` is the line in a diary.
    """

    day: str
    kind: str | None
    place: str | None
    note: str | None
    groups: list[list[int]]
    host: int | None
    said: str | None


class Extract(Shape):
    """The people, links and meetings of an export.

    Read `people`, `links` and `meetings` once, in this order, while the book is open. `size` counts people and links.
    `others` counts placeholders and organizations. `book` is a text that identifies the book. `places` contains x, y
    and radius.
    """

    people: Iterable[FullPerson]
    links: Iterable[Link]
    book: str
    closeness: Mapping[tuple[int, int], int] = MappingProxyType({})
    places: Mapping[int, tuple[float, float, float]] = MappingProxyType({})
    excel_safe: bool = False
    size: tuple[int, int] = (0, 0)
    left_out: int = 0
    warnings: Sequence[Remark] = ()
    query: Words = MappingProxyType({})
    meetings: Iterable[Encounter] = ()
    numbers: Collection[int] = ()
    others: Mapping[str, int] = MappingProxyType({})


class Exported(Shape):
    """The file or folder that was written.

    `people` excludes placeholders and organizations. `left_out` counts private people who were not exported.
    """

    file: str
    bytes: int
    people: int
    links: int
    left_out: int
    _meetings: int = 0  # counted only if the file holds nothing else
    _others: Mapping[str, int] = MappingProxyType({})
