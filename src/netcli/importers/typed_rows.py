"""People for `netcli add -`, as a table or as JSON lines.

name,email,company,tag
Zoé Exemple,zoe@example.org ::: zoe.e@example.net,Dupuis & Fils,choir

{"name": "Zoé Exemple", "email": ["zoe@example.org", "zoe.e@example.net"], "company": "Dupuis & Fils"}

`netcli list --ndjson` writes such lines, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli import dates
from netcli.importers import csv
from netcli.importers.formats import json
from netcli.importers.formats.tables import several
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import BadRow, Item, Record, Testimony, Used

NETWORK: Final = "hand"


def claims(source: Source) -> bool:
    """Return whether the text is JSON lines, or a table whose header names people."""
    return _is_json(source) or csv.claims(source)


def read(source: Source) -> Iterator[Item]:
    """Yield the person in each row, without links."""
    if _is_json(source):
        yield from _json_lines(source)
    else:
        yield from (item for item in csv.read(source) if not isinstance(item, Testimony))


def _is_json(source: Source) -> bool:
    return source.text.lstrip().startswith("{")


def _json_lines(source: Source) -> Iterator[Item]:
    for line in json.lines(source):
        yield from [line] if isinstance(line, BadRow) else _row(*line)


def _row(number: int, line: str, document: object) -> Iterator[Item]:
    fields = json.mapping(document)
    birthday = _single(fields, "birthday")
    born = dates.parse(birthday) if birthday else None
    if birthday and born is None:
        yield BadRow(number, say("birthday {birthday!r} is not a date", birthday=birthday), line)
        return
    record = Record(
        f"line {number}",
        _single(fields, "name"),
        aliases=_several(fields, "alias", "aliases"),
        emails=_several(fields, "email", "emails"),
        phones=_several(fields, "phone", "phones"),
        urls=_several(fields, "url", "urls"),
        company=_single(fields, "company"),
        title=_single(fields, "title"),
        city=_single(fields, "city"),
        birthday=born,
        note=_single(fields, "note"),
        tags=_several(fields, "tag", "tags"),
        organization=fields.get("kind") == "organization",
        line=number,
    )
    if not (record.name or record.emails or record.phones or record.urls):
        yield BadRow(number, say("names nobody"), line)
        return
    yield record
    yield Used()


def _single(fields: json.Object, key: str) -> str | None:
    return json.text(fields.get(key))


def _several(fields: json.Object, *names: str) -> tuple[str, ...]:
    """Return the values under any of *names*, such as `email` and `emails`."""
    values = [fields.get(name) for name in names]
    texts = [json.text(each) for value in values for each in (value if isinstance(value, list) else [value])]
    return tuple(dict.fromkeys(each for words in texts if words for each in several(words)))
