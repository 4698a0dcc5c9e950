"""Every importer of graphs reads the same people and links from the same graph."""

from __future__ import annotations

import io
import json

import networkx
import pytest

from netcli.errors import BadInput
from netcli.importers import dot, gexf, graphml, json_graph
from netcli.importers.shared.relations import kind_and_detail
from netcli.importers.source import Owner, Source, of_bytes
from netcli.records import OWNER, BadRow, Ignored, Record, UnusedColumn, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def source(text: str) -> Source:
    return of_bytes("village", text.encode())


def people(items: list[object]) -> dict[str, str | None]:
    return {item.key: item.name for item in items if isinstance(item, Record)}


def links(items: list[object]) -> list[tuple[str, str, str | None]]:
    return [(item.a, item.b, item.link) for item in items if isinstance(item, Said)]


VILLAGE = networkx.Graph()
VILLAGE.add_node("zoe", label="Zoé Exemple", email="zoe@example.org")
VILLAGE.add_node("Sean O'Neil")
VILLAGE.add_node("n3", label="李小龙")
VILLAGE.add_edge("zoe", "Sean O'Neil", kind="friend")
VILLAGE.add_edge("Sean O'Neil", "n3", kind="colleague")


def written_by(writer: object) -> bytes:
    stream = io.BytesIO()
    writer(VILLAGE, stream)  # type: ignore[operator]
    return stream.getvalue()


@pytest.mark.parametrize(
    ("importer", "data"),
    [
        pytest.param(graphml, written_by(networkx.write_graphml_xml), id="graphml"),
        pytest.param(gexf, written_by(networkx.write_gexf), id="gexf"),
        pytest.param(json_graph, json.dumps(networkx.node_link_data(VILLAGE, edges="links")).encode(), id="links"),
        pytest.param(json_graph, json.dumps(networkx.node_link_data(VILLAGE, edges="edges")).encode(), id="edges"),
        pytest.param(json_graph, json.dumps(networkx.cytoscape_data(VILLAGE)).encode(), id="cytoscape"),
        pytest.param(
            dot,
            """graph { zoe [label="Zoé Exemple", email="zoe@example.org"] n3 [label=<<b>李小龙</b>>]
            zoe -- "Sean O'Neil" [kind=friend] "Sean O'Neil" -- n3 [kind=colleague] }""".encode(),
            id="dot",
        ),
    ],
)
def test_a_village_in_any_format(importer: object, data: bytes) -> None:
    """Names, addresses and kinds of link are imported from every format."""
    village = of_bytes("village", data)
    assert importer.claims(village)  # type: ignore[attr-defined]
    items = list(importer.read(village))  # type: ignore[attr-defined]
    assert sorted(people(items).values(), key=str) == ["Sean O'Neil", "Zoé Exemple", "李小龙"]
    assert {r.emails for r in items if isinstance(r, Record)} == {(), ("zoe@example.org",)}
    assert [(frozenset({a, b}), link) for a, b, link in links(items)] == [
        (frozenset({"zoe/Zoé Exemple", "Sean O'Neil/Sean O'Neil"}), "friend"),
        (frozenset({"Sean O'Neil/Sean O'Neil", "n3/李小龙"}), "colleague"),
    ]
    assert sum(item.rows for item in items if isinstance(item, Used)) == 5


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Friend", ("friend", None)),
        ("referred by", ("referred_by", None)),
        ("neighbour", ("neighbor", "neighbour")),
        ("", ("contact", None)),
        ("Undirected", ("contact", None)),
        ("penpal", ("other", "penpal")),
    ],
)
def test_kinds(word: str, expected: tuple[str, str | None]) -> None:
    """An unknown kind becomes the closest kind or `other`. The original word becomes the detail."""
    assert kind_and_detail(word) == expected


def test_a_bare_number_names_nobody() -> None:
    """A node with only a number is a placeholder."""
    items = list(graphml.read(source('<graphml><graph><node id="n0"/><node id="Zoé"/></graph></graphml>')))
    assert people(items) == {"village#n0": None, "Zoé/Zoé": "Zoé"}


