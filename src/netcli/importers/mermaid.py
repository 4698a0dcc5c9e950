"""Mermaid flowcharts, as people write them in notes to draw who knows whom.

flowchart LR
  p1["Zoé Exemple"]
  p1 ---|"friend"| p7(Maeve O'Neil)
  p7 -. met .-> ana & ben
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from netcli.importers.formats.references import unescaped
from netcli.importers.formats.values import Values
from netcli.importers.shared import labels
from netcli.importers.shared.graph import Graph, links_of
from netcli.importers.source import Source
from netcli.language import say
from netcli.records import BadRow, Item, Testimony

NETWORK: Final = "mermaid"
EDGES: Final = 2_000_000
"""Maximum number of links in one chart. A short statement can make many links."""
_FRONT: Final = re.compile(r"\s*(?:---\n.*?\n---\s*\n)?(?:\s*%%[^\n]*\n)*\s*", re.DOTALL)
_CLAIM: Final = re.compile(r"(?:flowchart(?:-elk)?|graph)(?:[ \t]+(?:TB|TD|BT|RL|LR)[ \t]*;?)?[ \t]*(?:\r?\n|%%)")
_STATEMENT: Final = re.compile(r"""((?:"[^"]*"|[^";\n])*)(;|\n|$)""")
_IDLE: Final = re.compile(r"(?:classDef|class|style|linkStyle|click|direction|accTitle|accDescr|end)\b")
"""The start of a statement that only describes how the chart is drawn."""
_COMMENT: Final = re.compile(r"""("[^"]*")|%%.*""")
_GROUP: Final = re.compile(r"subgraph\s+([^\s\[\"]+)?")
_ID: Final = re.compile(r"[^\W_](?:[\w.]|-(?![-.])|/(?!\s))*", re.UNICODE)
_SHAPE: Final = re.compile(r"""\s*(@\{[^}]*\}|[\[({>]+[/\\]?(?:"[^"]*"|[^\]\[(){}"])*[/\\]?[\])}]+)""")
_LABEL: Final = re.compile(r"""label\s*:\s*"([^"]*)\"""")
_CLASS: Final = re.compile(r"\s*:::[\w-]+")
_ARROW: Final = re.compile(
    r"""\s*(?P<back><|[xo](?=--|==|-\.))?(?:~{3,}|
        (?P<open>--|==|-\.)[ \t]+(?P<words>"[^"]*"|(?!-)[^|\n]*?)[ \t]+
        (?:\.-+|-{2,}|={2,})(?P<head1>>|[xo](?=[\s"|]|$))?|
        (?P<line>-\.+-|-{2,}|={2,})(?P<head2>>|[xo](?=[\s|]|$))?)
        (?:\s*\|(?P<label>"[^"]*"|[^|]*)\|)?\s*""",
    re.VERBOSE,
)
_CODE: Final = re.compile(r"#(\d+|\w+);")


class _Node(NamedTuple):
    key: str
    label: str
    at: int


class _NotMermaidError(Exception):
    """A statement of the chart cannot be parsed."""


def claims(source: Source) -> bool:
    """Return whether the first line is `flowchart` or `graph`.

    A brace in this line would mean DOT.
    """
    begin = _FRONT.match(source.text)
    return _CLAIM.match(source.text, begin.end() if begin else 0) is not None


def read(source: Source) -> Iterator[Item]:
    """Yield the boxes of the chart as people, and the lines as declared links."""
    with source.open_text() as stream:
        document = stream.read().replace("\r\n", "\n")
    begin = _FRONT.match(document)
    claim = _CLAIM.match(document, begin.end() if begin else 0)
    chart = _Chart()
    at = claim.end() if claim else 0
    line = document.count("\n", 0, at) + 1
    for statement in _STATEMENT.finditer(document, at):
        chart.statement(statement[1].strip(), line)
        line += statement[0].count("\n")
    graph = Graph(source.basename, source.owner, values=chart.values)
    for key, (label, number) in chart.nodes.items():
        if key in chart.groups and not label:
            yield from graph.group(key)
        else:
            yield from graph.node(key, {"label": label}, number)
    for edge in chart.edges:
        yield from graph.edge(*edge)
    yield from graph.rest()
    yield from chart.bad


