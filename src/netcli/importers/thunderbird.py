"""Thunderbird's address book as CSV, English (of both spellings) or French; every header ends in a comma.

First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,…,Notes,
Zoé,Exemple,Zoé Exemple,,zoe@example.org,,,+33 1 00 00 00 01,…

The French one has each of `Ville`, `Pays/État`, `Code postal` and `Région` twice: private first, then work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from netcli import dates
from netcli.importers.formats import tables
from netcli.importers.formats.tables import Cells, Header
from netcli.importers.shared import contacts
from netcli.importers.shared.contacts import Columns, Layout, Named, columns
from netcli.importers.source import Source
from netcli.records import Item, Record

NETWORK: Final = "thunderbird"

ENGLISH: Final = tables.at_least(
    3,
    "Display Name",
    "Primary Email",
    "Secondary Email",
    "Screen Name",
    "Mobile Number",
    "Fax Number",
    "Pager Number",
    "Home ZipCode",
    "Work ZipCode",
    "Web Page 1",
    "Birth Year",
    "Birth Month",
    "Birth Day",
)
FRENCH: Final = tables.at_least(
    3,
    "Nom à afficher",
    "Première adresse électronique",
    "Deuxième adresse électronique",
    "Nom à l'écran",
    "Tél. professionnel",
    "Tél. personnel",
    "Adresse privée",
    "Page Web 1",
    "année de naissance",
    "Divers 1",
)

LAYOUT: Final[Layout] = {
    "name": columns("Display Name, Nom à afficher"),
    "given": columns("First Name, Prénom"),
    "family": columns("Last Name, Nom de famille"),
    "alias": columns("Nickname, Surnom"),
    "email": columns("Primary Email, Secondary Email, Première adresse électronique, Deuxième adresse électronique"),
    "phone": columns("Mobile Number, Work Phone, Home Phone, Portable, Tél. professionnel, Tél. personnel"),
    "url": columns("Web Page 1, Web Page 2, Page Web 1, Page Web 2"),
    "company": columns("Organization, Organisation, Société"),
    "title": columns("Job Title, Profession"),
    "city": columns("Work City, Home City, Ville#2, Ville"),
    "country": columns("Work Country, Home Country, Région#2, Région, Pays/État#2, Pays/État"),
    "note": columns("Notes"),
}
BORN: Final = (("Birth Year", "année de naissance"), ("Birth Month", "Mois"), ("Birth Day", "Jour"))


def claims(source: Source) -> bool:
    """A table with Thunderbird's names for a name and its two addresses."""
    return not source.members and _find(source) is not None


def read(source: Source) -> Iterator[Item]:
    """Every contact; a display name that is but the address is none."""
    header = _find(source)
    if header is None:
        return
    table = Columns(header, LAYOUT)
    born = [header.pick(*names) for names in BORN]

    def contact(row: Cells) -> tuple[Record, Sequence[Named]]:
        record = table.record(row, _birthday(*(pick(row.cells) for pick in born)))
        return record, ()

    yield from contacts.people(source, header, contact)


def _find(source: Source) -> Header | None:
    return tables.find(source, lambda names: ENGLISH(names) or FRENCH(names))


def _birthday(year: str, month: str, day: str) -> str | None:
    """The date of three cells, as precisely as they tell it."""
    if month and day:
        return dates.parse(f"{year.zfill(4) if year else '-'}-{month.zfill(2)}-{day.zfill(2)}")
    return dates.parse(year)
