"""GraphML, which Gephi, yEd, igraph and networkx read.

<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <graph id="netcli" edgedefault="undirected">
    <node id="7"><data key="name">Zoé Exemple</data></node>
    <edge source="1" target="7"><data key="link_kind">friend</data></edge>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import attributes
from netcli.exporters.shared.characters import Sieve
from netcli.exporters.shared.xml import escaped, tag

FORMAT: Final = "graphml"
_TYPES: Final = {"integer": "int"}
"""Types that have another name in GraphML."""
_LINK: Final = "link_"
"""Prefix of the attributes of links; people have attributes of the same names."""


def write(extract: Extract) -> Iterator[Piece]:
    """Yield the keys, the people as nodes, and the links as edges."""
    sieve = Sieve()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for before, what, names in (("", "node", attributes.OF_PEOPLE), (_LINK, "edge", attributes.OF_LINKS)):
        for name, kind in names.items():
            key = {
                "id": before + name,
                "for": what,
                "attr.name": name,
                "attr.type": _TYPES.get(kind, kind),
            }
            yield f"  <{tag('key', key, sieve)}/>\n"
    yield '  <graph id="netcli" edgedefault="undirected">\n'
    for person in extract.people:
        node = tag("node", {"id": str(person.id)}, sieve)
        yield f"    <{node}>{_data(sieve, '', attributes.of_person(person))}</node>\n"
    for link in extract.links:
        a, b, known = attributes.of_link(extract, link)
        edge = tag("edge", {"source": str(a), "target": str(b)}, sieve)
        yield f"    <{edge}>{_data(sieve, _LINK, known)}</edge>\n"
    yield "  </graph>\n</graphml>\n"
    yield from sieve.notices("XML")


def _data(sieve: Sieve, before: str, known: Mapping[str, str]) -> str:
    return "".join(f'<data key="{before}{name}">{escaped(value, sieve)}</data>' for name, value in known.items())
