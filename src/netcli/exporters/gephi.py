"""Gephi's spreadsheet import: `nodes.csv` and `edges.csv`, to be opened in this order.

Id,Label,kind,company,…                      Source,Target,Type,Weight,Label,Id,since,…
7,Zoé Exemple,person,Dupuis & Fils,…         1,7,Undirected,0.52,friend,0,2015,…
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import attributes
from netcli.exporters.shared.tables import table

FORMAT: Final = "gephi"
NODES: Final = ("Id", "Label")
EDGES: Final = ("Source", "Target", "Type", "Weight", "Label", "Id")
_PERSON: Final = tuple(name for name in attributes.OF_PEOPLE if name != "name")
_LINK: Final = tuple(name for name in attributes.OF_LINKS if name not in ("kind", "weight"))


def files(extract: Extract) -> Iterator[tuple[str, Iterator[Piece]]]:
    """Yield the table of people and the table of links."""
    yield "nodes.csv", table(NODES + _PERSON, _nodes(extract), excel_safe=extract.excel_safe)
    yield "edges.csv", table(EDGES + _LINK, _edges(extract), excel_safe=extract.excel_safe)


def _nodes(extract: Extract) -> Iterator[tuple[str, ...]]:
    for person in extract.people:
        known = attributes.of_person(person)
        yield (str(person.id), attributes.numbered(person), *(known.get(name, "") for name in _PERSON))


def _edges(extract: Extract) -> Iterator[tuple[str, ...]]:
    for number, link in enumerate(extract.links):
        a, b, known = attributes.of_link(extract, link)
        yield (
            *(str(a), str(b), "Undirected", known.get("weight", ""), known["kind"], str(number)),
            *(known.get(name, "") for name in _LINK),
        )
