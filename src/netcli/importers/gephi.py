"""Gephi's tables of nodes and of edges, which are best imported together.

Id,Label,timeset,…          Source,Target,Type,Id,Label,timeset,Weight
1,Zoé Exemple,,…            1,2,Undirected,0,,,1.0

The table of edges contains only ids. A person has the same key in both tables.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from netcli.importers.formats.headers import Header, headers, sample
from netcli.importers.formats.tables import Cells, Table
from netcli.importers.shared.attributes import CODE
from netcli.importers.shared.graph import Graph, links_of
from netcli.importers.source import Source
from netcli.importers.text import fold
from netcli.language import plural, say
from netcli.records import BadRow, Item, Record, Remark

NETWORK: Final = "gephi"
NODES: Final = {"id", "label"}
"""The first two columns of a table of nodes, in either order."""
ENDS: Final = ("source", "target")
_WHOLE: Final = re.compile(r"(\d+)\.0+")
"""A whole number with decimals, such as `1.0`. Some programs write ids this way."""
_TABLES: Final = (".csv", ".tsv", ".txt")
"""Suffixes of the files among which the table of nodes is looked for."""


def claims(source: Source) -> bool:
    """Return whether the file is a table of nodes or of edges.

    A table of edges must have bare ids, or a table of nodes beside it.
    """
    if source.members or source.folder:
        return False
    if _nodes(source):
        return True
    header = _edges(source)
    return header is not None and (_are_numbers(source, header) or _table_of_nodes(source) is not None)


def read(source: Source) -> Iterator[Item]:
    """Yield the people of a table of nodes, or the links of a table of edges."""
    if nodes := _nodes(source):
        yield from _people(source, nodes)
    elif edges := _edges(source):
        yield from _links(source, edges)


def _nodes(source: Source) -> Header | None:
    return next((header for header in headers(source) if {*header.folded[:2]} == NODES), None)


def _edges(source: Source) -> Header | None:
    return next((header for header in headers(source) if header.columns.issuperset(ENDS)), None)


def _are_numbers(source: Source, header: Header) -> bool:
    """Return whether the nodes in the first rows are ids that name nobody."""
    places = header.places(ENDS)
    rows = [row for row in sample(source, header) if len(row) > max(places)]
    return bool(rows) and all(CODE.fullmatch(row[place]) for row in rows for place in places if row[place])


def _table_of_nodes(source: Source) -> Source | None:
    """Return the table of nodes that belongs to a table of edges, or None."""
    tables = [each for each in source.siblings if each.basename.endswith(_TABLES) and _nodes(each)]
    near = [each for each in tables if _folder(each) == _folder(source)] or tables
    called = [each for each in near if each.basename == source.basename.replace("edges", "nodes")]
    found = called if len(called) == 1 else near
    return found[0] if len(found) == 1 else None


def _folder(source: Source) -> str:
    return source.name.rpartition("/")[0]


def _people(source: Source, header: Header) -> Iterator[Item]:
    graph, pick = _graph(source, nodes=source), header.pick("id")
    for row in _rows(source, header):
        if not isinstance(row, Cells):
            yield row
        elif not (node := _id(pick(row.cells))):
            yield BadRow(row.line, say("a node without an id"), row.raw.rstrip("\r\n"))
        else:
            yield from graph.node(node, _words(header, row), row.line)
    yield from graph.rest()


def _links(source: Source, header: Header) -> Iterator[Item]:
    nodes = _table_of_nodes(source)
    people = _by_id(nodes.of(source.owner)) if nodes else {}
    graph = _graph(source, nodes=nodes)
    picks = [header.pick(end) for end in ENDS]
    for row in _rows(source, header):
        if not isinstance(row, Cells):
            yield row
            continue
        a, b = (_id(pick(row.cells)) for pick in picks)
        if not a or not b:
            yield BadRow(row.line, say("an edge without two nodes"), row.raw.rstrip("\r\n"))
            continue
        for node in (a, b):
            if node in people and node not in graph.keys:
                graph.keys[node] = people[node].key
                yield people[node]
        words = _words(header, row)
        directed = any(fold(name) == "type" and value.casefold() == "directed" for name, value in words.items())
        yield from graph.edge(*links_of(a, b, words, directed=directed, line=row.line, values=graph.values))
    nameless = 0
    for item in graph.rest():
        nameless += isinstance(item, Record) and not (item.name or item.emails)
        yield item
    if nameless and not nodes:
        yield Remark("nodes_missing", _advice(nameless))


def _advice(nameless: int) -> str:
    return say(
        "{nodes} known by number only: run netcli undo, then import this file and the table of its nodes (Id,Label) "
        "in one command",
        nodes=plural(nameless, "node is", "nodes are"),
    )


def _rows(source: Source, header: Header) -> Iterator[Cells | Item]:
    return Table(source, header, {"text": range(len(header.names))}).rows()


def _id(cell: str) -> str:
    """Return the id of a node, with `1.0` written as `1`."""
    whole = _WHOLE.fullmatch(cell)
    return whole[1] if whole else cell


def _words(header: Header, row: Cells) -> dict[str, str]:
    return {name: cell for name, cell in zip(header.names, row.cells, strict=False) if cell}


def _by_id(nodes: Source) -> dict[str, Record]:
    """Return the person for each id in a table of nodes."""
    header = _nodes(nodes)
    graph = _graph(nodes, nodes=nodes)
    found = {}
    for row in _rows(nodes, header) if header else ():
        if header and isinstance(row, Cells) and (node := _id(header.pick("id")(row.cells))):
            for item in graph.node(node, _words(header, row), row.line):
                if isinstance(item, Record):
                    found[node] = replace(item, file=nodes.name)
    return found


def _graph(source: Source, nodes: Source | None) -> Graph:
    """Return an empty graph with keys that both of Gephi's tables share."""
    if nodes is None:
        return Graph(source.basename, source.owner)
    digest = hashlib.sha256(nodes.head).hexdigest()[:12]  # two tables with one name may mean different people by one id
    return Graph(f"{nodes.basename}@{digest}", source.owner, table=nodes.basename)
