"""People for `netcli add -`, as a table or as JSON lines.

name,email,company,tag
Zoé Exemple,zoe@example.org ::: zoe.e@example.net,Dupuis & Fils,choir

{"name": "Zoé Exemple", "email": ["zoe@example.org", "zoe.e@example.net"], "company": "Dupuis & Fils"}

`netcli list --ndjson` writes such lines, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from netcli import dates
from netcli.importers import csv
from netcli.importers.formats import json
from netcli.importers.formats.headers import headers
from netcli.importers.formats.tables import several
from netcli.importers.formats.values import Values
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import BadRow, Item, Record, Testimony, Used

NETWORK: Final = "hand"
COLUMNS: Final = ("name", "email", "phone", "url", "company", "title", "city", "tag", "birthday", "note")
"""The columns of a table, which are also keys of JSON lines."""
NAMING: Final = frozenset(COLUMNS[:4])
"""A table has at least one of these columns."""
_KEYS: Final = frozenset(
    (
        *COLUMNS,
        *("alias", "aliases", "emails", "phones", "urls", "tags", "kind"),
        *("id", "me", "contacts", "created", "updated", "sources"),
    )
)
"""Known keys of a line. Reports mention only unknown keys.

The keys from `id` to `sources` are not read. `netcli list --ndjson` writes these keys.
"""


def claims(source: Source) -> bool:
    """Return whether the text is JSON lines, or a table whose header names people."""
    return _is_json(source) or csv.claims(source) or bool(_columns(source))


def read(source: Source) -> Iterator[Item]:
    """Yield the person in each row, without links."""
    if _is_json(source):
        yield from _json_lines(source)
    else:
        mapping = {} if csv.claims(source) else _columns(source)
        yield from (item for item in csv.read(source, mapping) if not isinstance(item, Testimony))


def _is_json(source: Source) -> bool:
    return source.text.lstrip().startswith("{")


def _columns(source: Source) -> dict[str, str]:
    """Return the columns of this format that the first line contains.

    If the first line contains no column in `NAMING`, return nothing. For `netcli import`, a single column such as
    `name` is not enough.
    """
    header = next(iter(headers(source)), None)
    columns = header.columns if header else frozenset()
    return {name: name for name in COLUMNS if name in columns} if not columns.isdisjoint(NAMING) else {}


def _json_lines(source: Source) -> Iterator[Item]:
    values = Values()
    for line in json.lines(source):
        yield from [line] if isinstance(line, BadRow) else _row(*line, values)
    yield from values.items()


def _row(number: int, line: str, document: object, values: Values) -> Iterator[Item]:
    values.line = number
    fields = {key: value for key, value in json.mapping(document).items() if value is not False}
    values.keys(fields, _KEYS)
    names = _texts(fields, values, "name")
    birthday = _single(fields, values, "birthday")
    record = Record(
        f"line {number}",
        names[0] if names else None,
        aliases=(*names[1:], *_several(fields, values, "alias", "aliases")),
        emails=_several(fields, values, "email", "emails", read=values.emails),
        phones=_several(fields, values, "phone", "phones", read=values.phones),
        urls=_several(fields, values, "url", "urls", read=values.urls),
        company=_single(fields, values, "company"),
        title=_single(fields, values, "title"),
        city=_single(fields, values, "city"),
        birthday=values.date(birthday, "birthday", "birthday", parse=dates.parse) if birthday else None,
        note="\n".join(_texts(fields, values, "note")) or None,
        tags=_several(fields, values, "tag", "tags"),
        organization=fields.get("kind") == "organization",
        line=number,
    )
    if not (record.name or record.emails or record.phones or record.urls):
        yield BadRow(number, say("names nobody"), line)
        return
    yield record
    yield Used()


def _texts(fields: json.Object, values: Values, key: str, field: str | None = None) -> tuple[str, ...]:
    """Return the texts under *key*, which may hold one text or a list. Count other values as unusable."""
    value = fields.get(key)
    plain = value if isinstance(value, list) else [value]
    if key != "name":  # a number may be a phone number or a year, but is no name
        plain = [str(each) if isinstance(each, int) and not isinstance(each, bool) else each for each in plain]
    return tuple(filter(None, (values.text(each, field or key, key) for each in plain)))


def _single(fields: json.Object, values: Values, key: str) -> str | None:
    """Return the first text under *key*. Count other texts as unusable."""
    first, *others = _texts(fields, values, key) or (None,)
    for other in others:
        values.lose(key, other, say("another value was kept"), key)
    return first


def _several(
    fields: json.Object, values: Values, *names: str, read: Callable[[str, str], tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """Return the values under all keys in *names*, such as `email` and `emails`.

    *read* finds the values in a text.
    """
    what = "name" if names[0] == "alias" else names[0]
    texts = ((text, name) for name in names for words in _texts(fields, values, name, what) for text in several(words))
    return tuple(dict.fromkeys(each for text, name in texts for each in (read(text, name) if read else (text,))))
