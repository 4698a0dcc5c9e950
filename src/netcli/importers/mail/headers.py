"""Interpret the headers of messages: who wrote to whom, and when."""

from __future__ import annotations

import csv
import re
from datetime import date
from typing import Final, TypeVar

from netcli import dates
from netcli.importers.mail.correspondence import GOOD, NO_ADDRESS, NO_SENDER, NOWHERE, ROBOT, Correspondence
from netcli.importers.mail.mailbox import MessageBatch, dropped_by
from netcli.importers.mail.sent import is_sent
from netcli.importers.shared.addresses import ADDRESS_CAP, mailboxes, principal, unencoded
from netcli.importers.text import clean, decode, fold
from netcli.moments import digest
from netcli.records import BadRow

Meaning = TypeVar("Meaning")

FIELD_CAP: Final = 8192
"""Maximum number of bytes that are read from one header. About a hundred recipients fit."""
ENVELOPES: Final = 1 << 25
"""Maximum number of bytes in the cache of From, To and Cc values."""
ENVELOPE: Final = 512
"""Number of bytes that one envelope takes in the cache, besides its values."""
FIRST_DAY: Final = date(1971, 1, 1).toordinal()
"""The earliest possible day of a message. Clocks that were never set show 1970."""
MINUTES_A_DAY: Final = 1440
MEMORY: Final = 1 << 16
"""Maximum number of header values that are cached."""
WORTH: Final = 1024
"""Maximum length, in bytes, of a header value that is cached."""

_MAILBOX: Final = re.compile(
    rb"([A-Za-z][A-Za-z .'-]{0,60}[A-Za-z.])? ?<([A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)"
)
"""The most common form of a mailbox, `Zoé <zoe@example.org>`, without its closing bracket."""
_ONE_EACH: Final = re.compile(rb'[^@,(:"]*@[^@,(:"]*(?:,[^@,(:"]*@[^@,(:"]*)*')
"""A list of plain addresses, in which commas only separate addresses."""
_BRACKET: Final = b"> \t\r\n"
"""Characters that are removed from the end of an address before the cache is searched."""
_VIA: Final = re.compile(r" \(?via ")
_BULK: Final = frozenset((b"bulk", b"list", b"junk"))
_DATE: Final = re.compile(rb"(?:[A-Za-z]{3,9}, *)?(\d\d? +[A-Za-z]{3} +\d{4}) +(\d\d):(\d\d)(?::\d\d)? +([+-]\d{4})")
_HOURS: Final = {b" %02d:" % hour: hour for hour in range(24)}
"""The hour for a text such as ` 14:` in a Date header."""


