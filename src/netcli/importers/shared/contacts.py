"""Read address books that are tables, with one person in each row.

    BOOK = AddressBook(
        all_of("Vorname", "XING-Profil"),
        {"given": "Vorname", "email": "E-Mail (geschäftlich), E-Mail (privat)", "spouse": …},
    )
    claims, read = BOOK.claims, BOOK.read

Fields are `name`, `given`, `middle`, `family`, `maiden`, `alias`, `email`, `phone`, `url`, `company`, `title`, `city`,
`country`, `tag`, `note`, `since`, `birthday` (or `birth year`, `birth month`, `birth day`), and the RELATIONS. A field
for accounts has the name of a network, such as `skype`. If two columns are called `Titre`, the second column is called
`Titre#2`. Other columns are recognised by the words in their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from netcli import countries, dates, identifiers
from netcli.importers.formats.columns import rank, understood
from netcli.importers.formats.headers import Fits, Header, Layout, find, sample
from netcli.importers.formats.tables import PAGES, SEVERAL, Cells, Table, several
from netcli.importers.formats.values import UNDATED, Values
from netcli.importers.shared.keys import Keys, Namesakes
from netcli.importers.shared.nobody import is_nobody, unnamed
from netcli.importers.shared.relations import mention, relation
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import OWNER, BadRow, Item, Record, Testimony

RELATIONS: Final = ("spouse", "manager", "assistant", "referred by", "child")
"""Fields that hold another person's name. Each field is named after the relation."""

_TAGS: Final = re.compile(r"\s*[,;\n]\s*")
_PEOPLE: Final = re.compile(r"\s*(?::::|[,;\n]|\bet\b|\band\b|\bund\b|&)\s*")
_BIRTHDAY: Final = ("birth year", "birth month", "birth day")
_NAMES: Final = frozenset(("name", "given", "family"))


class Named(NamedTuple):
    """Another person in a row, and the relation to the row's person."""

    label: str
    who: str


Complete = Callable[[Cells, Record], Iterable[Named]]
"""A function that completes a row's record, and returns other people whom the row names."""
Places = Mapping[str, Sequence[int]]
"""The positions of the columns for each field, the best column first."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The importer of an address book that is a table.

    *fits* recognises the header, and *layout* gives the columns of each field. *day_first* decides ambiguous dates.
    *complete* makes a function that completes the record of each row. The set *nothing* has the texts that mean a
    missing value.
    """

    fits: Fits
    layout: Layout | Callable[[Header], Layout]
    day_first: Callable[[Header], bool | None] = lambda _: None
    complete: Callable[[Table], Complete] | None = None
    nothing: frozenset[str] = UNDATED

    def claims(self, source: Source) -> bool:
        """Return whether *source* is a table with the header of this address book."""
        return not source.members and find(source, self.fits) is not None

    def read(self, source: Source) -> Iterator[Item]:
        """Yield the person of each row as a contact of the owner.

        Then yield the other people whom the rows name.
        """
        header = find(source, self.fits)
        if header is None:
            return
        layout = self.layout(header) if callable(self.layout) else self.layout
        own = {field: header.places(names) for field, names in layout.items()}
        table = Table(source, header, laid_out(source, header, own), values=Values(nothing=self.nothing))
        complete = self.complete(table) if self.complete else None
        yield from contacts(table, self.day_first(header), complete)


def names_others(columns: frozenset[str]) -> bool:
    """Return whether *columns* include two relations to other people, as Outlook's tables do."""
    return len({*understood(sorted(columns))}.intersection(RELATIONS)) > 1


def laid_out(source: Source, header: Header, own: Places) -> Places:
    """Return the columns of each field, the columns in *own* first.

    Columns that are not in *own* are recognised by their names or cells.
    """
    places = {field: [*columns] for field, columns in own.items()}
    taken = {place: field for field, columns in own.items() for place in columns}
    if len(taken) == len(header.names):
        return places
    fields = understood(header.names, lambda: sample(source, header), taken)
    rest = [place for place, field in enumerate(fields) if field and place not in taken]
    for place in sorted(rest, key=lambda place: rank(header.names[place])):
        field = str(fields[place])
        if field in _NAMES and own.get(field):
            field = "alias"
        places.setdefault(field, []).append(place)
    return places


