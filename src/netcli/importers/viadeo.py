"""Contacts from Viadeo, in three formats that members could save before the service closed.

API responses, as one JSON document:

    {"id":"me1","type":"CONTACTS","count":1,"data":[{"id":"abc","type":"USER","name":"Zoé Exemple","distance":1,…}]}

ViadeoContactsExporter's output, one JSON object per line:

    {"id":"abc","name":"Zoé Exemple","headline":"Directrice","emails":[],"phones":[],"chats":[],"socials":[],…}

ViadeoOutlookAddIn's table of suggested people, who are not contacts:

    Prénom;Nom;Fonction;Société;Date Inscription
    Zoé;Exemple;Directrice,; Dupuis;mardi 12 mai 2015
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from netcli.importers.formats import json
from netcli.importers.formats.headers import all_of, find
from netcli.importers.formats.tables import Cells, table
from netcli.importers.formats.values import Values
from netcli.importers.shared.keys import Namesakes, identity
from netcli.importers.source import Source
from netcli.importers.text import clean, decode
from netcli.language import say
from netcli.moments import Alike, packed
from netcli.records import OWNER, BadRow, Item, Record, Testimony, Used

NETWORK: Final = "viadeo"

SHEET: Final = {
    "given": "Prénom",
    "family": "Nom",
    "title": "Fonction",
    "company": "Société",
    "since": "Date Inscription",
}
LINES: Final = ('"headline"', '"chats"', '"socials"')
USER: Final = frozenset(
    (
        *("id", "type", "kind", "name", "first_name", "last_name", "link", "emails", "phones", "socials", "headline"),
        *("location", "where", "city", "locality", "country", "distance"),
    )
)
"""Known keys of a user's JSON object. Other keys are reported as unused."""
ANSWERS: Final = (
    ('"data"', '"distance"', '"contact_count"'),
    ('"data"', "viadeo.com/"),
    ('"kind"', '"company_adress"'),  # Viadeo's files spell it so
)
"""Groups of words. An API response begins with text that contains all words of one group."""

_fits: Final = all_of(*SHEET.values())


def claims(source: Source) -> bool:
    """Return whether the file is an API response, a list of contacts or a table of suggested people."""
    if source.members:
        return False
    head = source.text
    if head.lstrip().startswith(("{", "[")):
        return any(all(word in head for word in words) for words in (LINES, *ANSWERS))
    return find(source, _fits) is not None


def read(source: Source) -> Iterator[Item]:
    """Yield people, and their distance from the owner.

    Only direct contacts and people who wrote to the owner are linked to the owner.
    """
    head = source.text
    if not head.lstrip().startswith(("{", "[")):
        yield from _suggestions(source)
    elif all(word in head for word in LINES):
        yield from _lines(source)
    else:
        yield from _answer(source)


def _suggestions(source: Source) -> Iterator[Item]:
    found = table(source, _fits, SHEET)
    if found is None:
        return
    first, last, title, company = found.picks("given", "family", "title", "company")
    when = found.dates("since", day_first=True)
    namesakes = Namesakes()

    def suggestion(row: Cells) -> tuple[Record, Testimony] | str:
        given, family, firm = first(row.cells), last(row.cells), company(row.cells)
        name = f"{given} {family}".strip()
        if not name:
            return "empty"
        key = f"{name}|{firm}" if firm else f"{namesakes.give(name, row.raw)}|"
        # the add-in cut off what followed the last comma of the headline, but it kept the comma
        headline = title(row.cells).rstrip(", ") or None
        person = Record(key, name, given or None, family or None, company=firm or None, title=headline)
        since, detail = when(row.cells), "an add-in's suggestion"
        return person, Testimony(OWNER, key, "suggestion", link=None, since=since, detail=detail)

    yield from found.items(suggestion)


def _lines(source: Source) -> Iterator[Item]:
    namesakes, values = Namesakes(), Values()
    for line in json.lines(source):
        if isinstance(line, BadRow):
            yield line
        else:
            number, _, item = line
            values.line = number
            yield from _user(item, number, namesakes, values, direct=True)
    yield from values.items()


