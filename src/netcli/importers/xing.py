"""XING's contacts in the CSV that XING exported until 2014. The column names are guessed.

Vorname;Nachname;Firma;Position;E-Mail (geschäftlich);Telefon (geschäftlich);Mobiltelefon;Ort;Land;XING-Profil
Zoé;Exemple;Dupuis & Fils;Leiterin;zoe@example.org;+33 1 00 00 00 01;;Lyon;Frankreich;https://www.xing.com/profile/…

The importers `vcard` and `archive` read the files that XING exports now.
"""

from __future__ import annotations

from typing import Final

from netcli.importers.formats.headers import all_of, at_least
from netcli.importers.shared.contacts import AddressBook, names_others

NETWORK: Final = "xing"

_NAMED: Final = all_of("Vorname", "Nachname")
_MARKED: Final = at_least(
    1, "XING-Profil", "E-Mail (geschäftlich)", "E-Mail (privat)", "Telefon (geschäftlich)", "Telefon (privat)"
)

BOOK: Final = AddressBook(
    lambda names: _NAMED(names) and _MARKED(names) and not names_others(names),
    {
        "given": "Vorname",
        "family": "Nachname",
        "email": "E-Mail (geschäftlich), E-Mail, E-Mail (privat), E-Mail-Adresse",
        "phone": "Mobiltelefon, Mobil, Handy, Telefon (geschäftlich), Telefon (privat), Telefon",
        "url": "XING-Profil, Profil, Webseite, Homepage",
        "company": "Firma, Unternehmen",
        "title": "Position",
        "city": "Ort, Stadt, Ort (geschäftlich), Stadt (geschäftlich), Ort (privat), Stadt (privat)",
        "country": "Land, Land (geschäftlich), Land (privat)",
        "tag": "Kategorien, Kategorie, Tags",
        "note": "Notizen, Notiz",
        "birthday": "Geburtstag, Geburtsdatum",
    },
    day_first=lambda _: True,
)
"""The columns of XING's table. `Titel` is left out, because it is an academic title."""

claims, read = BOOK.claims, BOOK.read
