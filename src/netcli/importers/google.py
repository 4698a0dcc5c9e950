"""Google Contacts as CSV, in the columns of today or of before 2024: repeated as often as the fullest contact needs.

First Name,…,Last Name,…,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Relation 1 - Label,…
Zoé,…,Exemple,…,--03-12,,,Amis ::: * myContacts,* Work,zoe@example.org ::: zoe.e@example.net,Spouse,Paul Exemple

A relation is between the contact and somebody else, not the owner: one of the few links between others that exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from netcli import dates
from netcli.importers.formats import tables
from netcli.importers.formats.tables import Cells, Header, Pick, several
from netcli.importers.formats.text import fold
from netcli.importers.shared import contacts
from netcli.importers.shared.contacts import Columns, Layout, Named, columns
from netcli.importers.source import Source
from netcli.records import Item, Position, Record

NETWORK: Final = "google"

NEW: Final = tables.at_least(4, "First Name", "Last Name", "File As", "Labels", "Organization Name")
OLD: Final = tables.at_least(4, "Given Name", "Family Name", "Yomi Name", "Group Membership", "Name")
NAMES: Final = tables.at_least(1, "Name", "First Name", "Last Name", "Given Name", "Family Name", "File As")
DROPPED: Final = frozenset(("mycontacts", "my contacts", "other contacts", "starred"))
"""Google's own groups that say nothing of anybody."""

PLAIN: Final[Layout] = {
    "name": columns("Name"),
    "given": columns("First Name, Given Name"),
    "middle": columns("Middle Name, Additional Name"),
    "family": columns("Last Name, Family Name"),
    "alias": columns("Nickname, File As"),
    "company": columns("Organization Name"),
    "title": columns("Organization Title, Organization 1 - Title, Occupation"),
    "note": columns("Notes"),
    "tag": columns("Labels, Group Membership"),
}
REPEATED: Final = {
    ("e-mail", "value"): "email",
    ("phone", "value"): "phone",
    ("website", "value"): "url",
    ("organization", "name"): "company",
    ("address", "city"): "city",
    ("address", "country"): "country",
}
"""`E-mail 1 - Value`, `E-mail 2 - Value`, …: what such columns say."""
KINDS: Final = frozenset(
    ("e-mail", "phone", "address", "organization", "relation", "website", "event", "im", "custom field")
)
"""What Google numbers."""
_NUMBERED: Final = re.compile(r"(.+) (\d+) - (.+)")
_MARK: Final = "* "


def claims(source: Source) -> bool:
    """A table with the columns that Google alone writes."""
    return not source.members and _find(source) is not None


def read(source: Source) -> Iterator[Item]:
    """Every contact, with the people she is related to."""
    header = _find(source)
    if header is None:
        return
    table = Columns(header, _layout(header))
    relations = _numbered(header, "relation", ("Label", "Type"), ("Value",))
    jobs = _numbered(header, "organization", ("Name",), ("Title",))
    reached = [_numbered(header, what, ("Label", "Type"), ("Value",)) for what in ("e-mail", "phone")]
    born = header.pick("Birthday")

    def contact(row: Cells) -> tuple[Record, Sequence[Named]]:
        record = table.record(row, dates.parse(born(row.cells)))
        emails, phones = (
            (
                value
                for labels, values in each
                if labels(row.cells).startswith(_MARK)
                for value in several(values(row.cells))
            )
            for each in reached
        )
        record = replace(
            record,
            emails=tuple(dict.fromkeys((*emails, *record.emails))),  # the marked one is preferred
            phones=tuple(dict.fromkeys((*phones, *record.phones))),
            urls=tuple(url.replace("\\:", ":") for url in record.urls),  # as it escapes them in cards
            tags=_labels(record.tags),
            positions=tuple(
                Position(organization, title or None)
                for names, titles in jobs
                for title, organization in _paired(several(titles(row.cells)), several(names(row.cells)))
                if organization != record.company
            ),
        )
        return record, [
            Named(label.removeprefix(_MARK), who)
            for labels, people in relations
            for label, who in _paired(several(labels(row.cells)), several(people(row.cells)))
        ]

    yield from contacts.people(source, header, contact)


def _find(source: Source) -> Header | None:
    return tables.find(source, lambda names: NEW(names) or OLD(names) or (NAMES(names) and _has_numbers(names)))


def _has_numbers(names: frozenset[str]) -> bool:
    """Has it columns of the repeated kind? Somebody may have taken the others away."""
    found = (_NUMBERED.fullmatch(name) for name in names)
    return any(numbered and numbered[1] in KINDS for numbered in found)


def _layout(header: Header) -> Layout:
    layout = {what: list(names) for what, names in PLAIN.items()}
    for name in header.names:
        if (numbered := _NUMBERED.fullmatch(fold(name))) and (what := REPEATED.get((numbered[1], numbered[3]))):
            layout.setdefault(what, []).append(name)
    return layout


def _numbered(header: Header, what: str, *columns: tuple[str, ...]) -> list[tuple[Pick, ...]]:
    """How to take each `what 1`, `what 2`… from a row: its *columns*, each by the words it goes by."""
    found = (_NUMBERED.fullmatch(name) for name in header.folded)
    numbers = sorted({int(numbered[2]) for numbered in found if numbered and numbered[1] == what})
    return [
        tuple(header.pick(*(f"{what} {number} - {word}" for word in words)) for words in columns) for number in numbers
    ]


def _paired(labels: tuple[str, ...], values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each value with its own label, if there are as many; else all of them with what the cell says."""
    if len(labels) != len(values):
        labels = (",".join(dict.fromkeys(labels)),) * len(values)
    yield from zip(labels, values, strict=True)


def _labels(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The user's own labels, and of Google's those that say something."""
    plain = (tag.removeprefix(_MARK) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in plain if tag and tag.casefold() not in DROPPED))
