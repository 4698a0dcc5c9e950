"""The tables of a book, defined once.

Statements are kept for ever and journaled: `record` (one person as one source describes them) and `evidence` (what
a source says of two records). All else is derived from them, and can be derived again: `person`, `link`, `identifier`,
`search` and `vocabulary`. A merge therefore only moves records, and undoing a batch only deletes them.

    batch ─< record >─ person ─< identifier, search
      └───< evidence (a, b are records) ─> link (a, b are people, a < b)
"""

from collections.abc import Iterator
from typing import ClassVar

from sqlalchemy import Column, Float, Index, Integer, Text, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import Field, SQLModel

from netcli.store.dialect import IN_KEY_ORDER, NEVER_REUSED, SEARCH_TABLE

# SQLModel reads annotations at run time: no `from __future__ import annotations` here.


class Setting(SQLModel, table=True):
    """A fact about the book itself: `me`, the person it belongs to; `names` and `strength`, the versions of its keys
    and weights; `book`, what tells it from any other."""

    key: str = Field(sa_column=Column(Text, primary_key=True))
    value: str = Field(sa_column=Column(Text, nullable=False))


class Batch(SQLModel, table=True):
    """One imported file: the unit of provenance, and of undo."""

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    change: int
    file: str
    archive: str | None = None
    sha256: str = Field(index=True)
    network: str
    owner: int
    encoding: str | None = None
    as_of: str
    as_of_from: str
    imported: str
    people: int = 0
    links: int = 0
    report: str | None = None
    undone: str | None = None


class Record(SQLModel, table=True):
    """One person as one source describes them; `born` is the person it first belonged to, kept through merges."""

    __table_args__: ClassVar = (
        Index("record_row_key", "row_key", sqlite_where=text("row_key IS NOT NULL")),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(index=True)
    born: int
    batch: int | None = None
    key: str
    row_key: str | None = None
    file: str | None = None
    line: int | None = None
    as_of: str | None = None
    fields: str
    added: str
    changed: str


class Evidence(SQLModel, table=True):
    """One reason to believe that two people are linked, as one source gave it; `link` NULL makes it a signal.

    Where `moments` tells apart what is counted (`netcli.moments`), `count` is derived: how many of them no evidence
    before tells of the two; 0 where all is told before.
    """

    __table_args__: ClassVar = (
        Index("evidence_ends", "a", "b"),
        Index("evidence_moments", "batch", sqlite_where=text("moments IS NOT NULL")),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    a: int
    b: int = Field(index=True)
    batch: int | None = None
    kind: str
    link: str | None = None
    certainty: str
    since: str | None = None
    last: str | None = None
    count: int | None = None
    direction: str | None = None
    closeness: int | None = None
    detail: str | None = None
    file: str | None = None
    line: int | None = None
    moments: str | None = None


class Person(SQLModel, table=True):
    """The union of a person's records: chosen values, and lists as JSON, best first.

    `mentioned` is 1 for somebody whom others only named, 2 if more is known of them besides.
    """

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str | None = None
    folded: str = ""
    company: str | None = None
    title: str | None = None
    city: str | None = None
    birthday: str | None = None
    note: str | None = None
    private: int = 0
    mentioned: int = 0
    aliases: str = "[]"
    emails: str = "[]"
    phones: str = "[]"
    urls: str = "[]"
    tags: str = "[]"
    created: str
    updated: str


class Identifier(SQLModel, table=True):
    """Everything a person answers to exactly: name, alias, email, phone, url, tag."""

    __table_args__: ClassVar = IN_KEY_ORDER
    kind: str = Field(sa_column=Column(Text, primary_key=True))
    value: str = Field(sa_column=Column(Text, primary_key=True))
    person: int = Field(sa_column=Column(Integer, primary_key=True))


class Link(SQLModel, table=True):
    """A tie between two people, a < b; both directions lie side by side: by key (a, b), and by the index (b, a).

    `base` is the part of the chance's logit that its evidence gives and time does not change, `around` what the rest
    of the book adds, less where `closeness`, as declared, or `volume` is high: of messages, or what the kind implies,
    0 to 1; of `asks` over the link, `agreed` worked. `passable` is 2 for a link that chains use, 1 for a guess, 0 where
    an end is not a person.
    """

    __table_args__: ClassVar = (
        Index("link_other_way", "b", "a", "passable"),
        IN_KEY_ORDER,
    )
    a: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    b: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    passable: int
    kinds: str
    certainty: str
    since: str | None = None
    last_contact: str | None = None
    closeness: int | None = None
    volume: float = Field(sa_column=Column(Float, nullable=False))
    base: float = Field(sa_column=Column(Float, nullable=False))
    around: float = Field(sa_column=Column(Float, nullable=False, server_default="0"))
    asks: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))
    agreed: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))


class Introduction(SQLModel, table=True):
    """A request for an introduction: `chain` and `history` as JSON; `chance` is what was expected when it was asked.

    The asker is always me, `ask` the first person of the chain; all are people, found today through `forward`.
    """

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    target: int
    ask: int
    chain: str
    state: str
    since: str
    chance: float
    history: str


class Meeting(SQLModel, table=True):
    """Whom I met on a day: `records` holds, as JSON, groups of those who got to know each other there.

    `said` is its line in the file `diary`, if it comes from one.
    """

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    day: str
    kind: str | None = None
    place: str | None = None
    note: str | None = None
    records: str
    host: int | None = None
    diary: str | None = None
    said: str | None = None


class Favour(SQLModel, table=True):
    """What I did for somebody, given, or they for me, received; they are whoever `record` belongs to."""

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    record: int
    day: str
    direction: str
    what: str


class Rhythm(SQLModel, table=True):
    """In how many days I want to be in touch with somebody, or all of a tag; without days, with them not at all."""

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    record: int | None = None
    tag: str | None = None
    days: int | None = None
    told: str


class Watch(SQLModel, table=True):
    """Somebody whose chain is watched, with what the shortest one was when it was last looked at; no hops: apart."""

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    record: int
    hops: int | None = None
    chance: float | None = None
    checked: str


class Forward(SQLModel, table=True):
    """Where to find somebody whose number was given up in a merge."""

    old: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    person: int


class Verdict(SQLModel, table=True):
    """What the user said for ever of the people whom two records stand for: the same, or distinct.

    A merge also says which number was `kept` and which was `gone`, so that `split` can put everything back.
    """

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    a: int
    b: int
    verdict: str
    rule: str | None = None
    kept: int | None = None
    gone: int | None = None


class Change(SQLModel, table=True):
    """One command that wrote: one step of undo."""

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    happened: str
    command: str
    summary: str
    undone: str | None = None


class Image(SQLModel, table=True):
    """A row before and after a change, as JSON; what a batch inserted needs none until it is undone."""

    __table_args__: ClassVar = (Index("image_change", "change"), NEVER_REUSED)
    id: int | None = Field(default=None, primary_key=True)
    change: int
    table: str = Field(sa_column=Column("table", Text, nullable=False))
    key: str
    before: str | None = None
    after: str | None = None


class Vocabulary(SQLModel, table=True):
    """Every word of the search index and how often it stands there: what a misspelt word is compared with."""

    __table_args__: ClassVar = IN_KEY_ORDER
    word: str = Field(sa_column=Column(Text, primary_key=True))
    uses: int


def statements() -> Iterator[str]:
    """Yield the SQL that makes the tables and indexes of a new book."""
    for table in SQLModel.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=sqlite.dialect()))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=sqlite.dialect()))
    yield SEARCH_TABLE
