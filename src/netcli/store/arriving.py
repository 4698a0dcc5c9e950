"""What a file says, made ready for the book before anybody is looked up in it: people normalised, testimonies told.

Nothing here asks the book, so it can run ahead of it, in a process of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

from netcli.records import BadRow, Ignored, Item, Member, Record, Remark, Row, Testimony, Used
from netcli.store import derive

Key = tuple[str, str]
"""A kind and a value by which people are proved to be one."""
Keys = Callable[[Record], Sequence[Key]]

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


Arriving = Arrival | Told | Used | Ignored | BadRow | Member | Remark | Row
Coming = Generator[Arriving, None, None]


def arriving(items: Iterable[Item], keys: Keys, stamp: str) -> Coming:
    """What *items* say, ready for the book; *keys* tells by what a record is known, *stamp* when it was read."""
    for item in items:
        if isinstance(item, Record):
            yield arrival(item, keys, stamp)
        elif isinstance(item, Testimony):
            yield told(item)
        else:
            yield item


def arrival(record: Record, keys: Keys, stamp: str) -> Arrival:
    """*record*, ready for the book."""
    fields = derive.fields_of(record)
    alone = derive.person((derive.Statement(0, None, "", "", fields, stamp, stamp),))
    return Arrival(
        record.key, record.name, record.mention, record.file, record.line, derive.packed(fields), tuple(keys(record)),
        alone,
    )  # fmt: skip


def told(testimony: Testimony) -> Told:
    """*testimony*, ready for the book."""
    found = Told._make(_TOLD(testimony))
    if found.direction is None and found.link in DIRECTED:
        return found._replace(direction="a_to_b")
    return found


_TOLD: Final = attrgetter(
    "a", "b", "kind", "link", "certainty", "since", "last", "count", "direction", "closeness", "detail", "file", "line"
)
