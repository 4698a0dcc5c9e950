"""Find out what another program changed on cards from this book."""

from __future__ import annotations

from collections.abc import Iterator

from netcli import cards, dates, identifiers
from netcli.importers.formats.content_lines import Property
from netcli.importers.shared.relations import kind
from netcli.importers.vcard.contact import uid_of
from netcli.importers.vcard.related import Named
from netcli.phones import phone
from netcli.records import Edited, Record


def edited(
    record: Record, values: list[tuple[Property, str]], person: int, named: list[Named]
) -> tuple[Edited, list[Named]]:
    """Return the exported and the present state of a card, and its new people."""
    told = {found.name: value for found, value in values}
    marks = told.get(cards.WROTE, "").lower()
    then = frozenset(mark.strip() for mark in marks.split(",") if mark.strip())
    related = [(cards.RELATED, f"{kind(each.label)} {uid_of(each.who)}") for each in named]
    now = frozenset(cards.marks([*values_of(record), *related]))
    new = [each for each, mark in zip(named, cards.marks(related), strict=True) if mark not in then]
    return Edited(person, record, then, now, dates.of_event(told.get("REV", "")), record.line), new


def values_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield each field of *record*, with each value in the book's own form."""
    for field in cards.SINGLE:
        if value := getattr(record, field):
            yield field, value
    for field in cards.MANY:  # programs may reformat these values
        yield from ((field, _canonical(field, value)) for value in getattr(record, field))


def _canonical(field: str, value: str) -> str:
    if field == "emails":
        return identifiers.email(value) or value
    if field == "phones":
        return phone(value) or value
    return (identifiers.url(value) or value) if field == "urls" else value