def contacts(
    table: Table, day_first: bool | None, complete: Complete | None = None, *, whole_row: bool = False
) -> Iterator[Item]:
    """Yield the people of *table* as contacts of the owner.

    Then yield other people whose names are in the rows. If *whole_row* is true and a person has no address or number,
    the whole row identifies the person.
    """
    birthday, since = _birthdays(table, day_first), table.dates("since", day_first=day_first)
    person, named_in = _person(table), _named(table)
    keys, namesakes = Keys(), Namesakes()
    named: list[tuple[str, Named, int]] = []

    def contact(row: Cells) -> tuple[Record, Testimony] | BadRow:
        record = person(row)
        record.birthday = birthday(row.cells)
        others = [*named_in(row.cells), *(complete(row, record) if complete else ())]
        reached = record.emails or record.phones or record.urls
        if not (record.name or reached or record.hashes):
            return BadRow(row.line, say("names nobody"), row.raw.rstrip("\r\n"), table.file)
        whole = "" if reached else "|".join(row.cells).strip("|")
        own = namesakes.give(whole, "" if is_nobody(record.name) else whole) if whole_row and whole else ""
        record.key = keys.give(record, own, whole)
        record = unnamed(record)
        named.extend((record.key, other, row.line) for other in others)
        return record, Testimony(OWNER, record.key, "declared", since=since(row.cells))

    yield from table.items(contact)
    yield from _relations(named, keys)


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct *values* that are not empty."""
    return tuple(dict.fromkeys(filter(None, values)))


def _person(table: Table) -> Callable[[Cells], Record]:
    """Return a function that turns a row into a record. The record has no key."""
    first, middle, last, second, maiden = map(table.one, ("given", "middle", "family", "family 2", "maiden"))
    called, company, title, city, country = map(table.one, ("name", "company", "title", "city", "country"))
    mails, phones, urls, nicknames = map(table.every, ("email", "phone", "url", "alias"))
    countries_of, notes, tags = table.every("country"), table.cells("note"), table.cells("tag")
    hidden = table.every("hash")
    services = [table.every(field) for field in table.places if field in PAGES and field != "url"]
    width = len(table.header.names)

    def person(row: Cells) -> Record:
        cells = row.cells
        given, family, names = first(cells), last(cells), nicknames(cells)
        if more := second(cells):
            family = _joined(family, more)
        if before := maiden(cells):
            names = (*names, f"{given} {before}" if given else before)
        name = called(cells) or _joined(given, middle(cells), family)
        firm, emails, pages = company(cells), mails(cells), urls(cells)
        if services:
            accounts = [account for every in services for account in every(cells)]
            reached = [*filter(identifiers.email, accounts)]  # an account at Yahoo Messenger may be an e-mail address
            emails = unique((*emails, *reached))
            pages = unique((*pages, *(account for account in accounts if account not in reached)))
        if name in emails:
            name = None
        if name is None:  # the last alias may be Google's title for a contact without a name: company or address
            name = next((alias for alias in reversed(names) if alias not in (*emails, firm)), None)
        organization = bool(firm and not (name or emails))
        home = country(cells)
        if home and not countries.code(home):
            home = next(filter(countries.code, countries_of(cells)), home)
        said = unique(notes(cells))
        return Record(
            "",
            firm if organization else name,
            given,
            family,
            aliases=tuple(alias for alias in names if alias != name) if names else (),
            emails=emails,
            phones=phones(cells),
            urls=pages,
            hashes=hidden(cells),
            company=firm,
            title=title(cells),
            city=city(cells),
            country=home,
            note=_joined(*said, table.beyond(row)) if said or len(cells) != width else None,
            tags=unique(tag for cell in held for tag in _tags(cell)) if (held := tags(cells)) else (),
            organization=organization,
        )

    return person


def _tags(cell: str) -> Iterable[str]:
    """Return the tags in a cell. Tags separated by `:::` may contain commas."""
    return several(cell) if SEVERAL in cell else _TAGS.split(cell)


def _joined(*parts: str | None) -> str | None:
    return " ".join(filter(None, parts)) or None


def _birthdays(table: Table, day_first: bool | None) -> Callable[[list[str]], str | None]:
    """Return a function that returns the birthday in a row."""
    whole = table.dates("birthday", day_first=day_first, parse=dates.parse)
    if not table.places.get(_BIRTHDAY[0]) and not table.places.get(_BIRTHDAY[1]):
        return whole
    picks = table.picks(*_BIRTHDAY)

    def birthday(cells: list[str]) -> str | None:
        if found := whole(cells):
            return found
        year, month, day = parts = [pick(cells) for pick in picks]
        if month and day:
            found = dates.parse(f"{year.zfill(4) if year else '-'}-{month.zfill(2)}-{day.zfill(2)}")
        else:
            found = dates.parse(year)
        if found is None and (told := "-".join(filter(None, parts))):
            table.values.lose_date(told, "birthday", table.column(_BIRTHDAY[0]))
        return found

    return birthday


def _named(table: Table) -> Callable[[list[str]], Iterable[Named]]:
    """Return a function that returns the other people whom a row names."""
    relations = [(label, table.every(label)) for label in RELATIONS if table.places.get(label)]

    def named(cells: list[str]) -> Iterator[Named]:
        for label, every in relations:
            for cell in every(cells):
                for who in filter(None, _PEOPLE.split(cell)) if label == "child" else (cell,):
                    yield Named(label, who)

    return named if relations else lambda _: ()


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
