"""Find records whose fields cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from netcli.language import say
from netcli.records import Fields, KeptRecord
from netcli.store import derive
from netcli.store.derived import place
from netcli.store.reader import Reader

TEXTS: Final = ("name", "given", "family", "company", "title", "city", "country", "birthday", "note", "mention")
"""Fields of a record that contain one text."""
LISTS: Final = derive.MANY
"""Fields of a record that contain a list of texts."""


class Broken(NamedTuple):
    """A record that cannot be read, and the reason."""

    id: int
    person: int
    place: str
    why: str


def broken_records(reader: Reader) -> list[Broken]:
    """Return the records that cannot be read, oldest first."""
    return [*_broken(reader)]


def _broken(reader: Reader) -> Iterator[Broken]:
    found = reader.connection.execute(
        "SELECT r.id, r.person, r.batch, coalesce(r.file, b.file), r.line, r.fields FROM record r"
        " LEFT JOIN batch b ON b.id = r.batch ORDER BY r.id"
    )
    while rows := list(islice(found, 1_000)):
        for number, person, batch, file, line, text in rows:
            if why := _wrong(text):
                yield Broken(number, person, place(batch, file, line), why)


def _wrong(text: str) -> str | None:
    """Return what is wrong with the fields of a record, if anything."""
    try:
        fields = json.loads(text)
    except (TypeError, ValueError):
        return say("the fields of this record are not JSON")
    if not isinstance(fields, dict):
        return say("the fields of this record are not an object")
    for name, value in fields.items():
        if name in TEXTS and not isinstance(value, str):
            return say("{name} is not text", name=name)
        if name in LISTS and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
            return say("{name} is not a list of texts", name=name)
    return _underivable(fields)


def _underivable(fields: Fields) -> str | None:
    if fields.keys() & {"removed", "positions", "country"}:  # nested fields, or fields with rules of their own
        try:
            derive.person([KeptRecord(0, 0, None, "", None, "hand", "", fields, "", "")])
            for position in fields.get("positions", ()):
                position["organization"].strip()
        except (AttributeError, LookupError, TypeError, ValueError):
            return say("the fields of this record are not valid")
    return None