class _Chart:
    """The contents of a chart that have been read so far."""

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[str, int]] = {}
        self.groups: set[str] = set()
        self.edges: list[list[Testimony]] = []
        self.bad: list[BadRow] = []
        self.values = Values()

    def statement(self, text: str, line: int) -> None:
        """Read one statement, or record an invalid statement as bad."""
        text = _COMMENT.sub(r"\1", text).strip()
        if not text or _IDLE.match(text):
            return
        if group := _GROUP.match(text):
            self.groups.add(group[1] or "")
            return
        try:
            self._chain(text, line)
        except _NotMermaidError as error:
            self.bad.append(BadRow(line, str(error), text))

    def _chain(self, text: str, line: int) -> None:
        left, at = self._ends(text, 0, line)
        while at < len(text):
            arrow = _ARROW.match(text, at)
            if not arrow or arrow.end() == at:
                raise _NotMermaidError(say("unexpected '{text}'", text=text[at : at + 20].strip()))
            right, at = self._ends(text, arrow.end(), line)
            if arrow["line"] or arrow["open"]:  # an invisible arrow is only there for the layout
                self.edges += [self._edge(a, b, arrow, line) for a in left for b in right]
            if len(self.edges) > EDGES:
                raise _NotMermaidError(say("more than {edges} links", edges=EDGES))
            left = right

    def _edge(self, a: str, b: str, arrow: re.Match[str], line: int) -> list[Testimony]:
        """Return what an arrow between *a* and *b* says about the two people."""
        label = _drawn(arrow["label"] or arrow["words"] or "").replace("\n", " ")
        head = arrow["head1"] or arrow["head2"]
        # netcli draws its own guesses as dotted lines without arrowheads
        guess = {"certainty": "guess"} if (arrow["line"] or "").startswith("-.") and not head else {}
        directed = head == ">" and arrow["back"] != "<"
        return links_of(a, b, {"label": label} | guess, directed=directed, line=line, values=self.values)

    def _ends(self, text: str, at: int, line: int) -> tuple[list[str], int]:
        """Return the nodes at one end of an arrow, and the position after them."""
        ends = []
        while True:
            node = _node(text, at)
            label, begun = self.nodes.get(node.key, ("", line))
            self.nodes[node.key] = (node.label or label, begun)
            ends.append(node.key)
            rest = text[node.at :]
            if not rest.lstrip().startswith("&"):
                return ends, node.at + (len(rest) - len(rest.lstrip()))
            at = text.index("&", node.at) + 1


def _node(text: str, at: int) -> _Node:
    while at < len(text) and text[at].isspace():
        at += 1
    found = _ID.match(text, at)
    if not found:
        raise _NotMermaidError(
            say("unexpected '{text}'", text=text[at : at + 20].strip() or say("end of the statement"))
        )
    at, label = found.end(), ""
    if shape := _SHAPE.match(text, at):
        at, drawn = shape.end(), shape[1]
        if drawn.startswith("@"):
            named = _LABEL.search(drawn)
            label = _drawn(named[1] if named else "")
        else:
            label = _drawn(drawn.strip("[](){}>/\\"))
    if styled := _CLASS.match(text, at):
        at = styled.end()
    return _Node(found[0], label, at)


def _drawn(text: str) -> str:
    """Return a label as Mermaid displays it.

    >>> _drawn('"Zoé #60;b#62; <b>Exemple</b><br/>DRH"')
    'Zoé <b> Exemple\\nDRH'
    """
    shown = labels.of_html(text.strip().strip('"').strip("`"))
    return unescaped(_CODE.sub(lambda code: f"&#{code[1]};" if code[1].isdecimal() else f"&{code[1]};", shown))
