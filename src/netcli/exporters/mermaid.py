"""Mermaid: a flowchart as text, for Markdown.

flowchart LR
  p1["Zoé Exemple"]
  p7["Maeve O'Neil"]
  p1 ---|friend| p7
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netcli.answers.export import Extract
from netcli.exporters.pieces import Piece
from netcli.exporters.shared import attributes

FORMAT: Final = "mermaid"
_UNSAFE: Final = re.compile(r"[^\w '’.,()/-]")
"""Characters that Mermaid could take for syntax."""


def write(extract: Extract) -> Iterator[Piece]:
    """Yield a box for each person and a line for each link."""
    yield "flowchart LR\n"
    for person in extract.people:
        yield f'  p{person.id}["{_text(attributes.numbered(person))}"]\n'
    for link in extract.links:
        a, b, kinds = attributes.oriented(link)
        line = "-.-" if link.certainty == "guess" else "---"
        kind = "" if kinds[0] == "contact" else f'|"{_text(kinds[0])}"|'
        yield f"  p{a} {line}{kind} p{b}\n"


def _text(value: str) -> str:
    """Return *value* on one line, so that Mermaid shows it as plain text.

    >>> _text("Zoé <b>\\n#1")
    'Zoé #60;b#62; #35;1'
    """
    line = "".join(filter(str.isprintable, " ".join(value.split())))
    return _UNSAFE.sub(lambda mark: f"#{ord(mark[0])};", line)
