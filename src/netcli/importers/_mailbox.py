"""The headers of every message in a mailbox, found at the speed of the disk: bodies are never split into lines."""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from netcli.importers._tables import fold
from netcli.importers._text import decode
from netcli.importers.source import Source

BLOCK: Final = 1 << 17
"""Bytes read at a time: what a processor's cache holds."""
HEADERS_CAP: Final = 1 << 16
"""Bytes of a message in which its headers are looked for; authentication seals alone can take ten thousand."""
FIRST_LINE_CAP: Final = 200
"""Bytes of a bad message that a report shows."""

_SEPARATOR: Final = b"\nFrom "
_LINE_END: Final = ord("\n")
_FROM_LINE: Final = re.compile(rb"From [^\n@0-9]*[@0-9]")
"""An address or a date is on it; `From now on, we` is a sentence."""
_STARTS: Final = re.compile(_FROM_LINE.pattern + rb"[^\n]*\n(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:")
_START: Final = re.compile(rb"\s*(?=From )")
_HEADERS_END: Final = re.compile(rb"\n\r?\n")
_FLAGS: Final = re.compile(r"[:;!]2,([A-Za-z]*)$")
_UTF7: Final = re.compile(r"&([A-Za-z0-9+,]*)-")

_DROPPED_WORDS: Final = {
    "spam": "spam, junk, junk e-mail, junk email, bulk mail, courrier indésirable, indésirables, pourriels, pourriel, "
    "correo no deseado, posta indesiderata, lixo eletrônico",
    "trash": "trash, bin, deleted, deleted items, deleted messages, corbeille, éléments supprimés, messages supprimés, "
    "papierkorb, gelöschte elemente, papelera, cestino, lixeira",
    "draft": "draft, drafts, brouillon, brouillons, entwurf, entwürfe, borradores, bozze, rascunhos",
    "promotion": "promotions, category promotions, werbung, promociones, promozioni, promoções",
}
DROPPED: Final = {fold(word): why for why, words in _DROPPED_WORDS.items() for word in words.split(",")}
"""Folders and labels whose messages prove nothing, folded, in the languages of Gmail, Outlook and Thunderbird."""


class Block:
    """Part of a file, and a pen on the line that was counted last: lines are counted only for those who ask."""

    __slots__ = ("at", "count", "data", "line")

    def __init__(self, data: bytes, line: int, count: Callable[[bytes], int]) -> None:
        self.data, self.line, self.count, self.at = data, line, count, 0

    def line_at(self, at: int) -> int:
        """The physical line at that byte; asked in ascending order."""
        self.line += self.count(self.data[self.at : at])
        self.at = max(at, self.at)
        return self.line


@dataclass(slots=True)
class Message:
    """The headers of a message, each after a line end, and why its folder or flags drop it, if they do."""

    headers: bytes
    dropped: str
    place: int
    block: Block | None = None

    @property
    def line(self) -> int:
        """The physical line of its `From ` line, or its number in a Maildir."""
        return self.block.line_at(self.place) if self.block else self.place

    @property
    def first_line(self) -> str:
        """What a report shows of it."""
        return decode(self.headers.lstrip(b"\n").partition(b"\n")[0][:FIRST_LINE_CAP]).text.rstrip("\r")


def starts_mbox(head: bytes) -> bool:
    """Does *head* begin as an mbox does?"""
    start = _START.match(head.removeprefix(codecs.BOM_UTF8))
    return bool(start and _STARTS.match(start.string, start.end()))


def mbox_messages(source: Source) -> Iterator[Message]:
    """Every message of an mbox, under the physical line of its `From ` line.

    A `From ` at the start of a line begins a message when the line before is empty and the one after is a header.
    """
    buffer, line = b"\n\n", -1  # as if an empty line came before the first message
    count = _line_counter()
    with source.open() as stream:
        ended = False
        while not ended:
            data = stream.read(BLOCK)
            ended = not data
            buffer += data.removeprefix(codecs.BOM_UTF8)
            block = Block(buffer, line, count)
            at = done = 0
            while (at := buffer.find(_SEPARATOR, at)) >= 0:
                start = at + 1
                if buffer[at - 1] != _LINE_END and buffer[at - 2 : at] != b"\n\r":  # a sentence that begins with From
                    at = start
                    continue
                end = _HEADERS_END.search(buffer, start, start + HEADERS_CAP)
                if end is None and not ended and len(buffer) - start < HEADERS_CAP:
                    break  # its headers go on in the next block
                headers = buffer[start : end.start() if end else start + HEADERS_CAP]
                if _FROM_LINE.match(headers) and (b"\nFrom:" in headers or _STARTS.match(headers)):
                    yield Message(headers, "", start, block)
                at = done = start
            keep = max(done, (at if at >= 0 else len(buffer) - len(_SEPARATOR)) - 2)
            line = block.line_at(keep)
            buffer = buffer[keep:]


def folder_messages(folder: Path) -> Iterator[Message]:
    """Every message of a Maildir and its sub-folders, numbered from 1 in the order of their names."""
    number = 0
    for directory in _folders(folder):
        dropped = "" if directory == folder else dropped_by(_utf7(directory.name.rpartition(".")[2]))
        for inside in ("cur", "new"):
            for path in sorted((directory / inside).iterdir()) if (directory / inside).is_dir() else ():
                if path.name.startswith(".") or not path.is_file():
                    continue
                number += 1
                flags = _FLAGS.search(path.name)
                why = "trash" if flags and "T" in flags[1] else "draft" if flags and "D" in flags[1] else ""
                with path.open("rb") as stream:
                    start = b"\n" + stream.read(HEADERS_CAP)
                end = _HEADERS_END.search(start)
                yield Message(start[: end.start()] if end else start, dropped or why, number)


def dropped_by(label: str) -> str:
    """Why a message under that folder or Gmail label is dropped, or nothing."""
    return DROPPED.get(fold(label.rpartition(":")[2]), "")


def _line_counter() -> Callable[[bytes], int]:
    """Counts line ends; bytes.count takes as long for it as Python to read the lines, numpy a fifth."""
    import numpy as np  # 0.1 s to import

    line_end = np.uint8(_LINE_END)
    return lambda block: int(np.count_nonzero(np.frombuffer(block, dtype=np.uint8) == line_end))


def _folders(folder: Path) -> Iterator[Path]:
    """The Maildir and those inside of it, by name."""
    yield folder
    for path in sorted(folder.iterdir()):
        if path.name not in ("cur", "new", "tmp") and path.is_dir() and not path.is_symlink():
            yield from _folders(path)


def _utf7(name: str) -> str:
    """The name of an IMAP folder in its modified UTF-7.

    >>> _utf7("Envoy&AOk-s"), _utf7("A &- B")
    ('Envoyés', 'A & B')
    """
    return _UTF7.sub(lambda found: _shifted(found[1]), name)


def _shifted(digits: str) -> str:
    if not digits:
        return "&"
    padded = digits.replace(",", "/") + "=" * (-len(digits) % 4)
    try:
        return base64.b64decode(padded).decode("utf-16-be")
    except ValueError:
        return f"&{digits}-"
