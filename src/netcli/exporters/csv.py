"""A table of people for spreadsheets, with the columns that `netcli add -` reads.

name,email,phone,url,company,title,city,tag,birthday,note
Zoé Exemple,zoe@example.org ::: zoe.e@example.net,+33612345678,,Dupuis & Fils,,Lyon,choir,--03-12,
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from netcli import cells
from netcli.answers.export import Extract
from netcli.answers.people import FullPerson
from netcli.exporters.pieces import Piece
from netcli.exporters.shared.tables import table

FORMAT: Final = "csv"
COLUMNS: Final = ("name", "email", "phone", "url", "company", "title", "city", "tag", "birthday", "note")


def write(extract: Extract) -> Iterator[Piece]:
    """Yield the header, then a row for each person."""
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
        _tags(person.tags),
        person.birthday or "",
        person.note or "",
    )


def _tags(tags: Sequence[str]) -> str:
    """Return the tags as one cell.

    If a single tag contains a comma, semicolon or line break, the cell ends with a separator.
    """
    alone = len(tags) == 1 and any(mark in tags[0] for mark in ",;\n")
    return cells.joined((*tags, "") if alone else tags)
