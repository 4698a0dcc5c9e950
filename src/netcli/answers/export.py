"""What `export` takes out of a book, and what it says of the file that it wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from netcli.answers import Remark, Words
from netcli.answers.people import FullPerson, Link
from netcli.answers.shape import Shape


class Encounter(Shape):
    """A meeting: the people in groups of those who got to know each other; `said` is its line in a diary."""

    day: str
    kind: str | None
    place: str | None
    note: str | None
    groups: list[list[int]]
    host: int | None
    said: str | None


class Extract(Shape):
    """People, then the links among them, then the meetings with none but them, each to be read once and while the book
    is open; `size` counts the first two.

    `left_out` counts the private people who are not among them. `book` is a text that no other book has: it keeps the
    identifiers of two books apart. `closeness` holds, by link, what the user declared; `places` holds x, y and the
    radius of those who can be drawn, if that was asked for; `query` is what was asked.
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


class Exported(Shape):
    """The file or folder that was written, and what is in it; `left_out` counts private people."""

    file: str
    bytes: int
    people: int
    links: int
    left_out: int
