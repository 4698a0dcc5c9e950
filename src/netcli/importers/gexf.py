"""GEXF, the XML format of Gephi.

<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected">
  <attributes class="node"><attribute id="0" title="company" type="string"/></attributes>
  <nodes><node id="7" label="Zoé Exemple"><attvalues><attvalue for="0" value="Dupuis"/></attvalues></node></nodes>
  <edges><edge source="7" target="8" kind="friend" start="2015-01-24"/></edges>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netcli.importers.formats import xml
from netcli.importers.shared.graph import Graph, links_of
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import BadRow, Item

NETWORK: Final = "gexf"
_TAGS: Final = frozenset({"attributes", "node", "edge"})


def claims(source: Source) -> bool:
    """Return whether the root element is `gexf`."""
    return xml.root(source) == "gexf"


def read(source: Source) -> Iterator[Item]:
    """Yield the nodes as people and the edges as declared links."""
    graph = Graph(source.basename, source.owner)
    groups = _groups(source)
    titles: dict[tuple[str, str], str] = {}
    defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    directed = re.search(r"""defaultedgetype=["']directed""", source.text) is not None
    for element in xml.elements(source, _TAGS):
        attributes = element.attributes
        if element.tag == "attributes":
            what = attributes.get("class", "")
            for attribute in element.children:
                title = attribute.attributes.get("title") or attribute.attributes.get("id", "")
                titles[what, attribute.attributes.get("id", "")] = title
                if default := attribute.first("default"):
                    defaults.setdefault(what, {})[title] = default.text
        elif element.tag == "node" and (attributes.get("id") in groups or _holds_nodes(element)):
            yield from graph.group(attributes.get("id", ""))
        elif element.tag == "node" and "id" in attributes:
            words = {"label": attributes.get("label", "")} | defaults["node"] | _values(element, titles)
            yield from graph.node(attributes["id"], words, element.line)
        elif element.tag == "edge" and "source" in attributes and "target" in attributes:
            one_way = attributes["type"] == "directed" if "type" in attributes else directed
            words = attributes | defaults["edge"] | _values(element, titles)
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
        elif element.tag in ("node", "edge"):
            reason = say("an edge without two nodes") if element.tag == "edge" else say("a node without an id")
            yield BadRow(element.line, reason, element.raw)
    yield from graph.rest()


def _groups(source: Source) -> frozenset[str]:
    """Return the ids of groups: nodes that are the parent (`pid`) of other nodes."""
    if " pid=" not in source.text:
        return frozenset()
    parents = (element.attributes.get("pid") for element in xml.elements(source, _TAGS) if element.tag == "node")
    return frozenset(filter(None, parents))


def _holds_nodes(node: xml.Element) -> bool:
    """Return whether a node is a group that contains other nodes."""
    return any(child.tag == "nodes" for child in node.children)


def _values(element: xml.Element, titles: dict[tuple[str, str], str]) -> dict[str, str]:
    """Return the attributes of a node or an edge: the value for each title."""
    found = {}
    for value in element.walk():
        if value.tag == "attvalue":
            name = value.attributes.get("for") or value.attributes.get("id", "")
            found[titles.get((element.tag, name), name)] = value.attributes.get("value", "")
    return found
