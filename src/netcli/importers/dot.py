"""Graphviz DOT, a text format for graphs.

strict graph "My world" {
  node [company="Dupuis"];                 // defaults
  zoe [label="Zoé Exemple", email="zoe@example.org"];
  zoe -- "Paul O'Neil" -- li [kind=friend, since=2015];
  subgraph cluster_lyon { zoe; li }        # subgraphs are flattened
  zoe -> {marie jose}
}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from netcli.errors import BadInput
from netcli.importers.formats.values import Values
from netcli.importers.shared import labels
from netcli.importers.shared.attributes import NODE
from netcli.importers.shared.graph import Graph, fold, links_of
from netcli.importers.source import Source
from netcli.importers.text import decode
from netcli.language import say
from netcli.records import BadRow, Item, Testimony

NETWORK: Final = "dot"
CAP: Final = 64 << 20
"""Maximum size of a DOT file, in bytes. The whole file is held in memory."""
EDGES: Final = 2_000_000
"""Maximum number of links in a DOT file. A short statement can make many links."""
DEPTH: Final = 100
"""Maximum nesting of subgraphs."""
DRAWN: Final = frozenset(
    (
        *("bb", "lp", "xlp", "headlp", "taillp", "draw", "ldraw", "hdraw", "tdraw", "hldraw", "tldraw", "xdotversion"),
        *("headport", "tailport", "lhead", "ltail", "samehead", "sametail", "len", "minlen", "weight", "arrowsize"),
        *("tooltip", "edgetooltip", "labeltooltip", "labelangle", "labeldistance", "labelfloat", "labelfontsize"),
        *("labelfontcolor", "labelfontname", "labelloc", "labeljust", "decorate", "rects", "vertices", "sides", "skew"),
        *("peripheries", "distortion", "orientation", "regular", "group", "ordering", "imagescale", "imagepos", "root"),
        *("fixedsize", "nojustify", "gradientangle", "colorscheme", "layer", "class", "pin", "showboxes", "sortv"),
        *("target", "samplepoints", "id"),
    )
)
"""Folded names of attributes that control the drawing."""
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
    """An identifier or a punctuation mark of DOT.

    *raw* is the identifier as the file writes it.
    """

    mark: str
    word: str
    line: int
    raw: str = ""
    html: bool = False


class _Value(NamedTuple):
    """The value of an attribute, as the file writes it."""

    raw: str
    html: bool = False

    def text(self, names: Mapping[str, str], line: str = " ") -> str:
        return labels.of_html(self.raw) if self.html else labels.escaped(self.raw, names, line)


_Attributes = dict[str, _Value]


@dataclass(slots=True)
class _Node:
    line: int
    attributes: _Attributes


@dataclass(slots=True)
class _Drawing:
    """The state of the parser."""

    tokens: list[Token]
    name: str = ""
    at: int = 0
    groups: set[str] = field(default_factory=set)
    nodes: dict[str, _Node] = field(default_factory=dict)
    edges: list[list[Testimony]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    values: Values = field(default_factory=Values)


class _NotDotError(Exception):
    """A statement of the file is not valid DOT."""


def claims(source: Source) -> bool:
    """Return whether the file begins with `graph {` or `digraph {`, apart from comments."""
    return _CLAIM.match(source.text) is not None


def read(source: Source) -> Iterator[Item]:
    """Yield the nodes as people and the edges as declared links."""
    with source.open() as stream:
        data = stream.read(CAP + 1)
    if len(data) > CAP:
        raise BadInput(
            say("{name}: more than {cap} MB of DOT", name=source.name, cap=CAP >> 20), say("save the graph as GraphML")
        )
    drawing = _Drawing(list(_tokens(decode(data).text, source.name)))
    while drawing.at < len(drawing.tokens) and _peek(drawing).mark != "{":
        drawing.name = _peek(drawing).word
        drawing.at += 1
    drawing.at += 1
    _statements(drawing, {}, {}, 0)
    if drawing.at < len(drawing.tokens):
        drawing.bad.append(BadRow(_peek(drawing).line, say("text after the end of the graph"), _peek(drawing).word))
    graph = Graph(source.basename, source.owner, values=drawing.values)
    for key, node in drawing.nodes.items():
        if _is_nobody(drawing, key, node):
            yield from graph.group(key)
        else:
            yield from graph.node(key, _of_node(node.attributes, {"N": key, "G": drawing.name}), node.line)
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
                    say("{name}: line {line}: a quote or a comment is never closed", name=name, line=line),
                    say("complete the text by hand, or get a complete copy of the file"),
                    code="damaged",
                )
            yield Token(document[at], "", line)
            at += 1
            continue
        if found.lastgroup == "mark":
            yield Token(found[0], "", line)
        elif found.lastgroup == "quoted":
            yield Token("", labels.escaped(found["quoted"], {}, " "), line, found["quoted"])
        elif found.lastgroup == "html":
            yield Token("", " ".join(labels.of_html(found[0][1:-1]).split()), line, found[0][1:-1], html=True)
        elif found.lastgroup == "word":
            yield Token("", found[0], line, found[0])
        line += found[0].count("\n")
        at = found.end()


def _is_nobody(drawing: _Drawing, key: str, node: _Node) -> bool:
    """Return whether a node stands for nobody, such as a point where lines meet."""
    shape = node.attributes.get("shape")
    return (shape is not None and shape.raw == "point") or (key in drawing.groups and "label" not in node.attributes)


def _of_node(attributes: _Attributes, names: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of a node, including those in ports of a record."""
    said = {name: value.text(names) for name, value in attributes.items() if fold(name) not in DRAWN}
    if (label := attributes.get("label")) is None:
        return said
    shape = attributes.get("shape", _Value("")).raw
    if label.html or not ("record" in shape.casefold() or labels.is_record(label.raw)):
        return said | {"label": label.text(names, "\n")}
    drawn, ports = labels.of_record(label.raw, names)
    fields = {port: text for port, text in ports.items() if fold(port) in NODE and port not in said}
    name = [fields.pop(port) for port in [*fields] if NODE[fold(port)] in ("name", "label")]
    rest = [text for text in drawn.split(labels.FIELD) if text not in (*fields.values(), *name)]
    return {**fields, **said, "label": labels.FIELD.join(name + rest)}


