"""Find the headers of every message in a mailbox, without splitting bodies into lines."""

from __future__ import annotations

import base64
import codecs
import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, compress, repeat
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from netcli.importers.mail.sent import is_sent
from netcli.importers.source import Source
from netcli.importers.text import decode, fold

if TYPE_CHECKING:
    from netcli.importers.mail.blocks import Block, Columns, Places

BLOCK: Final = 2 << 20
"""Number of bytes that are read at a time. More bytes would exceed the processor's cache."""
HALVED: Final = 1 << 25
"""Minimum size, in bytes, of an mbox that is read in two halves. Reading this much takes ten times as long as starting
a process.
"""
HEADERS_CAP: Final = 1 << 16
"""Headers are searched in this number of bytes at the start of a message.

Servers' signatures alone can take ten thousand bytes.
"""
FIRST_LINE_CAP: Final = 200
"""Maximum length, in bytes, of a rejected message's first line in a report."""

BEFORE: Final = 3
"""Maximum length, in bytes, of an empty line before a message: LF CR LF."""
_EMPTY_LINE: Final = re.compile(rb"\n\r?\n")
_TELLING: Final = re.compile(rb"(?i)\n(From|Message-ID|Date)[ \t]*+:[ \t]*+(?:[^\n]|\n[ \t])")
_DATED: Final = re.compile(rb"From (?:[^\n@0-9]*[@0-9]|[ \t-]*\r?\n)")
_STARTS: Final = re.compile(rb"From (?:[^\n@0-9]*[@0-9][^\n]*|[ \t-]*\r?)\n(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:")
"""The start of a message: a `From ` line, followed by a header.

Thunderbird's `From ` lines may be empty. A sentence such as `From now on, we` is not a start.
"""
_HEADER: Final = re.compile(rb"[!-9;-~]+[ \t]*:")
_START: Final = re.compile(rb"\s*(?=From )")
_FLAGS: Final = re.compile(r"[:;!]2,([A-Za-z]*)$")
_UTF7: Final = re.compile(r"&([A-Za-z0-9+,]*)-")

_DROPPED_WORDS: Final = {
    "spam": "spam, junk, junk e-mail, junk email, bulk mail, courrier indésirable, indésirables, pourriels, pourriel, "
    "correo no deseado, posta indesiderata, lixo eletrônico, ongewenst, ongewenste e-mail, ongewenste mail, skräp, "
    "skräppost, uønsket post, uønsket e-mail, søppelpost, roskaposti, spamverdacht, spam-verdacht, wiadomości-śmieci, "
    "nevyžádaná pošta, спам, нежелательная почта",
    "trash": "trash, bin, deleted, deleted items, deleted messages, corbeille, éléments supprimés, messages supprimés, "
    "papierkorb, gelöscht, gelöschte elemente, gelöschte objekte, papelera, elementos eliminados, cestino, "
    "posta eliminata, lixeira, itens excluídos, itens eliminados, prullenbak, verwijderde items, papperskorgen, "
    "borttaget, papirkurv, papirkurven, slettet post, roskakori, poistetut, kosz, elementy usunięte, koš, корзина, "
    "удаленные",
    "draft": "draft, drafts, brouillon, brouillons, entwurf, entwürfe, borradores, bozze, rascunhos, concepten, "
    "utkast, kladder, kladde, luonnokset, szkice, wersje robocze, koncepty, черновики",
    "promotion": "promotions, category promotions, werbung, promociones, promozioni, promoções",
}
DROPPED: Final = {fold(word): why for why, words in _DROPPED_WORDS.items() for word in words.split(",")}
"""Folders and labels whose messages prove nothing, each with the reason. The names are folded."""


