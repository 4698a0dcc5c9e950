"""Address books as tables, whoever wrote them: which columns hold which field is data, and a row is a person.

    BOOK = AddressBook(
        all_of("Vorname", "XING-Profil"),
        {"given": "Vorname", "email": "E-Mail (geschäftlich), E-Mail (privat)", "spouse": …},
    )
    claims, read = BOOK.claims, BOOK.read

Fields are `name`, `given`, `middle`, `family`, `alias`, `email`, `phone`, `url`, `company`, `title`, `city`, `country`,
`tag`, `note`, `birthday` (or `birth year`, `birth month`, `birth day`), the RELATIONS, and the networks whose accounts
have no page (`skype`). The second column of a name that a header has twice is `Titre#2`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from netcli import countries, dates, identifiers
from netcli.importers.formats.headers import Fits, Header, Layout, find
from netcli.importers.formats.tables import Cells, Table
from netcli.importers.shared.keys import Keys
from netcli.importers.shared.relations import mention, relation
from netcli.importers.source import Source
from netcli.networks import PAGELESS
from netcli.phones import phone
from netcli.records import OWNER, BadRow, Item, Record, Testimony

RELATIONS: Final = ("spouse", "manager", "assistant", "referred by", "child")
"""Fields that name somebody else, and what that one is to the row's person."""

_TAGS: Final = re.compile(r"\s*(?::::|;)\s*")
_PEOPLE: Final = re.compile(r"\s*(?::::|[,;\n]|\bet\b|\band\b|\bund\b|&)\s*")
_BIRTHDAY: Final = ("birth year", "birth month", "birth day")


class Named(NamedTuple):
    """Somebody whom a row names, in words, and what they are to the row's person."""

    label: str
    who: str


Complete = Callable[[Cells, Record], Iterable[Named]]
"""Adds to a row's person what the fields alone do not say; gives whom else the row names."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """An address book in a table whose header *fits*, its columns laid out by the header, or alike in all.

    *day_first* tells the order of its dates where they do not. *complete*, if there is one, is made once a table.
    """

    fits: Fits
    layout: Layout | Callable[[Header], Layout]
    day_first: Callable[[Header], bool | None] = lambda _: None
    complete: Callable[[Table], Complete] | None = None

    def claims(self, source: Source) -> bool:
        """Is it a table with such a header?"""
        return not source.members and find(source, self.fits) is not None

    def read(self, source: Source) -> Iterator[Item]:
        """Yield each row's person, a declared contact of the owner, then whom they name, maybe a later row's."""
        header = find(source, self.fits)
        if header is None:
            return
        table = Table.of(source, header, self.layout(header) if callable(self.layout) else self.layout)
        birthday = _birthdays(table, self.day_first(header))
        complete = self.complete(table) if self.complete else None
        accounts = [field for field in table.places if field in PAGELESS]
        keys = Keys()
        named: list[tuple[str, Named, int]] = []

        def contact(row: Cells) -> tuple[Record, Testimony] | BadRow:
            record = _record(table, row, accounts)
            record.birthday = birthday(row.cells)
            others = [*_named(table, row), *(complete(row, record) if complete else ())]
            if names_nobody(record):
                return BadRow(row.line, "names nobody", row.raw.rstrip("\r\n"))
            record.key = keys.give(record)
            named.extend((record.key, other, row.line) for other in others)
            return record, Testimony(OWNER, record.key, "declared")

        yield from table.items(contact)
        yield from _relations(named, keys)


def names_nobody(record: Record) -> bool:
    """Does it hold neither a name nor anything that reaches somebody?"""
    return not (
        record.name or record.urls or any(map(identifiers.email, record.emails)) or any(map(phone, record.phones))
    )


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the *values* that say something, each once."""
    return tuple(dict.fromkeys(filter(None, values)))


def _record(table: Table, row: Cells, accounts: Iterable[str]) -> Record:
    """Return the row's person, without a key."""
    one, every = table.one, table.every
    given, family = one("given", row), one("family", row)
    name = one("name", row) or " ".join(filter(None, (given, one("middle", row), family))) or None
    company, emails, aliases = one("company", row), every("email", row), every("alias", row)
    if name in emails:
        name = None
    if name is None:  # the last is what Google files them under: for want of a name, their company or address
        name = next((alias for alias in reversed(aliases) if alias not in (*emails, company)), None)
    called = [(scheme, account) for scheme in accounts for account in every(scheme, row)]
    mails = [account for _, account in called if "@" in account]  # Yahoo's Messenger lets in by address, too
    handles = [f"{scheme}:{account}" for scheme, account in called if "@" not in account]
    emails = unique((*emails, *mails))
    organization = bool(company and not (name or emails))
    return Record(
        "",
        company if organization else name,
        given,
        family,
        aliases=tuple(alias for alias in aliases if alias != name),
        emails=emails,
        phones=every("phone", row),
        urls=unique((*every("url", row), *handles)),
        company=company,
        title=one("title", row),
        city=one("city", row),
        country=next(filter(countries.code, every("country", row)), one("country", row)),
        note=" ".join(filter(None, (table.pick("note")(row.cells), table.beyond(row)))) or None,
        tags=unique(tag for cell in every("tag", row) for tag in _TAGS.split(cell)),
        organization=organization,
    )


def _birthdays(table: Table, day_first: bool | None) -> Callable[[list[str]], str | None]:
    """Return what reads a row's birthday, out of one cell or three."""
    if not table.places.get(_BIRTHDAY[0]):
        return table.dates("birthday", day_first=day_first, parse=dates.parse)
    picks = table.picks(*_BIRTHDAY)

    def birthday(cells: list[str]) -> str | None:
        year, month, day = (pick(cells) for pick in picks)
        if month and day:
            return dates.parse(f"{year.zfill(4) if year else '-'}-{month.zfill(2)}-{day.zfill(2)}")
        return dates.parse(year)

    return birthday


def _named(table: Table, row: Cells) -> Iterator[Named]:
    """Yield whom the row names; only children share a cell."""
    for label in RELATIONS:
        for cell in table.every(label, row):
            for who in filter(None, _PEOPLE.split(cell)) if label == "child" else (cell,):
                yield Named(label, who)


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
