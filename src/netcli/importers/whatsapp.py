"""One WhatsApp chat, sent by e-mail as text: telephones write the stamp as their country does.

    [12/03/2024 10:11:12] Zoé Exemple: …            iOS, with invisible marks
    13/6/2026, 12:34 - Maria: hola                  Android
    12/03/2024 à 10:11 - Zoé Exemple: …             Android in French
    3/13/24, 9:05 PM - Messages are end-to-end encrypted.       no name: the system speaks

Lines without a stamp continue a message. `WhatsApp Chat with Zoé Exemple.txt` says whose chat it is; the other writer
is then the owner. iOS's `_chat.txt` says nothing, but the archive it came in does; else the owner's name must occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netcli import dates
from netcli.importers.shared import chats
from netcli.importers.shared.groups import among
from netcli.importers.source import Source
from netcli.importers.text import decode
from netcli.records import OWNER, Ignored, Item, Record, Used

NETWORK: Final = "whatsapp"
CAP: Final = 256 << 20
"""Bytes of one chat; WhatsApp itself stops at 40 000 messages."""
MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202e\ufeff\r]")
"""What iOS strews between the words."""
_STAMP: Final = re.compile(
    r"\[?(?P<date>\d{1,4}([/.-])\d{1,2}\2\d{1,4}),?(?:\s+(?:à|at|um|a las))?"
    r"\s+\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?P<half>\s?[ap]\.?\s?m\.?)?(?:\]\s*|\s+-\s+)(?P<rest>.*)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:whatsapp chat (?:with|-)|discussion whatsapp avec|whatsapp[- ]chat mit|chat de whatsapp con"
    r"|chat whatsapp con|conversa do whatsapp com)\s+(?P<name>.+?)(?:\s*\(\d+\))?(?:\.(?:txt|zip))?",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(r"\b(?:group|groupe|gruppe|grupo|gruppo)\b", re.IGNORECASE)
_ENCRYPTED: Final = re.compile(r"end-to-end encrypted|chiffrés? de bout en bout|Ende-zu-Ende", re.IGNORECASE)
"""iOS puts the system's first words in the other person's mouth."""
_PHONE: Final = re.compile(r"\+?[\d\s().\xa0\u2011-]{7,}")


def claims(source: Source) -> bool:
    """Does the text, or the one text in the archive, begin with a stamp?"""
    chat = _file(source)
    first = next(filter(str.strip, _lines(chat.text)), "") if chat else ""
    return _STAMP.fullmatch(first) is not None


def read(source: Source) -> Iterator[Item]:
    """Yield those who write, and how often; each stamped line is a row, and none of its words is kept."""
    chat = _file(source)
    if chat is None:
        return
    file = chat.name if chat.archive else None
    stamped: list[tuple[str, str]] = []
    lines: dict[str, int] = {}
    american = group = False
    system = 0
    with chat.open() as stream:
        text = decode(stream.read(CAP)).text
    for number, line in enumerate(_lines(text), start=1):
        stamp = _STAMP.fullmatch(line)
        if not stamp:
            continue
        writer, colon, words = f"{stamp['rest']} ".partition(": ")
        writer = writer.lstrip("~ \xa0\u202f").strip()
        american = american or bool(stamp["half"])
        if colon and writer and not _ENCRYPTED.search(words):
            stamped.append((writer, stamp["date"]))
            lines.setdefault(writer, number)
        else:
            system += 1
            group = group or bool(_GROUP.search(writer))
    if system:
        yield Ignored("system", file, system)
    if not stamped:
        return
    yield Used(file, len(stamped))
    order = dates.column_order(date for _, date in stamped)
    order = not american if order is None else order
    written = chats.tally((writer, dates.parse(date, day_first=order)) for writer, date in stamped)
    mine = chats.writer_called(source.owner.name, {writer: writer for writer in written})
    yield from _people(written, _title(source, chat), mine, lines, group=group, file=file)


def _people(
    written: dict[str, chats.Messages],
    title: str | None,
    mine: str | None,
    lines: dict[str, int],
    *,
    group: bool,
    file: str | None,
) -> Iterator[Item]:
    """Yield who is who: the owner is whoever the chat is not called after; else *mine*, who has the owner's name."""
    alone = not group and len(written) <= 2 and title is not None and (title in written or len(written) == 1)
    others = [title] if alone and title else [name for name in written if name != mine]
    for name in others:
        called = None if _PHONE.fullmatch(name) else name
        yield Record(name, called, phones=() if called else (name,), file=file, line=lines.get(name, 1))
    if alone and title:
        by = {OWNER if writer != title else title: count for writer, count in written.items()}
        yield from chats.between(OWNER, title, by, file=file, line=1)
        return
    if mine is None:
        yield chats.unknown_owner(file)
    by = {OWNER if writer == mine else writer: count for writer, count in written.items()}
    if len(written) == 2 and not group and title is None:
        one, other = by
        yield from chats.between(one, other, by, file=file, line=1)
    else:
        last = max((count.last for count in written.values() if count.last), default=None)
        yield from among(by, title, last=last, file=file, line=1)


def _file(source: Source) -> Source | None:
    texts = [member for member in source.members if member.basename.endswith(".txt")]
    return source if not source.members else texts[0] if len(texts) == 1 else None


def _title(source: Source, chat: Source) -> str | None:
    for name in (chat.name, source.name, chat.archive or ""):
        if named := _NAMED.fullmatch(name.replace("\\", "/").rpartition("/")[2]):
            return named["name"].strip()
    return None


def _lines(text: str) -> Iterator[str]:
    return (MARKS.sub("", line) for line in text.split("\n"))
