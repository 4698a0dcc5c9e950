"""Address books as tables, whoever wrote them: their columns by what they say, and a person a row.

A layout names the columns of each field, best first: `{"email": columns("E-mail Address, E-mail 2 Address")}`.
The second column of a name that a header has twice is `Titre#2`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from netcli import countries, identifiers
from netcli.importers.formats import tables
from netcli.importers.formats.tables import Cells, Header, several
from netcli.importers.shared.keys import Keys
from netcli.importers.shared.relations import mention, relation
from netcli.importers.source import Source
from netcli.phones import phone
from netcli.records import OWNER, BadRow, Item, Record, Testimony, Used

Layout = Mapping[str, Sequence[str]]

_TAGS: Final = re.compile(r"\s*(?::::|;)\s*")
_PEOPLE: Final = re.compile(r"\s*(?::::|[,;\n]|\bet\b|\band\b|\bund\b|&)\s*")


class Named(NamedTuple):
    """Somebody whom a row names, in words, and what she is to the row's person."""

    label: str
    who: str


Contact = Callable[[Cells], tuple[Record, Sequence[Named]]]
"""A row's person, without a key, and whom the row names."""


def columns(names: str) -> tuple[str, ...]:
    """The column names of a list written with commas."""
    return tuple(names.split(", "))


class Columns:
    """Where each field of a layout stands in one header."""

    def __init__(self, header: Header, layout: Layout) -> None:
        self._header = header
        self._places = {
            what: [at for name in names if (at := place(header, name)) is not None] for what, names in layout.items()
        }

    def all(self, what: str, row: Cells) -> tuple[str, ...]:
        """Every value of the field, each once."""
        cells = (row.cells[place] for place in self._places.get(what, ()))
        return tuple(dict.fromkeys(value for cell in cells for value in several(cell)))

    def one(self, what: str, row: Cells) -> str | None:
        """Its first value."""
        cells = (row.cells[place] for place in self._places.get(what, ()))
        return next((value for cell in cells if cell for value in several(cell)), None)

    def record(self, row: Cells, birthday: str | None = None) -> Record:
        """The row's person, by the fields that nearly every address book has."""
        given, family = self.one("given", row), self.one("family", row)
        name = self.one("name", row) or " ".join(filter(None, (given, self.one("middle", row), family))) or None
        company, emails, aliases = self.one("company", row), self.all("email", row), self.all("alias", row)
        if name in emails:
            name = None
        if name is None:  # the last is what Google files her under: for want of a name, her company or address
            name = next((alias for alias in reversed(aliases) if alias not in (*emails, company)), None)
        organization = bool(company and not (name or emails))
        note = next((row.cells[place] for place in self._places.get("note", ()) if row.cells[place]), None)
        return Record(
            "",
            company if organization else name,
            given,
            family,
            aliases=tuple(alias for alias in aliases if alias != name),
            emails=emails,
            phones=self.all("phone", row),
            urls=self.all("url", row),
            company=company,
            title=self.one("title", row),
            city=self.one("city", row),
            country=next(filter(countries.code, self.all("country", row)), self.one("country", row)),
            birthday=birthday,
            note=" ".join(filter(None, (note, row.beyond(self._header)))) or None,
            tags=tuple(dict.fromkeys(tag for cell in self.all("tag", row) for tag in _TAGS.split(cell) if tag)),
            organization=organization,
            line=row.line,
        )

    def named(self, row: Cells, *labels: str) -> list[Named]:
        """Whom the row names in the fields of those *labels*; only children share a cell."""
        found = [(label, cell) for label in labels for cell in self.all(label, row)]
        return [
            Named(label, who)
            for label, cell in found
            for who in (filter(None, _PEOPLE.split(cell)) if label == "child" else (cell,))
        ]


def place(header: Header, name: str) -> int | None:
    """Where the column stands, `#2` meaning the second of its name."""
    name, _, occurrence = name.partition("#")
    return header.column(name, occurrence=int(occurrence or 1))


def names_nobody(record: Record) -> bool:
    """Does it hold neither a name nor anything that reaches somebody?"""
    return not (
        record.name or record.urls or any(map(identifiers.email, record.emails)) or any(map(phone, record.phones))
    )


def people(source: Source, header: Header, contact: Contact) -> Iterator[Item]:
    """Each row's person, declared a contact of the owner, and at the end whom she names: it may be a later row's."""
    keys = Keys()
    named: list[tuple[str, Named, int]] = []
    used = 0
    for row in tables.rows(source, header):
        if not isinstance(row, Cells):
            yield row
            continue
        record, others = contact(row)
        if names_nobody(record):
            yield BadRow(row.line, "names nobody", row.raw.rstrip("\r\n"))
            continue
        key = keys.give(record)
        used += 1
        yield replace(record, key=key)
        yield Testimony(OWNER, key, "declared", line=row.line)
        named += ((key, other, row.line) for other in others)
    yield Used(rows=used)
    yield from _relations(named, keys)


def _relations(named: list[tuple[str, Named, int]], keys: Keys) -> Iterator[Item]:
    mentioned: set[str] = set()
    for key, (label, who), line in named:
        other = keys.of_email(who) or keys.of_name(who)
        if other is None:
            other = f"mention {who}"
            if other not in mentioned:
                mentioned.add(other)
                yield mention(who, line)
        if other != key:
            yield relation(key, other, label, line=line)
