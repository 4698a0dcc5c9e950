"""Tests of node-link JSON, which many libraries write."""

from __future__ import annotations

import json

import pytest

from netcli.importers import json_graph
from netcli.importers.source import of_bytes
from netcli.records import BadRow, Ignored, Item, NotUnderstood, Record, UnusedColumn
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def read(document: object) -> list[Item]:
    source = of_bytes("village.json", json.dumps(document, ensure_ascii=False).encode())
    assert json_graph.claims(source)
    return list(json_graph.read(source))


def links(document: object) -> list[tuple[str | None, str | None, str | None]]:
    items = read(document)
    names = {item.key: item.name for item in items if isinstance(item, Record)}
    return [(names[item.a], names[item.b], item.link) for item in items if isinstance(item, Said)]


ZOE, PAUL, LI = "Zoe Exemple", "Paul O'Neil", "李小龙"
FIVE = [{"id": number, "name": name} for number, name in enumerate(("Ana", "Ben", "Cleo", "Dan", "Eve"), 3)]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            {
                "options": {"type": "undirected"},
                "nodes": [{"key": "n1", "attributes": {"label": ZOE}}, {"key": "n2", "attributes": {"label": PAUL}}],
                "edges": [{"key": "e1", "source": "n1", "target": "n2", "attributes": {"kind": "friend"}}],
            },
            id="graphology",
        ),
        pytest.param(
            {
                "elements": {
                    "nodes": [
                        {"data": {"id": "1", "name": ZOE, "shared_name": ZOE, "SUID": 1}, "position": {"x": 1}},
                        {"data": {"id": "2", "name": PAUL, "SUID": 2}, "selected": False},
                    ],
                    "edges": [
                        {"data": {"id": "3", "source": "1", "target": "2", "interaction": "friend", "name": "Z (f) P"}}
                    ],
                }
            },
            id="cytoscape",
        ),
        pytest.param(
            {
                "elements": [
                    {"data": {"id": "a", "label": ZOE}},
                    {"data": {"id": "b", "label": PAUL}},
                    {"data": {"id": "e", "source": "a", "target": "b", "kind": "friend"}},
                ]
            },
            id="cytoscape, elements in one list",
        ),
        pytest.param(
            [
                {"data": {"id": "a", "label": ZOE}},
                {"data": {"id": "b", "label": PAUL}},
                {"data": {"id": "e", "source": "a", "target": "b", "kind": "friend"}},
            ],
            id="cytoscape, a list",
        ),
        pytest.param(
            {
                "graph": {
                    "nodes": {"a": {"label": ZOE}, "b": {"label": PAUL}},
                    "edges": [{"source": "a", "target": "b", "relation": "friend"}],
                }
            },
            id="JSON Graph Format",
        ),
        pytest.param(
            {
                "nodes": [
                    {"id": "n0", "caption": ZOE, "properties": {}},
                    {"id": "n1", "caption": "", "properties": {"name": PAUL}},
                ],
                "relationships": [{"id": "n0", "fromId": "n0", "toId": "n1", "type": "friend", "properties": {}}],
            },
            id="arrows.app",
        ),
        pytest.param(
            {
                "nodes": [{"id": 1, "label": ZOE}, {"id": 2, "label": PAUL}],
                "edges": [{"from": 1, "to": 2, "kind": "friend"}],
            },
            id="vis.js",
        ),
        pytest.param(
            {
                "nodes": [{"key": 1, "name": ZOE}, {"key": 2, "name": PAUL}],
                "links": [{"from": 1, "to": 2, "kind": "friend"}],
            },
            id="GoJS",
        ),
        pytest.param(
            {
                "nodes": [{"name": ZOE, "index": 0}, {"name": PAUL, "index": 1}],
                "links": [
                    {"source": {"name": ZOE, "index": 0}, "target": {"name": PAUL, "index": 1}, "kind": "friend"}
                ],
            },
            id="drawn by D3",
        ),
        pytest.param(
            {
                "nodes": [{"id": 1.0, "name": ZOE}, {"id": 2.0, "name": PAUL}],
                "links": [{"source": 1, "target": 2.0, "kind": "friend"}],
            },
            id="numbers with a point",
        ),
    ],
)
def test_libraries(document: object) -> None:
    """The same two friends are read from the format of every library."""
    assert links(document) == [(ZOE, PAUL, "friend")]
    assert not [item for item in read(document) if isinstance(item, (BadRow, NotUnderstood, UnusedColumn))]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        pytest.param([(0, 1), (3, 4)], [("Ana", "Ben"), ("Dan", "Eve")], id="positions"),
        pytest.param([(3, 4)], [("Ana", "Ben")], id="ids first"),
        pytest.param([("Ana", "Eve"), ("Ben", "Eve")], [("Ana", "Eve"), ("Ben", "Eve")], id="names"),
        pytest.param([("3", "7")], [("Ana", "Eve")], id="ids as text"),
    ],
)
def test_a_file_names_nodes_in_one_way(ends: list[tuple[object, object]], expected: list[tuple[str, str]]) -> None:
    """All links of a file refer to nodes in the same way."""
    document = {"nodes": FIVE, "links": [{"source": a, "target": b} for a, b in ends]}
    assert links(document) == [(a, b, "contact") for a, b in expected]


