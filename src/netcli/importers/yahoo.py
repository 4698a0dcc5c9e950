"""Yahoo's address book as CSV, English or French (which calls a first name *Premier*, a last one *Dernier*).

"First","Middle","Last","Nickname","Email","Category","Distribution Lists","Messenger ID","Home","Work",…
"Zoé","","Exemple","","zoe@example.org","Amis","","zoe_x","","+33 1 00 00 00 01",…

`Home` and `Work` are telephones. Who has no address may still have a Messenger account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from netcli import dates
from netcli.importers.formats import tables
from netcli.importers.formats.tables import Cells, Header
from netcli.importers.shared import contacts
from netcli.importers.shared.contacts import Columns, Layout, Named, columns
from netcli.importers.source import Source
from netcli.records import Item, Record

NETWORK: Final = "yahoo"

ENGLISH: Final = tables.at_least(3, "First", "Last", "Email")
FRENCH: Final = tables.at_least(3, "Premier", "Dernier", "Mail")
MARKS: Final = tables.at_least(
    1,
    "Distribution Lists",
    "Messenger ID",
    "Yahoo! ID",
    "Yahoo! Phone",
    "Alternate Email 1",
    "Work Address",
    "Listes de diffusion",
    "Compte Messenger",
    "Téléphone Yahoo!",
    "Autre mail 1",
    "Tél. mobile",
)

LAYOUT: Final[Layout] = {
    "given": columns("First, Premier"),
    "middle": columns("Middle, Deuxième prénom"),
    "family": columns("Last, Dernier"),
    "alias": columns("Nickname, Surnom"),
    "email": columns("Email, Alternate Email 1, Alternate Email 2, Mail, Autre mail 1, Autre mail 2"),
    "phone": columns(
        "Mobile, Primary, Work, Home, Other, Yahoo! Phone, "
        "Tél. mobile, Principal, Professionnelle, Domicile, Autre, Téléphone Yahoo!"
    ),
    "url": columns("Personal Website, Business Website, Site Web, Site Web#2"),
    "company": columns("Company, Société"),
    "title": columns("Title, Fonction"),
    "city": columns("Work City, Home City, Work Town, Home Town, Ville, Ville#2"),
    "country": columns("Work Country, Home Country, Pays, Pays#2"),
    "tag": columns("Category, Catégorie, Distribution Lists, Listes de diffusion"),
    "note": columns("Comments, Commentaires, Remarques"),
}
ACCOUNTS: Final = {
    "Messenger ID": "yahoo",
    "Yahoo! ID": "yahoo",
    "Compte Messenger": "yahoo",
    **{f"Messenger ID{number}": "yahoo" for number in range(1, 10)},
    "Skype ID": "skype",
    "IRC ID": "irc",
    "ICQ ID": "icq",
    "Google ID": "gtalk",
    "MSN ID": "msn",
    "AIM ID": "aim",
    "QQ ID": "qq",
}
"""Columns that hold an account's name, and the scheme that tells which network it is on."""
EUROPEAN: Final = ("Premier", "Work County", "Work Post Code", "Home County", "Home Post Code")
"""French columns and British ones: the day comes first."""
BIRTHDAY: Final = ("Birthday", "Anniversaire", "Date de naissance")


def claims(source: Source) -> bool:
    """A table with Yahoo's own words for a name, and for what only Yahoo has."""
    return not source.members and _find(source) is not None


def read(source: Source) -> Iterator[Item]:
    """Every contact, with her accounts as addresses of their own."""
    header = _find(source)
    if header is None:
        return
    table = Columns(header, LAYOUT)
    born = tables.dated(source, header, *BIRTHDAY, day_first=header.column(*EUROPEAN) is not None, parse=dates.parse)
    accounts = [(scheme, header.pick(name)) for name, scheme in ACCOUNTS.items()]

    def contact(row: Cells) -> tuple[Record, Sequence[Named]]:
        record = table.record(row, born(row.cells))
        said = [(scheme, account) for scheme, pick in accounts if (account := pick(row.cells))]
        mails = [account for _, account in said if "@" in account]  # Messenger lets in by address, too
        handles = [f"{scheme}:{account}" for scheme, account in said if "@" not in account]
        emails = tuple(dict.fromkeys((*record.emails, *mails)))
        return replace(record, emails=emails, urls=tuple(dict.fromkeys((*record.urls, *handles)))), ()

    yield from contacts.people(source, header, contact)


def _find(source: Source) -> Header | None:
    return tables.find(source, lambda names: (ENGLISH(names) or FRENCH(names)) and MARKS(names))
