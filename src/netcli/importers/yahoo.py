"""Yahoo's address book as CSV, in English or French.

"First","Middle","Last","Nickname","Email","Category","Distribution Lists","Messenger ID","Home","Work",…
"Zoé","","Exemple","","zoe@example.org","Amis","","zoe_x","","+33 1 00 00 00 01",…

`Home` and `Work` are phone numbers. In French, first and last names are in the columns `Premier` and `Dernier`.
"""

from __future__ import annotations

from typing import Final

from netcli.importers.formats.headers import all_of, at_least
from netcli.importers.shared.contacts import AddressBook

NETWORK: Final = "yahoo"

_ENGLISH: Final = all_of("First", "Last", "Email")
_FRENCH: Final = all_of("Premier", "Dernier", "Mail")
_MARKED: Final = at_least(
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

_EUROPEAN: Final = ("Premier", "Work County", "Work Post Code", "Home County", "Home Post Code")
"""Columns of a French or British table, in which dates put the day first."""

BOOK: Final = AddressBook(
    lambda names: (_ENGLISH(names) or _FRENCH(names)) and _MARKED(names),
    {
        "given": "First, Premier",
        "middle": "Middle, Deuxième prénom",
        "family": "Last, Dernier",
        "alias": "Nickname, Surnom",
        "email": "Email, Alternate Email 1, Alternate Email 2, Mail, Autre mail 1, Autre mail 2",
        "phone": (
            "Mobile, Primary, Work, Home, Other, Yahoo! Phone, "
            "Tél. mobile, Principal, Professionnelle, Domicile, Autre, Téléphone Yahoo!"
        ),
        "url": "Personal Website, Business Website, Site Web, Site Web#2",
        "company": "Company, Société",
        "title": "Title, Fonction",
        "city": "Work City, Home City, Work Town, Home Town, Ville, Ville#2",
        "country": "Work Country, Home Country, Pays, Pays#2",
        "tag": "Category, Catégorie, Distribution Lists, Listes de diffusion",
        "note": "Comments, Commentaires, Remarques",
        "birthday": "Birthday, Date de naissance, Anniversaire",
        "yahoo": [
            "Messenger ID",
            "Yahoo! ID",
            "Compte Messenger",
            *(f"Messenger ID{number}" for number in range(1, 10)),
        ],
        "skype": "Skype ID",
        "irc": "IRC ID",
        "icq": "ICQ ID",
        "gtalk": "Google ID",
        "msn": "MSN ID",
        "aim": "AIM ID",
        "qq": "QQ ID",
    },
    day_first=lambda header: header.has(*_EUROPEAN),
)

claims, read = BOOK.claims, BOOK.read