def test_namesakes_by_position() -> None:
    """If links refer to nodes by position, two nodes may have the same name."""
    document = {
        "nodes": [{"name": "Marie Martin"}, {"name": ZOE}, {"name": "Marie Martin"}],
        "links": [{"source": 0, "target": 1}, {"source": 1, "target": 2}],
    }
    assert links(document) == [("Marie Martin", ZOE, "contact"), (ZOE, "Marie Martin", "contact")]
    assert len({item.key for item in read(document) if isinstance(item, Record)}) == 3


def test_a_position_that_is_not_there() -> None:
    """A link to a nonexistent position is rejected."""
    document = {
        "nodes": [{"name": ZOE}, {"name": PAUL}],
        "links": [{"source": 0, "target": 1}, {"source": 0, "target": 9}],
    }
    assert [item for item in read(document) if isinstance(item, BadRow)] == [
        BadRow(4, "a link without two nodes", '{"source": 0, "target": 9}')
    ]


def test_compound_nodes_are_nobody() -> None:
    """A Cytoscape node that contains other nodes is a group, not a person."""
    document = [
        {"data": {"id": "team", "label": "Team A"}},
        {"data": {"id": "a", "label": ZOE, "parent": "team"}},
        {"data": {"id": "e", "source": "a", "target": "team"}},
    ]
    items = read(document)
    assert [item.name for item in items if isinstance(item, Record)] == [ZOE]
    assert [item for item in items if isinstance(item, (Ignored, UnusedColumn))] == [Ignored("group")] * 2


def test_numbers_name_nobody() -> None:
    """A label that is a number is reported, unless it repeats the id."""
    items = read({"nodes": [{"id": 3, "label": "3"}, {"id": 4, "label": "17"}, {"id": 5, "label": LI}], "links": []})
    assert [item.name for item in items if isinstance(item, Record)] == [None, None, LI]
    assert [(lost.column, lost.examples[0].value) for lost in items if isinstance(lost, NotUnderstood)] == [
        ("label", "17")
    ]


def test_objects_are_not_understood() -> None:
    """An attribute whose value is an object is reported as unused."""
    items = read({"nodes": [{"id": "zoe", "address": {"street": "x"}, "position": {"x": 1}}], "links": []})
    assert [item for item in items if isinstance(item, UnusedColumn)] == [UnusedColumn("address", 1)]


@pytest.mark.parametrize(
    ("edge", "graph", "expected"),
    [
        ({}, {"directed": True}, "a_to_b"),
        ({"undirected": True}, {"options": {"type": "mixed"}}, None),
        ({}, {"options": {"type": "directed"}}, "a_to_b"),
        ({"directed": False}, {"directed": True}, None),
        ({"arrows": "to"}, {}, "a_to_b"),
        ({}, {}, None),
    ],
)
def test_direction(edge: dict[str, object], graph: dict[str, object], expected: str | None) -> None:
    """A link's own direction comes before the direction of the file."""
    document = {**graph, "nodes": [{"id": "a"}, {"id": "b"}], "links": [{"source": "a", "target": "b", **edge}]}
    assert [item.direction for item in read(document) if isinstance(item, Said)] == [expected]
