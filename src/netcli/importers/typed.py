"""People typed or piped into `netcli add -`: a table with a header, or one JSON object a line with the same names.

name,email,company,tag
Zoé Exemple,zoe@example.org ::: zoe.e@example.net,Dupuis & Fils,choir

{"name": "Zoé Exemple", "email": ["zoe@example.org", "zoe.e@example.net"], "company": "Dupuis & Fils"}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from netcli import dates
from netcli.importers import _json, _text, csv_people
from netcli.importers._tables import several
from netcli.importers.source import Source
from netcli.records import BadRow, Item, Record, Testimony, Used

NETWORK: Final = "hand"


def claims(source: Source) -> bool:
    """JSON lines, or a table whose header names people."""
    return _is_json(source) or csv_people.claims(source)


def read(source: Source) -> Iterator[Item]:
    """Each row's person; who types people in says nothing of knowing them."""
    if _is_json(source):
        yield from _json_lines(source)
    else:
        yield from (item for item in csv_people.read(source) if not isinstance(item, Testimony))


def _is_json(source: Source) -> bool:
    return source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _json_lines(source: Source) -> Iterator[Item]:
    stream, _ = _text.open_text(source)
    with stream:
        for number, line in enumerate(stream, 1):
            if text := line.strip():
                yield from _row(number, text)


def _row(number: int, text: str) -> Iterator[Item]:
    try:
        said = _json.mapping(json.loads(text))
    except (ValueError, RecursionError) as error:
        yield BadRow(number, f"not JSON ({error})", text)
        return
    birthday = _single(said, "birthday")
    born = dates.parse(birthday) if birthday else None
    if birthday and born is None:
        yield BadRow(number, f"birthday {birthday!r} is not a date", text)
        return
    record = Record(
        f"line {number}",
        _single(said, "name"),
        emails=_several(said, "email"),
        phones=_several(said, "phone"),
        urls=_several(said, "url"),
        company=_single(said, "company"),
        title=_single(said, "title"),
        city=_single(said, "city"),
        birthday=born,
        note=_single(said, "note"),
        tags=_several(said, "tag"),
        line=number,
    )
    if not (record.name or record.emails or record.phones or record.urls):
        yield BadRow(number, "names nobody", text)
        return
    yield record
    yield Used()


def _single(said: Mapping[str, Any], key: str) -> str | None:
    return _json.text(said.get(key))


def _several(said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = said.get(key)
    texts = filter(None, map(_json.text, value if isinstance(value, list) else [value]))
    return tuple(dict.fromkeys(each for text in texts for each in several(text)))
