"""The headers of every message in a mailbox, found at the speed of the disk: bodies are never split into lines."""

from __future__ import annotations

import base64
import codecs
import os
import re
from collections.abc import Iterable, Iterator, Sequence
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
"""Bytes read at a time: fewer cost more calls of numpy, more do not fit a processor's cache."""
HALVED: Final = 1 << 25
"""Bytes from which on an mbox is read in two halves: 0.1 s of work, ten times what a second process costs."""
HEADERS_CAP: Final = 1 << 16
"""Bytes of a message in which its headers are looked for; authentication seals alone can take ten thousand."""
FIRST_LINE_CAP: Final = 200
"""Bytes of a bad message that a report shows."""

BEFORE: Final = 3
"""Bytes before a message in which an empty line ends: LF LF, or LF CR LF."""
_EMPTY_LINE: Final = re.compile(rb"\n\r?\n")
_TELLING: Final = re.compile(rb"(?i)\n(From|Message-ID|Date)[ \t]*+:[ \t]*+(?:[^\n]|\n[ \t])")
_DATED: Final = re.compile(rb"From (?:[^\n@0-9]*[@0-9]|[ \t-]*\r?\n)")
_STARTS: Final = re.compile(rb"From (?:[^\n@0-9]*[@0-9][^\n]*|[ \t-]*\r?)\n(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:")
"""A From line has an address or a date on it, or nothing (Thunderbird's), and a header below; `From now on, we` is a
sentence."""
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


class MessageBatch(NamedTuple):
    """Messages that were read at once, in columns: their headers, why their folder or flags drop them, where they are,
    and whether they lay in a folder of what was sent.

    *lines* are the physical lines of their `From ` lines, or their numbers in a Maildir; the head of each begins at its
    place in *data*.
    """

    headers: Columns
    dropped: Iterable[str]
    lines: Sequence[int]
    places: Sequence[int]
    data: bytes
    sent: Iterable[bool] = repeat(False)

    def only(self, mask: list[bool]) -> MessageBatch:
        """Keep those for which *mask* is true."""
        headers = [[*compress(column, mask)] for column in self.headers]
        return MessageBatch(
            headers, self.dropped, [*compress(self.lines, mask)], [*compress(self.places, mask)], self.data, self.sent
        )

    def first_line(self, place: int) -> str:
        """Return what a report shows of the message there."""
        start = self.data[place : place + FIRST_LINE_CAP]
        return decode(start.lstrip(b"\n").partition(b"\n")[0]).text.rstrip("\r")


def starts_mbox(head: bytes) -> bool:
    """Does *head* begin as an mbox does?"""
    start = _START.match(head.removeprefix(codecs.BOM_UTF8))
    return bool(start and _STARTS.match(start.string, start.end()))


def is_eml(head: bytes) -> bool:
    """Does *head* begin with the headers of one message, saved without a `From ` line?"""
    alone = _alone(head)
    names = {name.lower() for name in _TELLING.findall(_head(alone))}
    return b"from" in names and len(names) > 1 and bool(_HEADER.match(alone))


def eml_message(source: Source) -> Iterator[MessageBatch]:
    """Yield the one message of a file that holds nothing else."""
    yield _joined([1], [""], [_head(_alone(source.head))])


