"""A list of links, with the columns that `netcli link -` reads; each person is named unambiguously.

from,to,kind,since,last_contact,certainty,closeness,note
me,Pierre Martin,colleague,2009,2024-03,sure,4,
email:jacques@example.org,Sophie Durand,friend,,,probable,,met at the fair
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import attributes
from netcli.exporters.shared.cells import cells_of
from netcli.exporters.shared.tables import table

FORMAT: Final = "edges"
COLUMNS: Final = ("from", "to", "kind", "since", "last_contact", "certainty", "closeness", "note")


def write(extract: Extract) -> Iterator[Piece]:
    """Yield the header, then a row for each link."""
    cells = cells_of(extract.people)
    yield from table(COLUMNS, _rows(extract, cells), excel_safe=extract.excel_safe)


def _rows(extract: Extract, cells: dict[int, str]) -> Iterator[tuple[str, ...]]:
    for link in extract.links:
        a, b, known = attributes.of_link(extract, link)
        known["kind"] = known.pop("kinds", known["kind"])
        yield (cells[a], cells[b], *(known.get(column, "") for column in COLUMNS[2:]))
