"""Marks: texts that identify forgotten people in later imports."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from netcli import names
from netcli.errors import Refused
from netcli.language import say
from netcli.match import decide
from netcli.records import Fields, KeptRecord
from netcli.store import derive, forgotten
from netcli.store.reader import Key
from netcli.store.writer import Change

COUNT: Final = 6
"""If a row key consists of this number of digits or fewer, the key identifies nobody."""


def marks(keys: Collection[Key], folded: str, company: str | None, row_key: str | None) -> list[str]:
    """Return the marks of a record: its keys, and a durable row key.

    A record without keys is marked by its name and company.
    """
    found = [f"{kind}:{value}" for kind, value in keys]
    if row_key and _is_durable(row_key):
        found.append(f"row:{row_key}")
    if not keys and folded:
        found.append(f"name:{folded}|{names.full_key(company) if company else ''}")
    return found


def _is_durable(row_key: str) -> bool:
    """Return whether a row key such as `linkedin|1||anna-1a2b` is valid in any file."""
    _, _, key = row_key.partition("||")
    return bool(key) and not (key.isdecimal() and len(key) <= COUNT)


def marks_of(fields: Fields, row_key: str | None = None) -> list[str]:
    """Return the marks of a record with these *fields*."""
    name = derive.display_name(fields)
    return marks(decide.keys_of(fields), names.full_key(name) if name else "", fields.get("company"), row_key)


def marks_of_all(records: Iterable[KeptRecord]) -> set[str]:
    """Return the marks of all *records*."""
    return {mark for each in records for mark in marks_of(each.fields, each.row_key)}


def welcome(change: Change, fields: Fields, *, back: bool) -> None:
    """If *back* is true, let a forgotten person return. Otherwise raise Refused for this person."""
    tombstones = forgotten.read(change.reader)
    whose = tombstones.of(marks_of(fields))
    if whose and not back:
        raise Refused(
            say("a person with this name or address was erased with netcli forget"),
            say("use --new to add the person again"),
            code="forgotten",
        )
    for digest in [digest for digest, who in tombstones.whose.items() if who in whose]:
        change.journal.delete("setting", forgotten.PREFIX + digest)
