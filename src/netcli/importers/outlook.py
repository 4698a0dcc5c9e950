"""Outlook's contacts as CSV: English or French, of every Outlook, Outlook.com, Hotmail and Windows Mail.

"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title",…,"Manager's Name",…
"","Zoé","","Exemple","","Dupuis & Fils","","Directrice",…

"Titre","Prénom","Deuxième prénom","Nom","Suffixe","Société","Service","Titre",…,"Recommandé par","Responsable",…
Prénom;Nom;Deuxième prénom;Nom complet;Surnom;Adresse de messagerie;Rue (domicile);…

Who recommended a contact, her manager, assistant, spouse and children are links between others. The first `Titre` is
Mme or M.; `Title` is, too, where there is a `Job Title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from netcli import dates
from netcli.importers.formats import tables
from netcli.importers.formats.tables import Cells, Header
from netcli.importers.formats.text import fold
from netcli.importers.linkedin.people import is_outlook
from netcli.importers.shared import contacts
from netcli.importers.shared.contacts import Columns, Layout, Named, columns
from netcli.importers.source import Source
from netcli.records import Item, Record

NETWORK: Final = "outlook"

NAMES: Final = (frozenset(("first name", "last name")), frozenset(("prenom", "nom")))
"""English and French, folded."""
MAILS: Final = ("E-mail", "E-mail 2", "E-mail 3")
COURRIELS: Final = ("Adresse de messagerie", "Adresse de courrier", "Adresse mail", "Adresse e-mail")
"""French for an address, by version; 2 and 3 follow at the end."""
MARKS: Final = frozenset(
    map(
        fold,
        columns(
            "E-mail 2 Address, E-mail Display Name, Business Street, Home Street, Business Phone, Home Phone, "
            "Business Fax, Home Fax, Company Main Phone, Callback, Car Phone, TTY/TDD Phone, Manager's Name, "
            "Assistant's Name, Given Yomi, E-mail Address, E-mail Type, Referred By, Spouse, Children, "
            "Office Location, Business City, Business Country, Deuxième prénom, Rue (bureau), Rue (domicile), "
            "Téléphone (bureau), Téléphone (domicile), Tél. mobile, Ville (bureau), Ville (domicile), "
            "Téléphone personnel, Téléphone professionnel, Conjoint(e), Recommandé par, Responsable, "
            "Nom de l'assistant(e), Enfants, Adresse de messagerie, Adresse de courrier, Type de messagerie"
        ),
    )
)
"""Columns of which Outlook writes several, and others hardly one."""
FEW: Final = 2
JOBS: Final = ("Job Title", "Titre#2", "Fonction#2", "Fonction")
SALUTATIONS: Final = ("Title", "Titre")

LAYOUT: Final[Layout] = {
    "name": columns("Nom complet, Name"),
    "given": columns("First Name, Prénom"),
    "middle": columns("Middle Name, Deuxième prénom"),
    "family": columns("Last Name, Nom"),
    "alias": columns("Nickname, Surnom"),
    "phone": columns(
        "Mobile Phone, Primary Phone, Business Phone, Business Phone 2, Home Phone, Home Phone 2, Other Phone, "
        "Car Phone, Tél. mobile, Téléphone mobile, Téléphone principal, Téléphone (bureau), Téléphone 2 (bureau), "
        "Téléphone professionnel, Téléphone (domicile), Téléphone 2 (domicile), Téléphone personnel, "
        "Téléphone (autre), Téléphone (voiture)"
    ),
    "url": columns("Web Page, Personal Web Page, Business Web Page, Page Web, Page Web (domicile), Page Web (bureau)"),
    "company": columns("Company, Société"),
    "title": JOBS,
    "city": columns("Business City, Home City, Other City, Ville (bureau), Ville (domicile), Ville (autre)"),
    "country": columns(
        "Business Country, Business Country/Region, Home Country, Home Country/Region, Other Country, "
        "Other Country/Region, Pays (bureau), Pays/Région (bureau), Pays (domicile), Pays/Région (domicile), "
        "Pays (autre), Pays/Région (autre)"
    ),
    "tag": columns("Categories, Catégories"),
    "note": columns("Notes, Remarques"),
    "spouse": columns("Spouse, Conjoint(e)"),
    "manager": columns("Manager's Name, Responsable"),
    "assistant": columns("Assistant's Name, Nom de l'assistant(e)"),
    "referred by": columns("Referred By, Recommandé par"),
    "child": columns("Children, Enfants"),
}
RELATIONS: Final = ("spouse", "manager", "assistant", "referred by", "child")
BIRTHDAY: Final = ("Birthday", "Anniversaire")
_IN_BRACKETS: Final = re.compile(r"\(([^()\s]+@[^()\s]+)\)")


def claims(source: Source) -> bool:
    """A table of names with several of the columns that only Outlook has."""
    return not source.members and _find(source) is not None


def read(source: Source) -> Iterator[Item]:
    """Every contact, and whom her card names."""
    header = _find(source)
    if header is None:
        return
    french = header.column("Prénom") is not None
    job = any(contacts.place(header, name) is not None for name in JOBS)
    table = Columns(header, LAYOUT if job else {**LAYOUT, "title": SALUTATIONS})
    # Outlook writes dates as the machine does, and a list separator ; is no American one
    order = french or (None if header.delimiter == ";" else False)
    born = tables.dated(source, header, *BIRTHDAY, day_first=order, parse=dates.parse)
    mails = [(header.pick(*addresses), header.pick(*shown)) for addresses, shown in _mails()]

    def contact(row: Cells) -> tuple[Record, Sequence[Named]]:
        found = (_address(address(row.cells), shown(row.cells)) for address, shown in mails)
        emails = tuple(dict.fromkeys(filter(None, found)))
        record = replace(table.record(row, born(row.cells)), emails=emails)
        return record, table.named(row, *RELATIONS)

    yield from contacts.people(source, header, contact)


def _find(source: Source) -> Header | None:
    return tables.find(source, _fits)


def _fits(names: frozenset[str]) -> bool:
    return any(pair <= names for pair in NAMES) and len(MARKS & names) >= FEW and not is_outlook(names)


def _mails() -> Iterator[tuple[list[str], list[str]]]:
    """The columns of each of the three addresses, and of the name shown with it."""
    for number, english in enumerate(MAILS, 1):
        suffix = f" {number}" if number > 1 else ""
        french = [f"{word}{suffix}" for word in COURRIELS]
        shown = [f"Nom complet de l'adresse {word.removeprefix('Adresse ')}" for word in french]
        yield [f"{english} Address", *french], [f"{english} Display Name", *shown]


def _address(address: str, shown: str) -> str:
    """An address of the internet; Exchange's own `/o=…/cn=…` leaves at best one in the name shown."""
    if "@" in address and not address.startswith("/"):
        return address
    found = _IN_BRACKETS.search(shown)
    return found[1] if found else ""
