"""The tally of a mailbox: who wrote to whom, how often, from when to when, and under which names.

It is asked a million times, so it counts in plain dictionaries and remembers what it has parsed before.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from typing import Any, Final

from netcli import dates
from netcli.importers._addresses import is_person, mailboxes, unencoded
from netcli.importers._mailbox import Message, dropped_by
from netcli.importers._text import clean, decode

RECIPIENTS_CAP: Final = 15
"""To and Cc of a mail beyond which it is a broadcast."""
FIELD_CAP: Final = 8192
"""Bytes of one header that are read: a hundred recipients, long past RECIPIENTS_CAP."""
MINUTES_A_DAY: Final = 1440
MEMORY: Final = 1 << 16
"""Header values whose meaning is remembered."""

_FIELDS: Final = re.compile(
    rb"\n((?i:From|To|Cc|Date|Message-ID|Delivered-To|X-Original-To|X-Gmail-Labels|X-Spam-Flag|List-Id|List-Unsubscribe"
    rb"|List-Post|Precedence|Auto-Submitted))[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)"
)
_LIST_FIELDS: Final = frozenset((b"list-id", b"list-unsubscribe", b"list-post"))
_BULK: Final = frozenset((b"bulk", b"list", b"junk"))
_DATE: Final = re.compile(
    rb"(?:[A-Za-z]{3,9}, *)?(\d\d? +[A-Za-z]{3} +\d{4}) +(\d\d):(\d\d)(?::\d\d)? +([+-])(\d\d)(\d\d)"
)


class Pair:
    """How many messages two people share, the days of the first and last (0: unknown), and what they weigh together."""

    __slots__ = ("count", "first", "last", "weight")

    def __init__(self) -> None:
        self.count = self.first = self.last = 0
        self.weight = 0.0

    def add(self, day: int, weight: float = 1.0) -> None:
        """One more message, on that day."""
        self.count += 1
        self.weight += weight
        if day:
            if day > self.last:
                self.last = day
            if day < self.first or not self.first:
                self.first = day

    def absorb(self, other: Pair) -> None:
        """All messages of another pair."""
        self.count += other.count
        self.weight += other.weight
        self.last = max(self.last, other.last)
        self.first = min(filter(None, (self.first, other.first)), default=0)


class Spelling:
    """A person under one display name, and how often she bears it."""

    __slots__ = ("count", "name", "person")

    def __init__(self, person: int, name: str | None) -> None:
        self.person, self.name, self.count = person, name, 0


class Correspondence:
    """What the messages added so far tell; people are numbers, in the order in which their addresses came."""

    def __init__(self) -> None:
        self.people: dict[str, int] = {}
        self.lines: dict[int, int] = {}
        self.delivered: Counter[str] = Counter()
        self.lonely: Counter[int] = Counter()
        self.got: Counter[int] = Counter()
        self.wrote: defaultdict[int, Pair] = defaultdict(Pair)
        self.sent: defaultdict[tuple[int, int], Pair] = defaultdict(Pair)
        self.together: defaultdict[tuple[int, int], Pair] = defaultdict(Pair)
        self._spellings: dict[tuple[str, str | None], Spelling] = {}
        self._heard: dict[bytes, tuple[Spelling, ...]] = {}
        self._labels: dict[bytes, str] = {}
        self._days: dict[bytes, int] = {}
        self._ids: set[int] = set()

    def add(self, message: Message) -> str:
        """Count a message; why it was ignored, or nothing.

        Raises ValueError when it tells no sender.
        """
        fields: dict[bytes, bytes] = {}
        for name, value in _FIELDS.findall(message.headers):
            name = name.lower()
            if name not in fields:
                fields[name] = value
            elif name in (b"to", b"cc"):
                fields[name] += b"," + value
        if b"from" not in fields:
            raise ValueError("the message has no From header")
        if why := self._unwanted(fields):
            return why
        sender = self._people(fields[b"from"])
        if not sender:
            if any(mailboxes(fields[b"from"][:FIELD_CAP])):
                return "robot"
            raise ValueError("the From header holds no e-mail address")
        identifier = fields.get(b"message-id", b"").strip()
        if identifier:
            # its hash is enough: two of a million messages meet by chance once in ten million mailboxes
            known = hash(identifier)
            if known in self._ids:
                return "duplicate"
            self._ids.add(known)
        to = fields.get(b"to", b"")
        cc = fields.get(b"cc")
        spellings = self._people(to + b"," + cc if cc and to else cc or to)
        writer = sender[0].person
        readers = {each.person for each in spellings}
        readers.discard(writer)
        if len(readers) > RECIPIENTS_CAP:
            return "crowd"
        self._count(message.line, fields, (sender[0], *spellings), readers)
        return ""

    def names(self) -> dict[int, str]:
        """The name each person bears most often, of equals the one that came first."""
        best: dict[int, Spelling] = {}
        for each in self._spellings.values():
            if each.name and each.count > (best[each.person].count if each.person in best else 0):
                best[each.person] = each
        return {person: each.name for person, each in best.items() if each.name}

    def appearances(self) -> dict[str, tuple[int, int]]:
        """How many messages each address got and wrote."""
        return {
            address: (self.got[person], self.wrote[person].count if person in self.wrote else 0)
            for address, person in self.people.items()
            if person in self.lines
        }

    def _count(self, line: int, fields: dict[bytes, bytes], spellings: tuple[Spelling, ...], readers: set[int]) -> None:
        """Enter a message that proves something: its writer is the first of *spellings*."""
        for each in spellings:
            each.count += 1
            if each.person not in self.lines:
                self.lines[each.person] = line
        writer = spellings[0].person
        day = self._day(fields.get(b"date", b""))
        self.wrote[writer].add(day)
        if not readers:
            self.lonely[writer] += 1
        for reader in readers:
            self.got[reader] += 1
            self.sent[writer, reader].add(day)
        if len(readers) > 1:
            weight = 1 / len(readers)
            for pair in combinations(sorted(readers), 2):
                self.together[pair].add(day, weight)
        if to := fields.get(b"delivered-to") or fields.get(b"x-original-to"):
            self.delivered[to.strip().lower().decode("ascii", "replace")] += 1

    def _unwanted(self, fields: dict[bytes, bytes]) -> str:
        """Why a message proves nothing about people, by what it says of itself."""
        labels = fields.get(b"x-gmail-labels")
        if labels is not None:
            if labels not in self._labels:
                _forget(self._labels)
                self._labels[labels] = _dropped(labels)
            if why := self._labels[labels]:
                return why
        if fields.get(b"x-spam-flag", b"").strip().lower() == b"yes":
            return "spam"
        if not _LIST_FIELDS.isdisjoint(fields) or fields.get(b"precedence", b"").strip().lower() in _BULK:
            return "list"
        return "" if fields.get(b"auto-submitted", b"no").strip().lower() == b"no" else "robot"

    def _people(self, value: bytes) -> list[Spelling]:
        """Everybody in an address header, robots and roles left out."""
        found: list[Spelling] = []
        # a bracket and a comma end a mailbox, so that each can be looked up; what else may stand there is parsed
        for piece in value[:FIELD_CAP].split(b"," if b"<" not in value and b'"' not in value else b">,"):
            piece = piece.strip()
            known = self._heard.get(piece)
            if known is None:
                _forget(self._heard)
                known = self._heard[piece] = tuple(
                    self._spelling(address, name) for address, name in mailboxes(piece) if is_person(address)
                )
            found += known
        return found

    def _spelling(self, address: str, name: str | None) -> Spelling:
        key = address, name
        if key not in self._spellings:
            self._spellings[key] = Spelling(self.people.setdefault(address, len(self.people)), name)
        return self._spellings[key]

    def _day(self, value: bytes) -> int:
        """The UTC day of a Date header as an ordinal, 0 if it is none."""
        match = _DATE.match(value)
        if match is None:
            return _ordinal(dates.parse(decode(value[:FIELD_CAP]).text))
        words, hour, minute, sign, ahead, ahead_minutes = match.groups()
        day = self._days.get(words)
        if day is None:
            _forget(self._days)
            day = self._days[words] = _ordinal(dates.parse(words.decode()))
        if not day:
            return 0
        offset = int(ahead) * 60 + int(ahead_minutes)
        return day + (int(hour) * 60 + int(minute) - (offset if sign == b"+" else -offset)) // MINUTES_A_DAY


def _forget(memory: dict[bytes, Any]) -> None:
    """Keep a memory from growing without end."""
    if len(memory) >= MEMORY:
        memory.clear()


def _ordinal(iso: str | None) -> int:
    try:
        return date.fromisoformat(iso).toordinal() if iso else 0
    except ValueError:  # a year alone is no day
        return 0


def _dropped(labels: bytes) -> str:
    """Why one of Gmail's labels drops the message: `=?UTF-8?Q?Bo=C3=AEte_de_r=C3=A9ception,"Culture,_arts"?=`."""
    text = unencoded(clean(decode(labels[:FIELD_CAP]).text)).replace("\n", " ").replace("\r", "")
    try:
        cells = next(csv.reader([text]), [])
    except csv.Error:
        cells = text.split(",")
    return next(filter(None, map(dropped_by, cells)), "")