def _of_edge(attributes: _Attributes, names: Mapping[str, str]) -> dict[str, str]:
    return {name: value.text(names) for name, value in attributes.items() if fold(name) not in DRAWN}


def _peek(drawing: _Drawing) -> Token:
    if drawing.at < len(drawing.tokens):
        return drawing.tokens[drawing.at]
    return Token("}", "", drawing.tokens[-1].line if drawing.tokens else 1)


def _take(drawing: _Drawing, mark: str = "") -> Token:
    token = _peek(drawing)
    if token.mark != mark:
        raise _NotDotError(say("unexpected '{mark}'", mark=token.mark or token.word))
    drawing.at += 1
    return token


def _word(drawing: _Drawing) -> str:
    token = _take(drawing)
    if _peek(drawing).mark != "+":
        return token.word
    drawing.at -= 1
    return _value(drawing).text({})


def _value(drawing: _Drawing) -> _Value:
    token = _take(drawing)
    raw = token.raw
    while _peek(drawing).mark == "+":
        _take(drawing, "+")
        raw += _take(drawing).raw
    return _Value(raw, token.html)


def _statements(drawing: _Drawing, nodes: _Attributes, edges: _Attributes, depth: int) -> list[str]:
    """Read statements up to the next `}`, and return the ids of their nodes."""
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


def _statement(drawing: _Drawing, nodes: _Attributes, edges: _Attributes, depth: int) -> list[str]:
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
                raise BadInput(
                    say("line {line}: more than {edges} links", line=begin.line, edges=EDGES),
                    say("save the graph as GraphML"),
                )
            drawing.edges += [_edge(drawing, a, b, arrow, edges | attributes, begin.line) for a in left for b in right]
    elif not (begin.mark or begin.word.casefold() == "subgraph"):
        drawing.nodes[ends[0][0]].attributes.update(attributes)
    return [key for end in ends for key in end]


def _edge(drawing: _Drawing, a: str, b: str, arrow: str, attributes: _Attributes, line: int) -> list[Testimony]:
    """Return what an edge says about two people, in the direction of its arrow."""
    names = {"T": a, "H": b, "E": f"{a}{arrow}{b}", "G": drawing.name}
    drawn = attributes["dir"].raw if "dir" in attributes else "forward" if arrow == "->" else "none"
    if drawn == "back":
        a, b = b, a
    said = _of_edge(attributes, names)
    return links_of(a, b, said, directed=drawn in ("forward", "back"), line=line, values=drawing.values)


def _endpoint(drawing: _Drawing, nodes: _Attributes, edges: _Attributes, depth: int) -> list[str]:
    begin = _peek(drawing)
    if begin.word.casefold() == "subgraph":
        drawing.at += 1
        if not _peek(drawing).mark:
            drawing.groups.add(_word(drawing))
    if _peek(drawing).mark == "{":
        if depth >= DEPTH:
            raise BadInput(say("subgraphs are nested too deeply"), say("save the graph as GraphML"), code="damaged")
        drawing.at += 1
        return list(dict.fromkeys(_statements(drawing, nodes, edges, depth + 1)))
    key = _word(drawing)
    drawing.nodes.setdefault(key, _Node(begin.line, dict(nodes)))
    while _peek(drawing).mark == ":":  # a port: the point of the node's drawing where the line ends
        _take(drawing, ":")
        _word(drawing)
    return [key]


def _attributes(drawing: _Drawing) -> _Attributes:
    attributes: _Attributes = {}
    while _peek(drawing).mark == "[":
        drawing.at += 1
        while _peek(drawing).mark != "]":
            if _peek(drawing).mark in (",", ";"):
                drawing.at += 1
                continue
            attribute = _word(drawing)
            attributes[attribute] = _Value("true")
            if _peek(drawing).mark == "=":
                drawing.at += 1
                attributes[attribute] = _value(drawing)
        drawing.at += 1
    return attributes
