"""Contacts as CSV from Outlook, Outlook.com, Hotmail or Windows Mail.

"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title",…,"Manager's Name",…
"","Zoé","","Exemple","","Dupuis & Fils","","Directrice",…

"Titre","Prénom","Deuxième prénom","Nom","Suffixe","Société","Service","Titre",…,"Recommandé par","Responsable",…
Prénom;Nom;Deuxième prénom;Nom complet;Surnom;Adresse de messagerie;Rue (domicile);…

A contact's referrer, manager, assistant, spouse and children become people, too. The first `Titre` column, or `Title`
beside `Job Title`, is a form of address (Mme, M.).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netcli.importers.formats.columns import is_foreign, understood
from netcli.importers.formats.headers import Header, Layout, listed
from netcli.importers.formats.tables import Cells, Table
from netcli.importers.formats.values import UNDATED
from netcli.importers.shared import linkedin_outlook
from netcli.importers.shared.contacts import AddressBook, Complete, Named, names_others, unique
from netcli.importers.text import fold
from netcli.language import say
from netcli.records import Record

NETWORK: Final = "outlook"

_NAMES: Final = (frozenset(("first name", "last name")), frozenset(("prenom", "nom")))
"""Columns of the first name and the last name, in English and in French.

The names of the columns are folded.
"""
_MAILS: Final = ("E-mail", "E-mail 2", "E-mail 3")
_NUMBERED: Final = (
    "Adresse de messagerie",
    "Adresse de courrier",
    "Adresse mail",
    "Adresse e-mail",
    "Dirección de correo electrónico",
)
"""Names of the first e-mail column in French and Spanish.

The names of the second and third column end in 2 and 3.
"""
_MARKS: Final = frozenset(
    map(
        fold,
        listed(
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
"""Columns by which a table from Outlook is recognised.

Other programs write at most one of these columns.
"""
_FEW: Final = 2
_SEVERAL: Final = 8
"""Minimum number of columns in an Outlook table of an unknown language.

Outlook writes up to ninety columns.
"""
_JOBS: Final = ("Job Title", "Titre#2", "Fonction#2", "Fonction")
_SALUTATIONS: Final = ("Title", "Titre")

_LAYOUT: Final[Layout] = {
    "name": "Nom complet, Name",
    "given": "First Name, Prénom",
    "middle": "Middle Name, Deuxième prénom",
    "family": "Last Name, Nom",
    "alias": "Nickname, Surnom",
    "phone": (
        "Mobile Phone, Primary Phone, Business Phone, Business Phone 2, Home Phone, Home Phone 2, Other Phone, "
        "Car Phone, Tél. mobile, Téléphone mobile, Téléphone principal, Téléphone (bureau), Téléphone 2 (bureau), "
        "Téléphone professionnel, Téléphone (domicile), Téléphone 2 (domicile), Téléphone personnel, "
        "Téléphone (autre), Téléphone (voiture)"
    ),
    "url": "Web Page, Personal Web Page, Business Web Page, Page Web, Page Web (domicile), Page Web (bureau)",
    "company": "Company, Société",
    "city": "Business City, Home City, Other City, Ville (bureau), Ville (domicile), Ville (autre)",
    "country": (
        "Business Country, Business Country/Region, Home Country, Home Country/Region, Other Country, "
        "Other Country/Region, Pays (bureau), Pays/Région (bureau), Pays (domicile), Pays/Région (domicile), "
        "Pays (autre), Pays/Région (autre)"
    ),
    "tag": "Categories, Catégories",
    "note": "Notes, Remarques",
    "spouse": "Spouse, Conjoint(e), Partner",
    "manager": "Manager's Name, Responsable",
    "assistant": "Assistant's Name, Nom de l'assistant(e)",
    "referred by": "Referred By, Recommandé par",
    "child": "Children, Enfants",
    "birthday": "Birthday, Anniversaire",
}
_IN_BRACKETS: Final = re.compile(r"\(([^()\s]+@[^()\s]+)\)")


def _fits(names: frozenset[str]) -> bool:
    if any(pair <= names for pair in _NAMES):
        return len(_MARKS & names) >= _FEW and not linkedin_outlook.fits(names)
    return len(names) >= _SEVERAL and {"given", "family"} <= {*understood(sorted(names))} and names_others(names)


def _layout(header: Header) -> Layout:
    jobs = _JOBS if header.has(*_JOBS) else _SALUTATIONS
    return {**_LAYOUT, "title": jobs, **dict(_mails())}


def _mails() -> Iterator[tuple[str, list[str]]]:
    """Yield fields for e-mail addresses, with the possible names of their columns."""
    for number, english in enumerate(_MAILS, 1):
        suffix = f" {number}" if number > 1 else ""
        german = f"E-Mail{suffix}"
        others = [f"{word}{suffix}" for word in _NUMBERED]
        shown = [f"Nom complet de l'adresse {word.removeprefix('Adresse ')}" for word in others]
        shown += [f"{german}: Angezeigter Name", f"Nombre para mostrar del correo electrónico{suffix}"]
        yield f"address {number}", [f"{english} Address", f"{german}-Adresse", f"{german}: Adresse", *others]
        yield f"shown {number}", [f"{english} Display Name", *shown]


def _day_first(header: Header) -> bool | None:
    """Return whether dates begin with the day, or None if this is unknown."""
    # American computers write headers in English, without `;`
    return True if is_foreign(header.names) else None if header.delimiter == ";" else False


def _complete(table: Table) -> Complete:
    mails = [table.picks(f"address {number}", f"shown {number}") for number in range(1, len(_MAILS) + 1)]

    columns = [table.column(f"address {number}") for number in range(1, len(_MAILS) + 1)]

    def address(place: int, cells: list[str]) -> tuple[str, ...]:
        """Return the e-mail address in a column, if there is one."""
        written, shown = (pick(cells) for pick in mails[place])
        if written.startswith("/"):  # an internal address of Exchange
            found = _IN_BRACKETS.search(shown)
            if not found:
                table.values.lose("email", written, say("an Exchange address, not an e-mail address"), columns[place])
            return (found[1],) if found else ()
        return table.values.emails(written, columns[place]) if written else ()

    def complete(row: Cells, record: Record) -> tuple[Named, ...]:
        found = [each for place in range(len(mails)) for each in address(place, row.cells)]
        record.emails = unique((*found, *record.emails))
        return ()

    return complete


_NEVER: Final = frozenset(
    zeros for mark in "/.-" for zeros in (mark.join(("0", "0", year)) for year in ("00", "0000", "0"))
) | {"00/00/00", "00/00/0000", "00.00.0000"}
"""The ways in which Outlook writes that there is no date."""
BOOK: Final = AddressBook(
    _fits,
    _layout,
    _day_first,
    _complete,
    nothing=UNDATED | _NEVER,
)

claims, read = BOOK.claims, BOOK.read
