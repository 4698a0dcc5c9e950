"""Graphviz DOT: the graph one writes by hand.

strict graph "My world" {
  node [company="Dupuis"];                 // defaults
  zoe [label="Zoé Exemple", email="zoe@example.org"];
  zoe -- "Paul O'Neil" -- li [kind=friend, since=2015];
  subgraph cluster_lyon { zoe; li }        # subgraphs are flattened
  zoe -> {marie jose}
}
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from netcli.errors import BadInput
from netcli.importers.formats.values import Values
from netcli.importers.shared.graph import Graph, links_of
from netcli.importers.source import Source
from netcli.importers.text import decode
from netcli.records import BadRow, Item, Testimony

NETWORK: Final = "dot"
CAP: Final = 64 << 20
"""Bytes of one DOT file: it is held as a whole, and nobody draws a million links."""
EDGES: Final = 2_000_000
"""Links of one DOT file: `{a b} -- {c d}` makes four of a few letters, and can be chained."""
DEPTH: Final = 100
"""Subgraphs inside one another."""
_CLAIM: Final = re.compile(
    r'(?>(?:\s|//[^\n]*\n|\#[^\n]*\n|/\*.*?\*/)*)(?:strict\s+)?(?:di)?graph\b\s*(?:[\w.]+|"(?:[^"\\]|\\.)*")?\s*\{',
    re.IGNORECASE | re.DOTALL,
)
_TOKEN: Final = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|\#[^\n]*|/\*.*?\*/)
      | "(?P<quoted>(?:[^"\\]|\\.)*)"
      | (?P<html><(?:[^<>]|<[^<>]*>)*>)
      | (?P<mark>--|->|[{}\[\];,=:+])
      | (?P<word>-?(?:\.\d+|\d+(?:\.\d*)?)|[^\W\d]\w*)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word or a mark of DOT, and its line; `mark` is empty for an identifier."""

    mark: str
    word: str
    line: int


