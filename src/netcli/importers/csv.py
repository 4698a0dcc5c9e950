"""A table of people that nobody in particular wrote: columns are understood by their names, in six languages.

Name,Email,Company,Tags,Birthday
Zoé Exemple,zoe@example.org ::: zoe.e@example.net,Dupuis & Fils,choir ::: school,12 mars 1980
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from netcli import dates
from netcli.errors import Usage
from netcli.importers.formats.headers import Header, find
from netcli.importers.formats.tables import SEVERAL, Cells, Table, several
from netcli.importers.shared.contacts import names_nobody, unique
from netcli.importers.shared.keys import Namesakes
from netcli.importers.source import Source
from netcli.importers.text import fold
from netcli.records import OWNER, BadRow, Item, Record, Testimony

NETWORK: Final = "csv"

ENGLISH: Final[Mapping[str, str]] = {
    "name": "name, full name, display name, contact, contact name, person",
    "first": "first name, firstname, given name, forename, first, given",
    "last": "last name, lastname, surname, family name, last, family",
    "email": "email, e-mail, mail, emails, email address, e-mail address, primary email, work email, home email",
    "phone": "phone, phones, phone number, telephone, tel, mobile, mobile phone, cell, cell phone, work phone, "
    "home phone",
    "url": "url, urls, link, website, web site, web page, profile, profile url, linkedin, linkedin url, "
    "linkedin profile",
    "company": "company, company name, organization, organization name, organisation, organisation name, employer, "
    "firm",
    "title": "title, job title, position, role, job, function, occupation, profession, headline",
    "city": "city, town, location, place",
    "country": "country, country/region",
    "tag": "tag, tags, label, labels, category, categories, group, groups, keywords",
    "birthday": "birthday, birth date, birthdate, date of birth, born",
    "note": "note, notes, comment, comments, remark, remarks, description",
    "since": "since, connected on, connected, known since, met on, contact since",
}
FOREIGN: Final[Mapping[str, str]] = {
    "name": "nom, nom complet, nom et prénom, nom prénom, prénom et nom, prénom nom, nombre, nombre completo, nome, "
    "nome completo, nombre y apellidos, nome e cognome, nome e sobrenome, vor- und nachname, vollständiger name, "
    "nom à afficher, anzeigename, personne, persona, pessoa, kontakt, contacto, contatto, contato",
    "first": "prénom, prénoms, vorname, primer nombre, nombre de pila, nome próprio, primeiro nome, nome di battesimo",
    "last": "nom de famille, nachname, familienname, apellido, apellidos, cognome, sobrenome, apelido, último nome",
    "email": "courriel, adresse e-mail, adresse mail, adresse email, adresse de messagerie, adresse électronique, "
    "mél, e-mail-adresse, emailadresse, correo, correo electrónico, dirección de correo, indirizzo e-mail, "
    "indirizzo email, posta elettronica, endereço de e-mail, endereço de email, correio eletrónico, correio eletrônico",
    "phone": "téléphone, tél, tél., portable, téléphone portable, téléphone mobile, tél. mobile, numéro de téléphone, "
    "gsm, n° de téléphone, telefon, telefonnummer, handy, handynummer, mobil, mobilnummer, mobiltelefon, teléfono, "
    "móvil, celular, telefono, cellulare, numero di telefono, número de teléfono, teléfono móvil, telefone, "
    "telemóvel, número de telefone",
    "url": "profil linkedin, url linkedin, site web, site internet, page web, lien, profil, webseite, internetseite, "
    "homepage, sitio web, página web, enlace, perfil, sito web, sito, profilo, site, ligação",
    "company": "société, entreprise, organisation, organisme, employeur, raison sociale, nom de l'entreprise, "
    "nom de la société, firma, firmenname, unternehmen, arbeitgeber, empresa, compañía, organización, azienda, "
    "società, ditta, organizzazione, companhia, organização",
    "title": "titre, poste, fonction, métier, intitulé du poste, titel, beruf, funktion, berufsbezeichnung, stelle, "
    "cargo, puesto, profesión, función, ruolo, carica, posizione, professione, qualifica, função, profissão",
    "city": "ville, lieu, commune, localité, stadt, ort, wohnort, ciudad, localidad, città, comune, località, cidade, "
    "localidade",
    "country": "pays, land, país, paese, nazione",
    "tag": "étiquette, étiquettes, mot-clé, mots-clés, mots clés, catégorie, catégories, groupe, groupes, gruppe, "
    "gruppen, kategorie, kategorien, schlagwort, schlagwörter, etiqueta, etiquetas, categoría, categorías, grupo, "
    "grupos, etichetta, etichette, categoria, categorie, gruppo, gruppi, categorias",
    "birthday": "anniversaire, date d'anniversaire, date de naissance, naissance, né le, née le, geburtstag, "
    "geburtsdatum, cumpleaños, fecha de nacimiento, compleanno, data di nascita, aniversário, data de nascimento, "
    "nascimento",
    "note": "remarque, remarques, commentaire, commentaires, notiz, notizen, bemerkung, bemerkungen, nota, notas, "
    "comentario, comentarios, observaciones, commento, commenti, osservazioni, comentário, observações",
    "since": "depuis, date de connexion, en contact depuis, connu depuis, seit, verbunden am, kontakt seit, desde, "
    "conectado el, conocido desde, da, dal, collegato il, conosciuto dal, ligado em, conectado em",
}


def _aliases(*tables: Mapping[str, str]) -> dict[str, str]:
    return {fold(alias): what for table in tables for what, names in table.items() for alias in names.split(", ")}


ALIASES: Final[Mapping[str, str]] = _aliases(FOREIGN, ENGLISH)
"""What a column name, folded, is understood as; English has the last word."""
_ENGLISH: Final = frozenset(_aliases(ENGLISH))
NAMING: Final = frozenset(("name", "first", "last", "email", "phone"))
"""One of these a table of people must have."""
MANY: Final = frozenset(("email", "phone", "url", "tag"))
"""What may fill several columns, and several times one cell."""
_BETWEEN: Final = {"email": re.compile(r"[\s,;]+(?=\S+@)"), "tag": re.compile(r"\s*;\s*")}
"""What people put between several values of one cell, besides ` ::: `."""


def field(words: str) -> str:
    """Return the field that the user calls *words*: `given` is first, `prénom` is too; what is none stays as it is."""
    return ALIASES.get(fold(words), words)


def claims(source: Source) -> bool:
    """Does its header name people, their mail or their phone, and something else that we understand?"""
    return not source.members and _find(source) is not None


def columns(source: Source, mapping: Mapping[str, str] | None = None) -> list[tuple[str, str | None]]:
    """Return the header's columns, each with what it is understood as; none if the file is no table."""
    header = _header(source, mapping or {}) or find(source, lambda names: len(names) > 1)
    if header is None:
        return []
    fields = {place: what for what, places in _places(header, mapping or {}).items() for place in places}
    return [(name, fields.get(place)) for place, name in enumerate(header.names)]


