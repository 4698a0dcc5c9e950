"""The DOT importer reads graphs that Graphviz or a person wrote."""

from __future__ import annotations

import pytest

from netcli.importers import dot
from netcli.importers.source import of_bytes
from netcli.records import Ignored, NotUnderstood, Record, UnusedColumn
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def read(text: str) -> list[object]:
    return list(dot.read(of_bytes("village", text.encode())))


def people(text: str) -> list[tuple[str | None, str | None]]:
    return [(item.name, item.note) for item in read(text) if isinstance(item, Record)]


def links(text: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
    items = (item for item in read(text) if isinstance(item, Said))
    return [(item.a, item.b, item.link, item.direction, item.detail) for item in items]


def test_what_graphviz_writes_itself() -> None:
    r"""A node's id is its name, unless the id is a number."""
    text = r"""graph village {
        graph [bb="0,0,123,180"];
        node [label="\N"];
        zoe [height=0.5, pos="61,162", label="Zoé Exemple", width=1.4];
        "Sean O'Neil" [height=0.5, pos="61,90"];
        zoe -- "Sean O'Neil" [pos="61,143 61,108"];
        1 -- 2;
    }"""
    assert people(text) == [("Zoé Exemple", None), ("Sean O'Neil", None), (None, None), (None, None)]
    assert not [item for item in read(text) if isinstance(item, (NotUnderstood, UnusedColumn))]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        pytest.param(r'[shape=record, label="<f0> Zoe Exemple|<f1> DRH"]', ("Zoe Exemple", "DRH"), id="record"),
        pytest.param(r'[label="<f0> Zoe Exemple|<f1> DRH"]', ("Zoe Exemple", "DRH"), id="record by its ports"),
        pytest.param(
            r'[shape=Mrecord, label="{Paul O\'Neil|{Dupuis \& Fils|Lyon}}"]',
            ("Paul O'Neil", "Dupuis & Fils\nLyon"),
            id="nested",
        ),
        pytest.param(r'[shape=record, label="Li\ Xiaolong\|2|a \{b\}"]', ("Li Xiaolong|2", "a {b}"), id="escaped"),
        pytest.param('[label="Ana | Co"]', ("Ana | Co", None), id="no record"),
        pytest.param(r'[label="Jan van der Berg\nDupuis\lCEO\r"]', ("Jan van der Berg", "Dupuis\nCEO"), id="lines"),
        pytest.param(r'[label="Zoe\nExemple"]', ("Zoe Exemple", None), id="a name on two lines"),
        pytest.param(r'[label="Ludwig van\nMustermann"]', ("Ludwig van Mustermann", None), id="cut after van"),
        pytest.param(r'[label="李小龙\n总裁"]', ("李小龙", "总裁"), id="without blanks"),
        pytest.param(
            '[label=<<TABLE><TR><TD PORT="x">Ruth <B>V</B>ale</TD></TR><TR><TD>Nord &amp; Co</TD></TR></TABLE>>]',
            ("Ruth Vale", "Nord & Co"),
            id="table",
        ),
        pytest.param("[label=<<B>José</B> <I>Marín</I><BR/>Airbus>]", ("José Marín", "Airbus"), id="breaks"),
        pytest.param(r'[label="\N of \G, \"she\""]', ('zoe of G, "she"', None), id="names of objects"),
        pytest.param("[label=5]", ("zoe", None), id="a bare number"),
        pytest.param('[label=""]', ("zoe", None), id="nothing drawn"),
    ],
)
def test_labels(node: str, expected: tuple[str, str | None]) -> None:
    """The first part of a label is the name. The rest is the note."""
    assert people(f"digraph G {{ zoe {node} }}") == [expected]


def test_fields_that_say_what_they_are() -> None:
    """In a DOT record, the ports `name` and `title` state what a field contains. Addresses and phone numbers need no
    port.
    """
    text = 'graph { node [shape=record]; zoe [label="{<name> Zoe Exemple|<title> DRH|zoe@example.org|+33612345678}"] }'
    [record] = [item for item in read(text) if isinstance(item, Record)]
    assert (record.name, record.title, record.emails, record.phones, record.note) == (
        "Zoe Exemple",
        "DRH",
        ("zoe@example.org",),
        ("+33612345678",),
        None,
    )


def test_a_name_in_two_pieces() -> None:
    """DOT joins two quoted texts with `+` and keeps the blanks."""
    assert links('graph { "Zoé" + " Exemple" -- "Bo Ek" }') == [
        ("Zoé Exemple/Zoé Exemple", "Bo Ek/Bo Ek", "contact", None, None)
    ]


def test_a_number_that_is_no_name_is_said() -> None:
    """If a label is a number but not the node's id, the label is reported."""
    items = read("graph { zoe [label=5]; 7 [label=7] }")
    [lost] = [item for item in items if isinstance(item, NotUnderstood)]
    assert (lost.field, lost.column, lost.count, lost.examples[0].value) == ("name", "label", 1, "5")


def test_groups_and_points_are_nobody() -> None:
    """Clusters and points are not people, and links to them are ignored."""
    text = """graph { subgraph cluster_team { label="Team A"; ana; ben } cluster_team -- li
        marriage [shape=point]; ana -- marriage }"""
    assert people(text) == [("ana", None), ("ben", None), ("li", None)]
    assert [item for item in read(text) if isinstance(item, Ignored)] == [Ignored("group")] * 4


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("a -> b [dir=back, kind=manager]", ("b/b", "a/a", "manager", "a_to_b", "directed")),
        ("a -> b [dir=none]", ("a/a", "b/b", "contact", None, None)),
        ("a -- b [dir=forward]", ("a/a", "b/b", "contact", "a_to_b", "directed")),
        ("a:f0 -> b:n:se [headport=w, weight=3]", ("a/a", "b/b", "contact", "a_to_b", "directed")),
        (r'a -> b [label="\T knows \H"]', ("a/a", "b/b", "contact", "a_to_b", "a knows b; directed")),
        ("a -- b [label=<<i>friend</i>>]", ("a/a", "b/b", "friend", None, None)),
    ],
)
def test_edges(edge: str, expected: tuple[str, ...]) -> None:
    """A link has the direction of the drawn arrow. Ports and weights are not reported."""
    text = f"digraph {{ {edge} }}"
    assert links(text) == [expected]
    assert not [item for item in read(text) if isinstance(item, UnusedColumn)]