@dataclass(slots=True)
class _Node:
    line: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Drawing:
    """A parse under way: where it is, and what it has read so far."""

    tokens: list[Token]
    at: int = 0
    nodes: dict[str, _Node] = field(default_factory=dict)
    edges: list[list[Testimony]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    values: Values = field(default_factory=Values)


class _NotDotError(Exception):
    """A statement that is not DOT."""


def claims(source: Source) -> bool:
    """Does it begin with `graph {` or `digraph {`, comments and a title aside?"""
    return _CLAIM.match(source.text) is not None


def read(source: Source) -> Iterator[Item]:
    """Yield the nodes as people and the edges as declared links; each is a row."""
    with source.open() as stream:
        data = stream.read(CAP + 1)
    if len(data) > CAP:
        raise BadInput(f"{source.name}: more than {CAP >> 20} MB of DOT", "write it as GraphML")
    drawing = _Drawing(list(_tokens(decode(data).text, source.name)))
    while drawing.at < len(drawing.tokens) and _peek(drawing).mark != "{":
        drawing.at += 1
    drawing.at += 1
    _statements(drawing, {}, {}, 0)
    if drawing.at < len(drawing.tokens):
        drawing.bad.append(BadRow(_peek(drawing).line, "written after the end of the graph", _peek(drawing).word))
    graph = Graph(source.basename, values=drawing.values)
    for key, node in drawing.nodes.items():
        yield from graph.node(key, node.attributes, node.line)
    for edge in drawing.edges:
        yield from graph.edge(*edge)
    yield from graph.rest()
    yield from drawing.bad


def _tokens(document: str, name: str) -> Iterator[Token]:
    line, at = 1, 0
    while at < len(document):
        found = _TOKEN.match(document, at)
        if not found:
            if document[at] == '"' or document.startswith("/*", at):
                raise BadInput(
                    f"{name}: line {line}: what is opened here is never closed",
                    "close it, or copy the whole file",
                    code="damaged",
                )
            yield Token(document[at], "", line)
            at += 1
            continue
        if found.lastgroup == "mark":
            yield Token(found[0], "", line)
        elif found.lastgroup == "quoted":
            yield Token("", _unescaped(found["quoted"]), line)
        elif found.lastgroup == "html":
            yield Token("", html.unescape(re.sub("<[^<>]*>", " ", found[0][1:-1])).strip(), line)
        elif found.lastgroup == "word":
            yield Token("", found[0], line)
        line += found[0].count("\n")
        at = found.end()


def _unescaped(quoted: str) -> str:
    r"""Return a quoted string as drawn: `\n`, `\l` and `\r` end lines, a backslash before a newline joins them."""
    plain = re.sub(r"\\(\r?\n|.)", lambda escape: " " if escape[1] in "nlr" else escape[1].strip("\r\n"), quoted)
    return html.unescape(plain).strip()


def _peek(drawing: _Drawing) -> Token:
    if drawing.at < len(drawing.tokens):
        return drawing.tokens[drawing.at]
    return Token("}", "", drawing.tokens[-1].line if drawing.tokens else 1)


def _take(drawing: _Drawing, mark: str = "") -> Token:
    token = _peek(drawing)
    if token.mark != mark:
        raise _NotDotError(f"unexpected '{token.mark or token.word}'")
    drawing.at += 1
    return token


def _word(drawing: _Drawing) -> str:
    word = _take(drawing).word
    while _peek(drawing).mark == "+":
        _take(drawing, "+")
        word += _take(drawing).word
    return word


def _statements(drawing: _Drawing, nodes: dict[str, str], edges: dict[str, str], depth: int) -> list[str]:
    """Read the ids named in a block, which ends at its `}` or with the file; a bad statement costs itself alone."""
    named: list[str] = []
    nodes, edges = dict(nodes), dict(edges)
    while drawing.at < len(drawing.tokens) and _peek(drawing).mark != "}":
        begin = _peek(drawing)
        if begin.mark in (";", ","):
            drawing.at += 1
            continue
        try:
            named += _statement(drawing, nodes, edges, depth)
        except _NotDotError as error:
            drawing.bad.append(BadRow(begin.line, str(error), " ".join(begin[:2]).strip()))
            drawing.at += 1
            while _peek(drawing).line == begin.line and _peek(drawing).mark not in (";", "}"):
                drawing.at += 1
    drawing.at += 1
    return named


def _statement(drawing: _Drawing, nodes: dict[str, str], edges: dict[str, str], depth: int) -> list[str]:
    begin = _peek(drawing)
    following = drawing.tokens[drawing.at + 1].mark if drawing.at + 1 < len(drawing.tokens) else ""
    if begin.word.casefold() in ("graph", "node", "edge") and following == "[":
        drawing.at += 1
        defaults = {"node": nodes, "edge": edges}.get(begin.word.casefold(), {})
        defaults.update(_attributes(drawing))
        return []
    if not begin.mark and following == "=":
        drawing.at += 2
        _word(drawing)
        return []
    ends = [_endpoint(drawing, nodes, edges, depth)]
    arrows = []
    while _peek(drawing).mark in ("--", "->"):
        arrows.append(_take(drawing, _peek(drawing).mark).mark)
        ends.append(_endpoint(drawing, nodes, edges, depth))
    attributes = _attributes(drawing)
    if arrows:
        for left, right, arrow in zip(ends, ends[1:], arrows, strict=False):
            if len(drawing.edges) + len(left) * len(right) > EDGES:
                raise BadInput(f"line {begin.line}: more than {EDGES} links", "write it as GraphML")
            drawing.edges += [
                links_of(a, b, edges | attributes, directed=arrow == "->", line=begin.line, values=drawing.values)
                for a in left
                for b in right
            ]
    elif not (begin.mark or begin.word.casefold() == "subgraph"):
        drawing.nodes[ends[0][0]].attributes.update(attributes)
    return [key for end in ends for key in end]


def _endpoint(drawing: _Drawing, nodes: dict[str, str], edges: dict[str, str], depth: int) -> list[str]:
    begin = _peek(drawing)
    if begin.word.casefold() == "subgraph":
        drawing.at += 1
        if not _peek(drawing).mark:
            _word(drawing)
    if _peek(drawing).mark == "{":
        if depth >= DEPTH:
            raise BadInput("subgraphs are nested too deeply to be a drawing", "write it as GraphML", code="damaged")
        drawing.at += 1
        return list(dict.fromkeys(_statements(drawing, nodes, edges, depth + 1)))
    key = _word(drawing)
    drawing.nodes.setdefault(key, _Node(begin.line, dict(nodes)))
    while _peek(drawing).mark == ":":  # a port: where on the node's drawing the line ends
        _take(drawing, ":")
        _word(drawing)
    return [key]


def _attributes(drawing: _Drawing) -> dict[str, str]:
    attributes: dict[str, str] = {}
    while _peek(drawing).mark == "[":
        drawing.at += 1
        while _peek(drawing).mark != "]":
            if _peek(drawing).mark in (",", ";"):
                drawing.at += 1
                continue
            attribute = _word(drawing)
            attributes[attribute] = "true"
            if _peek(drawing).mark == "=":
                drawing.at += 1
                attributes[attribute] = _word(drawing)
        drawing.at += 1
    return attributes