class MessageBatch(NamedTuple):
    """Many messages at once, in columns with one value for each message.

    *dropped* is the reason to exclude a message, or an empty text. *lines* has line numbers, or a Maildir's message
    numbers. *places* has the offsets of headers in *data*.
    """

    headers: Columns
    dropped: Iterable[str]
    lines: Sequence[int]
    places: Sequence[int]
    data: bytes
    sent: Iterable[bool] = repeat(False)

    def only(self, mask: list[bool]) -> MessageBatch:
        """Return a batch of the messages for which *mask* is true."""
        headers = [[*compress(column, mask)] for column in self.headers]
        return MessageBatch(
            headers, self.dropped, [*compress(self.lines, mask)], [*compress(self.places, mask)], self.data, self.sent
        )

    def first_line(self, place: int) -> str:
        """Return the first line of the message at *place*, for reports."""
        start = self.data[place : place + FIRST_LINE_CAP]
        return decode(start.lstrip(b"\n").partition(b"\n")[0]).text.rstrip("\r")


def starts_mbox(head: bytes) -> bool:
    """Return whether *head*, the beginning of a file, is the beginning of an mbox."""
    start = _START.match(head.removeprefix(codecs.BOM_UTF8))
    return bool(start and _STARTS.match(start.string, start.end()))


def is_eml(head: bytes) -> bool:
    """Return whether a file that begins with *head* is a single message."""
    alone = _alone(head)
    names = {name.lower() for name in _TELLING.findall(_head(alone))}
    return b"from" in names and len(names) > 1 and bool(_HEADER.match(alone))


def eml_message(source: Source) -> Iterator[MessageBatch]:
    """Yield the message of a file that holds only one message."""
    yield _joined([1], [""], [_head(_alone(source.head))])


class Part:
    """The messages that begin between the offsets *begin* and *end* of an mbox.

    Lines are counted from *begin*. A `From ` line between an empty line and a header starts a message. Without the
    empty line, the `From ` line must contain a date.
    """

    def __init__(self, source: Source, begin: int = 0, end: float = inf) -> None:
        self.source, self.begin, self.end = source, begin, end
        self.lines = 0
        """The number of lines, which is known only after all messages are read."""

    def __iter__(self) -> Iterator[MessageBatch]:
        import numpy as np  # importing it takes 0.1 s

        from netcli.importers.mail.blocks import Block

        with self.source.open() as stream:
            if self.begin:
                offset = stream.seek(self.begin - BEFORE)
                data = stream.read(BEFORE)
            else:  # the first message is read as if there were an empty line before it
                data = b"\n" * BEFORE + stream.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8)
                offset = len(codecs.BOM_UTF8) - len(data)
            block, more, line, then = Block(data, BLOCK), True, 1, BEFORE
            while more and offset + then <= self.end:
                more = block.move(stream, then - BEFORE)
                offset += then - BEFORE
                gaps = block.gaps()
                starts = np.union1d(block.starts(gaps), block.close())
                starts = starts[(starts >= BEFORE) & (starts < self.end - offset)]
                then = max(BEFORE, block.size + 1)
                if more and len(starts) and not (gaps > starts[-1]).any() and block.size - starts[-1] < HEADERS_CAP:
                    then = int(starts[-1])  # the headers of the last message continue in the next block
                    starts = starts[:-1]
                lines = block.lines(np.r_[BEFORE, starts, int(min(then, self.end - offset))])
                lines += line - lines[0]
                line = int(lines[-1])
                self.lines = line - 1
                if len(starts):
                    yield _messages(block, starts, gaps, lines[1:-1].tolist())


def _messages(block: Block, starts: Places, gaps: Places, lines: list[int]) -> MessageBatch:
    """Return the messages that begin at the offsets *starts*.

    If only a sentence such as `From now on, we` begins at an offset, the offset is skipped.
    """
    import numpy as np

    dated = _DATED.match
    stops = np.append(gaps, block.size)[np.searchsorted(gaps, starts, "right")]
    stops = np.minimum(stops, np.append(starts[1:], block.size))
    stops = np.minimum(stops, starts + HEADERS_CAP)
    places = starts.tolist()
    view = memoryview(block.data)
    batch = _joined(lines, repeat(""), [view[start:stop] for start, stop in zip(places, stops.tolist(), strict=True)])
    mask = [
        bool((sender and dated(batch.data, head)) or _STARTS.match(view, place))
        for sender, place, head in zip(batch.headers[0], places, batch.places, strict=True)
    ]
    return batch if all(mask) else batch.only(mask)


