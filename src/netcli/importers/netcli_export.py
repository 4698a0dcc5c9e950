"""netcli's own export of another book: its people and links, as what one more source says.

    {"schema": "netcli.export/1", "query": {"filters": [], "format": "json"}, "result": {"me": 1, "people": [
     {"id": 1, "kind": "person", "name": "Zoé Exemple", "company": "Dupuis & Fils", ...}, ...], "links": [
     {"a": 1, "b": 7, "kind": "colleague", "kinds": ["colleague", "friend"], "since": "2015", ...}, ...], ...}}

Into an empty book the same document is restored whole instead (`netcli.intake.dump`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from netcli.errors import BadInput
from netcli.importers.formats import json
from netcli.importers.source import Source
from netcli.records import CERTAINTIES, LINK_KINDS, OWNER, BadRow, Item, Record, Testimony, Used

NETWORK: Final = "netcli"
_SCHEMA: Final = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"netcli\.export/1"')


def claims(source: Source) -> bool:
    """Does the document say that netcli wrote it?"""
    return _SCHEMA.match(source.head) is not None


def whole(source: Source) -> dict[str, Any]:
    """The exported book: sections by name.

    Raises BadInput when the file is damaged.
    """
    result = json.mapping(json.load(source)).get("result")
    if not isinstance(result, dict) or not all(isinstance(result.get(part), list) for part in ("people", "links")):
        raise BadInput(f"{source.name}: people and links are missing", "export it again", code="damaged")
    return result


def read(source: Source) -> Iterator[Item]:
    """Each person as a record, each link as testimonies, one a kind; rows are numbered as they come."""
    book = whole(source)
    me = book.get("me")
    rows = enumerate([*book["people"], *book["links"]], 1)
    shown: set[str] = set()
    for line, row in rows:
        if line <= len(book["people"]):
            record = _person(row, me, line)
            if record is None:
                yield BadRow(line, "a person without a number", json.words(row))
                continue
            shown.add(record.key)
            yield record
        else:
            told = _link(row, me, line)
            if not told or not {told[0].a, told[0].b} <= shown:
                yield BadRow(line, "a link of people who are not there", json.words(row))
                continue
            yield from told
        yield Used()


def _person(row: Any, me: object, line: int) -> Record | None:
    if not isinstance(row, dict) or not isinstance(row.get("id"), int):
        return None
    single: dict[str, Any] = {
        name: json.text(row.get(name)) for name in ("name", "company", "title", "city", "birthday", "note")
    }
    many: dict[str, Any] = {name: _texts(row.get(name)) for name in ("aliases", "emails", "phones", "urls", "tags")}
    return Record(_key(row["id"], me), **single, **many, organization=row.get("kind") == "organization", line=line)


def _link(row: Any, me: object, line: int) -> list[Testimony]:
    if not isinstance(row, dict) or not all(isinstance(row.get(end), int) for end in ("a", "b")):
        return []
    kinds = [kind for kind in row.get("kinds") or [row.get("kind")] if kind in LINK_KINDS] or ["contact"]
    certainty = row.get("certainty") if row.get("certainty") in CERTAINTIES else "sure"
    since, last = json.text(row.get("since")), json.text(row.get("last_contact"))
    a, b = _key(row["a"], me), _key(row["b"], me)
    return [Testimony(a, b, "declared", kind, str(certainty), since, last, line=line) for kind in kinds]


def _key(number: int, me: object) -> str:
    return OWNER if number == me else str(number)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(json.text, value))) if isinstance(value, list) else ()
