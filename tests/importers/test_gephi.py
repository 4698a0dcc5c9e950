"""Tests of Gephi's tables of nodes and edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netcli.importers import gephi, recognise
from netcli.importers.source import Owner, of_bytes
from netcli.records import OWNER, BadRow, Item, NotUnderstood, Record, Remark, UnusedColumn
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

NODES = "Id,Label,timeset,Email,hobby\n1,Zoé Exemple,,zoe@example.org,chess\n2,Paul O'Neil,,,\n3,3,,,\n4,17,,,\n"
EDGES = "Source,Target,Type,Id,Label,timeset,Weight\n1,2,Undirected,0,friend,,1.0\n2,3,Directed,1,,,2.5\n"


def read(text: str, name: str = "edges.csv", **siblings: str) -> list[Item]:
    beside = tuple(of_bytes(f"{each}.csv", words.encode()) for each, words in siblings.items())
    source = replace(of_bytes(name, text.encode()), siblings=beside)
    assert recognise(source).network == "gephi"
    return list(gephi.read(source))


def people(items: list[Item]) -> list[tuple[str, str | None]]:
    return [(item.key, item.name) for item in items if isinstance(item, Record)]


def links(items: list[Item]) -> list[tuple[str, str, str | None, str | None]]:
    return [(item.a, item.b, item.link, item.direction) for item in items if isinstance(item, Said)]


def test_edges_alone_are_between_placeholders() -> None:
    """If the table of nodes is missing, each edge connects two placeholders, and a warning is given."""
    items = read(EDGES)
    assert people(items) == [("edges.csv#1", None), ("edges.csv#2", None), ("edges.csv#3", None)]
    assert links(items) == [
        ("edges.csv#1", "edges.csv#2", "friend", None),
        ("edges.csv#2", "edges.csv#3", "contact", "a_to_b"),
    ]
    [remark] = [item for item in items if isinstance(item, Remark)]
    assert (remark.code, remark.message) == (
        "nodes_missing",
        "3 nodes are known by number only: run netcli undo, then import this file and the table of its nodes "
        "(Id,Label) in one command",
    )
    assert [item for item in items if isinstance(item, UnusedColumn)] == [UnusedColumn("Weight", 2)]


def test_nodes() -> None:
    """Each node is a person. A label that is a number is not a name."""
    items = read(NODES, "nodes.csv")
    assert [(item.name, item.emails, item.line) for item in items if isinstance(item, Record)] == [
        ("Zoé Exemple", ("zoe@example.org",), 2),
        ("Paul O'Neil", (), 3),
        (None, (), 4),
        (None, (), 5),
    ]
    assert [(lost.column, lost.examples[0].value) for lost in items if isinstance(lost, NotUnderstood)] == [
        ("Label", "17")
    ]
    assert [item for item in items if isinstance(item, UnusedColumn)] == [UnusedColumn("hobby", 1)]


def test_edges_beside_their_nodes() -> None:
    """If the table of nodes is present, edges link the people in that table."""
    items = read(EDGES, nodes=NODES)
    assert people(items) == people(read(NODES, "nodes.csv"))[:3]
    assert [item.name for item in items if isinstance(item, Record)] == ["Zoé Exemple", "Paul O'Neil", None]
    assert {(item.file, item.durable) for item in items if isinstance(item, Record)} == {("nodes.csv", True)}
    assert links(items)[0] == ("nodes.csv#1/Zoé Exemple", "nodes.csv#2/Paul O'Neil", "friend", None)
    assert not [item for item in items if isinstance(item, Remark)]


def test_ids_that_are_words() -> None:
    """If a table of nodes is beside the edges, ids may be words."""
    edges, nodes = "Source;Target\nzoe;paul\n", "Id;Label\nzoe;Zoé Exemple\npaul;Paul O'Neil\n"
    assert [name for _, name in people(read(edges, nodes=nodes))] == ["Zoé Exemple", "Paul O'Neil"]
    assert recognise(of_bytes("edges.csv", edges.encode())).network == "edges"


@pytest.mark.parametrize(
    ("siblings", "expected"),
    [
        pytest.param({"a-nodes": "Id,Label\n1,Ana\n", "b-nodes": "Id,Label\n1,Ben\n"}, "Ana", id="called as it"),
        pytest.param({"x": "Id,Label\n1,Ana\n", "y": "Id,Label\n1,Ben\n"}, None, id="none is"),
        pytest.param({"x": "Id,Label\n1,Ana\n", "y": "Name,Email\nBen,b@example.org\n"}, "Ana", id="only one is any"),
    ],
)
def test_which_nodes(siblings: dict[str, str], expected: str | None) -> None:
    """If only one table of nodes exists, the edges use this table. If there are several tables, the edges use the
    table with the corresponding file name.
    """
    assert people(read("Source,Target\n1,1\n1,2\n", "a-edges.csv", **siblings))[0][1] == expected


def test_rows_that_name_no_node() -> None:
    """If an edge lacks a node, the edge is rejected. If a node lacks an id, the node is rejected."""
    assert [item for item in read("Source,Target\n1,\n1,2\n") if isinstance(item, BadRow)] == [
        BadRow(2, "an edge without two nodes", "1,")
    ]
    assert [item for item in read("Id,Label\n,Ana\n1,Ben\n", "nodes.csv") if isinstance(item, BadRow)] == [
        BadRow(2, "a node without an id", ",Ana")
    ]


def test_the_owner_of_a_book_comes_back() -> None:
    """netcli recognises the owner in its exported table of nodes and in its exported table of edges."""
    nodes = of_bytes("nodes.csv", b"Id,Label,kind,me\n1,Moi Test,person,true\n2,Ana,person,\n")
    edges = replace(of_bytes("edges.csv", b"Source,Target\n1,2\n"), siblings=(nodes,))
    for source in (nodes, edges):
        found = list(gephi.read(source.of(Owner("Moi Test", ()))))
        assert people(found) == [(OWNER, "Moi Test"), ("nodes.csv#2/Ana", "Ana")]


def test_the_columns_of_nodes_in_another_order() -> None:
    """In a table of nodes, the labels may come before the ids."""
    assert people(read("Source,Target\n1,2\n", nodes="Label,Id\nAna,1\nBen,2\n")) == [
        ("nodes.csv#1/Ana", "Ana"),
        ("nodes.csv#2/Ben", "Ben"),
    ]


@pytest.mark.parametrize(
    ("edges", "nodes"),
    [("1.0,2.0", "1,Ana\n2,Ben\n"), ("1,2", "1.0,Ana\n2.0,Ben\n")],
    ids=["decimal edges", "decimal nodes"],
)
def test_ids_that_a_program_stored_as_decimal_numbers(edges: str, nodes: str) -> None:
    """The ids `1.0` and `1` mean the same node."""
    found = read(f"Source,Target\n{edges}\n", nodes=f"Id,Label\n{nodes}")
    assert [name for _, name in people(found)] == ["Ana", "Ben"]
