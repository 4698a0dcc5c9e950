"""Detect the encodings of text files, and repair broken accents."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Final, NamedTuple

from netcli.folding import is_composed, normalized, unaccented
from netcli.importers.legacy import UNDEFINED, Encoding, Evidence

BLOCK: Final = 1 << 20
"""Number of bytes that are read at a time to detect an encoding."""
NUL_SHARE: Final = 0.3
"""Minimum share of NUL bytes, at odd or even offsets, in UTF-16.

Latin text in UTF-16 has a share of about 1, text in other encodings 0.
"""
NUL_SAMPLE: Final = 4096

BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ASCII: Final = bytes(range(128))
_SLOPPY: Final = {ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in UNDEFINED}
"""The byte of each cp1252 character that Latin-1 does not have."""
_BROKEN: Final = re.compile(f"[\u00c2-\u00f4][\u0080-\u00bf{re.escape(''.join(map(chr, _SLOPPY)))}]")
"""The first two bytes of a UTF-8 character, each misread as a separate character."""

SOUND: Final = 2
"""Ratio of valid to broken multi-byte characters above which a file is damaged UTF-8. Chosen, not measured."""

_UNLIKELY: Final = re.compile(
    # letters of other scripts; a wrong repair makes such a letter from two characters: first ß, É, Ü or à, then a quote
    # or a dash
    "[\u0250-\u02ff\u0300-\u036f\u0530-\u05cf\u0700-\u08ff\u1680-\u1cff\u2c00-\u2dff]"
    # a Latin letter beside a letter of another script
    "|[A-Za-z\u00c0-\u024f][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z\u00c0-\u024f]"
)
"""Characters that correct text never contains. No repair may produce such a character."""

_FOLD: Final = re.compile(rb"\r?\n[ \t]")
"""A line break inside a folded line, as in vCard."""


class Text(NamedTuple):
    """A decoded text, and the name of the encoding that it was in."""

    text: str
    encoding: str


def decode(data: bytes) -> Text:
    """Return the text of *data* in its detected encoding, without a byte order mark.

    Never raise an error.

    >>> decode("Hélène".encode("cp1252"))
    Text(text='Hélène', encoding='cp1252')
    """
    encoding = _encoding([data]).name
    return Text(data.decode(encoding, "replace").removeprefix("\ufeff"), encoding)


def detect(stream: IO[bytes], *, folded: bool = False) -> Encoding:
    """Detect the encoding of a whole stream.

    If *folded* is true, join folded lines first, because a fold may split a character.
    """
    return _encoding(_unfolded(_blocks(stream)) if folded else _blocks(stream))


def repair(cell: str) -> str:
    """Repair UTF-8 that was misread as cp1252 or latin-1.

    >>> repair("HÃ©lÃ¨ne"), repair("Zoé"), repair("Groß’"), repair("JOSÉ’S")
    ('Hélène', 'Zoé', 'Groß’', 'JOSÉ’S')
    """
    if cell.isascii() or not _BROKEN.search(cell):
        return cell
    try:
        repaired = cell.translate(_SLOPPY).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return cell
    return cell if _UNLIKELY.search(repaired) else repaired


def repair_macroman(text: str) -> str:
    """Repair cp1252 that was misread as MacRoman.

    Call this function only for misread text.

    >>> repair_macroman("DeuxiËme prÈnom")
    'Deuxième prénom'
    """
    try:
        return text.encode("mac_roman").decode("cp1252")
    except UnicodeError:
        return text


def clean(cell: str) -> str:
    """Return *cell* with repaired accents (NFC), without a byte order mark or outer blanks."""
    cell = cell.strip()
    if cell.isascii():
        return cell
    return normalized(repair(cell.strip("\ufeff").strip()))


def fold(name: str) -> str:
    r"""Return a name in a form for comparison.

    >>> fold('\ufeff"Prénom  usuel "'), fold("Nom de l’assistant(e)")
    ('prenom usuel', "nom de l'assistant(e)")
    """
    return unaccented(name.replace('"', " ").replace("\ufeff", " ").replace("’", "'"))


def is_clean(line: str) -> bool:
    """Return whether `clean` would change nothing except blanks in the cells of this line."""
    if "\0" in line:
        return False
    return line.isascii() or not ("\ufeff" in line or _BROKEN.search(line) or not is_composed(line))


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


def _unfolded(blocks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for block in blocks:
        text = _FOLD.sub(b"", rest + block)
        rest = text[-2:]  # perhaps the end of a line that goes on in the next block
        yield text[: -len(rest)]
    yield rest


def _encoding(blocks: Iterable[bytes]) -> Encoding:
    """Detect the encoding in one pass over the *blocks* of a file."""
    utf8 = codecs.getincrementaldecoder("utf-8")
    decoder, broken = utf8(), False
    older = Evidence()
    wide = lost = high = 0
    blocks = iter(blocks)
    start = next(blocks, b"")
    if marked := _marked(start):
        lenient = codecs.getincrementaldecoder(marked)("replace")
        return Encoding(marked, sum(lenient.decode(block).count("\ufffd") for block in chain([start], blocks)))
    for block in chain([start], blocks):
        if block.isascii():
            continue
        try:
            text = decoder.decode(block)
        except UnicodeDecodeError:
            decoder, broken = utf8("replace"), True
            text = decoder.decode(block)
        above = len(block.translate(None, _ASCII))
        high += above
        wide += len(text) - len(block) + above
        if broken:
            lost += text.count("\ufffd")
            older.see(block)
    if broken:
        return Encoding("utf-8", lost) if wide - lost > SOUND * lost else older.encoding()
    # a file that ends inside a character is still UTF-8 if other multi-byte characters come before that one
    cut = len(decoder.getstate()[0])
    if cut and high <= cut:
        older.see(decoder.getstate()[0])
        return older.encoding()
    return Encoding("utf-8", int(cut > 0))


def _marked(start: bytes) -> str | None:
    """Return the encoding that the first bytes of a file show, or None."""
    for bom, encoding in BOMS:
        if start.startswith(bom):
            return encoding
    sample = start[:NUL_SAMPLE]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) > NUL_SHARE * max(1, len(sample) // 2):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None
