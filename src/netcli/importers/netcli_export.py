"""An export by netcli, such as the export of another book.

    {"schema": "netcli.export/1", "query": {"filters": [], "format": "json"}, "result": {"me": 1, "people": [
     {"id": 1, "kind": "person", "name": "Zoé Exemple", "company": "Dupuis & Fils", ...}, ...], "links": [
     {"a": 1, "b": 7, "kind": "colleague", "kinds": ["colleague", "friend"], "since": "2015", ...}, ...], ...}}

`netcli.intake.dump` restores an export into an empty book. JSON lines of `netcli list --ndjson` are also read:

    {"id": 1, "kind": "person", "name": "Zoé Exemple", ..., "emails": ["zoe@example.org"], ..., "sources": [...]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from netcli import dates
from netcli.errors import BadInput
from netcli.importers.formats import json
from netcli.importers.formats.values import Values
from netcli.importers.shared.ownership import is_owner, owner_differs
from netcli.importers.shared.relations import begun
from netcli.importers.source import Source
from netcli.kinds import CERTAINTIES, LINK_KINDS
from netcli.language import say
from netcli.records import OWNER, BadRow, Item, Record, Testimony, Used

NETWORK: Final = "netcli"
_SINGLE: Final = ("name", "company", "title", "city", "birthday", "note")
_SEVERAL: Final = ("aliases", "emails", "phones", "urls", "tags")
_OF_PERSON: Final = frozenset(("id", "kind", "me", *_SINGLE, *_SEVERAL, "contacts", "sources"))
_PROVES: Final = {"connected": "contact", "meeting": "met", "introduced": "met"}
"""The kind of link that evidence of each kind proves."""
_SCHEMA: Final = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"netcli\.export/1"')


def claims(source: Source) -> bool:
    """Return whether the file is an export by netcli, or JSON lines of people."""
    return _SCHEMA.match(source.head) is not None or _is_lines(source)


def _is_lines(source: Source) -> bool:
    if source.members or source.folder or b'"sources"' not in source.head:
        return False
    first = next(json.lines(source), None)
    return isinstance(first, tuple) and json.mapping(first[2]).keys() >= _OF_PERSON


def whole(source: Source) -> dict[str, object]:
    """Return the sections of the exported book, such as `people` and `links`.

    Raises BadInput if `people` or `links` is missing.
    """
    if _is_lines(source):
        people = [line[2] if isinstance(line, tuple) else line.row for line in json.lines(source)]
        return {"me": None, "people": people, "links": []}
    result = json.mapping(json.load(source)).get("result")
    if not isinstance(result, dict) or not all(isinstance(result.get(part), list) for part in ("people", "links")):
        raise BadInput(
            say("{name}: people and links are missing", name=source.name), say("export it again"), code="damaged"
        )
    return result


def read(source: Source) -> Iterator[Item]:
    """Yield each person, then one testimony for each kind of each link.

    If the exported book belongs to another person, warn, and do not count that person as the owner.
    """
    book = whole(source)
    people, links = json.items(book["people"]), json.items(book["links"])
    me = book.get("me") or next((row.get("id") for row in map(json.mapping, people) if row.get("me") is True), None)
    holder = next((_person(row, None, 0, Values()) for row in map(json.mapping, people) if row.get("id") == me), None)
    if holder and (holder.name or holder.emails) and not is_owner(source.owner, holder):
        yield owner_differs(holder.key, next(iter(holder.emails), None), holder.name)
        me = None
    shown: set[str] = set()
    values = Values()
    for line, row in enumerate(people, 1):
        values.line = line
        if record := _person(json.mapping(row), me, line, values):
            shown.add(record.key)
            yield record
            yield Used()
        else:
            yield BadRow(line, say("a person without an id"), json.words(row))
    for line, row in enumerate(links, len(people) + 1):
        values.line = line
        stated = _link(json.mapping(row), me, line, values)
        if stated and {stated[0].a, stated[0].b} <= shown:
            yield from stated
            yield Used()
        else:
            yield BadRow(line, say("a link between people who are not in the file"), json.words(row))
    yield from values.items()


def _person(row: json.Object, me: object, line: int, values: Values) -> Record | None:
    number = row.get("id")
    if not isinstance(number, int):
        return None
    name, company, title, city, birthday, note = (json.text(row.get(field)) for field in _SINGLE)
    aliases, emails, phones, urls, tags = (_texts(row.get(field)) for field in _SEVERAL)
    return Record(
        _key(number, me),
        name,
        aliases=aliases,
        emails=emails,
        phones=phones,
        urls=urls,
        company=company,
        title=title,
        city=city,
        birthday=values.date(birthday, "birthday", parse=dates.parse) if birthday else None,
        note=note,
        tags=tags,
        organization=row.get("kind") == "organization",
        line=line,
    )


def _link(row: json.Object, me: object, line: int, values: Values) -> list[Testimony]:
    one, other = row.get("a"), row.get("b")
    if not isinstance(one, int) or not isinstance(other, int):
        return []
    named = [str(kind) for kind in json.items(row.get("kinds")) or [row.get("kind")] if kind]
    kinds = [kind for kind in named if kind in LINK_KINDS]
    for kind in named:
        if kind not in LINK_KINDS:
            values.lose("relation", kind, say("the kind of link is unknown"), "kinds")
    certainty = str(row.get("certainty") or "sure")
    if certainty not in CERTAINTIES:
        values.lose(
            "relation", certainty, say("not one of {certainties}", certainties=", ".join(CERTAINTIES)), "certainty"
        )
        certainty = "sure"
    since, last = _day(row, "since", "since", values), _day(row, "last_contact", "date", values)
    a, b = _key(one, me), _key(other, me)
    kinds = kinds or ["contact"]
    dated = _dated(row, kinds)
    return [
        Testimony(a, b, "declared", kind, certainty, since if kind in dated else None, last, line=line)
        for kind in kinds
    ]


def _dated(row: json.Object, kinds: Sequence[str]) -> Sequence[str]:
    """Return the kinds to which the beginning of a link belongs.

    An export says when a link began, but not which of its kinds began then.
    """
    evidence = map(json.mapping, json.items(row.get("evidence")))
    proofs = {str(each.get("kind")) for each in evidence if each.get("date") == row.get("since")}
    proved = [kind for kind in kinds if kind in map(_PROVES.get, proofs)]
    return proved or [kind for kind in begun(kinds) if kind not in ("met", "contact")] or begun(kinds)


def _day(row: json.Object, key: str, field: str, values: Values) -> str | None:
    text = json.text(row.get(key))
    return values.date(text, field, key) if text else None


def _key(number: int, me: object) -> str:
    return OWNER if number == me else str(number)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(json.text, json.items(value))))
