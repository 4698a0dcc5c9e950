"""Read what the exports of Facebook and Instagram have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from netcli import dates
from netcli.importers.formats import json
from netcli.importers.formats.values import NO_DATE, NO_NUMBER, TO_COME, Values, is_to_come
from netcli.importers.shared import chats
from netcli.importers.shared.groups import GROUP_LIMIT, among
from netcli.importers.shared.nobody import is_nobody
from netcli.importers.source import Source
from netcli.importers.text import fold
from netcli.language import say
from netcli.moments import Alike, packed
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Used

REACTION: Final = re.compile(
    r"reacted .*|a reagi .*|liked a message.*|a aime un message.*|gefallt eine nachricht.*|le gusto un mensaje.*"
    r"|(?:(?:ha )?messo )?mi piace (?:a )?un messaggio.*|curtiu uma mensagem.*|vindt een bericht leuk.*"
    r"|(?!(?:i|we|ich|wir|je|nous|yo) )(?:.{0,40} )?(?:rea[gk]|reac)\w+ .{0,9} ?[^\w\s!-~]+ (?:\w+ ){1,3}"
    r"(?:messag\w*|mensaje|mensagem|nachricht|bericht|meddelande|besked|melding|wiadomosc)\W*"
    r"|.{0,40} mit [^\w\s!-~]+ auf \w+ nachricht reagiert\W*"
)
"""A message, in folded form, that only reports a reaction to another message."""
ATTACHMENT: Final = re.compile(
    r".*(?:sent an attachment|envoye une piece jointe|einen anhang gesendet|envio un archivo adjunto"
    r"|inviato un allegato|enviou um anexo|bijlage (?:verzonden|gestuurd))\."
)
"""A text, in folded form, that Meta itself adds to an attachment."""
CONNECTED: Final = re.compile(
    r".{0,40}(?:connected on|connecte.{0,5} sur|en (?:contact|relation) sur|conectad[oa]s (?:en|no)"
    r"|(?:connessi|collegati|contatto) su|verbonden (?:via|op|met)|połaczeni|kontakter pa|forbundet pa|koblet"
    r"|yhteydessa|conectati pe|baglan|общаться|связ|propojeni|kapcsolat).{0,30}messenger.{0,8}"
    r"|.{0,30}(?:im|auf|in|uber) messenger verbunden\W*"
    r"|(?:say hi to your new facebook friend|dites bonjour a votre nouve).{0,80}"
    r"|(?:you can now|vous pouvez (?:desormais|maintenant) vous|ihr konnt (?:euch )?jetzt"
    r"|(?:ahora|ya) (?:pueden|podeis)|(?:ora|adesso) potete|agora voces podem|jullie kunnen (?:elkaar )?nu)"
    r" .{0,60}(?:messag|messenger|mensaj|appel|anruf|schreib|llama|chiama|scrive|bericht|ligar|bellen).*",
)
"""Messenger's notice, in folded form, that two people can now write to each other.

Such notices look like messages.
"""
CHANGED: Final = re.compile(
    r"(?!(?:i|we|he|she|they|who|je|on|nous|il|elle|qui) )(?:\S+ ){1,3}"
    r"(?:(?:set|cleared) (?:the|your|\S+) (?:emoji|nickname)|(?:changed|set) the (?:chat )?theme|named the group"
    r"|changed the group (?:photo|name)|(?:pinned|unsent) a message|waved at you|a (?:modifie|change) le theme"
    r"|a nomme le groupe|a defini (?:l.emoji|le pseudo|votre pseudo)|a epingle un message).*"
)
"""Messenger's notice, in folded form, that somebody changed the chat.

Such notices look like messages.
"""
NOTICE_CAP: Final = 120
"""Maximum length, in characters, of a notice that Meta itself wrote."""
SYSTEM_TYPES: Final = frozenset({"subscribe", "unsubscribe", "placeholder", "admin"})
"""The types, in lower case, of messages that nobody wrote."""
MOMENTS: Final = "meta"
"""Makes the moments of Meta's messages differ from moments of other sources."""
MILLISECONDS: Final = 1e11
"""If a time is larger than this number, the time is in milliseconds.

Times in seconds are smaller until the year 5000.
"""
SHORTEST: Final = 4
"""Minimum number of digits in a text that is read as a phone number."""
_NUMBERED: Final = re.compile(r"_\d+$")