def read(source: Source, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield each row's person, declared a contact of the owner; *mapping* tells a column where its name does not.

    Raises Usage when *mapping* names a field or a column that does not exist.
    """
    header = _header(source, mapping or {})
    if header is None:
        return
    table = Table(source, header, _places(header, mapping or {}))
    foreign = any(name in ALIASES and name not in _ENGLISH for name in header.folded) or None
    birthday = table.dates("birthday", day_first=foreign, parse=dates.parse)
    since = table.dates("since", day_first=foreign)
    namesakes = Namesakes()

    def contact(row: Cells) -> tuple[Record, Testimony] | BadRow:
        person = _person(table, row)
        person.birthday = birthday(row.cells)
        if names_nobody(person):
            return BadRow(row.line, "names nobody", row.raw.rstrip("\r\n"))
        person.key = namesakes.give(person.key)
        return person, Testimony(OWNER, person.key, "declared", since=since(row.cells))

    yield from table.items(contact)


def _find(source: Source) -> Header | None:
    """Find the header; a single column is one on the first line only, or any letter that says *Contact* would be."""
    header = find(source, _fits)
    return header if header and (len(header.names) > 1 or header.line == 1) else None


def _fits(names: frozenset[str]) -> bool:
    """Are there two columns that we understand, or all there are, and does one of them name a person?"""
    known = {what for what in _understood(tuple(names)) if what}
    return bool(known & NAMING) and (len(known) > 1 or len(names) == 1)


def _understood(names: tuple[str, ...]) -> list[str | None]:
    """Say what each folded name is. `nom` beside `prenom` is a last name, `nombre` beside `apellidos` a first one."""
    found = [ALIASES.get(name) or ALIASES.get(name.rstrip("0123456789 ")) for name in names]
    if "name" in found and ("first" in found) is not ("last" in found):
        half = "last" if "first" in found else "first"
        found = [half if what == "name" else what for what in found]
    return [what if what in MANY or what not in found[:place] else None for place, what in enumerate(found)]


def _header(source: Source, mapping: Mapping[str, str]) -> Header | None:
    if not mapping:
        return _find(source)
    fields = ", ".join(ENGLISH)
    for what in mapping:
        if what not in ENGLISH:
            raise Usage(f"'{what}' is nothing a column can be mapped to", f"fields: {fields}")
    wanted = frozenset(map(fold, mapping.values()))
    header = find(source, lambda names: wanted <= names)
    if header is None:
        header = find(source, bool)
        missing = [name for name in mapping.values() if header is None or header.column(name) is None]
        known = ", ".join(header.names) if header else "none"
        raise Usage(f"{source.name} has no column '{missing[0] if missing else ''}'", f"its columns: {known}")
    return header


def _places(header: Header, mapping: Mapping[str, str]) -> dict[str, list[int]]:
    """Return the columns of each field: the user's word first, then what the names say of the others."""
    taken = {what: header.column(name) or 0 for what, name in mapping.items()}
    places: dict[str, list[int]] = {what: [place] for what, place in taken.items()}
    for place, what in enumerate(_understood(header.folded)):
        if what and what not in taken and place not in taken.values():
            places.setdefault(what, []).append(place)
    return places


def _values(what: str, cell: str) -> tuple[str, ...]:
    """Return the values of a cell; where they stand as netcli writes them, nothing else comes between two."""
    if what in _BETWEEN and SEVERAL not in cell:
        return tuple(filter(None, _BETWEEN[what].split(cell)))
    return several(cell)


def _person(table: Table, row: Cells) -> Record:
    """Return the person of a row; their key is their mail, their page or all that the row says."""

    def every(what: str) -> tuple[str, ...]:
        cells = (row.cells[place] for place in table.places.get(what, ()))
        return unique(value for cell in cells for value in _values(what, cell))

    def one(what: str) -> str | None:
        return table.pick(what)(row.cells) or None

    given, family = one("first"), one("last")
    emails, phones, urls = every("email"), every("phone"), every("url")
    return Record(
        next(iter(emails), "").casefold() or next(iter(urls), "") or "|".join(row.cells).strip("|"),
        one("name") or " ".join(filter(None, (given, family))) or None,
        given,
        family,
        emails=emails,
        phones=phones,
        urls=urls,
        company=one("company"),
        title=one("title"),
        city=one("city"),
        country=one("country"),
        note=" ".join(filter(None, (one("note"), table.beyond(row)))) or None,
        tags=every("tag"),
    )
