"""Characters that no book can hold: NUL, at which SQLite's JSON ends a text, and halves of surrogate pairs.

What stands for characters that could not be read stays, and is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from netcli.importers.formats.values import UNREADABLE, Values
from netcli.records import Item, Position, Record, Row, Testimony

UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
"""NUL and half characters."""
LOST: Final = "\ufffd"
"""What stands for a character that could not be read."""
DAMAGED: Final = re.compile("[\0\ud800-\udfff\ufffd]")
HALF: Final = re.compile("[\ud800-\udfff]")
"""Half characters, which no answer can show either."""
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
"""The parts of records and testimonies, and which field of a report each is."""
WHY: Final = "characters that nobody can see were removed"


def storable(item: Item, values: Values) -> Item:
    """Return *item* without characters that no book can hold; *values* counts what they were removed from."""
    if isinstance(item, Record):
        return _record(item, values)
    if isinstance(item, Testimony):
        return _testimony(item, values)
    if isinstance(item, Row):
        records = tuple([_record(each, values) for each in item.records])
        testimonies = tuple([_testimony(each, values) for each in item.testimonies])
        if records != item.records or testimonies != item.testimonies:
            return replace(item, records=records, testimonies=testimonies)
    return item


def _record(record: Record, values: Values) -> Record:
    told = (record.key, record.name, record.given, record.family, record.mention, record.company, record.title)
    more = (record.city, record.country, record.birthday, record.note)
    several = (*record.aliases, *record.emails, *record.phones, *record.urls, *record.tags)
    places = (text for each in record.positions for text in (each.organization, each.title))
    if not DAMAGED.search("".join(filter(None, (*told, *more, *several, *places)))):
        return record
    cleaned: Record = _without(record, values)
    return cleaned


def _testimony(testimony: Testimony, values: Values) -> Testimony:
    if not UNSTORABLE.search(f"{testimony.a}{testimony.b}{testimony.detail or ''}"):
        return testimony
    cleaned: Testimony = _without(testimony, values)
    return cleaned


def _without(item: Any, values: Values) -> Any:
    cleaned: dict[str, Any] = {}
    counted = set()  # a name may be told more than once
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
            why = UNREADABLE if kept == value else WHY
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
