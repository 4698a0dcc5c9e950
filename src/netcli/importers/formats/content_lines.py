"""Number, join and split the lines of vCard, iCalendar and LDIF.

12  N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ex=      a soft break: the value goes on, indented or not
13  emple;Zo=C3=A9;;;
14  NOTE:une note en deux li                           a fold: the next line begins with one blank,
15   gnes                                              and may cut a character in two
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Final

from netcli.importers.source import Source
from netcli.importers.text import clean, decode

BLOCK: Final = 1 << 18
"""Number of bytes that are read at a time."""
LINE_CAP: Final = 1 << 20
"""Maximum length, in bytes, of a joined line. Longer lines are cut."""
ROW_CAP: Final = 500
"""Maximum number of bytes of a rejected card, event or entry in a report."""
PARAMETERS_CAP: Final = 16_384
"""Maximum length, in bytes, of the part of a line before the colon."""

_SPLIT: Final = re.compile(rb'((?:[^":]|"[^"]*")*?):')
_PARAMETER: Final = re.compile(rb';((?:[^";]|"[^"]*"?)*)')
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_TOKEN: Final = re.compile(r"\\.|[^\\,;]+|.", re.DOTALL)
_HALF_CODE: Final = re.compile(rb"=[0-9A-Fa-f]?\Z")
_CODES: Final = 16
"""Number of last bytes that are searched for an incomplete character."""
_BARE_ENCODINGS: Final = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"))

Numbered = tuple[int, bytes]
"""The 1-based number of a line, and its bytes without the line end."""


@dataclass(frozen=True, slots=True)
class Property:
    """A line `group.NAME;PARAM=a,b:value`, split into its parts, but not decoded.

    Names are in capitals. `written` is the name as in the file.
    """

    line: int
    group: str
    name: str
    written: str
    parameters: dict[str, tuple[str, ...]]
    value: bytes

    def first(self, parameter: str) -> str:
        """Return the first value of *parameter*, or an empty string."""
        return next(iter(self.parameters.get(parameter, ())), "")

    @property
    def types(self) -> tuple[str, ...]:
        """Return the values of the parameter TYPE, in lower case."""
        return tuple(kind.lower() for kind in self.parameters.get("TYPE", ()))


def physical(source: Source) -> Iterator[Numbered]:
    """Yield the lines of a file and their numbers, without line ends.

    UTF-16 is converted to UTF-8. Any other encoding is kept.
    """
    encoding = source.head_encoding
    with source.open() as stream:
        blocks = _blocks(stream)
        if encoding.startswith("utf-16"):
            blocks = (text.encode("utf-8", "replace") for text in codecs.iterdecode(blocks, encoding, "replace"))
        yield from enumerate(_cut(blocks), 1)


def unfolded(lines: Iterable[Numbered]) -> Iterator[Numbered]:
    """Yield each joined line, with the number of its first part.

    Lines longer than `LINE_CAP` are cut.
    """
    at, parts, left, soft, fold = 0, [b""], LINE_CAP, False, False
    kept: list[int] = []  # indexes of the parts whose first blank seems to be a part of the value
    for number, line in lines:
        begins = line[:6].upper() in (b"BEGIN:", b"END:VC", b"END:VE")
        folded = line[:1] in (b" ", b"\t") and parts != [b""]
        if at and (folded or soft) and not begins:
            if soft:  # the line may also be folded
                parts[-1] = parts[-1][:-1]
                # after a soft break, a blank usually belongs to the value; if the break is inside a character, the
                # blank is only a fold
                if folded and not fold:
                    if fold := _goes_on(parts[-1]):
                        for place in kept:
                            parts[place] = parts[place][1:]
                    else:
                        kept.append(len(parts))
            part = line[1:] if folded and (fold or not soft) else line
            parts.append(part[:left])
            left -= len(parts[-1])
        else:
            if at:
                yield at, b"".join(parts)
            at, parts, left, fold, kept = number, [line], LINE_CAP - len(line), False, []
        soft = line.endswith(b"=") and b"QUOTED-PRINTABLE" in parts[0][:PARAMETERS_CAP].upper()
    if at:
        yield at, b"".join(parts)


def _goes_on(encoded: bytes) -> bool:
    """Return whether a quoted-printable text ends inside a character or a code."""
    if _HALF_CODE.search(encoded):
        return True
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    decoder.decode(quopri.decodestring(encoded[-_CODES:].lstrip(b"0123456789ABCDEFabcdef")))
    return bool(decoder.getstate()[0])


def split(line: int, content: bytes) -> Property | None:
    """Return the property in a joined line, or None.

    >>> split(7, b'item1.RELATED;TYPE="co-worker,colleague";VALUE=text:Zoe').parameters
    {'TYPE': ('co-worker', 'colleague'), 'VALUE': ('text',)}
    """
    head, colon, value = content.partition(b":")
    if b'"' in head and (match := _SPLIT.match(content[:PARAMETERS_CAP])):
        head, value = match[1], content[match.end() :]
    if not colon:
        return None
    name, semicolon, rest = head.partition(b";")
    group, _, name = name.strip().rpartition(b".")
    if not name or not name.replace(b"-", b"").replace(b"_", b"").isalnum():
        return None
    return Property(
        line,
        group.decode("ascii", "replace").lower(),
        name.decode("ascii", "replace").upper(),
        name.decode("ascii", "replace"),
        _parameters(semicolon + rest),
        value,
    )


def content(found: Property, legacy: str) -> str:
    """Return the value of a property as text, without its transfer encoding.

    The character set is CHARSET, or else UTF-8, or else *legacy*.
    """
    data = payload(found)
    for charset in (found.first("CHARSET"), "utf-8", legacy):
        try:
            return clean(data.decode(charset or "utf-8"))
        except (LookupError, UnicodeError, ValueError):
            continue
    return clean(data.decode(legacy, "replace"))


def payload(found: Property) -> bytes:
    """Return the bytes of a property's value, without the transfer encoding.

    If the base64 is invalid, return no bytes.
    """
    encoding = found.first("ENCODING").upper()
    if encoding == "QUOTED-PRINTABLE":
        return quopri.decodestring(found.value)
    if encoding in ("B", "BASE64"):
        try:
            return binascii.a2b_base64(found.value)
        except binascii.Error:
            return b""
    return found.value


def unescape(value: str) -> str:
    r"""Return *value* without backslash escapes.

    >>> unescape(r"Dupuis\, Fils\nhttp\://example.org")
    'Dupuis, Fils\nhttp://example.org'
    """
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def parts(value: str, separator: str) -> list[str]:
    r"""Return the parts of *value*, unescaped. A separator after a backslash does not count.

    >>> parts(r"Dupuis\, Fils;Ventes", ";")
    ['Dupuis, Fils', 'Ventes']
    """
    cells = [""]
    for token in _TOKEN.findall(value):
        if token == separator:
            cells.append("")
        else:
            cells[-1] += token
    return [unescape(cell).strip() for cell in cells]


def raw(lines: Iterable[Numbered]) -> str:
    """Return the *lines* of a rejected card, event or entry, for a report."""
    return decode(b"\n".join(line for _, line in lines)[:ROW_CAP]).text


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


def _cut(blocks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for block in blocks:
        lines = (rest + block).splitlines(keepends=True)
        # the last line may go on in the next block; if it ends in CR, the next block may begin with its LF
        rest = lines.pop() if not lines[-1].endswith(b"\n") else b""
        if len(rest) > LINE_CAP and not rest.endswith(b"\r"):
            rest = rest[:LINE_CAP]
        for line in lines:
            yield line.rstrip(b"\r\n").removeprefix(codecs.BOM_UTF8)
    for line in rest.splitlines():
        yield line.removeprefix(codecs.BOM_UTF8)


def _parameters(text: bytes) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for match in _PARAMETER.finditer(text):
        name, equals, value = _words(match[1]).partition("=")
        name = name.strip().upper()
        if not equals:  # vCard 2.1 writes values without names: TEL;CELL;QUOTED-PRINTABLE
            name, value = "ENCODING" if name in _BARE_ENCODINGS else "TYPE", name
        # a comma separates values, but it is a part of the name in CN="Test, Moi"
        values = [value.strip().strip('"')] if name == "CN" else value.replace('"', "").split(",")
        found[name] = found.get(name, ()) + tuple(part.strip() for part in values if part.strip())
    return found


def _words(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return decode(data).text
