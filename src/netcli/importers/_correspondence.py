"""The tally of a mailbox: who wrote to whom, how often, from when to when, and under which names.

It is asked a million times, so it counts in plain dictionaries and remembers what it has parsed before.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from netcli import dates, identifiers
from netcli.importers._addresses import ADDRESS_CAP, is_person, mailboxes, unencoded
from netcli.importers._mailbox import Message, dropped_by
from netcli.importers._tally import Tally
from netcli.importers._text import clean, decode

RECIPIENTS_CAP: Final = 15
"""To and Cc of a mail beyond which it is a broadcast."""
FIELD_CAP: Final = 8192
"""Bytes of one header that are read: a hundred recipients, long past RECIPIENTS_CAP."""
SMALL: Final = 8
"""Recipients up to which those who get the same mail probably know each other. Who only shares larger ones, where two
of n people weigh 1/(n-1), shares next to nothing; who writes one is linked with everybody who gets it."""
NOBODY: Final = -1
ENVELOPES: Final = 1 << 25
"""Bytes of From, To and Cc that are held before they are entered in the tallies."""
ENVELOPE: Final = 512
"""Bytes that one takes besides."""
MINUTES_A_DAY: Final = 1440
MEMORY: Final = 1 << 16
"""Header values whose meaning is remembered."""
WORTH: Final = 1024
"""Bytes of a header value up to which its meaning is worth remembering: longer ones hardly come twice."""

_MAILBOX: Final = re.compile(
    rb"([A-Za-z][A-Za-z .'-]{0,60}[A-Za-z.])? ?<([A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)"
)
"""The plainest way to write a mailbox, which most are in, without the bracket that ends it."""
_BULK: Final = frozenset((b"bulk", b"list", b"junk"))
_DATE: Final = re.compile(rb"(?:[A-Za-z]{3,9}, *)?(\d\d? +[A-Za-z]{3} +\d{4}) +(\d\d):(\d\d)(?::\d\d)? +([+-]\d{4})")
_HOURS: Final = {b" %02d:" % hour: hour for hour in range(24)}
"""An hour as a date of `_DATE` writes it."""


class Spelling:
    """A person under one display name, and how often she bears it."""

    __slots__ = ("count", "name", "person")

    def __init__(self, person: int, name: str | None) -> None:
        self.person, self.name, self.count = person, name, 0


class Envelope:
    """What a From, a To and a Cc say together, and how often, since and until which day (0: unknown) it was sent."""

    __slots__ = ("fault", "first", "last", "readers", "spellings", "times", "why", "writer")

    def __init__(self, writer: tuple[Spelling, ...], others: tuple[Spelling, ...], why: str, fault: str) -> None:
        self.why, self.fault = why, fault
        self.spellings = (*writer[:1], *others)
        self.writer = writer[0].person if writer else NOBODY
        self.readers = sorted({each.person for each in others if each.person != self.writer})
        self.times = self.first = self.last = 0


class Correspondence:
    """What the messages added so far tell; people are numbers, in the order in which their addresses came.

    All that *owner* names are one person's addresses; `known` is her number once one of them was seen.
    """

    def __init__(self, owner: Iterable[str] = ()) -> None:
        self.people: dict[str, int] = {}
        self.addresses: list[str] = []
        self.known: int | None = None
        self.lines: dict[int, int] = {}
        self.lonely: Counter[int] = Counter()
        self.wrote = Tally()
        self.sent = Tally()
        self.together = Tally()
        self._owner = frozenset(map(identifiers.email_key, owner))
        self._delivered: Counter[bytes] = Counter()
        self._envelopes: dict[tuple[bytes, bytes, bytes], Envelope] = {}
        self._spellings: dict[tuple[str, str | None], Spelling] = {}
        self._heard: dict[bytes, tuple[Spelling, ...]] = {}
        self._labels: dict[bytes, str] = {}
        self._days: dict[bytes, int] = {}
        self._zones: dict[bytes, int] = {}
        self._ids: set[int] = set()
        self._held = 0

    def add(self, message: Message) -> str:
        """Count a message; why it was ignored, or nothing.

        Raises ValueError when it tells no sender.
        """
        sender, to, cc, identifier, when, delivered, forwarded, labels, spam, listed, rank, automatic = message.headers
        if labels and (why := self._dropped(labels)):
            return why
        if (spam or listed or rank or automatic) and (why := _bulk(spam, listed, rank, automatic)):
            return why
        if identifier:
            # its hash is enough: two of a million messages meet by chance once in ten million mailboxes
            known = hash(identifier.strip())
            if known in self._ids:
                return "duplicate"
            self._ids.add(known)
        key = sender, to, cc
        envelope = self._envelopes.get(key) or self._opened(key, message)
        if envelope.fault:
            raise ValueError(envelope.fault)
        if envelope.why:
            return envelope.why
        envelope.times += 1
        day = self._day(when)
        if day > envelope.last:
            envelope.last = day
        if day and (day < envelope.first or not envelope.first):
            envelope.first = day
        if delivered or forwarded:
            self._delivered[(delivered or forwarded)[:ADDRESS_CAP]] += 1
        return ""

    def settle(self) -> None:
        """Enter the messages since the last time in the tallies; a group that writes often costs no more than once."""
        import numpy as np  # 0.1 s to import

        sent = [envelope for envelope in self._envelopes.values() if envelope.times]
        self._envelopes.clear()
        self._held = 0
        for envelope in sent:
            for each in envelope.spellings:
                each.count += envelope.times
            if not envelope.readers:
                self.lonely[envelope.writer] += envelope.times
        told = np.array([(each.writer, each.times, each.first, each.last) for each in sent], np.int64).reshape(-1, 4)
        writers, readers = told[:, 0], [each.readers for each in sent]
        sizes = np.array([len(each) for each in readers], np.int64)
        self.wrote.add_columns(writers, writers, *told[:, 1:].T)
        everybody = np.array([person for each in readers for person in each], np.int64)
        self.sent.add_columns(np.repeat(writers, sizes), everybody, *np.repeat(told[:, 1:], sizes, axis=0).T)
        starts = np.cumsum(sizes) - sizes
        for size in range(2, SMALL + 1):
            these = np.flatnonzero(sizes == size)
            a, b = np.triu_indices(size, 1)
            groups = everybody[starts[these][:, None] + np.arange(size)]
            times = np.repeat(told[these, 1:], len(a), axis=0).T
            self.together.add_columns(groups[:, a].ravel(), groups[:, b].ravel(), *times)

    @property
    def delivered(self) -> dict[str, int]:
        """How often each address stands in Delivered-To."""
        told: Counter[str] = Counter()
        for text, times in self._delivered.items():
            told[text.strip().lower().decode("ascii", "replace")] += times
        return told

    def names(self) -> dict[int, str]:
        """The name each person bears most often, of equals the one that came first."""
        best: dict[int, Spelling] = {}
        for each in self._spellings.values():
            if each.name and each.count > (best[each.person].count if each.person in best else 0):
                best[each.person] = each
        return {person: each.name for person, each in best.items() if each.name}

    def appearances(self) -> dict[str, tuple[int, int]]:
        """How many messages everybody got and wrote, by her first address."""
        got: Counter[int] = Counter()
        for pair in self.sent:
            got[pair.b] += pair.times
        wrote = {pair.a: pair.times for pair in self.wrote}
        return {
            address: (got[person], wrote.get(person, 0))
            for person, address in enumerate(self.addresses)
            if person in self.lines
        }

    def _opened(self, key: tuple[bytes, bytes, bytes], message: Message) -> Envelope:
        """The envelope with these From, To and Cc, read for the first time since the last settling."""
        sender, to, cc = key
        self._held += len(sender) + len(to) + len(cc) + ENVELOPE
        if self._held > ENVELOPES:
            self.settle()
        writer, others = self._people(sender), self._people(to) + self._people(cc) if cc else self._people(to)
        why = fault = ""
        if not writer:
            if any(mailboxes(sender[:FIELD_CAP])):
                why = "robot"
            else:
                fault = "the From header holds no e-mail address" if sender else "the message has no From header"
        elif len(others) > RECIPIENTS_CAP and len({each.person for each in others}) > RECIPIENTS_CAP:
            why = "crowd"
        else:
            for each in (*writer[:1], *others):
                if each.person not in self.lines:
                    self.lines[each.person] = message.line
        self._envelopes[key] = Envelope(writer, others, why, fault)
        return self._envelopes[key]

    def _dropped(self, labels: bytes) -> str:
        why = self._labels.get(labels)
        if why is None:
            why = _dropped_by(labels)
            _remember(self._labels, labels, why)
        return why

    def _people(self, value: bytes) -> tuple[Spelling, ...]:
        """Everybody in an address header, robots and roles left out."""
        value = value[:FIELD_CAP].rstrip(b"> \t\r\n")  # so that a mailbox looks the same alone and among others
        known = self._heard.get(value)
        if known is not None:
            return known
        # a bracket and a comma end a mailbox, so that each can be looked up; what else may stand there is parsed
        pieces = value.split(b"," if b"<" not in value and b'"' not in value else b">,")
        if len(pieces) > 1 and not (b'"' in value and any(piece.count(b'"') % 2 for piece in pieces)):
            found: list[Spelling] = []
            for piece in pieces:
                piece = piece.strip()
                found += self._heard.get(piece) or self._people(piece)
            return tuple(found)
        plain = _MAILBOX.fullmatch(value)
        names = [(plain[2].decode().lower(), plain[1].decode() if plain[1] else None)] if plain else mailboxes(value)
        people = tuple(self._spelling(*each) for each in names if self._is_person(each[0]))
        _remember(self._heard, value, people)
        return people

    def _spelling(self, address: str, name: str | None) -> Spelling:
        key = address, name
        if key not in self._spellings:
            self._spellings[key] = Spelling(self._number(address), name)
        return self._spellings[key]

    def _is_person(self, address: str) -> bool:
        return address in self.people or is_person(address) or identifiers.email_key(address) in self._owner

    def _number(self, address: str) -> int:
        number = self.people.get(address)
        if number is None:
            hers = identifiers.email_key(address) in self._owner
            if hers and self.known is not None:
                number = self.known
            else:
                number = len(self.addresses)
                self.addresses.append(address)
                self.known = number if hers else self.known
            self.people[address] = number
        return number

    def _day(self, value: bytes) -> int:
        """The UTC day of a Date header as an ordinal, 0 if it is none."""
        # `Mon, 07 Apr 2025 14:31:02 +0200`, as nearly all are: a day, an hour and a zone that came before
        day, hour, ahead = self._days.get(value[5:16]), _HOURS.get(value[16:20]), self._zones.get(value[25:31])
        if day and hour is not None and ahead is not None:
            return day + (hour - ahead) // 24
        match = _DATE.match(value)
        if match is None:
            return _ordinal(dates.parse(decode(value[:FIELD_CAP]).text))
        words, hours, minutes, zone = match.groups()
        day = self._days.get(words)
        if day is None:
            day = _ordinal(dates.parse(words.decode()))
            _remember(self._days, words, day)
        if not day:
            return 0
        if zone.endswith(b"00") and len(self._zones) < MEMORY:
            self._zones[b" " + zone] = int(zone[:3])
        ahead_minutes = int(zone[:3]) * 60 + int(zone[0:1] + zone[3:])
        return day + (int(hours) * 60 + int(minutes) - ahead_minutes) // MINUTES_A_DAY


def _bulk(spam: bytes, listed: bytes, rank: bytes, automatic: bytes) -> str:
    """Why a message that was not written by hand to these people is ignored."""
    if spam.strip().lower() == b"yes":
        return "spam"
    if listed or rank.strip().lower() in _BULK:
        return "list"
    return "robot" if automatic.strip().lower() not in (b"", b"no") else ""


def _remember(memory: dict[bytes, Any], value: bytes, meaning: object) -> None:
    """Keep what a header value means, in a memory that does not grow without end."""
    if len(memory) >= MEMORY:
        memory.clear()
    if len(value) <= WORTH:
        memory[value] = meaning


def _ordinal(iso: str | None) -> int:
    try:
        return date.fromisoformat(iso).toordinal() if iso else 0
    except ValueError:  # a year alone is no day
        return 0


def _dropped_by(labels: bytes) -> str:
    """Why one of Gmail's labels drops the message: `=?UTF-8?Q?Bo=C3=AEte_de_r=C3=A9ception,"Culture,_arts"?=`."""
    text = unencoded(clean(decode(labels[:FIELD_CAP]).text)).replace("\n", " ").replace("\r", "")
    try:
        cells = next(csv.reader([text]), [])
    except csv.Error:
        cells = text.split(",")
    return next(filter(None, map(dropped_by, cells)), "")
