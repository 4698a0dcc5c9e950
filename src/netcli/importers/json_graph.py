"""Node-link JSON, as networkx, D3, Cytoscape and vis.js write it.

    {"directed": false, "multigraph": false, "graph": {},
     "nodes": [{"id": "zoe", "name": "Zoé Exemple", "company": "Dupuis"}, {"id": "paul"}],
     "links": [{"source": "zoe", "target": "paul", "kind": "friend", "since": "2015"}]}

networkx 3.4 and later say `edges`, vis.js `from` and `to`, Cytoscape wraps all in `elements` and each in `data`;
D3's oldest files have nodes without id, which links name by their position.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netcli.errors import BadInput
from netcli.importers.formats import json
from netcli.importers.shared.graph import Graph, links_of
from netcli.importers.source import HEAD, Source
from netcli.records import BadRow, Item

NETWORK: Final = "json"
ENDS: Final = (("source", "from"), ("target", "to"))
"""What the two ends of a link are called, and what vis.js calls them."""


def claims(source: Source) -> bool:
    """Does the document hold a list of nodes, and a list of links (which may come after the head)?"""
    paths = json.shape(source)
    if "schema" in paths:  # netcli's own
        return False
    root = "elements." if "elements" in paths else ""
    cut = len(source.head) == HEAD
    return f"{root}nodes" in paths and (cut or f"{root}links" in paths or f"{root}edges" in paths)


def read(source: Source) -> Iterator[Item]:
    """Yield the nodes as people and the edges as declared links; each is a row, numbered in the order of the file."""
    document = json.mapping(json.load(source))
    directed = document.get("directed") is True
    document = json.mapping(document.get("elements", document))
    nodes, links = document.get("nodes"), document.get("links", document.get("edges", []))
    if not isinstance(nodes, list) or not isinstance(links, list):
        raise BadInput(f"{source.name}: nodes and links are no lists", "write it as networkx's node_link_data does")
    graph = Graph(source.basename)
    positions: dict[str, str] = {}
    for number, entry, raw in json.entries(nodes):
        attributes = json.mapping((entry or {}).get("data", entry))
        key = _key(attributes.get("id", attributes.get("name", number - 1 if attributes else None)))
        if key is None:
            yield BadRow(number, "a node that names no id", json.words(raw))
            continue
        positions[str(number - 1)] = key
        yield from graph.node(key, _words(attributes), number)
    for number, entry, raw in json.entries(links):
        attributes = json.mapping((entry or {}).get("data", entry))
        a, b = (_key(attributes.get(name, attributes.get(short))) for name, short in ENDS)
        if a is None or b is None:
            yield BadRow(len(nodes) + number, "a link that names no node", json.words(raw))
            continue
        a, b = (key if key in graph.keys else positions.get(key, key) for key in (a, b))
        yield from graph.edge(
            *links_of(a, b, _words(attributes), directed=directed, line=len(nodes) + number, values=graph.values)
        )
    yield from graph.rest()


def _key(value: object) -> str | None:
    if isinstance(value, dict):  # D3 puts the node in the place of its id once it has drawn it
        value = value.get("id")
    return str(value) if isinstance(value, int) else json.text(value)


def _words(attributes: json.Object) -> dict[str, str]:
    """Return the attributes as text; a list is several values."""
    found = {}
    for name, value in attributes.items():
        values = value if isinstance(value, list) else [value]
        texts = [str(one) if isinstance(one, (int, float)) else json.text(one) for one in values]
        found[name] = "\n".join(filter(None, texts))
    return found
