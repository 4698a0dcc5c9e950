"""Who wrote to whom in a mailbox, message by message.

A message is a row of numbers until the last one is read. So what two processes read of one mailbox can be joined, and a
copy of a message is found wherever it is.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from netcli import identifiers, mailboxes
from netcli.importers.shared.groups import GROUP_LIMIT
from netcli.records import BadRow

FATES: Final = ("", "robot", "crowd")
"""Why the messages in an envelope are ignored."""
FAULTS: Final = ("the message has no From header", "the From header holds no e-mail address")
"""Why they make no sense."""
GOOD, ROBOT, CROWD, NO_SENDER, NO_ADDRESS = range(len(FATES) + len(FAULTS))
DATE_CAP: Final = 60
"""Bytes of a date that is none, of which a mailbox may hold many."""
NOWHERE: Final = -1
"""Where a message was delivered that does not say so."""


class Fate(NamedTuple):
    """How many messages share it, and the line of the first of them."""

    rows: int
    line: int


class Correspondence:
    """The messages added so far; people are numbers, in the order in which their addresses came.

    A role's address is followed by the name of whoever answers there (`mailboxes.holder`).

    All of *owner_emails* are one person's; `owner` is their number once one of them was seen. An envelope is what a
    From, a To and a Cc say together. `line_count` is how many lines it all takes. `first_lines` are those of messages
    that make no sense, by number.
    """

    def __init__(self, owner_emails: Iterable[str] = ()) -> None:
        self.people: dict[str, int] = {}
        self.addresses: list[str] = []
        self.owner: int | None = None
        self.ignored: dict[str, Fate] = {}
        self.first_lines: dict[int, str] = {}
        self.unreadable: list[BadRow] = []
        self.undated: list[tuple[int, str]] = []  # lines of messages whose date is none, and that date
        self.line_count = 0
        self.spellings: dict[tuple[str, str | None], int] = {}
        self.holders: list[str] = []
        self.deliveries: dict[bytes, int] = {}
        self.sent_by: set[int] = set()  # the spellings under which mail was sent from here
        # columns of spellings: whose each is; of envelopes: their state, how many wrote, how many spellings are on
        # them, and all of these, the writers' first
        self.person_of = array("q")
        self.states, self.writers, self.sizes, self.names = array("b"), array("q"), array("q"), array("q")
        # five numbers each, as `add` gets them
        self.messages = array("q")
        self._owner_keys = frozenset(map(identifiers.email_key, owner_emails))

    def add(self, messages: list[int]) -> None:
        """Add messages: an identity (below 0: others may have it), envelope, day or 0, line, delivery or NOWHERE."""
        self.messages.fromlist(messages)

    def ignore(self, why: str, line: int, rows: int = 1) -> None:
        """Count messages that prove nothing, the first of them on that *line*."""
        fate = self.ignored.get(why)
        self.ignored[why] = Fate(rows, line) if fate is None else Fate(fate.rows + rows, min(fate.line, line))

    def lose_date(self, line: int, date: bytes) -> None:
        """Note a message's date that is none."""
        self.undated.append((line, date[:DATE_CAP].decode("utf-8", "replace").strip()))

    def envelope(self, state: int, writers: tuple[int, ...], readers: tuple[int, ...]) -> int:
        """Number a new envelope, with the spellings of those on it."""
        many = state == GOOD and len(readers) > GROUP_LIMIT
        if many and len({self.person_of[name] for name in readers}) > GROUP_LIMIT:
            state = CROWD
        self.states.append(state)
        self.writers.append(len(writers))
        self.sizes.append(len(writers) + len(readers))
        self.names.fromlist([*writers, *readers])
        return len(self.states) - 1

    def holder(self, address: str, name: str | None) -> str | None:
        """Return what stands for whoever is called *name* at *address*: the owner's addresses are all theirs."""
        if address in self.people or identifiers.email_key(address) in self._owner_keys:
            return address
        return mailboxes.holder(address, name)

    def spelling(self, address: str, name: str | None, holder: str) -> int:
        """Number a person under one display name."""
        key = address, name
        number = self.spellings.get(key)
        if number is None:
            number = self.spellings[key] = len(self.person_of)
            self.holders.append(holder)
            self.person_of.append(self._number(holder))
        return number

    def delivery(self, address: bytes) -> int:
        """Number what a Delivered-To says."""
        return self.deliveries.setdefault(address, len(self.deliveries))

    def claim(self, spellings: list[int]) -> bool:
        """Take whoever these *spellings* are for the owner; return whether that says anything new."""
        claimed = {self.person_of[number] for number in spellings} - {self.owner}
        if not claimed:
            return False
        if self.owner is None:
            self.owner = min(claimed)
        self.person_of = array("q", (self.owner if person in claimed else person for person in self.person_of))
        return True

    def join(self, other: Correspondence) -> None:
        """Add what *other* holds of the messages that come next."""
        import numpy as np

        names = [
            self.spelling(*spelling, holder) for spelling, holder in zip(other.spellings, other.holders, strict=True)
        ]
        self.sent_by.update(names[name] for name in other.sent_by)
        delivered = [*map(self.delivery, other.deliveries), NOWHERE]
        envelopes = len(self.states)
        for why, fate in other.ignored.items():
            self.ignore(why, self.line_count + fate.line, fate.rows)
        self.first_lines |= {self.line_count + line: text for line, text in other.first_lines.items()}
        self.unreadable += [replace(row, line=self.line_count + row.line) for row in other.unreadable]
        self.undated += [(self.line_count + line, date) for line, date in other.undated]
        self.states += other.states
        self.writers += other.writers
        self.sizes += other.sizes
        self.names.extend(names[name] for name in other.names)
        rows = np.array(other.messages).reshape(-1, 5)
        rows += (0, envelopes, 0, self.line_count, 0)
        rows[:, -1] = np.array(delivered)[rows[:, -1]]
        self.messages.frombytes(rows.tobytes())
        self.line_count += other.line_count

    def _number(self, holder: str) -> int:
        number = self.people.get(holder)
        if number is None:
            is_owner = identifiers.email_key(holder) in self._owner_keys
            if is_owner and self.owner is not None:
                number = self.owner
            else:
                number = len(self.addresses)
                self.addresses.append(holder)
                self.owner = number if is_owner else self.owner
            self.people[holder] = number
        return number
