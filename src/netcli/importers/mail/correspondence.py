"""Store who wrote to whom in a mailbox, as arrays of numbers.

Two processes can read the two halves of a mailbox. A message that is in both halves is recognised.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from netcli import identifiers, mailboxes
from netcli.importers.shared.groups import GROUP_LIMIT
from netcli.language import say
from netcli.records import BadRow

FATES: Final = ("", "robot", "crowd")
"""Reasons to ignore a message, indexed by state: `GOOD` (no reason), `ROBOT`, `CROWD`."""
FAULTS: Final = (say("the message has no From header"), say("the From header has no e-mail address"))
"""Reasons to reject a message because of its From header."""
GOOD, ROBOT, CROWD, NO_SENDER, NO_ADDRESS = range(len(FATES) + len(FAULTS))
DATE_CAP: Final = 60
"""Maximum number of bytes that are kept from an invalid date."""
NOWHERE: Final = -1
"""Number that means that a message has no Delivered-To header."""


class Fate(NamedTuple):
    """The number of messages that are ignored for one reason, and the first message's line."""

    rows: int
    line: int


class Correspondence:
    """The messages of a mailbox that have been read so far, and their people.

    An envelope is a combination of From, To and Cc. A spelling is an address with a display name. A person's key is an
    address. If the address belongs to a role, the key also contains a name (`mailboxes.holder`). `owner` is the number
    of the person with *owner_emails*.
    """

    def __init__(self, owner_emails: Iterable[str] = ()) -> None:
        self.people: dict[str, int] = {}
        self.addresses: list[str] = []
        self.owner: int | None = None
        self.ignored: dict[str, Fate] = {}
        self.first_lines: dict[int, str] = {}  # the first line of each rejected message, by its line number
        self.unreadable: list[BadRow] = []
        self.undated: list[tuple[int, str]] = []  # the line and the text of each invalid date
        self.broken: list[tuple[int, str, str]] = []  # the line, header and text of each invalid address
        self.line_count = 0
        self.spellings: dict[tuple[str, str | None], int] = {}
        self.holders: list[str] = []
        self.deliveries: dict[bytes, int] = {}
        self.sent_by: set[int] = set()  # the spellings of people whose mail is marked as sent
        # `person_of` has the person of each spelling. `states`, `writers` and `sizes` have the state of each envelope,
        # and its numbers of writers and of spellings. `names` has the spellings of each envelope, writers first
        self.person_of = array("q")
        self.states, self.writers, self.sizes, self.names = array("b"), array("q"), array("q"), array("q")
        # five numbers for each message: see the method `add`
        self.messages = array("q")
        self._owner_keys = frozenset(map(identifiers.email_key, owner_emails))

    def add(self, messages: list[int]) -> None:
        """Add messages of five numbers each: identity, envelope, day, line and delivery.

        An identity is negative if other messages may have the same identity. An unknown day is 0.
        """
        self.messages.fromlist(messages)

    def ignore(self, why: str, line: int, rows: int = 1) -> None:
        """Count messages that prove nothing, for the reason *why*.

        *line* is the line of the first message. *rows* is the number of messages.
        """
        fate = self.ignored.get(why)
        self.ignored[why] = Fate(rows, line) if fate is None else Fate(fate.rows + rows, min(fate.line, line))

    def lose_date(self, line: int, date: bytes) -> None:
        """Record the invalid date of a message."""
        self.undated.append((line, date[:DATE_CAP].decode("utf-8", "replace").strip()))

    def envelope(self, state: int, writers: tuple[int, ...], readers: tuple[int, ...]) -> int:
        """Add an envelope with spellings of writers and readers, and return its number."""
        many = state == GOOD and len(readers) > GROUP_LIMIT
        if many and len({self.person_of[name] for name in readers}) > GROUP_LIMIT:
            state = CROWD
        self.states.append(state)
        self.writers.append(len(writers))
        self.sizes.append(len(writers) + len(readers))
        self.names.fromlist([*writers, *readers])
        return len(self.states) - 1

    def holder(self, address: str, name: str | None) -> str | None:
        """Return the key of the person called *name* at *address*.

        If the address belongs to the owner, the name does not matter.
        """
        if address in self.people or identifiers.email_key(address) in self._owner_keys:
            return address
        return mailboxes.holder(address, name)

    def spelling(self, address: str, name: str | None, holder: str) -> int:
        """Return the number that stands for a spelling: an *address* with a *name*.

        *holder* is the key of the person.
        """
        key = address, name
        number = self.spellings.get(key)
        if number is None:
            number = self.spellings[key] = len(self.person_of)
            self.holders.append(holder)
            self.person_of.append(self._number(holder))
        return number

    def delivery(self, address: bytes) -> int:
        """Return a number for the value of a Delivered-To header."""
        return self.deliveries.setdefault(address, len(self.deliveries))

    def claim(self, spellings: list[int]) -> bool:
        """Mark the people with these *spellings* as the owner; return whether that changes anything."""
        claimed = {self.person_of[number] for number in spellings} - {self.owner}
        if not claimed:
            return False
        if self.owner is None:
            self.owner = min(claimed)
        self.person_of = array("q", (self.owner if person in claimed else person for person in self.person_of))
        return True

    def join(self, other: Correspondence) -> None:
        """Add the messages of the correspondence *other*, a later part of the mailbox."""
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
        self.broken += [(self.line_count + line, header, text) for line, header, text in other.broken]
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
