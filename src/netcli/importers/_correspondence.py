"""The tally of a mailbox: who wrote to whom, how often, from when to when, and under which names.

It is asked a million times, so it counts in plain dictionaries and remembers what it has parsed before.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from itertools import combinations
from typing import Any, Final

from netcli import dates
from netcli.importers._addresses import is_person, mailboxes, unencoded
from netcli.importers._mailbox import Message, dropped_by
from netcli.importers._tally import Tally
from netcli.importers._text import clean, decode

RECIPIENTS_CAP: Final = 15
"""To and Cc of a mail beyond which it is a broadcast."""
FIELD_CAP: Final = 8192
"""Bytes of one header that are read: a hundred recipients, long past RECIPIENTS_CAP."""
ENOUGH: Final = 0.125 - 1e-9
"""Summed weight from which two people in the same mails probably know each other: one mail between nine people, two
between seventeen. A mail between n people weighs 1/(n-1) for two who get it, 1 for who writes it and who gets it."""
PAIRS_CAP: Final = 500_000
"""Pairs of co-recipients kept in memory (60 MB); past it, those that one large mail brought are forgotten."""
MINUTES_A_DAY: Final = 1440
MEMORY: Final = 1 << 16
"""Header values whose meaning is remembered."""

_FIELDS: Final = re.compile(
    rb"\n(?=[FTCDMXLPAftcdmxlpa])((?i:From|To|Cc|Date|Message-ID|Delivered-To|X-Original-To|X-Gmail-Labels|X-Spam-Flag|List-Id|List-Unsubscribe"
    rb"|List-Post|Precedence|Auto-Submitted))[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)"
)
_LIST_FIELDS: Final = frozenset((b"list-id", b"list-unsubscribe", b"list-post"))
_BULK: Final = frozenset((b"bulk", b"list", b"junk"))
_DATE: Final = re.compile(rb"(?:[A-Za-z]{3,9}, *)?(\d\d? +[A-Za-z]{3} +\d{4}) +(\d\d):(\d\d)(?::\d\d)? +([+-]\d{4})")


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
        self.wrote = Tally()
        self.sent = Tally()
        self.together = Tally()
        self._pairs_cap = PAIRS_CAP
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
        writer = sender[0]
        spellings = []
        for name in (b"to", b"cc"):
            if name in fields:
                spellings += self._people(fields[name])
        readers = {each.person for each in spellings}
        readers.discard(writer.person)
        if len(readers) > RECIPIENTS_CAP:
            return "crowd"
        self._count(message, fields, [writer, *spellings], readers)
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
        got: Counter[int] = Counter()
        for pair in self.sent:
            got[pair.b] += pair.times
        return {
            address: (got[person], self.wrote.times(person, person))
            for address, person in self.people.items()
            if person in self.lines
        }

    def _count(
        self, message: Message, fields: dict[bytes, bytes], spellings: list[Spelling], readers: set[int]
    ) -> None:
        """Enter a message that proves something: its writer is the first of *spellings*."""
        for each in spellings:
            each.count += 1
            if each.person not in self.lines:
                self.lines[each.person] = message.line
        writer = spellings[0].person
        day = self._day(fields.get(b"date", b""))
        self.wrote.add(writer, writer, day)
        if not readers:
            self.lonely[writer] += 1
        for reader in readers:
            self.sent.add(writer, reader, day)
        if len(readers) > 1:
            weight = 1 / len(readers)
            for a, b in combinations(sorted(readers), 2):
                self.together.add(a, b, day, weight)
            if len(self.together) > self._pairs_cap:
                self.together = self.together.heavier(ENOUGH)
                self._pairs_cap = max(PAIRS_CAP, 2 * len(self.together))
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

    def _people(self, value: bytes) -> tuple[Spelling, ...]:
        """Everybody in an address header, robots and roles left out."""
        if (known := self._heard.get(value)) is not None:
            return known
        # a bracket and a comma end a mailbox, so that each can be looked up; what else may stand there is parsed
        pieces = value[:FIELD_CAP].split(b"," if b"<" not in value and b'"' not in value else b">,")
        if len(pieces) > 1:
            return tuple(each for piece in pieces for each in self._people(piece.strip()))
        _forget(self._heard)
        spellings = (self._spelling(address, name) for address, name in mailboxes(value) if is_person(address))
        self._heard[value] = tuple(spellings)
        return self._heard[value]

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
        words, hour, minute, zone = match.groups()
        day = self._days.get(words)
        if day is None:
            _forget(self._days)
            day = self._days[words] = _ordinal(dates.parse(words.decode()))
        if not day:
            return 0
        ahead = int(zone[:3]) * 60 + int(zone[0:1] + zone[3:])
        return day + (int(hour) * 60 + int(minute) - ahead) // MINUTES_A_DAY


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