@dataclass(slots=True)
class Thread:
    """A conversation, perhaps in several files: its people and their messages, without text."""

    path: str
    title: str | None
    file: str | None
    people: dict[str, None] = field(default_factory=dict)
    written: dict[str, chats.Messages] = field(default_factory=dict)


def text(value: object) -> str | None:
    r"""Return *value* as text, with accents repaired.

    Meta escapes each byte of UTF-8 as a character.

    >>> text("Zo\u00c3\u00a9"), text("Zoé"), text(None)
    ('Zoé', 'Zoé', None)
    """
    plain = json.text(value)
    if plain is None or plain.isascii():
        return plain
    try:
        return plain.encode("latin-1").decode("utf-8").strip() or None
    except UnicodeError:
        return plain


def day(entry: json.Object, *names: str, values: Values | None = None, field: str = "since") -> str | None:
    """Return the UTC day of the first valid Unix time under *names*.

    If *values* is given, invalid and future times are counted.
    """
    for name in names:
        value = entry.get(name)
        if isinstance(value, (int, float)) and (found := dates.from_epoch(value)):
            if not values or not is_to_come(found, field):
                return found
            values.lose(field, found, TO_COME, name)
            return None
        if value and values:
            values.lose(field, str(value), NO_DATE, name)
    return None


def _second(message: json.Object) -> int | None:
    """Return the time of a message in seconds. Some exports give milliseconds."""
    value = message.get("timestamp_ms", message.get("timestamp"))
    if not isinstance(value, (int, float)):
        return None
    return int(value / 1000 if abs(value) > MILLISECONDS else value)