def _answer(source: Source) -> Iterator[Item]:
    document = json.parse(decode(json.content(source)).text.encode(), source.name)
    items = document.get("data", document) if isinstance(document, dict) else document
    direct = isinstance(document, dict) and document.get("type") == "CONTACTS"
    received: dict[str, list[tuple[str, int]]] = {}
    alike = Alike()
    shown: dict[str, int] = {}
    namesakes, values = Namesakes(), Values()
    for number, item in enumerate(items if isinstance(items, list) else [items], 1):
        values.line = number
        sender = item.get("from") if isinstance(item, dict) else None
        if not isinstance(sender, dict):
            yield from _user(item, number, namesakes, values, direct=direct)
        elif (person := _record(sender, number, values)) is None:
            yield BadRow(number, say("names nobody"), json.words(item))
        else:
            if person.key not in shown:
                shown[person.key] = number
                yield person
            stamp = values.text(item.get("updated_time"), "date", "updated_time") or ""
            day = values.date(stamp, "date", "updated_time") or ""
            told = alike.moment(day, NETWORK, _string(item.get("id")) or stamp, person.key)
            received.setdefault(person.key, []).append((day, told))
            yield Used(moments=packed((told,)))
    for key, messages in received.items():
        days = [day for day, _ in messages]
        yield Testimony(
            OWNER,
            key,
            "message",
            certainty="probable",
            since=min(filter(None, days), default=None),
            last=max(days) or None,
            count=len(days),
            direction="b_to_a",
            line=shown[key],
            moments=packed(told for _, told in messages),
        )
    yield from values.items()


def _user(item: object, number: int, namesakes: Namesakes, values: Values, *, direct: bool) -> Iterator[Item]:
    """Yield a person, and a link to the owner if the person is a direct contact."""
    user = json.mapping(item)
    person = _record(user, number, values)
    if person is None:
        yield BadRow(number, say("names nobody"), json.words(item))
        return
    yield Used()
    distance = user.get("distance")
    if distance == 0:
        yield Record(OWNER, person.name, person.given, person.family, urls=person.urls, title=person.title, line=number)
        return
    if user.get("id") is None:
        row = repr(item) if person.key == person.name else identity(person)
        person = replace(person, key=namesakes.give(person.key, row))
    yield person
    if distance == 1 or (distance is None and direct and person.name):
        yield Testimony(OWNER, person.key, "connected", line=number)
    elif isinstance(distance, int) and distance > 1:
        yield Testimony(OWNER, person.key, "distance", link=None, detail=f"distance {distance}", line=number)


def _record(user: json.Object, number: int, values: Values) -> Record | None:
    """Return the record of the Viadeo member in *user*, or None if nothing identifies the member."""
    given, family = _string(user.get("first_name")), _string(user.get("last_name"))
    name = _string(user.get("name")) or " ".join(filter(None, (given, family))) or None
    link = _string(user.get("link"))
    emails = tuple(
        email
        for text in map(_string, json.items(user.get("emails")))
        if text
        for email in values.emails(text, "emails")
    )
    phones = tuple(
        phone for text in map(_phone, json.items(user.get("phones"))) if text for phone in values.phones(text, "phones")
    )
    pages = (("link", link), *(("socials", _string(page)) for page in json.items(user.get("socials"))))
    urls = dict.fromkeys(page for column, text in pages if text for page in values.urls(text, column))
    values.keys(user, USER)
    user_id = user.get("id")
    key = (
        (str(user_id) if isinstance(user_id, int) and not isinstance(user_id, bool) else _string(user_id))
        or link
        or next(iter(emails + phones), None)
        or name
    )
    if key is None:
        return None
    place = json.mapping(user.get("location") or user.get("where") or user)
    return Record(
        key,
        name,
        given,
        family,
        emails=emails,
        phones=phones,
        urls=tuple(urls),
        title=_string(user.get("headline")),
        city=_string(place.get("city")) or _string(place.get("locality")),
        country=_string(place.get("country")),
        line=number,
    )


def _phone(value: object) -> str | None:
    """Return a phone number as text, with its country prefix."""
    if not isinstance(value, dict):
        return _string(value)
    number, prefix = _string(value.get("number")), _string(value.get("dialing"))
    return f"{prefix} {number}" if number and prefix and not number.startswith("+") else number


def _string(value: object) -> str | None:
    return clean(value) or None if isinstance(value, str) else None