def mbox_parts(source: Source) -> list[Part]:
    """Return the parts of an mbox: two halves if it is long."""
    with source.open() as stream:
        size = stream.seek(0, os.SEEK_END) if stream.seekable() else 0
    if size < HALVED:
        return [Part(source)]
    return [Part(source, 0, size // 2), Part(source, size // 2)]


def folder_messages(folder: Path, skipped: Collection[Path] = ()) -> Iterator[MessageBatch]:
    """Yield the messages of a Maildir and its subfolders, numbered from 1, except *skipped* messages and folders."""
    waiting: list[tuple[int, str, bytes, bool]] = []
    size = 0
    for number, (path, dropped, sent) in enumerate(_files(folder, skipped), 1):
        if path in skipped:
            continue
        flags = _FLAGS.search(path.name)
        why = "trash" if flags and "T" in flags[1] else "draft" if flags and "D" in flags[1] else ""
        with path.open("rb") as stream:
            head = _head(stream.read(HEADERS_CAP))
        waiting.append((number, dropped or why, head, sent))
        size += len(head)
        if size >= BLOCK:
            yield _joined(*zip(*waiting, strict=True))
            waiting, size = [], 0
    if waiting:
        yield _joined(*zip(*waiting, strict=True))


def _joined(
    lines: Sequence[int],
    dropped: Iterable[str],
    heads: Sequence[bytes | memoryview],
    sent: Iterable[bool] = repeat(False),
) -> MessageBatch:
    """Return a batch of the messages with the headers *heads*."""
    from netcli.importers.mail.blocks import AHEAD, columns

    data = b"\n".join([b"", *heads, b"\n" * AHEAD])
    places = [*accumulate((len(head) + 1 for head in heads[:-1]), initial=1)]
    return MessageBatch(columns(data, places), dropped, lines, places, data, sent)


def _alone(head: bytes) -> bytes:
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def _head(data: bytes) -> bytes:
    """Return a message's headers, with a line end before and an empty line after."""
    data = (b"\n" + data)[:HEADERS_CAP]
    end = _EMPTY_LINE.search(data)
    return data[: end.start() if end else None] + b"\n\n"


def dropped_by(label: str) -> str:
    """Return why messages in the folder or label *label* are excluded, or an empty text."""
    return DROPPED.get(fold(re.split("[:/]", label)[-1]), "")


def _files(folder: Path, skipped: Collection[Path]) -> Iterator[tuple[Path, str, bool]]:
    """Yield (path, reason to exclude, whether sent) for each message of a Maildir."""
    for directory in _folders(folder, skipped):
        names = [_utf7(name) for part in directory.relative_to(folder).parts for name in part.split(".")]
        dropped = next(filter(None, map(dropped_by, names)), "")
        sent = any(map(is_sent, names))
        for inside in ("cur", "new"):
            for path in _inside(directory / inside, skipped):
                if not path.name.startswith(".") and (path in skipped or path.is_file()):
                    yield path, dropped, sent


def _folders(folder: Path, skipped: Collection[Path]) -> Iterator[Path]:
    """Yield a Maildir and then its subfolders, sorted by name."""
    if folder not in skipped:
        yield folder
    for path in _inside(folder, skipped):
        if path.name not in ("cur", "new", "tmp") and not path.is_symlink() and path.is_dir():
            yield from _folders(path, skipped)


def _inside(folder: Path, skipped: Collection[Path]) -> list[Path]:
    """Return what is in *folder*, sorted by name; nothing if there is no such folder, or if it is skipped."""
    return sorted(folder.iterdir()) if folder not in skipped and folder.is_dir() else []


def _utf7(name: str) -> str:
    """Decode the name of an IMAP folder from IMAP's modified UTF-7.

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
