"""Node-link JSON, as networkx, D3, Cytoscape, graphology, vis.js and Neo4j write it.

    {"directed": false, "multigraph": false, "graph": {},
     "nodes": [{"id": "zoe", "name": "Zoé Exemple", "company": "Dupuis"}, {"id": "paul"}],
     "links": [{"source": "zoe", "target": "paul", "kind": "friend", "since": "2015"}]}

Other programs use other keys: `edges` (networkx 3.4), `from` and `to` (vis.js), `key` and `attributes` (graphology),
`elements` and `data` (Cytoscape). Links may also refer to nodes by position, as in D3's oldest files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from netcli.errors import BadInput
from netcli.importers.formats import json
from netcli.importers.formats.values import Values
from netcli.importers.shared.attributes import DRAWN, STRUCTURE
from netcli.importers.shared.graph import Graph, fold, links_of
from netcli.importers.source import HEAD, Source
from netcli.language import say
from netcli.records import BadRow, Item

NETWORK: Final = "json"
LINKS: Final = ("links", "edges", "relationships")
"""Keys under which a document may hold its list of links."""
ENDS: Final = (("source", "from", "fromId", "startNode", "start"), ("target", "to", "toId", "endNode", "end"))
"""Keys for the first and the second end of a link."""
BAGS: Final = ("data", "attributes", "properties", "metadata")
"""Keys of objects that may hold the attributes of a node or a link."""
NAMES: Final = ("id", "key", "name", "label")
"""Attributes that may identify a node in links, the best attribute first."""
POSITION: Final = "position"


class _Entry(NamedTuple):
    """A node or a link, as the file has it."""

    number: int
    said: json.Object
    raw: object


def claims(source: Source) -> bool:
    """Return whether the document holds a list of nodes and a list of links.

    In a document longer than `HEAD`, a list of nodes is enough.
    """
    paths = json.shape(source)
    if "schema" in paths:  # netcli's own export, which has an importer of its own
        return False
    if {"elements[].data", "elements[].data.id"} <= paths or {"[].data.source", "[].data.target"} <= paths:
        return True
    cut = len(source.head) == HEAD
    return any(
        f"{root}nodes" in paths and (cut or any(f"{root}{links}" in paths for links in LINKS))
        for root in ("", "elements.", "graph.")
    )


def read(source: Source) -> Iterator[Item]:
    """Yield the nodes as people and the edges as declared links."""
    whole = json.load(source)
    nodes, links = _lists(whole, source.name)
    graph = Graph(source.basename, source.owner)
    directed = _directed(json.mapping(whole))
    by = _named_by(nodes, links)
    keys = _keys(nodes, by)
    called = {_text(_called(node, by)): key for node, key in zip(nodes, keys, strict=True) if key is not None}
    groups = {_text(node.said.get("parent")) for node in nodes} if _is_cytoscape(whole) else set()
    for node, key in zip(nodes, keys, strict=True):
        if key is None:
            yield BadRow(node.number, say("a node without an id"), json.words(node.raw))
        elif key in groups:
            yield from graph.group(key)
        else:
            said = {name: value for name, value in node.said.items() if not (groups and name == "parent")}
            yield from graph.node(key, _words(said, graph.values, node.number), node.number)
    for link in links:
        number = len(nodes) + link.number
        a, b = (_text(_end(link, names, by)) for names in ENDS)
        if a is None or b is None or (by == POSITION and not called.keys() >= {a, b}):
            yield BadRow(number, say("a link without two nodes"), json.words(link.raw))
            continue
        one_way = link.said.get("directed", directed) is True or link.said.get("arrows") == "to"
        yield from graph.edge(
            *links_of(
                called.get(a, a),
                called.get(b, b),
                _words(_of_link(link.said), graph.values, number),
                directed=one_way and link.said.get("undirected") is not True,
                line=number,
                values=graph.values,
            )
        )
    yield from graph.rest()


def _is_cytoscape(whole: object) -> bool:
    """Return whether Cytoscape wrote the document."""
    return isinstance(whole, list) or "elements" in json.mapping(whole)


def _lists(whole: object, name: str) -> tuple[list[_Entry], list[_Entry]]:
    """Return the nodes and the links of a document.

    Raises BadInput if either is not a list.
    """
    document = json.mapping(whole)
    inside = document.get("elements", document if "nodes" in document else document.get("graph"))
    if isinstance(whole, list) or isinstance(inside, list):  # Cytoscape may write nodes and links in one list
        entries = [*_entries(whole if isinstance(whole, list) else inside)]
        nodes = [entry for entry in entries if "source" not in entry.said]
        links = [entry for entry in entries if "source" in entry.said]
        return _numbered(nodes), _numbered(links)
    document = json.mapping(inside)
    found = document.get("nodes"), next((document[each] for each in LINKS if each in document), [])
    if isinstance(found[0], dict):  # JSON Graph Format: an object of nodes by id
        found = [{"id": key, **json.mapping(node)} for key, node in found[0].items()], found[1]
    if not isinstance(found[0], list) or not isinstance(found[1], list):
        raise BadInput(
            say("{name}: nodes and links are not lists", name=name),
            say("write the graph with node_link_data of networkx"),
        )
    return [*_entries(found[0])], [*_entries(found[1])]


def _numbered(entries: list[_Entry]) -> list[_Entry]:
    return [entry._replace(number=number) for number, entry in enumerate(entries, 1)]


def _entries(entries: object) -> Iterator[_Entry]:
    """Yield the nodes or links of a list, with the attributes of inner objects."""
    for number, entry, raw in json.entries(entries):
        said: dict[str, object] = dict(entry or {})
        for bag in BAGS:
            if isinstance(inner := said.get(bag), dict):
                outer = {name: value for name, value in said.items() if name in NAMES[:2]}
                said = {**({} if bag == "data" else said), **inner, **outer}
                if bag != "data":
                    del said[bag]
        yield _Entry(number, said, raw)


def _directed(document: json.Object) -> bool:
    """Return whether the links of a document are directed by default."""
    kind = json.mapping(document.get("options")).get("type")
    inside = json.mapping(document.get("graph"))
    return document.get("directed") is True or inside.get("directed") is True or kind in ("directed", "mixed")


def _named_by(nodes: list[_Entry], links: list[_Entry]) -> str:
    """Return the attribute by which most links name their nodes, or `POSITION`."""
    ways = [name for name in NAMES if any(name in node.said for node in nodes)]
    fits: Counter[str] = Counter()
    for way in (*ways, POSITION):
        known = {_text(_called(node, way)) for node in nodes} - {None}
        fits[way] = sum(_text(_end(link, names, way)) in known for link in links for names in ENDS)
    return max((*ways, POSITION), key=lambda way: fits[way])


def _keys(nodes: list[_Entry], by: str) -> list[str | None]:
    """Return the key of each node: the value of the attribute called *by*.

    If *by* is `POSITION`, the key is an attribute in `NAMES` that is unique, or else the position.
    """
    ways = (by,) if by != POSITION else NAMES
    for way in ways:
        keys = [_text(_called(node, way)) for node in nodes]
        if by != POSITION or (None not in keys and len({*keys}) == len(keys)):
            return keys
    return [_text(_called(node, POSITION)) for node in nodes]


def _called(node: _Entry, way: str) -> object:
    """Return the value by which links identify *node*.

    If *way* is `POSITION`, the value is the node's position in the file, counted from 0.
    """
    if way == POSITION:
        return node.number - 1 if node.said else None
    return node.said.get(way)


def _end(link: _Entry, names: tuple[str, ...], way: str) -> object:
    """Return the name of the node at one end of a link."""
    end = next((link.said[name] for name in names if name in link.said), None)
    # after drawing, D3 stores the whole node in the link
    return end.get("index" if way == POSITION else way) if isinstance(end, dict) else end


def _of_link(said: Mapping[str, object]) -> dict[str, object]:
    """Return the attributes of a link, without its two ends."""
    drawn = ("name", "shared_name", "undirected") if "interaction" in said else ("undirected",)
    return {name: value for name, value in said.items() if name not in (*ENDS[0], *ENDS[1], *drawn)}


def _text(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, int) else json.text(value)


def _words(said: json.Object, values: Values, line: int) -> dict[str, str]:
    """Return the attributes as text. Nested objects are counted as unread."""
    found = {}
    values.line = line
    for name, value in said.items():
        several = value if isinstance(value, list) else [value]
        texts = [str(one) if isinstance(one, (int, float)) else json.text(one) for one in several]
        found[name] = "\n".join(filter(None, texts))
        if any(isinstance(one, (dict, list)) and one for one in several) and fold(name) not in STRUCTURE | DRAWN:
            values.leave(name)
    return found