def test_a_letter_is_a_name() -> None:
    """In `a -- b`, each letter is the name of a person."""
    assert people(list(dot.read(source("graph { a -- b }")))) == {"a/a": "a", "b/b": "b"}


def test_edges_may_come_before_their_nodes() -> None:
    """An edge may come before its nodes. If a node is missing, the edge creates the node."""
    text = '<graphml><graph><edge source="n0" target="Zoé"/><node id="n0"/></graph></graphml>'
    items = list(graphml.read(source(text)))
    assert links(items) == [("village#n0", "Zoé/Zoé", "contact")]


@pytest.mark.parametrize(("importer", "root"), [(graphml, "graphml"), (gexf, "gexf")])
def test_nodes_and_edges_that_name_nothing(importer: object, root: str) -> None:
    """If an edge lacks a node, the edge is rejected. If a node lacks an id, the node is rejected."""
    text = f'<{root}><graph><node label="x"/><edge source="a"/></graph></{root}>'
    assert [item for item in importer.read(source(text)) if isinstance(item, BadRow)] == [  # type: ignore[attr-defined]
        BadRow(1, "a node without an id", "<node label='x'>"),
        BadRow(1, "an edge without two nodes", "<edge source='a'>"),
    ]


def test_loops_and_repeats_are_counted() -> None:
    """A repeated edge and an edge from a node to itself are ignored."""
    items = list(dot.read(source("graph { ana -- ben -- ana; ana -- ana }")))
    assert [item for item in items if isinstance(item, Ignored)] == [Ignored("repeated"), Ignored("self-link")]
    assert links(items) == [("ana/ana", "ben/ben", "contact")]


def test_an_edge_that_says_more_is_no_repeat() -> None:
    """An edge that adds a date or a kind is not a repetition."""
    lines = ("a -- b", "a -- b [kind=friend]", "b -- a [kind=friend, since=2015]", "a -- b [kind=friend]", "a -- b")
    items = [*dot.read(source("graph { " + "; ".join(lines) + " }"))]
    assert [item.since for item in items if isinstance(item, Said)] == [None, None, "2015"]
    assert items.count(Ignored("repeated")) == 2


def test_a_manager_is_not_managed() -> None:
    """For the kind `manager`, an edge with swapped nodes is another link."""
    items = list(dot.read(source("graph { ana -- ben [kind=manager]; ben -- ana [kind=manager] }")))
    assert links(items) == [("ana/ana", "ben/ben", "manager"), ("ben/ben", "ana/ana", "manager")]


def test_a_directed_edge_says_so() -> None:
    """A directed edge gives evidence with a direction."""
    items = dot.read(source("digraph { ana -> ben [kind=manager] }"))
    [said] = [item for item in items if isinstance(item, Said)]
    assert said == Said("ana/ana", "ben/ben", "declared", "manager", direction="a_to_b", detail="directed", line=1)


def test_yed_draws_names() -> None:
    """In yEd's files, a node's label is the person's name."""
    text = """<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d5"/>
      <graph><node id="n0"><data key="d5"><y:ShapeNode><y:NodeLabel>Zoé</y:NodeLabel></y:ShapeNode></data></node>
      </graph></graphml>"""
    assert people(list(graphml.read(source(text)))) == {"n0/Zoé": "Zoé"}


YED = """<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="node" id="d5" attr.name="description"/><key for="edge" id="d9" yfiles.type="edgegraphics"/><graph>
  <node id="n0" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode><y:Realizers><y:GroupNode>
    <y:NodeLabel>Team A</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data><graph>
      <node id="n0::n0"><data key="d5">the boss</data><data key="d6"><y:ShapeNode><y:NodeLabel>Zoe
Exemple</y:NodeLabel><y:NodeLabel>Airbus</y:NodeLabel></y:ShapeNode></data></node>
      <node id="n0::n1"/>
      <edge source="n0::n0" target="n0::n1"><data key="d9"><y:PolyLineEdge><y:EdgeLabel>friend</y:EdgeLabel>
        </y:PolyLineEdge></data></edge></graph></node>
  <node id="n1"><graph/></node>
  <edge source="n0" target="n0::n0"/></graph></graphml>"""