class HeaderReader:
    """Reads the headers of messages, and adds the messages to *correspondence*.

    *sent* is true if the owner sent all the messages.
    """

    def __init__(self, correspondence: Correspondence, *, sent: bool = False) -> None:
        self._correspondence = correspondence
        self._sent = sent
        self._sent_labels: dict[bytes, bool] = {}
        self._envelopes: dict[tuple[bytes, bytes, bytes], int] = {}
        self._envelope_bytes = 0
        self._broken: list[str] = []  # each text in the current header that is not an address
        self._broken_in: dict[int, tuple[tuple[str, str], ...]] = {}  # for each envelope, pairs of header and such text
        self._people_of: dict[bytes, tuple[int, ...]] = {}
        self._labels: dict[bytes, str] = {}
        self._names_via: dict[bytes, str] = {}
        self._days: dict[bytes, int] = {}
        self._zones: dict[bytes, int] = {}

    def read(self, batch: MessageBatch) -> None:
        """Add the messages of *batch* to the correspondence, or count why they are ignored."""
        correspondence, dropped, envelope_of = self._correspondence, self._labels.get, self._envelopes.get
        delivery_of, broken_in = correspondence.deliveries.get, self._broken_in
        numbers: list[int] = []
        rows = zip(batch.lines, batch.places, batch.dropped, batch.sent, *batch.headers, strict=False)
        for (
            line,
            place,
            why,
            sent,
            sender,
            to,
            cc,
            name,
            when,
            delivered,
            forwarded,
            labels,
            spam,
            listed,
            rank,
            automatic,
            original,
            reply,
            agent,
        ) in rows:
            try:
                if labels and not why and (why := dropped(labels)) is None:
                    why = self._dropped(labels)
                if (spam or listed or rank or automatic) and not why:
                    why = _bulk(spam, listed, rank, automatic)
                if not why and (original or b"via" in sender or b"=?" in sender):
                    sender = self._writer(sender, original, reply)
                    why = "" if sender else "list"
                if why:
                    correspondence.ignore(why, line)
                    continue
                sent = sent or self._sent or (bool(labels) and self._is_sent(labels))
                if sent and agent and self._is_delegate(agent, sender):
                    correspondence.sent_by.update(self._people(agent)[:1])
                    cc = cc + b", " + agent if cc else agent  # the mailbox's holder took part, too
                key = sender, to, cc
                envelope = envelope_of(key)
                if envelope is None:
                    envelope = self._new_envelope(key)
                if sent:
                    correspondence.sent_by.update(self._people(sender)[:1])
                day = self._day(when)
                if not day and when.strip():
                    correspondence.lose_date(line, when)
                if envelope in broken_in:
                    correspondence.broken += [(line, *each) for each in broken_in[envelope]]
            except (ValueError, LookupError, RecursionError) as error:
                correspondence.unreadable.append(BadRow(line, f"{error}", batch.first_line(place)))
                continue
            # a message without a Message-ID is identified by its envelope and time; such an identity is negative,
            # because other messages may have the same envelope and time
            identity = digest(name.strip()) if name else -digest(b"\0".join((*key, when)))
            at = delivered or forwarded
            if (where := delivery_of(at)) is None:
                where = correspondence.delivery(at[:ADDRESS_CAP]) if at else NOWHERE
            numbers += identity, envelope, day, line, where
            if correspondence.states[envelope] >= NO_SENDER:
                correspondence.first_lines[line] = batch.first_line(place)
        correspondence.add(numbers)

    def _new_envelope(self, key: tuple[bytes, bytes, bytes]) -> int:
        """Add an envelope that is not in the cache, and return its number."""
        sender, to, cc = key
        self._envelope_bytes += len(sender) + len(to) + len(cc) + ENVELOPE
        if self._envelope_bytes > ENVELOPES:
            self._envelopes.clear()
            self._broken_in.clear()
            self._envelope_bytes = 0
        broken: list[tuple[str, str]] = []
        writers = self._people_in("From", sender, broken)
        if not writers:
            broken.clear()  # the message is rejected anyway
        readers = self._people_in("To", to, broken) + (self._people_in("Cc", cc, broken) if cc else ())
        state = GOOD
        if not writers:
            state = NO_SENDER if not sender else ROBOT if any(mailboxes(sender[:FIELD_CAP])) else NO_ADDRESS
        number = self._envelopes[key] = self._correspondence.envelope(state, writers, readers)
        if broken:
            self._broken_in[number] = tuple(broken)
        return number

    def _people_in(self, header: str, value: bytes, broken: list[tuple[str, str]]) -> tuple[int, ...]:
        """Return the people in a header's *value*. Texts that are not addresses are added to *broken*."""
        self._broken.clear()
        people = self._people(value)
        broken += [(header, text[:ADDRESS_CAP]) for text in self._broken]
        return people

    def _writer(self, sender: bytes, original: bytes, reply: bytes) -> bytes:
        """Return the writer of a message, in the form of a From header.

        If the writer is unknown, return no bytes. If a mailing list sent the message, the writer is in X-Original-From
        or Reply-To.
        """
        if original and any(mailboxes(original[:FIELD_CAP])):
            return original
        name = self._names_via.get(sender)
        if name is None:
            found = next(mailboxes(sender[:FIELD_CAP]), ("", None))
            name = _before_via(found[1] or "")
            _remember(self._names_via, sender, name)
        if not name:
            return sender
        lists = {address for address, _ in mailboxes(sender[:FIELD_CAP])}
        others = [(address, said) for address, said in mailboxes(reply[:FIELD_CAP]) if address not in lists]
        called = [address for address, said in others if fold(said or name) == fold(name)]
        return f'"{name}" <{called[0]}>'.encode() if called else b""

    def _is_delegate(self, agent: bytes, sender: bytes) -> bool:
        """Return whether *agent* sent the message on behalf of *sender*."""
        person_of = self._correspondence.person_of
        agents = {person_of[each] for each in self._people(agent)}
        return bool(agents) and agents.isdisjoint(person_of[each] for each in self._people(sender))

    def _dropped(self, labels: bytes) -> str:
        why = _dropped_by(labels)
        _remember(self._labels, labels, why)
        return why

    def _is_sent(self, labels: bytes) -> bool:
        known = self._sent_labels.get(labels)
        if known is None:
            known = any(map(is_sent, _cells(labels)))
            _remember(self._sent_labels, labels, known)
        return known

    def _people(self, value: bytes) -> tuple[int, ...]:
        """Return the people in an address header, except robots and nameless roles.

        Other text is added to `_broken`.
        """
        value = value[:FIELD_CAP].rstrip(_BRACKET)
        remembered = self._people_of.get
        known = remembered(value)
        if known is not None:
            return known
        # split at each comma if no display name can contain a comma, otherwise at each `>,`
        plain = _ONE_EACH.fullmatch(value) or not (b'"' in value or b"<" in value)
        pieces = value.split(b"," if plain else b">,")
        if len(pieces) > 1 and not (b'"' in value and any(piece.count(b'"') % 2 for piece in pieces)):
            found: list[int] = []
            for piece in map(bytes.strip, pieces):
                found += remembered(piece.rstrip(_BRACKET)) or self._people(piece)
            return tuple(found)
        one = _MAILBOX.fullmatch(value)
        broken: list[str] = []
        names = (
            [(one[2].decode().lower(), principal(one[1].decode()) if one[1] else None)]
            if one
            else mailboxes(value, broken)
        )
        correspondence = self._correspondence
        people = tuple(
            [correspondence.spelling(*each, holder) for each in names if (holder := correspondence.holder(*each))]
        )
        if broken:
            self._broken += broken
        else:
            _remember(self._people_of, value, people)
        return people

    def _day(self, value: bytes) -> int:
        """Return the UTC day of a Date header as an ordinal, or 0."""
        # the fast way, for a header such as `Mon, 07 Apr 2025 14:31:02 +0200` whose day, hour and zone are cached
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


