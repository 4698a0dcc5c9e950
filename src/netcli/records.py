"""What sources state, in a small vocabulary shared by importers, matching and the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

Fields = dict[str, Any]
"""The non-empty fields of a record, as the book stores them in JSON."""

OWNER: Final = "@owner"
"""The record key of the export's owner, in every source."""


@dataclass(frozen=True, slots=True)
class Position:
    """A job or a school that a source names."""

    organization: str
    title: str | None = None
    since: str | None = None
    until: str | None = None
    school: bool = False


@dataclass(slots=True)  # no Record, Testimony or Row is frozen: that would take 3 µs for each, and files hold millions
class Record:
    """One person as one source describes them; the values are not cleaned yet."""

    key: str
    """The key that identifies the person in this source."""
    name: str | None = None
    given: str | None = None
    family: str | None = None
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    """Hashes of addresses that the source hides."""
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
    """If a person only occurs in another person's row, this text names the person."""
    file: str | None = None
    line: int | None = None
    durable: bool = False
    """Whether `key` stays the same in later files, as a card's UID does."""
    lists_owner: bool | None = None
    """If not None, this value replaces the `lists_owner` of the file's `networks.Network`."""


class KeptRecord(NamedTuple):
    """A record as the book stores it."""

    id: int
    person: int
    batch: int | None
    """The import of the record; None if the user entered it."""
    key: str
    row_key: str | None
    """The record's place in the file, if this place identifies the person."""
    network: str
    as_of: str
    fields: Fields
    added: str
    changed: str

    @property
    def mention(self) -> bool:
        """Return whether the record only mentions a name."""
        return "mention" in self.fields


@dataclass(slots=True)
class Testimony:
    """A statement about two people, stored as evidence."""

    a: str
    """The record key of the first person; `b` is the key of the second person."""
    b: str
    kind: str
    link: str | None = "contact"
    """The kind of link (a is the `link` of b), or None for no link."""
    certainty: str = "sure"
    since: str | None = None
    last: str | None = None
    count: int | None = None
    direction: str | None = None
    """`a_to_b`, `b_to_a`, `both` or None. Messages in each direction are separate testimonies."""
    closeness: int | None = None
    detail: str | None = None
    file: str | None = None
    line: int | None = None
    moments: str | None = field(default=None, compare=False)
    """Messages or meetings, packed by `netcli.moments`. Repetitions count once."""


class Sign(NamedTuple):
    """A testimony about two people, seen from the smaller id.

    `batch` is None for a statement by the user.
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
"""Numbers of contacts at which a person's links are weighed again."""


class Neighbourhood(NamedTuple):
    """What the rest of the book says about a link between two people."""

    mutuals: int = 0
    """Number of mutual contacts."""
    contacts: int = 0
    """Number of contacts of the person who has more contacts than the other person."""
    together: float = 0.0
    """Number of years at the same employer or school."""


@dataclass(frozen=True, slots=True)
class Used:
    """Rows that were understood. Their content comes separately.

    If there are several rows, `moments` has one moment for each row. If there is only one row, `moments` may have
    several moments.
    """

    file: str | None = None
    rows: int = 1
    moments: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Ignored:
    """Rows that state nothing about people, and the reason, such as `empty`."""

    why: str
    file: str | None = None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be understood."""

    line: int
    reason: str
    row: str = ""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A skipped or missing file of an archive, and the reason."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning about the file as a whole.

    If the file belongs to somebody else, `holder` is their key.
    """

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    holder: str | None = None


class Example(NamedTuple):
    """An example of a value that could not be used, with the reason."""

    line: int | None
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Values of a field that could not be used, with the first few examples."""

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
"""The fields whose values can be reported as not understood."""


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column, property or key that no field uses. `values` counts its values."""

    column: str
    values: int
    file: str | None = None


@dataclass(slots=True)
class Row:
    """A row about two people. The row is accepted or rejected as a whole."""

    line: int
    text: str
    a: str
    """The record key of the first person; `b` is the key of the second person."""
    b: str
    testimonies: tuple[Testimony, ...]
    """Testimonies without people, file or line, so that many rows can share equal testimonies."""
    records: tuple[Record, ...] = ()
    """Records of `a` and `b`, unless an earlier row has described them."""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A card that was exported from this book and is now imported again."""

    person: int
    record: Record
    """The content of the card."""
    then: frozenset[str]
    """Digests of the exported values. If another program removed the digests, the set is empty."""
    now: frozenset[str]
    """Digests of the values that the card has now."""
    revised: str | None = None
    line: int | None = None
    file: str | None = None


Item = Record | Testimony | Used | Ignored | BadRow | Member | Remark | NotUnderstood | UnusedColumn | Row | Edited
