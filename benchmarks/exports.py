"""The file formats in which six programs export contacts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Final

from population import unaccented

AS_OF: Final = 2024
"""The last year in which a LinkedIn connection is made."""


@dataclass(slots=True)
class Card:
    """What one source knows about one person."""

    given: str = ""
    family: str = ""
    prefix: str = ""
    nickname: str = ""
    emails: list[str] = field(default_factory=list)
    mobile: str = ""
    landline: str = ""
    office: str = ""
    url: str = ""
    company: str = ""
    title: str = ""
    city: str = ""
    birthday: str = ""
    note: str = ""
    traps: list[str] = field(default_factory=list)
    in_full: bool = True

    @property
    def name(self) -> str:
        """The given name and the surname."""
        return " ".join(part for part in (self.given, self.family) if part)


class Lines:
    """A growing text that counts its lines."""

    def __init__(self, text: str = "") -> None:
        self._parts = [text]
        self._line = 1 + text.count("\n")

    def add(self, text: str) -> int:
        """Append *text*. Return the 1-based number of the line on which *text* begins."""
        self._parts.append(text)
        begins = self._line
        self._line += text.count("\n")
        return begins

    def __str__(self) -> str:
        return "".join(self._parts)


def _row(cells: Iterable[str], delimiter: str = ",", end: str = "\r\n", *, quoted: bool = False) -> str:
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    writer.writerow(cells)
    return out.getvalue()


def _linkedin(card: Card, rng: Random) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    since = f"{rng.randint(1, 28):02d} {rng.choice(months)} {rng.randint(2008, AS_OF)}"
    mail = card.emails[0] if card.emails else ""
    return _row((card.given, card.family, card.url, mail, card.company, card.title, since), end="\n")


def _viadeo(card: Card, rng: Random) -> str:
    mail = rng.choice(card.emails) if card.emails else ""
    cells = (card.given, card.family, card.title, card.company, card.city, mail, card.mobile)
    return _row(cells, ";")


def _google(card: Card, rng: Random) -> str:
    mails = (*card.emails, "", "")[:2]
    phones = [number for number in (card.mobile, card.landline, card.office) if number]
    born = f" --{card.birthday[5:]}" if card.birthday and rng.random() < 0.2 else card.birthday
    names = (card.given, "", card.family, "", "", "", card.prefix, "", card.nickname, "")
    job = (card.company, card.title, "", born, card.note, "", "* myContacts")
    addresses = ("* Work" * bool(mails[0]), mails[0], "Home" * bool(mails[1]), mails[1])
    tail = ("Mobile" * bool(phones), " ::: ".join(phones), "", card.city, "Profile" * bool(card.url), card.url)
    return _row((*names, *job, *addresses, *tail), end="\n")


def _vcard(card: Card, rng: Random) -> str:
    def said(text: str) -> str:
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")

    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    lines.append(f"N:{said(card.family)};{said(card.given)};;{said(card.prefix)};")
    lines.append(f"FN:{said(card.name if rng.random() > 0.03 else f'{card.family}, {card.given}'.strip(', '))}")
    lines += [f"NICKNAME:{said(card.nickname)}"] * bool(card.nickname)
    lines += [f"ORG:{said(card.company)};"] * bool(card.company)
    lines += [f"TITLE:{said(card.title)}"] * bool(card.title)
    lines += [f"EMAIL;type=INTERNET;type={rng.choice(('HOME', 'WORK'))}:{mail}" for mail in card.emails]
    for kind, number in (("CELL", card.mobile), ("HOME", card.landline), ("WORK", card.office)):
        lines += [f"TEL;type={kind};type=VOICE:{number}"] * bool(number)
    lines += [f"ADR;type=HOME:;;;{said(card.city)};;;"] * bool(card.city)
    lines += [f"item1.URL:{card.url}"] * bool(card.url)
    lines += [f"BDAY:{card.birthday}"] * bool(card.birthday)
    lines += [f"NOTE:{said(card.note)}"] * bool(card.note)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def _folded(line: str) -> str:
    """Fold a vCard line after every 70 characters.

    The standard allows 75 octets.
    """
    return "\r\n ".join(line[i : i + 70] for i in range(0, len(line), 70))


def _outlook(card: Card, _: Random) -> str:
    mails = (*card.emails, "", "")[:2]
    born = "/".join(reversed(card.birthday.split("-"))) if card.birthday else "0/0/00"
    cells = (card.prefix, card.given, "", card.family, "", card.company, "", card.title, "", card.city, card.office)
    more = (card.landline, card.mobile, mails[0], "SMTP" * bool(mails[0]), mails[1], "SMTP" * bool(mails[1]))
    text = _row((*cells, *more, born, card.note, card.url), quoted=True)
    return text if _in_cp1252(text) else "".join(map(_nearest, text))


def _nearest(letter: str) -> str:
    """Return the nearest letter in cp1252, or a question mark."""
    return next((form for form in (letter, unaccented(letter)) if _in_cp1252(form)), "?")


def _in_cp1252(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _phones(card: Card, rng: Random) -> str:
    name = f"{card.family}, {card.given}" if card.family and rng.random() < 0.03 else card.name
    name = f"{card.prefix} {name}".strip()
    phone = card.mobile or card.landline or card.office
    return _row((name, phone, card.emails[0] if card.emails else "", card.company, card.city, card.birthday), end="\n")


LINKEDIN_HEAD: Final = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
)
GOOGLE_HEAD: Final = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - City,Website 1 - Label,Website 1 - Value\n"
)
OUTLOOK_HEAD: Final = (
    '"Titre","Prénom","Deuxième prénom","Nom","Suffixe","Société","Service","Titre","Rue (bureau)","Ville (bureau)",'
    '"Téléphone (bureau)","Téléphone (domicile)","Tél. mobile","Adresse de messagerie","Type de messagerie",'
    '"Adresse de messagerie 2","Type de messagerie 2","Anniversaire","Notes","Page Web"\r\n'
)
FORMATS: Final = {
    "Connections.csv": (LINKEDIN_HEAD, _linkedin, "utf-8"),
    "viadeo.csv": ("Prénom;Nom;Fonction;Société;Ville;Adresse e-mail;Tél. mobile\r\n", _viadeo, "utf-8-sig"),
    "contacts.csv": (GOOGLE_HEAD, _google, "utf-8"),
    "contacts.vcf": ("", _vcard, "utf-8"),
    "outlook.csv": (OUTLOOK_HEAD, _outlook, "cp1252"),
    "phones.csv": ("Name,Phone,Email,Company,City,Birthday\n", _phones, "utf-8"),
}
"""For each file, the first lines, a function that writes cards, and the encoding."""