def contact_points(points: Iterable[object], values: Values, column: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the e-mail addresses and the phone numbers among *points*. Any other text is counted as a lost value."""
    emails: list[str] = []
    phones: list[str] = []
    for point in filter(None, map(text, points)):
        if "@" in point:
            emails += values.emails(point, column)
        elif sum(map(str.isdigit, point)) >= SHORTEST:
            phones += values.phones(point, column)
        else:
            values.lose("phone", point, NO_NUMBER, column)
    return tuple(emails), tuple(phones)


def labelled(entry: json.Object) -> dict[str, str]:
    """Return the values of an entry in a recent export, by folded label.

    The labels are in the owner's language.
    """
    values: dict[str, str] = {}
    for one in map(json.mapping, json.items(entry.get("label_values"))):
        value = text(one.get("value")) or text(one.get("href"))
        if value and (label := text(one.get("label"))):
            values.setdefault(fold(label).replace("’", "'"), value)
    return values


def is_thread(paths: frozenset[str]) -> bool:
    """Return whether *paths* are the keys of a file of messages."""
    return {"participants", "messages"} <= paths


def read_messages(source: Source, document: object, threads: dict[str, Thread]) -> Iterator[Item]:
    """Add the messages of one file to *threads*.

    Yield how many messages were used or ignored, and each problem in the file.
    """
    fields = json.mapping(document)
    file = name_of(source)
    path = json.text(fields.get("thread_path")) or json.text(fields.get("threadName")) or source.name.rpartition("/")[0]
    path = (path or source.name).rstrip("/").rpartition("/")[2]  # the folders above have changed over the years
    title = text(fields.get("title")) or _NUMBERED.sub("", text(fields.get("threadName")) or "") or None
    thread = threads.setdefault(path, Thread(path, title, file))
    for entry in json.items(fields.get("participants")):
        if name := text(json.mapping(entry).get("name", entry)):
            thread.people[name] = None
    values = Values(file)
    used, ignored = 0, Counter[str]()
    told: list[int] = []
    alike = Alike()  # for this file only: another file of the thread may repeat its messages
    for number, message, _ in json.entries(fields.get("messages")):
        values.line = number
        if message is None:
            yield BadRow(number, say("not a message"), file=file)
            continue
        writer = text(message.get("sender_name", message.get("senderName")))
        when = day(message, "timestamp_ms", "timestamp", values=values, field="date")
        why = "large group" if len(thread.people) > GROUP_LIMIT else "future" if chats.lies_ahead(when) else None
        if why := _no_message(message) or why if writer else "no sender":
            ignored[why] += 1
        elif writer:
            thread.people[writer] = None
            written = thread.written.setdefault(writer, chats.Messages())
            moment = alike.moment(when, MOMENTS, writer, _second(message))
            if moment in written.moments:
                ignored["repeated"] += 1
                continue
            used += 1
            told.append(moment)
            written.add(when, moment)
    if used:
        yield Used(file, used, packed(told))
    for why, count in ignored.items():
        yield Ignored(why, file, count)
    yield from values.items()


def _no_message(message: json.Object) -> str | None:
    """Return why a message does not count, such as `reaction`, or None."""
    if message.get("is_unsent", message.get("isUnsent")) is True:
        return "unsent"
    if str(message.get("type")).casefold() in SYSTEM_TYPES:
        return "system"
    content = text(message.get("content", message.get("text"))) or ""
    if len(content) > NOTICE_CAP:
        return None
    content = fold(content)
    if REACTION.fullmatch(content):
        return "reaction"
    if ATTACHMENT.fullmatch(content):
        return "attachment"
    return "system" if CONNECTED.fullmatch(content) or CHANGED.fullmatch(content) else None


def owner_of(threads: Iterable[Thread], name: str | None) -> str | None:
    """Return the export's owner, the person in most conversations, or None.

    In a tie, return the person whose name is the title of the fewest conversations. In a further tie, return the person
    called *name*.
    """
    part, called = Counter[str](), Counter[str]()
    for thread in threads:
        part.update(name for name in thread.people if not is_nobody(name))
        called.update([thread.title] if thread.title else [])
    ranks = {who: (part[who], -called[who]) for who in part}
    first = max(ranks.values(), default=None)
    best = [who for who in part if ranks[who] == first]
    return best[0] if len(best) == 1 else chats.writer_called(name, {who: who for who in best})


def conversations(
    threads: Mapping[str, Thread], friends: Mapping[str, Sequence[str]], name: str | None
) -> Iterator[Item]:
    """Yield everybody in *threads*, and how often these people write to each other.

    *friends* maps each name to the keys of friends with this name. *name* is the owner's name according to the user.
    """
    owner = owner_of(threads.values(), name)
    if owner:
        yield Record(OWNER, owner)
    elif any(thread.written for thread in threads.values()):
        yield chats.unknown_owner(None)
    homonyms = Counter(name for thread in threads.values() if len(thread.people) == 2 for name in thread.people)
    seen: set[str] = {key for keys in friends.values() for key in keys}
    for thread in threads.values():
        if not thread.written:
            continue
        keys: dict[str, str] = {}
        for name in thread.people:
            deleted = is_nobody(name)
            of_name = friends.get(name, ())
            if name == owner:
                continue
            if deleted or len(of_name) > 1 or homonyms[name] > 1:  # this name may mean several people
                keys[name] = f"{thread.path}/{name}"
            else:
                keys[name] = of_name[0] if of_name else f"name/{name}"
            if keys[name] not in seen:
                seen.add(keys[name])
                yield Record(keys[name], None if deleted else name, file=thread.file, line=1)
        written = {keys.get(name, OWNER): count for name, count in thread.written.items()}
        ends = [*([OWNER] if owner else []), *keys.values()]
        if len(ends) == 2:
            yield from chats.between(ends[0], ends[1], written, file=thread.file, line=1)
        else:
            told = chats.moments_of(thread.written.values())
            lasts = chats.last_days(written)
            yield from among(ends, thread.title, lasts=lasts, file=thread.file, line=1, moments=told)


def name_of(source: Source) -> str | None:
    """Return the file's name for reports, or None outside an archive."""
    return source.name if source.archive else None
