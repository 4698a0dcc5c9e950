"""GEXF 1.3, Gephi's own format.

<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected">
  <attributes class="node"><attribute id="company" title="company" type="string"/></attributes>
  <nodes><node id="7" label="Zoé Exemple"><attvalues><attvalue for="company" value="Dupuis"/></attvalues>
    <viz:size value="2.3"/><viz:position x="11.4" y="-3.2" z="0.0"/></node></nodes>
  <edges><edge id="0" source="1" target="7" weight="0.52" kind="friend"/></edges>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import attributes
from netcli.exporters.shared.characters import Sieve
from netcli.exporters.shared.xml import tag

FORMAT: Final = "gexf"
_LABEL: Final = ("name",)
_OWN: Final = ("weight", "kind")
"""These two values of a link become XML attributes of `edge`. The other values become `attvalue` elements."""


def write(extract: Extract) -> Iterator[Piece]:
    """Yield the attributes, the people as nodes, and the links as edges."""
    sieve = Sieve()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield '  <graph defaultedgetype="undirected" mode="static">\n'
    for what, names, own in (("node", attributes.OF_PEOPLE, _LABEL), ("edge", attributes.OF_LINKS, _OWN)):
        yield f'    <attributes class="{what}">\n'
        for name, kind in names.items():
            if name not in own:
                yield f"      <{tag('attribute', {'id': name, 'title': name, 'type': kind}, sieve)}/>\n"
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for person in extract.people:
        known = attributes.of_person(person)
        label = attributes.label(person)
        node = {"id": str(person.id)} | ({"label": label} if label else {})
        inside = _values(sieve, _without(known, *_LABEL)) + _place(extract, person.id)
        yield f"      <{tag('node', node, sieve)}>{inside}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, link in enumerate(extract.links):
        a, b, known = attributes.of_link(extract, link)
        told = {name: known[name] for name in _OWN if name in known}
        edge = {"id": str(number), "source": str(a), "target": str(b)}
        yield f"      <{tag('edge', edge | told, sieve)}>{_values(sieve, _without(known, *_OWN))}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"
    yield from sieve.notices("XML")


def _values(sieve: Sieve, known: Mapping[str, str]) -> str:
    tags = (f"<{tag('attvalue', {'for': name, 'value': value}, sieve)}/>" for name, value in known.items())
    return f"<attvalues>{''.join(tags)}</attvalues>"


def _place(extract: Extract, person: int) -> str:
    """Return the position of *person* for Gephi, whose y axis points up."""
    if person not in extract.places:
        return ""
    x, y, radius = extract.places[person]
    return f'<viz:size value="{radius:.2f}"/><viz:position x="{x:.1f}" y="{-y:.1f}" z="0.0"/>'


def _without(known: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in known.items() if name not in names}
