"""What sources say, in one small vocabulary that importers, matching and the book all speak."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

Fields = dict[str, Any]
"""What a record says, without what it leaves out: the JSON in which the book keeps it."""

OWNER: Final = "@owner"
"""The record key that stands, in every source, for the person whose export it is."""


@dataclass(frozen=True, slots=True)
class Position:
    """A job or a school that a source names: what two people may have shared."""

    organization: str
    title: str | None = None
    since: str | None = None
    until: str | None = None
    school: bool = False


@dataclass(slots=True)  # not frozen, here and in Testimony: that takes 3 µs each, and files hold millions
class Record:
    """One person as one source described them, word for word: cleaning is left to `names` and `identifiers`.

    `key` tells them from everybody else in this source (and, for the same network and owner, in its later editions).
    `durable`: it does so in every file of that network and owner, whatever else changed, as a card's UID does.
    `mention` marks somebody only named by another's row: the words are looked up exactly, as a user's would be.
    A record with neither name, e-mail nor phone is a placeholder. `hashes` are of addresses that the source hides.
    """

    key: str
    name: str | None = None
    given: str | None = None
    family: str | None = None
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    company: str | None = None
    title: str | None = None
    city: str | None = None
    country: str | None = None
    birthday: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    organization: bool = False
    mention: str | None = None
    file: str | None = None
    line: int | None = None
    durable: bool = False


class KeptRecord(NamedTuple):
    """A record as the book keeps it: whose it is, what it says, and the batch that says so (None: the user, by hand).

    `row_key` is its place in the file, for a record that has no other identity, or whose key is durable. The network
    and the date as of which it speaks are its batch's.
    """

    id: int
    person: int
    batch: int | None
    key: str
    row_key: str | None
    network: str
    as_of: str
    fields: Fields
    added: str
    changed: str

    @property
    def mention(self) -> bool:
        """Is it only a name that somebody else's row, or the user's link, gave?"""
        return "mention" in self.fields


@dataclass(slots=True)
class Testimony:
    """What a source says of two people, by their record keys; kept in the book, it is evidence.

    `link` is the kind of link it proves; None makes it a signal, which no chain uses.
    A relation reads *a is `link` of b*. `direction` is `a_to_b`, `b_to_a`, `both` or None.
    Messages each way are two testimonies, so that both counts are kept. `moments` tells apart what is counted, as
    `netcli.moments` packs it: what another file tells of these, too, is counted once.
    """

    a: str
    b: str
    kind: str
    link: str | None = "contact"
    certainty: str = "sure"
    since: str | None = None
    last: str | None = None
    count: int | None = None
    direction: str | None = None
    closeness: int | None = None
    detail: str | None = None
    file: str | None = None
    line: int | None = None
    moments: str | None = field(default=None, compare=False)


class Sign(NamedTuple):
    """A testimony as the link of two known people sees it, read from the smaller number to the larger.

    `batch` is None for what the user said by hand.
    """

    kind: str
    link: str | None = "contact"
    certainty: str = "sure"
    since: str | None = None
    last: str | None = None
    count: int | None = None  # type: ignore[assignment]  # nobody counts the fields of a sign
    direction: str | None = None
    closeness: int | None = None
    batch: int | None = None


CROWDS: Final = (750, 1_000, 1_500, 2_000, 3_000, 5_000)
"""Contacts at which a person counts as busier: between two of them none of their links need be weighed again."""


class Neighbourhood(NamedTuple):
    """What the rest of the book says of a link: contacts in common, those of its busier end, years under one roof."""

    mutuals: int = 0
    contacts: int = 0
    together: float = 0.0


@dataclass(frozen=True, slots=True)
class Used:
    """Rows of a file that were understood; what they say comes beside, as records and testimonies.

    `moments` are those of the rows: one each, or all those of a single row.
    """

    file: str | None = None
    rows: int = 1
    moments: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Ignored:
    """Rows that say nothing of people, and why, in one word or two (`empty`, `draft`, `ad`)."""

    why: str
    file: str | None = None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that made no sense: a value, so that one never costs the others."""

    line: int
    reason: str
    row: str = ""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive that was left aside as a whole, or missed, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning about the file as a whole: characters lost, a part not understood."""

    code: str
    message: str
    file: str | None = None
    line: int | None = None


class Example(NamedTuple):
    """A value that gave nothing: where it stands, as it was written, and why."""

    line: int | None
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Values of a field (one of FIELDS) that were there and gave nothing: how many, and the first of them."""

    field: str
    column: str | None
    count: int
    examples: tuple[Example, ...]
    file: str | None = None


FIELDS: Final = (
    "name",
    "email",
    "phone",
    "url",
    "birthday",
    "since",
    "date",
    "company",
    "title",
    "city",
    "tag",
    "note",
    "relation",
    "text",
)
"""What a value may be of that is not understood."""


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column, a property or a key that no field took, and how many values it holds."""

    column: str
    values: int
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that stands or falls as a whole: if one of its mentions is doubtful, all of it is rejected.

    `records` are of those in its testimonies whom no earlier row of the file brought a record of.
    """

    line: int
    text: str
    records: tuple[Record, ...] = ()
    testimonies: tuple[Testimony, ...] = ()
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A card that the book wrote, come back with what `record` says.

    `then` and `now` are the marks of all values, when it was written (none if another program dropped them) and today.
    """

    person: int
    record: Record
    then: frozenset[str]
    now: frozenset[str]
    revised: str | None = None
    line: int | None = None
    file: str | None = None


Item = Record | Testimony | Used | Ignored | BadRow | Member | Remark | NotUnderstood | UnusedColumn | Row | Edited
