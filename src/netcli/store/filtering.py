"""One grammar to choose people: words of name, company, title and city, or `key:value`; a leading `-` negates."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from netcli import dates, names
from netcli.errors import Usage
from netcli.store.nearness import circle
from netcli.store.reader import Reader

Part = tuple[str, list[Any]]
"""An SQL condition on `person p`, and its values."""


def matching(reader: Reader, filters: Sequence[str], *, everybody: bool = False) -> list[int]:
    """The numbers of the people who meet all *filters*, by name then number; me only if a filter fits or *everybody*.

    Raises Usage for an unknown key or a value that is none.
    """
    where, values = ["1"], []
    for text in filters:
        condition, more = _condition(reader, text)
        where.append(condition)
        values += more
    if not everybody:
        where.append("p.kind = 'person'")
        if not filters:
            where.append("p.id <> ?")
            values.append(reader.me())
    found = reader.connection.execute(
        f"SELECT p.id FROM person p WHERE {' AND '.join(where)} ORDER BY p.folded = '', p.folded, p.id", values
    )
    return [row[0] for row in found]


def _condition(reader: Reader, text: str) -> Part:
    negated = text.startswith("-") and len(text) > 1
    word = text[1:] if negated else text
    key, colon, value = word.partition(":")
    if colon and key.isalpha():
        if key not in KEYS:
            raise Usage(f"{key + ':'!r} is no filter", f"choose among {' '.join(f'{name}:' for name in KEYS)}")
        if not value:
            raise Usage(f"{text!r} needs a value", f"{key}:VALUE")
        condition, values = KEYS[key](reader, value)
    else:
        condition, values = _words("", word)
    return (f"NOT ({condition})", values) if negated else (condition, values)


def _words(column: str, text: str) -> Part:
    words = names.fold(text).replace('"', '""').split()
    if not words:
        return "0", []
    query = " AND ".join(f'"{word}" *' for word in words)
    return "p.id IN (SELECT rowid FROM search WHERE search MATCH ?)", [f"{column}({query})"]


def _column(column: str) -> Callable[[Reader, str], Part]:
    return lambda _, value: _words(f"{column} : ", value)


def _tag(_: Reader, value: str) -> Part:
    return "p.id IN (SELECT person FROM identifier WHERE kind = 'tag' AND value = ?)", [names.fold(value)]


def _network(_: Reader, value: str) -> Part:
    condition = (
        "p.id IN (SELECT r.person FROM record r LEFT JOIN batch b ON b.id = r.batch"
        " WHERE coalesce(b.network, 'hand') = ?)"
    )
    return condition, [value.casefold()]


def _since(reader: Reader, value: str) -> Part:
    if not dates.valid(value) or value.startswith("-"):
        raise Usage(f"since:{value} is not a date", "write since:2019 or since:2019-06")
    me = reader.me()
    condition = (
        "p.id IN (SELECT b FROM link WHERE a = ? AND since >= ? UNION SELECT a FROM link WHERE b = ? AND since >= ?)"
    )
    return condition, [me, value, me, value]


def _hops(reader: Reader, value: str) -> Part:
    low, dots, high = value.partition("..")
    if not low.isdecimal() or (dots and not high.isdecimal()):
        raise Usage(f"hops:{value} is no number of hops", "write hops:2 or hops:1..3")
    first, last = int(low), int(high or low)
    chosen = [person for person, far in circle(reader, last).items() if first <= far]
    return "p.id IN (SELECT value FROM json_each(?))", [json.dumps(chosen)]


HAS: Final = {
    "email": "p.emails <> '[]'",
    "phone": "p.phones <> '[]'",
    "url": "p.urls <> '[]'",
    "tag": "p.tags <> '[]'",
    "alias": "p.aliases <> '[]'",
    "birthday": "p.birthday IS NOT NULL",
    "note": "p.note IS NOT NULL",
    "company": "p.company IS NOT NULL",
    "title": "p.title IS NOT NULL",
    "city": "p.city IS NOT NULL",
    "name": "p.name IS NOT NULL",
    "link": "EXISTS (SELECT 1 FROM link WHERE a = p.id) OR EXISTS (SELECT 1 FROM link WHERE b = p.id)",
}


def _has(_: Reader, value: str) -> Part:
    if value not in HAS:
        raise Usage(f"has:{value} is unknown", f"choose among {' '.join(f'has:{name}' for name in HAS)}")
    return HAS[value], []


KEYS: Final[dict[str, Callable[[Reader, str], Part]]] = {
    "company": _column("company"),
    "title": _column("title"),
    "city": _column("city"),
    "name": _column("name"),
    "tag": _tag,
    "network": _network,
    "since": _since,
    "hops": _hops,
    "has": _has,
}
