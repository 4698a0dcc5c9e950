"""Remove the characters that the book cannot store.

These are NUL, which ends a text in SQLite's JSON, and lone surrogates. Replacement characters (U+FFFD) stay in the
text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import Any, Final, TypeVar, cast

from netcli.importers.formats.values import REMOVED, UNREADABLE, Values
from netcli.records import Item, Position, Record, Row, Testimony

Kind = TypeVar("Kind", bound=Item)
Told = TypeVar("Told", Record, Testimony)

UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
"""NUL and lone surrogates."""
LOST: Final = "\ufffd"
"""The replacement character for bytes that could not be decoded."""
DAMAGED: Final = re.compile("[\0\ud800-\udfff\ufffd]")
HALF: Final = re.compile("[\ud800-\udfff]")
"""Lone surrogates. A report cannot show them, so LOST replaces them in examples."""
FIELDS: Final = {
    "name": "name",
    "given": "name",
    "family": "name",
    "mention": "name",
    "aliases": "name",
    "emails": "email",
    "phones": "phone",
    "urls": "url",
    "company": "company",
    "title": "title",
    "city": "city",
    "birthday": "birthday",
    "note": "note",
    "tags": "tag",
    "positions": "company",
    "detail": "note",
}
"""For each field of records and testimonies, the name that reports use."""
_texts: Final = attrgetter(
    *("key", "name", "given", "family", "mention", "company", "title", "city", "country", "birthday", "note")
)
_lists: Final = attrgetter("aliases", "emails", "phones", "urls", "tags")


def storable(item: Kind, values: Values) -> Kind:
    """Return *item* without characters that the book cannot store; *values* counts the affected values."""
    if isinstance(item, Record):
        return cast("Kind", _record(item, values))
    if isinstance(item, Testimony):
        return cast("Kind", _testimony(item, values))
    if isinstance(item, Row):
        return cast("Kind", _row(item, values))
    return item


def _row(row: Row, values: Values) -> Row:
    records = tuple([_record(each, values) for each in row.records])
    if records != row.records:
        row = replace(row, records=records)
    if not UNSTORABLE.search("".join([row.a, row.b, *(each.detail or "" for each in row.testimonies)])):
        return row
    whole = [replace(each, a=row.a, b=row.b, file=row.file, line=row.line) for each in row.testimonies]
    cleaned = [_without(each, values) for each in whole]
    testimonies = tuple([replace(each, a="", b="", file=None, line=None) for each in cleaned])
    return replace(row, a=_cleaned(row.a), b=_cleaned(row.b), testimonies=testimonies)


def _record(record: Record, values: Values) -> Record:
    texts = [*filter(None, _texts(record)), *chain.from_iterable(filter(None, _lists(record)))]
    for each in record.positions:
        texts += filter(None, (each.organization, each.title))
    if not DAMAGED.search("".join(texts)):
        return record
    return _without(record, values)


def _testimony(testimony: Testimony, values: Values) -> Testimony:
    if not UNSTORABLE.search(f"{testimony.a}{testimony.b}{testimony.detail or ''}"):
        return testimony
    return _without(testimony, values)


def _without(item: Told, values: Values) -> Told:
    cleaned: dict[str, Any] = {}
    counted = set()  # the same name may occur in several parts
    for part in item.__slots__:
        value = getattr(item, part)
        kept = _cleaned(value)
        if kept != value:
            cleaned[part] = kept
        elif part not in FIELDS or LOST not in str(value):
            continue
        if part in FIELDS and FIELDS[part] not in counted:
            counted.add(FIELDS[part])
            shown = value if isinstance(value, str) else " ::: ".join(map(str, value))
            why = UNREADABLE if kept == value else REMOVED
            values.lose(FIELDS[part], HALF.sub(LOST, shown), why, line=item.line, file=item.file)
    return replace(item, **cleaned) if cleaned else item


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return UNSTORABLE.sub("", value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if isinstance(value, Position):
        return replace(value, organization=_cleaned(value.organization), title=_cleaned(value.title))
    return value