class Part:
    """The messages that begin between two bytes of an mbox, with their lines; those before *begin* are not counted.

    A `From ` at the start of a line begins a message when the line before is empty and the one after is a header.
    """

    def __init__(self, source: Source, begin: int = 0, end: float = inf) -> None:
        self.source, self.begin, self.end = source, begin, end
        self.lines = 0
        """How many lines end in it; known when its messages have been read."""

    def __iter__(self) -> Iterator[MessageBatch]:
        import numpy as np  # it takes 0.1 s to import

        from netcli.importers.mail.blocks import Block

        with self.source.open() as stream:
            if self.begin:
                offset = stream.seek(self.begin - BEFORE)
                data = stream.read(BEFORE)
            else:  # as if an empty line came before the first message
                data = b"\n" * BEFORE + stream.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8)
                offset = len(codecs.BOM_UTF8) - len(data)
            block, more, line, then = Block(data, BLOCK), True, 1, BEFORE
            while more and offset + then <= self.end:
                more = block.move(stream, then - BEFORE)
                offset += then - BEFORE
                gaps = block.gaps()
                starts = block.starts(gaps)
                starts = starts[(starts >= BEFORE) & (starts < self.end - offset)]
                then = max(BEFORE, block.size + 1)
                if more and len(starts) and starts[-1] > gaps[-1] and block.size - starts[-1] < HEADERS_CAP:
                    then = int(starts[-1])  # its headers go on in the next block
                    starts = starts[:-1]
                lines = block.lines(np.r_[BEFORE, starts, int(min(then, self.end - offset))])
                lines += line - lines[0]
                line = int(lines[-1])
                self.lines = line - 1
                if len(starts):
                    yield _messages(block, starts, gaps, lines[1:-1].tolist())


def _messages(block: Block, starts: Places, gaps: Places, lines: list[int]) -> MessageBatch:
    """Read the messages that start there, each up to the next of *gaps*; sentences that begin with `From ` are none."""
    import numpy as np

    dated = _DATED.match
    stops = np.append(gaps, block.size)[np.searchsorted(gaps, starts, "right")]
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
    """Return the halves of an mbox, if it is long and can be entered in the middle; else all of it."""
    with source.open() as stream:
        size = stream.seek(0, os.SEEK_END) if stream.seekable() else 0
    if size < HALVED:
        return [Part(source)]
    return [Part(source, 0, size // 2), Part(source, size // 2)]


def folder_messages(folder: Path) -> Iterator[MessageBatch]:
    """Yield every message of a Maildir and its sub-folders, numbered from 1 in the order of their names."""
    waiting: list[tuple[int, str, bytes, bool]] = []
    size = 0
    for number, (path, dropped, sent) in enumerate(_files(folder), 1):
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
    """Read the messages with these lines, fates and heads all at once."""
    from netcli.importers.mail.blocks import AHEAD, columns

    data = b"\n".join([b"", *heads, b"\n" * AHEAD])
    places = [*accumulate((len(head) + 1 for head in heads[:-1]), initial=1)]
    return MessageBatch(columns(data, places), dropped, lines, places, data, sent)


def _alone(head: bytes) -> bytes:
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def _head(data: bytes) -> bytes:
    """Return the head of the message that *data* begins with, from the end of a line before it to an empty line."""
    data = (b"\n" + data)[:HEADERS_CAP]
    end = _EMPTY_LINE.search(data)
    return data[: end.start() if end else None] + b"\n\n"


def dropped_by(label: str) -> str:
    """Say why a message under that folder or Gmail label is dropped, or nothing."""
    return DROPPED.get(fold(re.split("[:/]", label)[-1]), "")


def _files(folder: Path) -> Iterator[tuple[Path, str, bool]]:
    """Yield every message of a Maildir, why its folder drops it, and whether that holds what was sent."""
    for directory in _folders(folder):
        names = [_utf7(name) for part in directory.relative_to(folder).parts for name in part.split(".")]
        dropped = next(filter(None, map(dropped_by, names)), "")
        sent = any(map(is_sent, names))
        for inside in ("cur", "new"):
            for path in sorted((directory / inside).iterdir()) if (directory / inside).is_dir() else ():
                if not path.name.startswith(".") and path.is_file():
                    yield path, dropped, sent


def _folders(folder: Path) -> Iterator[Path]:
    """Yield the Maildir and those inside of it, by name."""
    yield folder
    for path in sorted(folder.iterdir()):
        if path.name not in ("cur", "new", "tmp") and path.is_dir() and not path.is_symlink():
            yield from _folders(path)


def _utf7(name: str) -> str:
    """Decode the name of an IMAP folder from its modified UTF-7.

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
