"""A list of links, with the columns that `netcli link -` reads.

from,to,kind,since,last_contact,certainty,closeness,note
me,Pierre Martin,colleague,2009,2024-03,sure,4,
email:jacques@example.org,Sophie Durand,friend,,,probable,,met at the fair
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Notice, Piece
from netcli.exporters.shared import attributes
from netcli.exporters.shared.cells import cells_of, is_name
from netcli.exporters.shared.tables import table
from netcli.language import plural, say

FORMAT: Final = "edges"
COLUMNS: Final = ("from", "to", "kind", "since", "last_contact", "certainty", "closeness", "note")


def write(extract: Extract) -> Iterator[Piece]:
    """Yield the header, then a row for each link, then perhaps a warning."""
    cells = cells_of(extract.people)
    keyed: set[int] = set()
    yield from table(COLUMNS, _rows(extract, cells, keyed), excel_safe=extract.excel_safe)
    if keyed:
        message = say(
            "{people} could be named only by an address, a page or a number; before you import these links "
            "into another book, add the people there (netcli export --format csv, then netcli add -)",
            people=plural(len(keyed), "person", "people"),
        )
        yield Notice("not_by_name", message, len(keyed))


def _rows(extract: Extract, cells: dict[int, str], keyed: set[int]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each link; add people without a usable name to *keyed*."""
    for link in extract.links:
        keyed.update(end for end in (link.a, link.b) if not is_name(cells[end]) and cells[end] != "me")
        a, b, known = attributes.of_link(extract, link)
        known["kind"] = known.pop("kinds", known["kind"])
        yield (cells[a], cells[b], *(known.get(column, "") for column in COLUMNS[2:]))
