"""LinkedIn's tables of connections, and of the address book that the owner uploaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli import dates
from netcli.importers.formats.tables import Cells, Table
from netcli.importers.linkedin.profile import full_name, key
from netcli.importers.shared.keys import Keys, Namesakes, identity
from netcli.importers.shared.relations import mention, relation
from netcli.importers.text import fold
from netcli.records import OWNER, Item, Record, Testimony

MONTH_FIRST: Final = fold("Connected On")
"""The column of dates in English tables, in which 3/5/24 means 5 March."""
RELATIONS: Final = ("manager", "assistant", "spouse")


def connections(table: Table) -> Iterator[Item]:
    """Yield each connection, linked to the owner since the date in the row.

    A connection without a name becomes a placeholder.
    """
    first, last, url_of, email_of = table.picks("given", "family", "url", "email")
    company_of, title_of, connected = table.picks("company", "title", "since")
    when = table.dates("since", day_first=MONTH_FIRST not in table.header.columns)
    emails_of, pages_of = table.every("email"), table.every("url")
    strangers: dict[str, list[tuple[str, str, str]]] = {}

    def connection(row: Cells) -> tuple[Record, Testimony] | str:
        cells = row.cells
        given, family, url, email = first(cells), last(cells), url_of(cells), email_of(cells)
        name = full_name(given, family)
        if not (name or url or email):
            return "empty"
        person = key(url)
        urls = (url,) if person else pages_of(cells)
        if person is None:
            person = f"{name or email or url}|{connected(cells)}"
            namesakes = strangers.setdefault(person, [])
            if (words := (email, company_of(cells), title_of(cells))) not in namesakes:
                namesakes.append(words)
            if place := namesakes.index(words):  # another person of that name, who became a connection on the same day
                person += f"#{place + 1}"
        record = Record(
            person,
            name,
            (given or None) if name else None,
            (family or None) if name else None,
            emails=emails_of(cells) if email else (),
            urls=urls,
            company=company_of(cells) or None,
            title=title_of(cells) or None,
            note=table.beyond(row),
        )
        return record, Testimony(OWNER, person, "connected", since=when(cells))

    return table.items(connection)


def outlook(table: Table) -> Iterator[Item]:
    """Yield each connection in an export from before 2017, linked to the owner.

    Such an export has no profiles and no dates.
    """
    first, middle, last, company, title = table.picks("given", "middle", "family", "company", "title")
    city, country, note = table.picks("city", "country", "note")
    birthday = table.dates("birthday", day_first=False, parse=dates.parse)
    mails, phones, pages = map(table.every, ("email", "phone", "url"))
    others = {label: table.pick(label) for label in RELATIONS}
    mentioned: set[str] = set()
    keys, namesakes = Keys(), Namesakes()

    def connection(row: Cells) -> list[Record | Testimony] | str:
        cells = row.cells
        name = full_name(" ".join(filter(None, (first(cells), middle(cells)))), last(cells))
        emails = mails(cells)
        if not (name or emails):
            return "empty"
        record = Record(
            "",
            name,
            first(cells) or None,
            last(cells) or None,
            emails=emails,
            phones=phones(cells),
            urls=pages(cells),
            company=company(cells) or None,
            title=title(cells) or None,
            city=city(cells) or None,
            country=country(cells) or None,
            birthday=birthday(cells),
            note=" ".join(filter(None, (note(cells), table.beyond(row)))) or None,
        )
        record.key = keys.give(record) if emails else namesakes.give(f"{name}|{company(cells)}", row.raw)
        items: list[Record | Testimony] = [record, Testimony(OWNER, record.key, "connected")]
        for label, pick in others.items():
            if who := pick(cells):
                other = mention(who, row.line)
                items += [other] if who not in mentioned else []
                mentioned.add(who)
                items.append(relation(record.key, other.key, label))
        return items

    return table.items(connection)


def address_book(table: Table) -> Iterator[Item]:
    """Yield the people in the owner's uploaded address book, without links to the owner."""
    first, middle, last, full, maiden, nick = table.picks("given", "middle", "family", "name", "maiden", "alias")
    company, title, city, country = table.picks("company", "title", "city", "country")
    birthday = table.dates("birthday", day_first=False, parse=dates.parse)
    mails, phones, pages = map(table.every, ("email", "phone", "url"))
    namesakes = Namesakes()

    def contact(row: Cells) -> tuple[Record] | str:
        cells = row.cells
        given = " ".join(filter(None, (first(cells), middle(cells))))
        name = full_name(given, last(cells)) or full(cells) or None
        before = f"{first(cells)} {maiden(cells)}" if first(cells) and maiden(cells) else ""
        emails, numbers, urls = mails(cells), phones(cells), pages(cells)
        if not (name or emails or numbers or urls):
            return "empty"
        record = Record(
            "",
            name,
            first(cells) or None,
            last(cells) or None,
            aliases=tuple(filter(None, (nick(cells), before))),
            emails=emails,
            phones=numbers,
            urls=urls,
            company=company(cells) or None,
            title=title(cells) or None,
            city=city(cells) or None,
            country=country(cells) or None,
            birthday=birthday(cells),
            lists_owner=True,
        )
        reached = next(iter(emails + numbers + urls), "")
        own = reached or namesakes.give(name or "", row.raw)
        record.key = namesakes.give(f"book:{own}|{name or ''}", identity(record) if reached else row.raw)
        return (record,)

    return table.items(contact)
