"""A table of people for spreadsheets, with the columns that `netcli add -` reads.

name,email,phone,url,company,title,city,tag,birthday,note
Zoé Exemple,zoe@example.org ::: zoe.e@example.net,+33612345678,,Dupuis & Fils,,Lyon,choir,--03-12,
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli import cells
from netcli.answers.export import Extract
from netcli.answers.people import FullPerson
from netcli.exporters.pieces import Piece
from netcli.exporters.shared.tables import table

FORMAT: Final = "csv"
COLUMNS: Final = ("name", "email", "phone", "url", "company", "title", "city", "tag", "birthday", "note")


def write(extract: Extract) -> Iterator[Piece]:
    """The header, then a row a person."""
    yield from table(COLUMNS, map(_row, extract.people), excel_safe=extract.excel_safe)


def _row(person: FullPerson) -> tuple[str, ...]:
    return (
        person.name or "",
        cells.joined(person.emails),
        cells.joined(person.phones),
        cells.joined(person.urls),
        person.company or "",
        person.title or "",
        person.city or "",
        cells.joined(person.tags),
        person.birthday or "",
        person.note or "",
    )
