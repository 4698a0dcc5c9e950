"""GraphML, GEXF, DOT and node-link JSON: four ways to write the same village."""

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
    """What networkx writes comes in with its names, addresses and kinds."""
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
    """A word that names no kind is `other`, and kept; so is one that says more than its kind."""
    assert kind_and_detail(word) == expected


def test_a_bare_number_names_nobody() -> None:
    """Nodes without a name are placeholders, told apart from other files' nodes."""
    items = list(graphml.read(source('<graphml><graph><node id="n0"/><node id="Zoé"/></graph></graphml>')))
    assert people(items) == {"village#n0": None, "Zoé/Zoé": "Zoé"}


def test_a_letter_is_a_name() -> None:
    """Who draws `a -- b` calls them so."""
    assert people(list(dot.read(source("graph { a -- b }")))) == {"a/a": "a", "b/b": "b"}


def test_edges_may_come_before_their_nodes() -> None:
    """An edge waits for its nodes, and makes those that never come."""
    text = '<graphml><graph><edge source="n0" target="Zoé"/><node id="n0"/></graph></graphml>'
    items = list(graphml.read(source(text)))
    assert links(items) == [("village#n0", "Zoé/Zoé", "contact")]


@pytest.mark.parametrize(("importer", "root"), [(graphml, "graphml"), (gexf, "gexf")])
def test_nodes_and_edges_that_name_nothing(importer: object, root: str) -> None:
    """Are shown as they came."""
    text = f'<{root}><graph><node label="x"/><edge source="a"/></graph></{root}>'
    assert [item for item in importer.read(source(text)) if isinstance(item, BadRow)] == [  # type: ignore[attr-defined]
        BadRow(1, "a node without an id", "<node label='x'>"),
        BadRow(1, "an edge without two nodes", "<edge source='a'>"),
    ]


def test_loops_and_repeats_are_counted() -> None:
    """An edge to itself, and the same edge the other way round, say nothing new."""
    items = list(dot.read(source("graph { ana -- ben -- ana; ana -- ana }")))
    assert [item for item in items if isinstance(item, Ignored)] == [Ignored("repeated"), Ignored("self-link")]
    assert links(items) == [("ana/ana", "ben/ben", "contact")]


def test_an_edge_that_says_more_is_no_repeat() -> None:
    """A date or a kind is more; no date or no kind is not."""
    lines = ("a -- b", "a -- b [kind=friend]", "b -- a [kind=friend, since=2015]", "a -- b [kind=friend]", "a -- b")
    items = [*dot.read(source("graph { " + "; ".join(lines) + " }"))]
    assert [item.since for item in items if isinstance(item, Said)] == [None, None, "2015"]
    assert items.count(Ignored("repeated")) == 2


def test_a_manager_is_not_managed() -> None:
    """Some kinds say something else the other way round, even where edges have no direction."""
    items = list(dot.read(source("graph { ana -- ben [kind=manager]; ben -- ana [kind=manager] }")))
    assert links(items) == [("ana/ana", "ben/ben", "manager"), ("ben/ben", "ana/ana", "manager")]


def test_a_directed_edge_says_so() -> None:
    """The link has no direction; its evidence has."""
    items = dot.read(source("digraph { ana -> ben [kind=manager] }"))
    [said] = [item for item in items if isinstance(item, Said)]
    assert said == Said("ana/ana", "ben/ben", "declared", "manager", direction="a_to_b", detail="directed", line=1)


def test_yed_draws_names() -> None:
    """yEd's name is the label that it draws."""
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
    """A group, a node that holds a graph, and links to them; a node in a group that has no label is a placeholder."""
    items = list(graphml.read(source(YED)))
    assert [(r.name, r.note) for r in items if isinstance(r, Record)] == [
        ("Zoe Exemple", "the boss\nAirbus"),
        (None, None),
    ]
    assert links(items) == [("n0::n0/Zoe Exemple", "village#n0::n1", "friend")]
    assert [item for item in items if isinstance(item, Ignored)] == [Ignored("group")] * 3


def test_graphml_keys_that_are_not_declared() -> None:
    """Are their own names; an edge keeps what is written on it."""
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
    """Are their own titles; what no field takes is said, and a label that repeats the id names nobody."""
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
    """By nesting, or because others name them as what they are in."""
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
    """A node that netcli marked as the book's own person is the owner, if it has their name."""
    moi = Owner("Moi Test", ())
    assert people(list(graphml.read(source(MINE.format("Moi Test")).of(moi)))) == {OWNER: "Moi Test"}
    others = list(graphml.read(source(MINE.format("Zoé")).of(moi)))
    assert people(others) == {"1/Zoé": "Zoé"}
    assert [item for item in others if isinstance(item, UnusedColumn)] == [UnusedColumn("me", 1)]


def test_a_label_on_a_line_may_name_a_kind() -> None:
    """GEXF edges are drawn with words: a kind if they name one, else a note."""
    text = """<gexf><graph><nodes><node id="1" label="Ana"/><node id="2" label="Ben"/></nodes>
      <edges><edge source="1" target="2" label="3 mails"/></edges></graph></gexf>"""
    [said] = [item for item in gexf.read(source(text)) if isinstance(item, Said)]
    assert (said.link, said.detail, said.line) == ("contact", "3 mails", 2)


def test_dot_survives_a_bad_statement() -> None:
    """What is no DOT costs its line, and no other."""
    items = list(dot.read(source("graph {\nana = = ]\nben -- li:port:n\n}")))
    assert [item for item in items if isinstance(item, BadRow)] == [BadRow(2, "unexpected '='", "ana")]
    assert links(items) == [("ben/ben", "li/li", "contact")]


def test_dot_knows_comments_defaults_and_subgraphs() -> None:
    """Comments are skipped, defaults hold in their block, subgraphs are flattened, groups make every link."""
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
    """D3's oldest files name nodes by their place in the list."""
    text = '{"nodes": [{"name": "Ana"}, {"name": "Ben"}], "links": [{"source": 0, "target": 1, "closeness": 9}]}'
    assert links(list(json_graph.read(source(text)))) == [("Ana/Ana", "Ben/Ben", "contact")]


def test_links_by_node() -> None:
    """What D3 has drawn holds the nodes themselves."""
    text = '{"nodes": [{"id": "Ana"}, {"id": "Ben"}], "links": [{"source": {"id": "Ana"}, "target": {"id": "Ben"}}]}'
    assert links(list(json_graph.read(source(text)))) == [("Ana/Ana", "Ben/Ben", "contact")]


def test_netclis_own_json_is_not_a_drawing() -> None:
    """A document with a schema has a reader of its own."""
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
    """A file that is dangerous or broken is one sentence, never a traceback."""
    assert importer.claims(source(text))  # type: ignore[attr-defined]
    with pytest.raises(BadInput):
        list(importer.read(source(text)))  # type: ignore[attr-defined]
