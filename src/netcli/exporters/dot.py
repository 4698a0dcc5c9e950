"""Graphviz DOT: `netcli export --format dot | dot -Tsvg` draws the book.

graph netcli {
  node [shape=box];
  7 [label="Zoé Exemple", company="Dupuis & Fils"];
  1 -- 7 [kind="friend", since="2015"];
}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import attributes
from netcli.exporters.shared.characters import Sieve

FORMAT: Final = "dot"


def write(extract: Extract) -> Iterator[Piece]:
    """Yield a node for each person and an edge for each link."""
    sieve = Sieve()
    yield "graph netcli {\n  node [shape=box];\n"
    for person in extract.people:
        label = attributes.label(person)
        known = ({"label": label} if label else {}) | attributes.of_person(person)
        known.pop("name", None)
        yield f"  {person.id} {_listed(known, sieve)};\n"
    for link in extract.links:
        a, b, known = attributes.of_link(extract, link)
        known.pop("weight", None)  # left out, because Graphviz takes `weight` for how short to draw the line
        style = {"style": "dashed"} if link.certainty == "guess" else {}
        yield f"  {a} -- {b} {_listed(known | style, sieve)};\n"
    yield "}\n"
    yield from sieve.notices("a drawing")


def _listed(known: Mapping[str, str], sieve: Sieve) -> str:
    return f"[{', '.join(f'{name}={_quoted(sieve.kept(value))}' for name, value in known.items())}]"


def _quoted(text: str) -> str:
    r"""Return *text* quoted, so that Graphviz shows the text as it is.

    >>> print(_quoted('Jan "the \\ man" Berg & Co'))
    "Jan \"the \\ man\" Berg &amp; Co"
    """
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("|", "&#124;")
    return f'"{text}"'
