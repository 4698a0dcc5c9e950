"""What the user changed on a card that the book wrote, while it was on a phone or in another program."""

from __future__ import annotations

from netcli.answers.people import FullPerson
from netcli.cards import MANY, SINGLE, marks
from netcli.importers.vcard.own import values_of
from netcli.records import Edited, Fields


def changes(edited: Edited, person: FullPerson) -> tuple[Fields, dict[str, list[str]]]:
    """Return the values on the card of *person* that are new, and those that are gone, by field.

    Where another program dropped the marks, a card that is newer than what the book says of *person* is believed.
    """
    if edited.then == edited.now or not (edited.then or (edited.revised or "") > person.updated[:10]):
        return {}, {}
    new: Fields = {}
    said = [*values_of(edited.record)]
    for (field, value), mark in zip(said, marks(said), strict=True):
        if mark in edited.then or value in _held(person, field):
            continue
        if field in MANY:
            new.setdefault(field, []).append(value)
        else:
            new[field] = value
    gone: dict[str, list[str]] = {}
    known = [(field, value) for field in (*SINGLE, *MANY) for value in _held(person, field)]
    for (field, value), mark in zip(known, marks(known), strict=True):
        if mark in edited.then - edited.now and field != "name" and (field in MANY or field not in new):
            gone.setdefault(field, []).append(value)
    return new, gone


def _held(person: FullPerson, field: str) -> list[str]:
    value = getattr(person, field)
    return value if isinstance(value, list) else [value] if value else []
