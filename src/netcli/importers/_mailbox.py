"""The headers of every message in a mailbox, found at the speed of the disk: bodies are never split into lines."""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from netcli.importers._tables import fold
from netcli.importers._text import decode
from netcli.importers.source import Source

BLOCK: Final = 1 << 18
"""Bytes read at a time: what a processor's cache holds."""
HEADERS_CAP: Final = 1 << 16
"""Bytes of a message in which its headers are looked for; authentication seals alone can take ten thousand."""
FIRST_LINE_CAP: Final = 200
"""Bytes of a bad message that a report shows."""

_LF, _CR, _F, _BLANK = b"\n\rF "
_LF_F, _F_R = (int.from_bytes(pair, "little") for pair in (b"\nF", b"Fr"))
_BEFORE: Final = 3
"""Bytes before a message in which an empty line ends: LF LF, or LF CR LF."""
_TAIL: Final = 7
"""Bytes at the end of a block that may begin `From ` in the next one: two less, and it was found in this one."""
_NAMES: Final = (
    "From", "To", "Cc", "Message-ID", "Date", "Delivered-To", "X-Original-To", "X-Gmail-Labels",
    "X-Spam-Flag", "List-(?:ID|Unsubscribe|Post)", "Precedence", "Auto-Submitted",
)  # fmt: skip
"""The headers that are read, in the order of `Message.headers`."""
_VALUE: Final = r"[ \t]*+([^\n]*+(?:\n[ \t][^\n]*+)*)"
_HEADERS: Final = re.compile(
    (
        r"(?:From [^\n@0-9]*+([@0-9]?)[^\n]*+)?(?:\n(?:(?=[FTCMDXLPAftcmdxlpa])(?:"
        # of a name that comes again, the first is read: Delivered-To has one more a hop, the last hop's first
        + "|".join(rf"(?i:{name})[ \t]*+:(?({group})(?!)){_VALUE}" for group, name in enumerate(_NAMES, 2))
        + r"|((?i:To|Cc))[ \t]*+:[^\n]*+)|[^\r\n][^\n]*+|\r(?!\n)[^\n]*+))*(\n\r?\n)?"
    ).encode()
)
"""The whole head of a message in one go, whatever is in it: a third faster than to find its end, then its fields.

Its groups are what makes a `From ` line one, the headers, a To or Cc that comes again, and the empty line at the end.
"""
_STARTS: Final = re.compile(rb"From [^\n@0-9]*[@0-9][^\n]*\n(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:")
"""A From line has an address or a date on it, and a header below; `From now on, we` is a sentence."""
_HEADER: Final = re.compile(rb"[!-9;-~]+[ \t]*:")
_START: Final = re.compile(rb"\s*(?=From )")
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

    __slots__ = ("at", "data", "line")

    def __init__(self, data: bytes, line: int) -> None:
        self.data, self.line, self.at = data, line, 0

    def line_at(self, at: int) -> int:
        """The physical line at that byte; asked in ascending order."""
        if at > self.at:
            import numpy as np  # 0.1 s to import; bytes.count takes as long as Python to read the lines, numpy a fifth

            self.line += int(np.count_nonzero(np.frombuffer(self.data, np.uint8, at - self.at, self.at) == _LF))
            self.at = at
        return self.line

    def starts(self) -> list[int]:
        """Where a line begins with F and has a blank where `From ` has, after an empty line."""
        import numpy as np

        data = np.frombuffer(self.data, np.uint8)
        # twice as fast as bytes.find: of LF, F and r, either the first two or the last two are one of these pairs
        pairs = np.frombuffer(self.data, "<u2", len(data) // 2)
        at = np.flatnonzero((pairs == _LF_F) | (pairs == _F_R)) * 2
        at += data[at] == _LF
        at = at[(at >= _BEFORE) & (at < len(data) - 4)]
        at = at[(data[at - 1] == _LF) & (data[at] == _F) & (data[at + 4] == _BLANK)]
        found = at[(data[at - 2] == _LF) | ((data[at - 2] == _CR) & (data[at - 3] == _LF))]
        return cast("list[int]", found.tolist())


@dataclass(slots=True)
class Message:
    """The headers of a message, those of `_NAMES`, and why its folder or flags drop it, if they do."""

    headers: Sequence[bytes]
    dropped: str
    block: Block
    place: int = 0

    @property
    def line(self) -> int:
        """The physical line of its `From ` line, or its number in a Maildir."""
        return self.block.line_at(self.place)

    @property
    def first_line(self) -> str:
        """What a report shows of it."""
        start = self.block.data[self.place : self.place + FIRST_LINE_CAP]
        return decode(start.lstrip(b"\n").partition(b"\n")[0]).text.rstrip("\r")


def starts_mbox(head: bytes) -> bool:
    """Does *head* begin as an mbox does?"""
    start = _START.match(head.removeprefix(codecs.BOM_UTF8))
    return bool(start and _STARTS.match(start.string, start.end()))


def is_eml(head: bytes) -> bool:
    """Does *head* begin with the headers of one message, saved without a `From ` line?"""
    sender, _, _, identifier, date, *_ = _alone(head)
    return bool(sender and (identifier or date) and _HEADER.match(head.removeprefix(codecs.BOM_UTF8).lstrip()))


def eml_message(source: Source) -> Iterator[Message]:
    """The one message of a file that holds nothing else."""
    yield Message(_alone(source.head), "", Block(b"\n" + source.head, 1))


def is_maildir(folder: Path) -> bool:
    """Is it a Maildir, whole, without the folders that were empty, or with nothing but sub-folders?"""
    return (
        (folder / "cur").is_dir()
        or ((folder / "new").is_dir() and (folder / "tmp").is_dir())
        or any(path.is_dir() for path in folder.glob(".*/cur"))
    )


def mbox_messages(source: Source) -> Iterator[Message]:
    """Every message of an mbox, under the physical line of its `From ` line.

    A `From ` at the start of a line begins a message when the line before is empty and the one after is a header.
    """
    block, keep = Block(b"\n" * _BEFORE, 1 - _BEFORE), 0  # as if an empty line came before the first message
    with source.open() as stream:
        read = stream.read(BLOCK).removeprefix(codecs.BOM_UTF8)
        ended = False
        while not ended:
            block = Block(block.data[keep:] + read, block.line_at(keep))
            read = stream.read(BLOCK)
            ended = not read
            data = block.data
            keep = max(0, len(data) - _TAIL)
            for start in block.starts():
                told, *headers, again, end = _head(data, start).groups(b"")
                if not (end or ended) and len(data) - start < HEADERS_CAP:
                    keep = start - _BEFORE  # its headers go on in the next block
                    break
                if told and (headers[0] or _STARTS.match(data, start)):
                    yield Message(_joined(headers, data, start) if again else headers, "", block, start)


def folder_messages(folder: Path) -> Iterator[Message]:
    """Every message of a Maildir and its sub-folders, numbered from 1 in the order of their names."""
    number = 0
    for directory in _folders(folder):
        names = (name for part in directory.relative_to(folder).parts for name in part.split("."))
        dropped = next(filter(None, (dropped_by(_utf7(name)) for name in names)), "")
        for inside in ("cur", "new"):
            for path in sorted((directory / inside).iterdir()) if (directory / inside).is_dir() else ():
                if path.name.startswith(".") or not path.is_file():
                    continue
                number += 1
                flags = _FLAGS.search(path.name)
                why = "trash" if flags and "T" in flags[1] else "draft" if flags and "D" in flags[1] else ""
                with path.open("rb") as stream:
                    data = b"\n" + stream.read(HEADERS_CAP)
                yield Message(_headers(data), dropped or why, Block(data, number))


def _alone(head: bytes) -> Sequence[bytes]:
    return _headers(b"\n" + head.removeprefix(codecs.BOM_UTF8).lstrip())


def _headers(data: bytes) -> Sequence[bytes]:
    """The headers of a message that begins after a line end."""
    _, *headers, again, _ = _head(data, 0).groups(b"")
    return _joined(headers, data, 0) if again else headers


def _head(data: bytes, start: int) -> re.Match[bytes]:
    """The head of the message that begins there, as far as it is in *data*."""
    return _HEADERS.match(data, start, start + HEADERS_CAP)  # type: ignore[return-value]  # it also matches nothing


def _joined(headers: list[bytes], data: bytes, start: int) -> list[bytes]:
    """*headers* with every To and every Cc, where there are several."""
    head = _head(data, start)[0]
    for place, name in enumerate((b"To", b"Cc"), 1):
        headers[place] = b",".join(re.findall(rb"\n(?i:%b)[ \t]*:%b" % (name, _VALUE.encode()), head))
    return headers


def dropped_by(label: str) -> str:
    """Why a message under that folder or Gmail label is dropped, or nothing."""
    return DROPPED.get(fold(re.split("[:/]", label)[-1]), "")


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
