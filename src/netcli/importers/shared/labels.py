"""Read the labels of drawn nodes: a person's name, and other text.

Zoe Exemple␟DRH␟zoe@example.org     fields of a record, cells of a table
Jan van der Berg⏎Dupuis              lines
Zoe⏎Exemple                          a name on two lines
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from netcli import identifiers
from netcli.importers.formats.references import unescaped
from netcli.phones import phone

FIELD: Final = "\x1f"
"""The separator between the fields of a label: ASCII's unit separator."""
_WHOLE: Final = re.compile(r"\S\s+\S|[\u3040-\u9fff\uac00-\ud7af]{2}")
"""Finds a whole name, which the next line does not continue."""
_GOES_ON: Final = re.compile(
    r"(?:^|\s)(?:van|von|der|den|de|la|le|du|di|da|dos|bin|ibn|al|el|zu|zum|zur)$", re.IGNORECASE
)
_BREAK: Final = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_CELL: Final = re.compile(r"</?(?:table|tr|td|hr|vr)\b[^<>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_RECORD: Final = re.compile(r"(?:^|[|{])\s*<[^<>|]*>")
"""Finds a port in a label, such as `<title>` in `{<f0> Zoe|<title> DRH}`."""
_MARKS: Final = re.compile(r"((?:[^\\|{}]|\\.)+)", re.DOTALL)
_PORT: Final = re.compile(r"\s*<([^<>]*)>")
_ESCAPE: Final = re.compile(r"\\(\r?\n|.)", re.DOTALL)


def parted(label: str) -> tuple[str, list[str]]:
    r"""Return the name at the beginning of a *label*, and the other texts.

    >>> parted("Zoe\nExemple\x1fDRH"), parted("Jan van der Berg\nDupuis\nCEO"), parted("Vincent van\nGogh")
    (('Zoe Exemple', ['DRH']), ('Jan van der Berg', ['Dupuis', 'CEO']), ('Vincent van Gogh', []))
    """
    first, *fields = [*filter(None, map(str.strip, label.split(FIELD)))] or [""]
    name, *lines = [*filter(None, (" ".join(line.split()) for line in first.splitlines()))] or [""]
    while lines and (_GOES_ON.search(name) or not _WHOLE.search(name)):
        name = f"{name} {lines.pop(0)}"
    return name, [*lines, *(" ".join(field.split()) for field in fields)]


def sorted_out(drawn: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Sort the texts that follow the name in a label: e-mail addresses, phone numbers, pages and notes.

    >>> sorted_out(["DRH", "zoe@example.org"])
    {'note': ('DRH',), 'emails': ('zoe@example.org',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in drawn:
        what = "note"
        if identifiers.email(text):
            what = "emails"
        elif phone(text):
            what = "phones"
        elif re.match(r"https?://\S+$", text):
            what = "urls"
        found[what] = (*found.get(what, ()), text)
    return found


def of_html(label: str) -> str:
    """Return the text of a label in Graphviz's HTML, with `FIELD` between cells.

    >>> of_html('<TABLE><TR><TD PORT="x"><B>Z</B>oe Exemple</TD></TR><TR><TD>DRH</TD></TR></TABLE>').split(FIELD)
    ['Zoe Exemple', 'DRH']
    """
    fields = _CELL.sub(FIELD, label).split(FIELD)
    texts = (_BREAK.sub("\n", " ".join(field.split())) for field in fields)
    return FIELD.join(filter(None, (unescaped(_TAG.sub("", text)).strip() for text in texts)))


def escaped(text: str, names: Mapping[str, str], line: str = "\n") -> str:
    r"""Return the text that Graphviz draws for a quoted string of DOT.

    *names* has the texts for escapes such as `\N`. *line* replaces `\n`, `\l` and `\r`.

    >>> escaped(r"\N of \G, \"she\"", {"N": "zoe", "G": "village"})
    'zoe of village, "she"'
    """

    def meaning(escape: re.Match[str]) -> str:
        what = escape[1]
        return line if what in "nlr" else names.get(what, what.strip("\r\n"))

    return unescaped(_ESCAPE.sub(meaning, text)).strip()


def is_record(label: str) -> bool:
    """Return whether a label has several fields, and at least one port."""
    return "|" in label and _RECORD.search(label) is not None


def of_record(label: str, names: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    r"""Return the texts of a Graphviz record label, joined by `FIELD`.

    Also return the text after each port, keyed by the name of the port.

    >>> of_record("{<f0> Zoe Exemple|{<title> DRH|a \\| b}}", {})
    ('Zoe Exemple\x1fDRH\x1fa | b', {'f0': 'Zoe Exemple', 'title': 'DRH'})
    """
    fields: list[str] = []
    ports: dict[str, str] = {}
    for part in _MARKS.findall(label):
        port = _PORT.match(part)
        text = escaped(part[port.end() :] if port else part, names)
        if text:
            fields.append(text)
            if port:
                ports[port[1].strip()] = text
    return FIELD.join(fields), ports
