"""Thunderbird's address book as CSV, in English or French.

First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,…,Notes,
Zoé,Exemple,Zoé Exemple,,zoe@example.org,,,+33 1 00 00 00 01,…

In French, `Ville`, `Pays/État`, `Code postal` and `Région` are two columns each: home, then work.
"""

from __future__ import annotations

from typing import Final

from netcli.importers.formats.headers import at_least
from netcli.importers.shared.contacts import AddressBook

NETWORK: Final = "thunderbird"

_ENGLISH: Final = at_least(
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
_FRENCH: Final = at_least(
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

BOOK: Final = AddressBook(
    lambda names: _ENGLISH(names) or _FRENCH(names),
    {
        "name": "Display Name, Nom à afficher",
        "given": "First Name, Prénom",
        "family": "Last Name, Nom de famille",
        "alias": "Nickname, Surnom",
        "email": "Primary Email, Secondary Email, Première adresse électronique, Deuxième adresse électronique",
        "phone": "Mobile Number, Work Phone, Home Phone, Portable, Tél. professionnel, Tél. personnel",
        "url": "Web Page 1, Web Page 2, Page Web 1, Page Web 2",
        "company": "Organization, Organisation, Société",
        "title": "Job Title, Profession",
        "city": "Work City, Home City, Ville#2, Ville",
        "country": "Work Country, Home Country, Région#2, Région, Pays/État#2, Pays/État",
        "note": "Notes",
        "birth year": "Birth Year, année de naissance",
        "birth month": "Birth Month, Mois",
        "birth day": "Birth Day, Jour",
    },
)

claims, read = BOOK.claims, BOOK.read