def _before_via(name: str) -> str:
    """Return the name before `via` in a mailing list's display name, or an empty text.

    >>> _before_via("'Zoe Exemple' via Equipe"), _before_via("Via Rail")
    ('Zoe Exemple', '')
    """
    before, *after = _VIA.split(name, maxsplit=1)
    return before.strip("'\" ") if after else ""


def _bulk(spam: bytes, listed: bytes, rank: bytes, automatic: bytes) -> str:
    """Return why a message is ignored: `spam`, `list` or `robot`. If the message counts, return an empty text."""
    if spam.strip().lower() == b"yes":
        return "spam"
    if listed or rank.strip().lower() in _BULK:
        return "list"
    return "robot" if automatic.strip().lower() not in (b"", b"no") else ""


def _remember(memory: dict[bytes, Meaning], value: bytes, meaning: Meaning) -> None:
    """Cache the *meaning* of a header's *value*. A full cache is emptied first."""
    if len(memory) >= MEMORY:
        memory.clear()
    if len(value) <= WORTH:
        memory[value] = meaning


def _ordinal(iso: str | None) -> int:
    try:
        day = date.fromisoformat(iso).toordinal() if iso else 0
    except ValueError:  # a year alone is not a day
        return 0
    return day if day >= FIRST_DAY else 0


def _dropped_by(labels: bytes) -> str:
    """Return why a Gmail label excludes a message, or an empty text."""
    return next(filter(None, map(dropped_by, _cells(labels))), "")


def _cells(labels: bytes) -> list[str]:
    """Return the labels in a Gmail header such as `=?UTF-8?Q?Bo=C3=AEte_de_r=C3=A9ception,"Culture,_arts"?=`."""
    text = unencoded(clean(decode(labels[:FIELD_CAP]).text)).replace("\n", " ").replace("\r", "")
    try:
        return next(csv.reader([text]), [])
    except csv.Error:
        return text.split(",")
