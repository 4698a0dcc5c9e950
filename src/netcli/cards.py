"""Recognise a card exported by netcli, and detect later edits on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Final

WROTE: Final = "X-NETCLI-WROTE"
"""The property with the marks of all values that netcli wrote."""
SINGLE: Final = ("name", "company", "title", "city", "birthday", "note")
MANY: Final = ("aliases", "emails", "phones", "urls", "tags")
RELATED: Final = "related"
"""`SINGLE` fields of a card have one value. `MANY` fields have several values. The `RELATED` field lists related
people.
"""
MARK: Final = 8
"""Number of hexadecimal digits in a mark. Collisions affect one person in a million."""
_UID: Final = re.compile(r"([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-8([0-9a-f]{3})-([0-9a-f]{12})")

Values = Iterable[tuple[str, str]]
"""The contents of a card, as (field, value) pairs."""


def uids(book: str) -> Callable[[int], str]:
    """Return a function that maps a person's id to a UUID (version 8, RFC 9562).

    >>> uids("a book")(7)
    'ae359642-19d1-8b24-8000-000000000007'
    """
    digest = digest_of(book)

    def uid(person: int) -> str:
        number = f"{person:015x}"
        return f"{digest[:8]}-{digest[8:12]}-8{digest[12:]}-8{number[:3]}-{number[3:]}"

    return uid


def origin(uid: str) -> tuple[str, int] | None:
    """Return the book's digest and the person's id. If netcli did not make *uid*, return None."""
    found = _UID.fullmatch(uid.strip().lower().removeprefix("urn:uuid:"))
    return (found[1] + found[2] + found[3], int(found[4] + found[5], 16)) if found else None


def digest_of(book: str) -> str:
    """Return the part of a UID that identifies the book."""
    return sha256(book.encode()).hexdigest()[:15]


def marks(values: Values) -> Iterator[str]:
    """Yield a mark for each value. A mark does not reveal the value."""
    for field, value in values:
        yield sha256(f"{field}:{value}".encode()).hexdigest()[:MARK]
