"""What a file says, made ready for the book before anybody is looked up in it: people normalised, testimonies told.

Nothing here asks the book, so it can run ahead of it, in a process of its own.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from operator import attrgetter
from typing import Any, Final, NamedTuple

from netcli.importers.formats.values import Values
from netcli.match import decide
from netcli.records import (
    BadRow,
    Edited,
    Ignored,
    Item,
    Member,
    NotUnderstood,
    Record,
    Remark,
    Row,
    Testimony,
    UnusedColumn,
    Used,
)
from netcli.store import derive
from netcli.store.reader import Key

DIRECTED: Final = frozenset({"parent", "child", "manager", "assistant", "referred_by", "customer", "supplier"})
"""Kinds of link that read differently from the other end."""


class Arrival(NamedTuple):
    """A record on its way in: what it says, as the book keeps it, and who she is if nothing else is said of her."""

    key: str
    name: str | None
    mention: str | None
    file: str | None
    line: int | None
    fields: str
    keys: tuple[Key, ...]
    alone: derive.Filed

    def told(self) -> dict[str, Any]:
        """What it says."""
        return dict(json.loads(self.fields))


Made = dict[int, list[tuple[int, Arrival]]]
"""The records of each newcomer, with their numbers."""


class Told(NamedTuple):
    """A testimony on its way in; from the third on, the columns of evidence behind its batch."""

    a: str
    b: str
    kind: str
    link: str | None
    certainty: str
    since: str | None
    last: str | None
    number: int | None
    direction: str | None
    closeness: int | None
    detail: str | None
    file: str | None
    line: int | None


CHUNK: Final = 1_000
"""People, testimonies and rows that come at once: some 300 KB."""


class Chunk(NamedTuple):
    """What part of a file says, each kind in the file's order; people and testimonies as plain tuples.

    To take those apart for another process and put them together there costs a third of what named ones cost.
    """

    people: list[tuple[Any, ...]]
    testimonies: list[tuple[Any, ...]]
    rows: list[Used | Ignored | BadRow | Member | Remark | NotUnderstood | UnusedColumn | Row | Edited]

    def arrivals(self) -> Iterator[Arrival]:
        """The people, named again."""
        return map(Arrival._make, self.people)


Coming = Generator[Chunk, None, None]


def prepare(items: Iterable[Item], stamp: str) -> Coming:
    """Make what *items* say, read at *stamp*, ready for the book, chunk by chunk.

    What of it identifies nobody, though it should, is counted here, whoever the importer is.
    """
    people, testimonies, rows = chunk = Chunk([], [], [])
    values = Values()
    for count, item in enumerate(items, 1):
        if isinstance(item, Record):
            people.append(arrival(item, stamp))
            values.check(item)
        elif isinstance(item, Testimony):
            testimonies.append(told(item))
        else:
            rows.append(item)
        if not count % CHUNK:
            yield chunk
            people, testimonies, rows = chunk = Chunk([], [], [])
    rows.extend(values.items())
    yield chunk


def arrival(record: Record, stamp: str) -> tuple[Any, ...]:
    """*record*, ready for the book: the columns of an Arrival."""
    fields = derive.fields_of(record)
    row, answers, searched = derive.person((derive.Statement(0, None, "", "", fields, stamp, stamp),))
    return (
        record.key,
        record.name,
        record.mention,
        record.file,
        record.line,
        derive.packed(fields),
        decide.keys(record),
        (tuple(row), answers, searched),
    )


def told(testimony: Testimony) -> tuple[Any, ...]:
    """*testimony*, ready for the book: the columns of a Told."""
    found: tuple[Any, ...] = _TOLD(testimony)
    if testimony.direction is None and testimony.link in DIRECTED:
        return tuple(Told._make(found)._replace(direction="a_to_b"))
    return found


_TOLD: Final = attrgetter(
    "a", "b", "kind", "link", "certainty", "since", "last", "count", "direction", "closeness", "detail", "file", "line"
)
