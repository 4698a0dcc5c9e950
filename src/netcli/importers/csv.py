"""A table of people from any program, with column names in thirteen languages.

Name,Email,Company,Tags,Birthday
Zoé Exemple,zoe@example.org ::: zoe.e@example.net,Dupuis & Fils,choir ::: school,12 mars 1980
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from netcli.errors import Usage
from netcli.importers.formats.columns import is_foreign, understood
from netcli.importers.formats.headers import Header, find, headers, sample
from netcli.importers.formats.tables import PAGES, Table
from netcli.importers.shared.contacts import RELATIONS, Places, contacts, laid_out
from netcli.importers.source import Source
from netcli.importers.text import fold
from netcli.language import say
from netcli.records import Item

NETWORK: Final = "csv"

FIELDS: Final = (
    *(
        "name",
        "first",
        "last",
        "email",
        "phone",
        "url",
        "company",
        "title",
        "city",
        "country",
        "tag",
        "birthday",
        "note",
    ),
    *("since", "middle", "maiden", "alias", *RELATIONS),
)
"""The fields to which a user can map a column."""
NAMING: Final = frozenset(("name", "given", "family", "email", "phone", "alias", "linkedin"))
"""A table of people must have at least one of these fields."""
LISTED: Final = 200
"""Maximum length, in characters, of the list of columns in an error message."""
_CALLED: Final = {"first": "given", "last": "family"}
"""Maps field names that users write to field names in the code."""
_SHOWN: Final = {"given": "first", "family": "last", "family 2": "last"} | dict.fromkeys(PAGES, "url")


def field(words: str) -> str:
    """Return the field with the meaning of *words*, such as `first` for `prénom`.

    If the meaning is unknown, return *words* unchanged.
    """
    if words in FIELDS:
        return words
    found = understood([words])[0]
    return _SHOWN.get(found, found) if found else words


def claims(source: Source) -> bool:
    """Return whether the file is a table of people."""
    return not source.members and _find(source) is not None


def columns(source: Source, mapping: Mapping[str, str] | None = None) -> list[tuple[str, str | None]]:
    """Return the name of each column, and the field that the column fills.

    If there is no table, return an empty list.
    """
    header = _header(source, mapping or {}) or find(source, lambda names: len(names) > 1)
    if header is None:
        return []
    places = _places(source, header, mapping or {})
    fields = {place: what for what, columns in places.items() for place in columns}
    return [(name, _SHOWN.get(fields.get(place, ""), fields.get(place))) for place, name in enumerate(header.names)]


def read(source: Source, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield each row's person as a declared contact of the owner.

    *mapping* gives the column of each field. Raises Usage if a field or a column does not exist.
    """
    header = _header(source, mapping or {})
    if header:
        table = Table(source, header, _places(source, header, mapping or {}))
        yield from contacts(table, is_foreign(header.names) or None, whole_row=True)


def _find(source: Source) -> Header | None:
    """Find the header of a table of people."""
    for header in headers(source):
        if len(header.names) == 1 and header.line > 1:  # a line of a letter may be a word such as *Contact*
            continue
        if _names_people(understood(header.names)):
            return header
        if NAMING & {*understood(header.names)} and _names_people(
            understood(header.names, partial(sample, source, header))
        ):
            return header
    return None


def _names_people(fields: list[str | None]) -> bool:
    """Return whether *fields* belong to a table of people."""
    known = {field for field in fields if field}
    return bool(known & NAMING) and (len(known) > 1 or None not in fields)


def _header(source: Source, mapping: Mapping[str, str]) -> Header | None:
    if not mapping:
        return _find(source)
    for what in mapping:
        if what not in FIELDS:
            raise Usage(
                say("a column cannot be mapped to '{what}'", what=what),
                say("fields: {fields}", fields=", ".join(FIELDS)),
            )
    wanted = frozenset(map(fold, mapping.values()))
    header = find(source, lambda names: wanted <= names)
    if header is None:
        header = find(source, bool)
        missing = [name for name in mapping.values() if header is None or header.column(name) is None]
        known = ", ".join(header.names)[:LISTED] if header else say("none")
        raise Usage(
            say("{name} has no column '{missing}'", name=source.name, missing=missing[0] if missing else ""),
            say("the columns of this file: {known}", known=known),
        )
    return header


def _places(source: Source, header: Header, mapping: Mapping[str, str]) -> Places:
    """Return the columns of each field. The user's mapping takes precedence."""
    mapped = {_CALLED.get(what, what): (header.column(name) or 0,) for what, name in mapping.items()}
    return {**laid_out(source, header, mapped), **mapped}
