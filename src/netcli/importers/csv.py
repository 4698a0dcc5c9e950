"""A table of people that nobody in particular wrote: columns are understood by their names, in six languages.

Name,Email,Company,Tags,Birthday
Zoé Exemple,zoe@example.org ::: zoe.e@example.net,Dupuis & Fils,choir ::: school,12 mars 1980
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from netcli import dates
from netcli.errors import Usage
from netcli.importers.formats import tables
from netcli.importers.formats.tables import SEVERAL, Cells, Header, dated, several
from netcli.importers.formats.text import fold
from netcli.importers.shared.contacts import names_nobody
from netcli.importers.source import Source
from netcli.records import OWNER, BadRow, Item, Record, Testimony, Used

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
    """The field that the user calls *words*: `given` is first, `prénom` is too; what is none stays as it is."""
    return ALIASES.get(fold(words), words)


def claims(source: Source) -> bool:
    """A CSV whose header names people, their mail or their phone, and something else that we understand."""
    return not source.members and _find(source) is not None


def columns(source: Source, mapping: Mapping[str, str] | None = None) -> list[tuple[str, str | None]]:
    """The header's columns, each with what it is understood as; none if the file is no table."""
    header = _header(source, mapping or {}) or tables.find(source, lambda names: len(names) > 1)
    if header is None:
        return []
    fields = {place: what for what, places in _picks(header, mapping or {}).items() for place in places}
    return [(name, fields.get(place)) for place, name in enumerate(header.names)]


def read(source: Source, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Each row's person, declared a contact of the owner. *mapping* tells a field's column where its name does not.

    Raises Usage when *mapping* names a field or a column that does not exist.
    """
    header = _header(source, mapping or {})
    if header is None:
        return
    picks = _picks(header, mapping or {})
    foreign = any(fold(name) in ALIASES and fold(name) not in _ENGLISH for name in header.names)
    born, since = (
        dated(source, header, *_column(header, picks, what), day_first=foreign or None, parse=parse)
        for what, parse in (("birthday", dates.parse), ("since", dates.of_event))
    )
    keys: Counter[str] = Counter()
    used = 0
    for row in tables.rows(source, header):
        if not isinstance(row, Cells):
            yield row
            continue
        person = _record(row, header, picks, born(row.cells))
        if names_nobody(person):
            yield BadRow(row.line, "names nobody", row.raw.rstrip("\r\n"))
            continue
        keys[person.key] += 1
        if keys[person.key] > 1:
            person = replace(person, key=f"{person.key}#{keys[person.key]}")
        used += 1
        yield person
        yield Testimony(OWNER, person.key, "declared", since=since(row.cells), line=row.line)
    yield Used(rows=used)


def _find(source: Source) -> Header | None:
    """The header; a single column is one only on the first line, or any letter that says *Contact* would be a table."""
    header = tables.find(source, _fits)
    return header if header and (len(header.names) > 1 or header.line == 1) else None


def _fits(names: frozenset[str]) -> bool:
    """Two columns that we understand, or all there are; one of them names a person."""
    known = {what for what in _understood(tuple(names)) if what}
    return bool(known & NAMING) and (len(known) > 1 or len(names) == 1)


def _understood(names: tuple[str, ...]) -> list[str | None]:
    """What each column is. `Nom` beside `Prénom` is a last name, `Nombre` beside `Apellidos` a first one."""
    found = [ALIASES.get(fold(name)) or ALIASES.get(fold(name).rstrip("0123456789 ")) for name in names]
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
    header = tables.find(source, lambda names: wanted <= names)
    if header is None:
        header = tables.find(source, bool)
        missing = [name for name in mapping.values() if header is None or header.column(name) is None]
        known = ", ".join(header.names) if header else "none"
        raise Usage(f"{source.name} has no column '{missing[0] if missing else ''}'", f"its columns: {known}")
    return header


def _picks(header: Header, mapping: Mapping[str, str]) -> dict[str, list[int]]:
    """The columns of each field: the user's word first, then what the names say of the others."""
    taken = {what: header.column(name) or 0 for what, name in mapping.items()}
    picks: dict[str, list[int]] = {what: [place] for what, place in taken.items()}
    for place, what in enumerate(_understood(header.names)):
        if what and what not in taken and place not in taken.values():
            picks.setdefault(what, []).append(place)
    return picks


def _values(what: str, cell: str) -> tuple[str, ...]:
    """The values of a cell; where they stand as netcli writes them, nothing else comes between two."""
    if what in _BETWEEN and SEVERAL not in cell:
        return tuple(filter(None, _BETWEEN[what].split(cell)))
    return several(cell)


def _column(header: Header, picks: dict[str, list[int]], what: str) -> list[str]:
    return [header.names[place] for place in picks.get(what, ())]


def _record(row: Cells, header: Header, picks: dict[str, list[int]], born: str | None) -> Record:
    """The person of a row; her key is her mail, her page or all that the row says."""

    def all_of(what: str) -> tuple[str, ...]:
        cells = [row.cells[place] for place in picks.get(what, ())]
        return tuple(dict.fromkeys(value for cell in cells for value in _values(what, cell)))

    def one_of(what: str) -> str | None:
        return next((row.cells[place] for place in picks.get(what, ()) if row.cells[place]), None)

    given, family = one_of("first"), one_of("last")
    name = one_of("name") or " ".join(filter(None, (given, family))) or None
    emails, phones, urls = all_of("email"), all_of("phone"), all_of("url")
    key = next(iter(emails), "").casefold() or next(iter(urls), "") or "|".join(row.cells).strip("|")
    return Record(
        key,
        name,
        given,
        family,
        emails=emails,
        phones=phones,
        urls=urls,
        company=one_of("company"),
        title=one_of("title"),
        city=one_of("city"),
        country=one_of("country"),
        birthday=born,
        note=" ".join(filter(None, (one_of("note"), row.beyond(header)))) or None,
        tags=all_of("tag"),
        line=row.line,
    )