def test_yed_groups_are_nobody() -> None:
    """In a file of yEd, a node that represents a group is ignored. The links of this node are ignored, too."""
    items = list(graphml.read(source(YED)))
    assert [(r.name, r.note) for r in items if isinstance(r, Record)] == [
        ("Zoe Exemple", "the boss\nAirbus"),
        (None, None),
    ]
    assert links(items) == [("n0::n0/Zoe Exemple", "village#n0::n1", "friend")]
    assert [item for item in items if isinstance(item, Ignored)] == [Ignored("group")] * 3


def test_graphml_keys_that_are_not_declared() -> None:
    """A GraphML key without a declaration is the name of a field. An edge's label becomes the detail."""
    text = """<graphml><graph><node id="n0" labels=":Person"><data key="name">Zoé</data><data key="company">Dupuis
      </data></node><node id="n1"><desc>met once</desc></node>
      <edge source="n0" target="n1" label="KNOWS"/></graph></graphml>"""
    items = list(graphml.read(source(text)))
    assert [(r.name, r.company, r.note) for r in items if isinstance(r, Record)] == [
        ("Zoé", "Dupuis", None),
        (None, None, "met once"),
    ]
    assert [(item.link, item.detail) for item in items if isinstance(item, Said)] == [("contact", "KNOWS")]


def test_gexf_attributes_that_are_not_declared() -> None:
    """If a GEXF attribute has no title, the attribute's id is the name."""
    text = """<gexf><graph><attributes class="node"><attribute id="company"/></attributes><nodes>
      <node id="0" label="Zoé"><attvalues><attvalue for="company" value="Dupuis"/><attvalue for="hobby" value="x"/>
      </attvalues></node><node id="1" label="1"><attvalues><attvalue for="email" value="li@example.org"/></attvalues>
      </node></nodes><edges><edge source="0" target="1" kind="friend" type="undirected"/></edges></graph></gexf>"""
    items = list(gexf.read(source(text)))
    assert [(r.name, r.company, r.emails) for r in items if isinstance(r, Record)] == [
        ("Zoé", "Dupuis", ()),
        (None, None, ("li@example.org",)),
    ]
    assert [item.link for item in items if isinstance(item, Said)] == ["friend"]
    assert [item for item in items if isinstance(item, UnusedColumn)] == [UnusedColumn("hobby", 1)]


def test_gexf_nodes_that_hold_others_are_nobody() -> None:
    """A GEXF node that contains other nodes is a group, not a person."""
    text = """<gexf><graph defaultedgetype='directed'><nodes>
      <node id="g" label="Team"/><node id="1" pid="g" label="Zoé"/>
      <node id="h" label="Others"><nodes><node id="2" label="李小龙"/></nodes></node></nodes>
      <edges><edge source="g" target="1"/><edge source="1" target="2"/></edges></graph></gexf>"""
    items = list(gexf.read(source(text)))
    assert people(items) == {"1/Zoé": "Zoé", "2/李小龙": "李小龙"}
    assert [(item.a, item.direction) for item in items if isinstance(item, Said)] == [("1/Zoé", "a_to_b")]
    assert [item for item in items if isinstance(item, Ignored)] == [Ignored("group")] * 3


MINE = '<graphml><graph><node id="1"><data key="name">{}</data><data key="me">true</data></node></graph></graphml>'


def test_who_wrote_the_file_is_its_owner() -> None:
    """If a node has netcli's mark `me` and the owner's name, the node is the owner."""
    moi = Owner("Moi Test", ())
    assert people(list(graphml.read(source(MINE.format("Moi Test")).of(moi)))) == {OWNER: "Moi Test"}
    others = list(graphml.read(source(MINE.format("Zoé")).of(moi)))
    assert people(others) == {"1/Zoé": "Zoé"}
    assert [item for item in others if isinstance(item, UnusedColumn)] == [UnusedColumn("me", 1)]


