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
NOWHERE: Final = -1
"""Where a message was delivered that does not say it."""


class Fate(NamedTuple):
    """How many messages share it, and the line of the first of them."""

    rows: int
    line: int


class Correspondence:
    """What the messages added so far tell; people are numbers, in the order in which their addresses came.

    A role's address is followed by the name of whoever answers there (`mailboxes.holder`).

    All that *owner* names are one person's addresses; `known` is her number once one of them was seen. An envelope is
    what a From, a To and a Cc say together. `height` is how many lines it all takes.
    """

    def __init__(self, owner: Iterable[str] = ()) -> None:
        self.people: dict[str, int] = {}
        self.addresses: list[str] = []
        self.known: int | None = None
        self.ignored: dict[str, Fate] = {}
        self.shown: dict[int, str] = {}
        self.broken: list[BadRow] = []
        self.height = 0
        self.spellings: dict[tuple[str, str | None], int] = {}
        self.holders: list[str] = []
        self.deliveries: dict[bytes, int] = {}
        # columns of spellings: whose one is; of envelopes: what one is good for, how many wrote, how many spellings are
        # on it, and all of these, the writers' first
        self.bearers = array("q")
        self.states, self.writers, self.sizes, self.names = array("b"), array("q"), array("q"), array("q")
        # five numbers each, as `add` is told
        self.messages = array("q")
        self._owner = frozenset(map(identifiers.email_key, owner))

    def add(self, messages: list[int]) -> None:
        """More of `messages`: an identity or 0, an envelope, a day (an ordinal) or 0, a line, a delivery or NOWHERE."""
        self.messages.fromlist(messages)

    def ignore(self, why: str, line: int, rows: int = 1) -> None:
        """So many messages, the first on that *line*, prove nothing."""
        fate = self.ignored.get(why)
        self.ignored[why] = Fate(rows, line) if fate is None else Fate(fate.rows + rows, min(fate.line, line))

    def envelope(self, state: int, writers: tuple[int, ...], readers: tuple[int, ...]) -> int:
        """The number of a new envelope, with the spellings of those on it."""
        many = state == GOOD and len(readers) > GROUP_LIMIT
        if many and len({self.bearers[name] for name in readers}) > GROUP_LIMIT:
            state = CROWD
        self.states.append(state)
        self.writers.append(len(writers))
        self.sizes.append(len(writers) + len(readers))
        self.names.fromlist([*writers, *readers])
        return len(self.states) - 1

    def holder(self, address: str, name: str | None) -> str | None:
        """Return what stands for whoever is called *name* at *address*: the owner's addresses are all theirs."""
        if address in self.people or identifiers.email_key(address) in self._owner:
            return address
        return mailboxes.holder(address, name)

    def spelling(self, address: str, name: str | None, holder: str) -> int:
        """The number of a person under one display name."""
        key = address, name
        number = self.spellings.get(key)
        if number is None:
            number = self.spellings[key] = len(self.bearers)
            self.holders.append(holder)
            self.bearers.append(self._number(holder))
        return number

    def delivery(self, address: bytes) -> int:
        """The number of what a Delivered-To says."""
        return self.deliveries.setdefault(address, len(self.deliveries))

    def join(self, other: Correspondence) -> None:
        """Add what *other* tells of the messages that come next."""
        import numpy as np

        names = [
            self.spelling(*spelling, holder) for spelling, holder in zip(other.spellings, other.holders, strict=True)
        ]
        delivered = [*map(self.delivery, other.deliveries), NOWHERE]
        envelopes = len(self.states)
        for why, fate in other.ignored.items():
            self.ignore(why, self.height + fate.line, fate.rows)
        self.shown |= {self.height + line: text for line, text in other.shown.items()}
        self.broken += [replace(row, line=self.height + row.line) for row in other.broken]
        self.states += other.states
        self.writers += other.writers
        self.sizes += other.sizes
        self.names.extend(names[name] for name in other.names)
        rows = np.array(other.messages).reshape(-1, 5)
        rows += (0, envelopes, 0, self.height, 0)
        rows[:, -1] = np.array(delivered)[rows[:, -1]]
        self.messages.frombytes(rows.tobytes())
        self.height += other.height

    def _number(self, holder: str) -> int:
        number = self.people.get(holder)
        if number is None:
            hers = identifiers.email_key(holder) in self._owner
            if hers and self.known is not None:
                number = self.known
            else:
                number = len(self.addresses)
                self.addresses.append(holder)
                self.known = number if hers else self.known
            self.people[holder] = number
        return number
