"""The Mermaid importer reads flowcharts that netcli or a person drew."""

from __future__ import annotations

import pytest

from netcli.importers import dot, mermaid
from netcli.importers.source import of_bytes
from netcli.records import BadRow, Ignored, Item, Record
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests


def read(text: str) -> list[Item]:
    source = of_bytes("village.mmd", text.encode())
    assert mermaid.claims(source)
    assert not dot.claims(source)
    return list(mermaid.read(source))


def people(text: str) -> list[tuple[str | None, str | None]]:
    return [(item.name, item.note) for item in read(f"flowchart LR\n{text}") if isinstance(item, Record)]


def links(text: str) -> list[tuple[str, str, str | None, str, str | None]]:
    items = (item for item in read(f"flowchart LR\n{text}") if isinstance(item, Said))
    return [(item.a, item.b, item.link, item.certainty, item.direction) for item in items]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ('p1["Zoé #60;b#62; O\'Neil (x)"]', ("Zoé <b> O'Neil (x)", None)),
        ("p1(Maeve O'Neil)", ("Maeve O'Neil", None)),
        ("p1((李小龙))", ("李小龙", None)),
        ("p1{{Ana Feuille}}:::big", ("Ana Feuille", None)),
        ('p1[/"Ana Feuille"\\]', ("Ana Feuille", None)),
        ('p1@{ shape: rect, label: "Ana Feuille" }', ("Ana Feuille", None)),
        ("p1[Ana Feuille<br/>Dupuis]", ("Ana Feuille", "Dupuis")),
        ("ana-lou", ("ana-lou", None)),
        ("7", (None, None)),
    ],
)
def test_boxes(node: str, expected: tuple[str | None, str | None]) -> None:
    """A box of any shape contains a name. Without text, the id is the name."""
    assert people(node) == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('a ---|"friend"| b', [("a/a", "b/b", "friend", "sure", None)]),
        ("a -.- b", [("a/a", "b/b", "contact", "guess", None)]),
        ('a -.-|"colleague"| b', [("a/a", "b/b", "colleague", "guess", None)]),
        ("a-->b", [("a/a", "b/b", "contact", "sure", "a_to_b")]),
        ("a <--> b", [("a/a", "b/b", "contact", "sure", None)]),
        ("a -- friend --> b", [("a/a", "b/b", "friend", "sure", "a_to_b")]),
        ("a -. met .-> b", [("a/a", "b/b", "met", "sure", "a_to_b")]),
        ("a ==> b", [("a/a", "b/b", "contact", "sure", "a_to_b")]),
        ("a --- b & c", [("a/a", "b/b", "contact", "sure", None), ("a/a", "c/c", "contact", "sure", None)]),
        ("a --- b --- c", [("a/a", "b/b", "contact", "sure", None), ("b/b", "c/c", "contact", "sure", None)]),
        ("a ~~~ b", []),
        ("a --- b; %% us\n%% a --- c", [("a/a", "b/b", "contact", "sure", None)]),
    ],
)
def test_lines(line: str, expected: list[tuple[str, ...]]) -> None:
    """A line may state a kind and a direction. A dotted line without an arrow is a guess."""
    assert links(line) == expected


def test_groups_and_styles_are_nobody() -> None:
    """A subgraph is not a person. Statements about style create no people."""
    chart = "subgraph team [Team A]\ndirection TB\nana\nend\nteam --> ben\nana ~~~ ben\nstyle ana fill:#f00\n"
    items = read(f"---\ntitle: us\n---\ngraph TD\n{chart}")
    assert [(item.name, item.line) for item in items if isinstance(item, Record)] == [("ana", 7), ("ben", 9)]
    assert [item for item in items if isinstance(item, Ignored)] == [Ignored("group")] * 2


def test_a_bad_statement_costs_itself_alone() -> None:
    """A bad statement is rejected with its line. The other statements are read."""
    items = read("flowchart LR\nana --> --> ben\nben --- li\n")
    assert [item for item in items if isinstance(item, BadRow)] == [
        BadRow(2, "unexpected '--> ben'", "ana --> --> ben")
    ]
    assert [(item.a, item.b) for item in items if isinstance(item, Said)] == [("ben/ben", "li/li")]