def test_a_label_on_a_line_may_name_a_kind() -> None:
    """If the label of a GEXF edge is a known kind, the link has this kind. Otherwise the label becomes the detail of
    the link.
    """
    text = """<gexf><graph><nodes><node id="1" label="Ana"/><node id="2" label="Ben"/></nodes>
      <edges><edge source="1" target="2" label="3 mails"/><edge source="1" target="2" label="friend"/></edges>
      </graph></gexf>"""
    found = [(item.link, item.detail, item.line) for item in gexf.read(source(text)) if isinstance(item, Said)]
    assert found == [("contact", "3 mails", 2), ("friend", None, 2)]


def test_dot_survives_a_bad_statement() -> None:
    """An invalid DOT statement is rejected with its line. The other statements are read."""
    items = list(dot.read(source("graph {\nana = = ]\nben -- li:port:n\n}")))
    assert [item for item in items if isinstance(item, BadRow)] == [BadRow(2, "unexpected '='", "ana")]
    assert links(items) == [("ben/ben", "li/li", "contact")]


def test_dot_knows_comments_defaults_and_subgraphs() -> None:
    """DOT comments are skipped. An edge to a group links each node of the group."""
    text = """/* mine */ strict graph "My # world" { // all
      subgraph cluster_a { node [company=Dupuis]; ana }  # here
      ben
      ana -- {ben "Zo" + "é"} }"""
    items = list(dot.read(source(text)))
    assert [(r.name, r.company) for r in items if isinstance(r, Record)] == [
        ("ana", "Dupuis"),
        ("ben", None),
        ("Zoé", None),
    ]
    assert links(items) == [("ana/ana", "ben/ben", "contact"), ("ana/ana", "Zoé/Zoé", "contact")]


def test_links_by_position() -> None:
    """In D3's oldest files, a link identifies each node by the node's position in the list."""
    text = '{"nodes": [{"name": "Ana"}, {"name": "Ben"}], "links": [{"source": 0, "target": 1, "closeness": 9}]}'
    assert links(list(json_graph.read(source(text)))) == [("Ana/Ana", "Ben/Ben", "contact")]


def test_links_by_node() -> None:
    """After drawing, D3 stores both nodes inside each link. Such links are read."""
    text = '{"nodes": [{"id": "Ana"}, {"id": "Ben"}], "links": [{"source": {"id": "Ana"}, "target": {"id": "Ben"}}]}'
    assert links(list(json_graph.read(source(text)))) == [("Ana/Ana", "Ben/Ben", "contact")]


def test_netclis_own_json_is_not_a_drawing() -> None:
    """If a JSON document has a netcli schema, the importer of JSON graphs does not claim the document."""
    assert not json_graph.claims(source('{"schema": "netcli.export/1", "nodes": [], "links": []}'))


@pytest.mark.parametrize(
    ("importer", "text"),
    [
        pytest.param(graphml, '<!DOCTYPE x [<!ENTITY a "b">]><graphml/>', id="doctype"),
        pytest.param(graphml, "<graphml><graph>", id="cut"),
        pytest.param(gexf, "<gexf>" + "<a>" * 200, id="deep"),
        pytest.param(graphml, '<?xml version="1.0" encoding="klingon"?><graphml/>', id="encoding"),
        pytest.param(json_graph, '{"nodes": ' + "[" * 100_000, id="deep json"),
        pytest.param(json_graph, '{"nodes": [], "links": [NaN]}', id="nan"),
        pytest.param(json_graph, '{"nodes": [], "links": [1e999]}', id="infinite"),
        pytest.param(json_graph, '{"nodes": [], "links": [' + "9" * 5000 + "]}", id="huge"),
        pytest.param(json_graph, '{"nodes": 1, "links": 2}', id="no lists"),
        pytest.param(dot, 'graph { "ana }', id="open quote"),
        pytest.param(dot, "graph " + "{" * 200, id="deep dot"),
    ],
)
def test_bad_files_are_refused(importer: object, text: str) -> None:
    """A dangerous or broken file raises BadInput."""
    assert importer.claims(source(text))  # type: ignore[attr-defined]
    with pytest.raises(BadInput):
        list(importer.read(source(text)))  # type: ignore[attr-defined]
