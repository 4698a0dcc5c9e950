"""Other programs find exactly the book's people and links in netcli's exports."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from typing import Any

import networkx as nx
import pytest

from netcli import exporters

from .people import LINKS, PEOPLE, extract
from .test_golden import text

GRAPHVIZ = pytest.mark.needs("dot")
BELL = "\x07"
"""A character that XML cannot hold. It occurs in a name."""


def _known(value: str | None) -> str | None:
    return value.replace(BELL, "") if value else None


def _kept(graph: Any, name: str) -> dict[str, str | None]:
    return {node: data.get(name) for node, data in graph.nodes(data=True)}


@pytest.mark.parametrize(
    ("exporter", "name"), [(exporters.graphml, "name"), (exporters.gexf, "label")], ids=["graphml", "gexf"]
)
def test_networkx_reads_graphs(exporter: exporters.Exporter, name: str) -> None:
    """networkx reads every person, link, name and note of an exported graph."""
    data = io.BytesIO(text(exporter.write(extract())).encode())
    graph = nx.read_graphml(data) if exporter is exporters.graphml else nx.read_gexf(data)
    assert not graph.is_directed()
    assert {frozenset(map(int, edge)) for edge in graph.edges} == {frozenset((link.a, link.b)) for link in LINKS}
    names = {str(each.id): _known(each.name) for each in PEOPLE}
    assert {node: called for node, called in _kept(graph, name).items() if names[node]} == {
        number: called for number, called in names.items() if called
    }
    assert _kept(graph, "note") == {str(each.id): each.note for each in PEOPLE}
    assert graph.edges["1", "2"]["weight"] == 0.521374123


@GRAPHVIZ
def test_graphviz_reads_dot() -> None:
    """Graphviz draws each person and each link once. A person's label is the name."""
    drawn = subprocess.run(
        ["dot", "-Tjson0"], input=text(exporters.dot.write(extract())).encode(), capture_output=True, check=True
    )
    assert drawn.stderr == b""
    graph = json.loads(drawn.stdout, strict=False)  # Graphviz leaves a tab as it is
    assert [int(node["name"]) for node in graph["objects"]] == [each.id for each in PEOPLE]
    assert len(graph["edges"]) == len(LINKS)
    assert graph["objects"][15]["label"] == r"back\\slash\\"  # what a label says for back\slash\
    assert graph["objects"][2]["label"] == "Maeve O'Neil"


@GRAPHVIZ
def test_graphviz_draws_svg() -> None:
    """Graphviz shows names unchanged in the drawing."""
    drawn = subprocess.run(
        ["dot", "-Tsvg"], input=text(exporters.dot.write(extract())).encode(), capture_output=True, check=True
    ).stdout.decode()
    assert {"Jan van der Berg", "back\\slash\\", "李小龙", "José Núñez 🎺"} <= set(
        re.findall("<text[^>]*>([^<]*)<", drawn)
    )


def test_the_standard_library_reads_csv() -> None:
    """Each person is a row with the columns that `netcli add -` reads."""
    rows = list(csv.DictReader(io.StringIO(text(exporters.csv.write(extract())), newline="")))
    assert [row["name"] or None for row in rows] == [each.name for each in PEOPLE]
    assert rows[1] == {
        "name": "Jan van der Berg",
        "email": "jan@example.nl ::: j.vanderberg@example.com",
        "phone": "+31612345678 ::: +33145678901",
        "url": "https://www.linkedin.com/in/jan-van-der-berg ::: skype:jan.berg",
        "company": PEOPLE[1].company,
        "title": PEOPLE[1].title,
        "city": "Den Haag",
        "tag": "rail ::: choir; alto ::: a, b",
        "birthday": "1980-03-12",
        "note": PEOPLE[1].note,
    }
