"""GraphML, as Gephi, yEd, igraph and networkx write it.

    <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <key id="d0" for="node" attr.name="name" attr.type="string"/>
      <key id="d1" for="edge" attr.name="kind" attr.type="string"><default>contact</default></key>
      <graph edgedefault="undirected">
        <node id="n0"><data key="d0">Zoé Exemple</data></node>
        <edge source="n0" target="n1"><data key="d1">friend</data></edge>

yEd writes a name as `<data key="d5"><y:ShapeNode><y:NodeLabel>Zoé Exemple</y:NodeLabel>…`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli.importers.formats import xml
from netcli.importers.shared import labels
from netcli.importers.shared.graph import Graph, links_of
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import BadRow, Ignored, Item

NETWORK: Final = "graphml"
_TAGS: Final = frozenset({"key", "node", "edge", "hyperedge"})
_STRUCTURE: Final = frozenset(("id", "source", "target", "directed", "sourceport", "targetport", "labels"))
"""XML attributes of nodes and edges that say nothing about people."""
_LABELS: Final = ("NodeLabel", "EdgeLabel", "Label.Text")
"""The elements in which yEd and yEd Live write the text of a label."""


def claims(source: Source) -> bool:
    """Return whether the root element is `graphml`."""
    return xml.root(source) == "graphml"


def read(source: Source) -> Iterator[Item]:
    """Yield the nodes as people and the edges as declared links."""
    graph = Graph(source.basename, source.owner)
    names: dict[str, str] = {}
    defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    directed = b'edgedefault="directed"' in source.head or b"edgedefault='directed'" in source.head
    for element in xml.elements(source, _TAGS):
        attributes = element.attributes
        if element.tag == "key":
            names[attributes.get("id", "")] = _name(attributes)
            if default := element.first("default"):
                for what in ("node", "edge") if attributes.get("for") == "all" else (attributes.get("for", ""),):
                    defaults.setdefault(what, {})[_name(attributes)] = default.text
        elif element.tag == "node" and _is_group(element):
            yield from graph.group(attributes["id"])
        elif element.tag == "node" and "id" in attributes:
            yield from graph.node(attributes["id"], defaults["node"] | _data(element, names), element.line)
        elif element.tag == "edge" and "source" in attributes and "target" in attributes:
            one_way = attributes.get("directed", str(directed)).casefold() == "true"
            words = defaults["edge"] | _data(element, names)
            yield from graph.edge(
                *links_of(
                    attributes["source"],
                    attributes["target"],
                    words,
                    directed=one_way,
                    line=element.line,
                    values=graph.values,
                )
            )
        elif element.tag == "hyperedge":
            yield Ignored("hyperedge")
        elif element.tag in ("node", "edge"):
            reason = say("an edge without two nodes") if element.tag == "edge" else say("a node without an id")
            yield BadRow(element.line, reason, element.raw)
    yield from graph.rest()


def _name(key: dict[str, str]) -> str:
    """Return the name of the attribute that a `key` element declares."""
    return key.get("attr.name") or key.get("id", "")


def _is_group(node: xml.Element) -> bool:
    """Return whether a node is a group that contains other nodes."""
    return "id" in node.attributes and (
        "yfiles.foldertype" in node.attributes or any(child.tag == "graph" for child in node.children)
    )


def _data(element: xml.Element, names: dict[str, str]) -> dict[str, str]:
    """Return the values of a node or an edge in a dictionary. The keys are the names of the values."""
    found = {name: value for name, value in element.attributes.items() if name not in _STRUCTURE and "." not in name}
    for data in element.children:
        if data.tag == "desc":
            found["description"] = data.text
        if data.tag != "data":
            continue
        drawn = [label.text.strip() for label in data.walk() if label.tag in _LABELS]
        if drawn:
            found["label"] = labels.FIELD.join(filter(None, drawn))
        else:
            key = data.attributes.get("key", "")
            found[names.get(key, key)] = data.text
    return found
