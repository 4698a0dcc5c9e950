"""Google Contacts as CSV, in today's format or the format before 2024.

First Name,…,Last Name,…,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Relation 1 - Label,…
Zoé,…,Exemple,…,--03-12,,,Amis ::: * myContacts,* Work,zoe@example.org ::: zoe.e@example.net,Spouse,Paul Exemple

A relation links the contact to a person other than the owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netcli.importers.formats.headers import Header, Layout, Pick, at_least, listed
from netcli.importers.formats.tables import Cells, Table, several
from netcli.importers.shared.contacts import AddressBook, Complete, Named, unique
from netcli.importers.shared.groups import SYSTEM_GROUPS
from netcli.records import Position, Record

NETWORK: Final = "google"

_NEW: Final = at_least(4, "First Name", "Last Name", "File As", "Labels", "Organization Name")
_OLD: Final = at_least(4, "Given Name", "Family Name", "Yomi Name", "Group Membership", "Name")
_NAMES: Final = at_least(1, "Name", "First Name", "Last Name", "Given Name", "Family Name", "File As")
_PLAIN: Final[Layout] = {
    "name": "Name",
    "given": "First Name, Given Name",
    "middle": "Middle Name, Additional Name",
    "family": "Last Name, Family Name",
    "alias": "Nickname, File As",
    "company": "Organization Name",
    "title": "Organization Title, Organization 1 - Title, Occupation",
    "note": "Notes",
    "birthday": "Birthday",
    "tag": "Labels, Group Membership",
}
_REPEATED: Final = {
    ("e-mail", "value"): "email",
    ("phone", "value"): "phone",
    ("website", "value"): "url",
    ("organization", "name"): "company",
    ("address", "city"): "city",
    ("address", "country"): "country",
}
"""Maps a numbered column, such as `E-mail 1 - Value`, to the field that the column fills."""
_READ: Final = {
    **{(what, word): "label" for what in ("e-mail", "phone", "relation") for word in ("label", "type")},
    ("relation", "value"): "relation",
    ("organization", "title"): "job",
}
"""Numbered columns that fill no field by themselves. The function `_complete` reads these columns."""
_FIELDS: Final = _REPEATED | _READ
_KINDS: Final = frozenset(
    ("e-mail", "phone", "address", "organization", "relation", "website", "event", "im", "custom field")
)
"""The words before the number in Google's numbered columns."""
_NUMBERED: Final = re.compile(r"(.+) ([0-9]{1,4}) - (.+)")
_MARK: Final = "* "


def _fits(names: frozenset[str]) -> bool:
    return _NEW(names) or _OLD(names) or (_NAMES(names) and _has_numbers(names))


def _has_numbers(names: frozenset[str]) -> bool:
    """Return whether one of *names* has a number, such as `E-mail 1 - Value`."""
    found = (_NUMBERED.fullmatch(name) for name in names)
    return any(numbered and numbered[1] in _KINDS for numbered in found)


def _layout(header: Header) -> Layout:
    layout = {field: [*listed(names)] for field, names in _PLAIN.items()}
    for name, folded in zip(header.names, header.folded, strict=True):
        if (numbered := _NUMBERED.fullmatch(folded)) and (field := _FIELDS.get((numbered[1], numbered[3]))):
            layout.setdefault(field, []).append(name)
    return layout


def _complete(table: Table) -> Complete:
    relations = _numbered(table.header, "relation", ("Label", "Type"), ("Value",))
    jobs = _numbered(table.header, "organization", ("Name",), ("Title",))
    tags = table.every("tag")
    emails, phones = (_numbered(table.header, what, ("Label", "Type"), ("Value",)) for what in ("e-mail", "phone"))

    def preferred(numbered: list[tuple[Pick, ...]], row: Cells) -> list[str]:
        marked = [values for labels, values in numbered if labels(row.cells).startswith(_MARK)]
        return [value for values in marked for value in several(values(row.cells))]

    def complete(row: Cells, record: Record) -> Iterator[Named]:
        record.emails = unique((*preferred(emails, row), *record.emails))
        record.phones = unique((*preferred(phones, row), *record.phones))
        record.tags = _labels(tags(row.cells))
        record.positions = tuple(
            Position(organization, title or None)
            for names, titles in jobs
            for title, organization in _paired(several(titles(row.cells)), several(names(row.cells)))
            if organization != record.company
        )
        for labels, people in relations:
            for label, who in _paired(several(labels(row.cells)), several(people(row.cells))):
                yield Named(label.removeprefix(_MARK), who)

    return complete


def _numbered(header: Header, what: str, *columns: tuple[str, ...]) -> list[tuple[Pick, ...]]:
    """For each number in the column names, return functions that read the columns with this number."""
    found = (_NUMBERED.fullmatch(name) for name in header.folded)
    numbers = sorted({int(numbered[2]) for numbered in found if numbered and numbered[1] == what})
    return [
        tuple(header.pick(*(f"{what} {number} - {word}" for word in words)) for words in columns) for number in numbers
    ]


def _paired(labels: tuple[str, ...], values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Pair each value with its label. If the numbers of labels and values differ, pair each value with all labels."""
    if len(labels) != len(values):
        labels = (",".join(dict.fromkeys(labels)),) * len(values)
    yield from zip(labels, values, strict=True)


def _labels(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels of a contact, without Google's own labels."""
    plain = (tag.removeprefix(_MARK) for tag in tags)
    return unique(tag for tag in plain if tag.casefold() not in SYSTEM_GROUPS)


BOOK: Final = AddressBook(_fits, _layout, complete=_complete)

claims, read = BOOK.claims, BOOK.read
