"""XING's contacts as CSV, which it wrote until 2014: the words are German, and no header of a real file was ever seen.

Vorname;Nachname;Firma;Position;E-Mail (geschäftlich);Telefon (geschäftlich);Mobiltelefon;Ort;Land;XING-Profil
Zoé;Exemple;Dupuis & Fils;Leiterin;zoe@example.org;+33 1 00 00 00 01;;Lyon;Frankreich;https://www.xing.com/profile/…

Today XING gives single vCards, and an archive on request; both are read as what they hold.
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

NETWORK: Final = "xing"

NAMED: Final = tables.at_least(2, "Vorname", "Nachname")
MARKS: Final = tables.at_least(
    1, "XING-Profil", "E-Mail (geschäftlich)", "E-Mail (privat)", "Telefon (geschäftlich)", "Telefon (privat)"
)

LAYOUT: Final[Layout] = {
    "given": columns("Vorname"),
    "family": columns("Nachname"),
    "email": columns("E-Mail (geschäftlich), E-Mail, E-Mail (privat), E-Mail-Adresse"),
    "phone": columns("Mobiltelefon, Mobil, Handy, Telefon (geschäftlich), Telefon (privat), Telefon"),
    "url": columns("XING-Profil, Profil, Webseite, Homepage"),
    "company": columns("Firma, Unternehmen"),
    "title": columns("Position"),
    "city": columns("Ort, Stadt, Ort (geschäftlich), Stadt (geschäftlich), Ort (privat), Stadt (privat)"),
    "country": columns("Land, Land (geschäftlich), Land (privat)"),
    "tag": columns("Kategorien, Kategorie, Tags"),
    "note": columns("Notizen, Notiz"),
}
"""`Titel` is left out: it is the Dr. before the name."""


def claims(source: Source) -> bool:
    """A German table of names with a XING profile, or with business and private apart."""
    return not source.members and _find(source) is not None


def read(source: Source) -> Iterator[Item]:
    """Every contact."""
    header = _find(source)
    if header is None:
        return
    table = Columns(header, LAYOUT)
    born = tables.dated(source, header, "Geburtstag", "Geburtsdatum", day_first=True, parse=dates.parse)

    def contact(row: Cells) -> tuple[Record, Sequence[Named]]:
        return table.record(row, born(row.cells)), ()

    yield from contacts.people(source, header, contact)


def _find(source: Source) -> Header | None:
    return tables.find(source, lambda names: NAMED(names) and MARKS(names))
