"""A WhatsApp chat exported as text.

    [12/03/2024 10:11:12] Zoé Exemple: …            iOS, with invisible marks
    13/6/2026, 12:34 - Maria: hola                  Android
    12/03/2024 à 10:11 - Zoé Exemple: …             Android in French
    3/13/24, 9:05 PM - Messages are end-to-end encrypted.       no name: a system message

A line without a stamp continues the message before it. The name of the file may contain the other person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from netcli import clock, moments
from netcli.importers.formats.values import NO_DATE, Values
from netcli.importers.shared import chats, stamps
from netcli.importers.shared.groups import among
from netcli.importers.source import Source
from netcli.importers.text import decode, fold
from netcli.language import say
from netcli.records import OWNER, Ignored, Item, Member, Record, Used

NETWORK: Final = "whatsapp"
CAP: Final = 256 << 20
"""Maximum number of bytes that are read from one chat. WhatsApp exports at most 40 000 messages."""
NAME_CAP: Final = 100
"""Maximum length of a writer's name, in characters. A longer text is part of a sentence."""
_NAMED: Final = re.compile(
    r".*?whatsapp\b.*?\s(?:with|-|avec|mit|con|com|met|med|amb|z|ze|с контактом|с|з|s uživatelem|s|cu|dengan)\s+"
    r"(?P<name>.+?)(?:\s*\(\d+\))?(?:\.(?:txt|zip))?",
    re.IGNORECASE,
)
"""Finds a person's name in the file name of a chat, in many languages."""
_GROUP: Final = re.compile(
    r"\b(?:groups?|groupes?|gruppen?|grupos?|gruppo|groep|grupp|gruppa|grup|ryhm\w*|skupin\w*|csoport\w*|груп\w*)\b"
    r"|群|グループ|그룹|مجموعة|קבוצה",
    re.IGNORECASE,
)
_ENCRYPTED: Final = re.compile(
    r"end-to-end|bout en bout|Ende-zu-Ende|extremo a extremo|ponta a ponta|päästä päähän|uçtan uca|сквозн|端到端|端對端"
    r"|エンドツーエンド|종단간|ende-til-ende|szyfrowan|titkosít|šifrov|criptat|mã hóa đầu cuối|enkripsi|مشفرة|מוצפנ"
    r"|एन्क्रिप्ट|เข้ารหัส",
    re.IGNORECASE,
)
"""Words for end-to-end encryption, as in WhatsApp's own first message."""
_FILE: Final = re.compile(r"<|\.\w{2,5}(?:\s|$)")
"""Finds a text that stands in place of an attachment, such as `<attached: Zoé.vcf>`."""
SENTENCE: Final = 30
"""Minimum length of WhatsApp's own first message in a chat, in characters.

Notes such as `contact card omitted` are shorter.
"""
_LETTER: Final = "[a-z\u0250-\u1fff]"
"""A pattern for a folded letter in a writing system with blanks between words."""
_PHONE: Final = re.compile(r"\+?[\d\s().\xa0\u2011-]{7,}")
_QUOTES: Final = (("“", "”"), ("«", "»"), ("„", "“”"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that begins with a date stamp.

    *marked* is true if iOS marks a system message or an attachment.
    """

    number: int
    writer: str
    words: str
    stamp: stamps.Stamp
    marked: bool  # by iOS, as a system message or an attachment


def claims(source: Source) -> bool:
    """Return whether the file is a chat, or an archive that contains a chat."""
    return _chat(source) is not None


def read(source: Source) -> Iterator[Item]:
    """Yield the people who write in the chat, and the number of their messages.

    Each line with a date stamp is a row. The text of messages is never kept.
    """
    chat = _chat(source)
    if chat is None:
        return
    file = chat.name if chat.archive else None
    for member in source.members:
        if member is not chat:  # even cards are not the owner's contacts
            yield Member(member.name, say("was sent in the chat"))
    lines = _lines(chat)
    messages, group = _messages(lines, _title(source, chat, {line.writer for line in lines}))
    if len(lines) > len(messages):
        yield Ignored("system", file, len(lines) - len(messages))
    today = clock.today()
    dated = dict(zip((line.number for line in lines), stamps.days([line.stamp for line in lines], today), strict=True))
    coming = {number for number, day in dated.items() if day and day > today.isoformat()}
    if future := sum(line.number in coming for line in messages):
        yield Ignored("future", file, future)
        messages = [line for line in messages if line.number not in coming]
    if not messages:
        return
    values = Values(file)
    first: dict[str, int] = {}
    for line in messages:
        first.setdefault(line.writer, line.number)
        if not dated[line.number]:
            values.lose("date", "/".join(map(str, line.stamp.parts)), NO_DATE, line=line.number)
    yield from values.items()
    title = _title(source, chat, set(first))
    mine = chats.writer_called(source.owner.name, {writer: writer for writer in first})
    written = _written(messages, dated, title, mine, group=group)
    yield Used(file, len(messages), chats.moments_of(written.values()))
    yield from _people(written, title, mine, first, group=group, file=file)


def _lines(chat: Source) -> list[_Line]:
    """Return the lines that begin with the same form of date stamp."""
    with chat.open() as stream:
        text = decode(stream.read(CAP)).text
    lines: list[_Line] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        stamp = stamps.stamp(stamps.MARKS.sub("", raw))
        if stamp is None or (lines and stamp.end != lines[0].stamp.end):
            continue
        writer, colon, words = f"{stamp.rest} ".partition(": ")
        marked = raw.partition(": ")[2][:1] in ("\u200e", "\u200f")
        writer = writer.lstrip("~ \xa0\u202f").strip() if colon else ""
        lines.append(_Line(number, writer if _may_be_name(writer) else "", words.strip(), stamp, marked))
    return lines


def _messages(lines: list[_Line], title: str | None) -> tuple[list[_Line], bool]:
    """Return the lines that people wrote, and whether the chat is a group."""
    group = any(not line.writer and _GROUP.search(line.stamp.rest) for line in lines)
    opens = bool(lines and lines[0].writer and _is_opening(lines[0]))
    messages = [line for at, line in enumerate(lines) if line.writer and ((opens and not at) or not _is_notice(line))]
    if opens:
        speaker = lines[0].writer
        typed = any(line.writer == speaker and not line.marked for line in lines[1:])
        # system messages have the group's name as writer; in a chat of two, the first system message has the other
        # person's name
        if len({line.writer for line in messages} - {speaker}) > 1 and (speaker == title or not typed):
            return [line for line in messages if line.writer != speaker], True
        messages = messages[1:]
    return messages, group


def _is_opening(line: _Line) -> bool:
    """Return whether WhatsApp itself wrote *line*, the first line of a chat."""
    if _ENCRYPTED.search(line.words):
        return True
    return line.marked and len(line.words) >= SENTENCE and not _FILE.search(line.words)


def _is_notice(line: _Line) -> bool:
    """Return whether WhatsApp itself wrote *line*."""
    if not line.marked or _FILE.search(line.words):
        return False
    return _is_in(fold(line.writer), fold(line.words)) or _ENCRYPTED.search(line.words) is not None


def _may_be_name(text: str) -> bool:
    """Return whether *text*, which stands before a colon, may be a name."""
    # after a quotation mark without its partner, the colon is inside the quotation
    if len(text) > NAME_CAP or text.count('"') % 2:
        return False
    return not any(begin in text and not any(end in text for end in ends) for begin, ends in _QUOTES)


def _written(
    messages: list[_Line], dated: Mapping[int, str | None], title: str | None, mine: str | None, *, group: bool
) -> dict[str, chats.Messages]:
    """Count the messages of each writer."""
    writers = dict.fromkeys(line.writer for line in messages)
    if not group and len(writers) == 2:
        title = title if title in writers else next((writer for writer in writers if writer != mine), title)
    # in a chat between two people, the writer who is not in the title is the owner, whose name may have changed
    two = not group and title is not None and (len(writers) == 1 or (len(writers) == 2 and title in writers))
    alike = moments.Alike()

    def told(line: _Line) -> tuple[str, str | None, int]:
        day, writer = dated[line.number], line.writer
        role = OWNER if writer == mine or (two and writer != title) else writer
        # the text does not count, because a chat may be exported again without media
        return writer, day, alike.moment(day, NETWORK, title, day, line.stamp.minute, role)

    return chats.tally(map(told, messages))


def _people(
    written: dict[str, chats.Messages],
    title: str | None,
    mine: str | None,
    lines: dict[str, int],
    *,
    group: bool,
    file: str | None,
) -> Iterator[Item]:
    """Yield each writer except the owner. Then yield how often the writers wrote to each other."""
    alone = not group and len(written) <= 2 and title is not None and (title in written or len(written) == 1)
    others = [title] if alone and title else [name for name in written if name != mine]
    for name in others:
        called = None if _PHONE.fullmatch(name) else name
        yield Record(name, called, phones=() if called else (name,), file=file, line=lines.get(name, 1))
    if alone and title:  # the owner is the writer who is not the title
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
        told = chats.moments_of(written.values())
        yield from among(by, title, lasts=chats.last_days(by), file=file, line=1, moments=told)


def _chat(source: Source) -> Source | None:
    """Return the chat in a file or an archive, if there is exactly one."""
    if not source.members:
        return source if _is_chat(source) else None
    texts = [member for member in source.members if member.basename.endswith(".txt")]
    named = [member for member in texts if member.basename == "_chat.txt" or "whatsapp" in member.basename]
    found = [member for member in (named if len(named) == 1 else texts) if _is_chat(member)]
    return found[0] if len(found) == 1 else None


def _is_chat(source: Source) -> bool:
    """Return whether a file begins with a date stamp and contains a message."""
    lines = [line for line in stamps.MARKS.sub("", source.text).split("\n") if line.strip()]
    first = stamps.stamp(lines[0]) if lines else None
    # a stamp alone is not enough, because many tables begin with a date, too
    return first is not None and (first.end in "]-" or any(": " in line for line in lines if stamps.stamp(line)))


def _title(source: Source, chat: Source, writers: set[str]) -> str | None:
    """Return the chat's title from a file name."""
    names = [name.replace("\\", "/").rpartition("/")[2] for name in (chat.name, source.name, chat.archive or "")]
    mine = fold(source.owner.name or "")
    for name in names:
        # a chat is not named after its owner
        called = [writer for writer in writers if fold(writer) != mine and _is_in(fold(writer), fold(name))]
        if called:
            return max(called, key=lambda writer: (len(writer), writer))
        if named := _NAMED.fullmatch(name):
            return named["name"].strip()
    return None


def _is_in(words: str, text: str) -> bool:
    """Return whether *words* occur in *text* as whole words."""
    if not words or words not in text:  # most writers: a pattern for each would cost more than reading their messages
        return False
    return re.search(rf"(?<!{_LETTER}){re.escape(words)}(?!{_LETTER})", text) is not None
