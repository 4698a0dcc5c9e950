"""The tables of a book, defined once.

A `record` is one person as described by one source. `evidence` is what a source states about two records.

The tables `person`, `link`, `identifier`, `search` and `vocabulary` are derived from these statements.

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
    """A fact about the book, such as its owner (`me`) or its name (`book`).

    `names` and `strength` are the versions of the rules for keys and weights.
    """

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
    """One person as one source describes them.

    A merge changes `person`, but not `born`.
    """

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
    """A reason to believe that two people are linked. Each reason has one source.

    Evidence without `link` is only a signal. If `moments` is set, `count` is the number of moments that earlier
    evidence lacks.
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
    """The union of a person's records; lists are JSON, best first.

    `mentioned` is 0 if no record is a mention, 1 if every record is a mention, else 2.
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
    """A value by which people can be looked up, such as a name."""

    __table_args__: ClassVar = IN_KEY_ORDER
    kind: str = Field(sa_column=Column(Text, primary_key=True))
    value: str = Field(sa_column=Column(Text, primary_key=True))
    person: int = Field(sa_column=Column(Integer, primary_key=True))


class Link(SQLModel, table=True):
    """A link between two people, a < b.

    `base` is the part of the log-odds that does not change with time.

    The rest of the book determines `around`, another part of the log-odds. `volume` goes from 0 to 1. `closeness` is
    declared. `asks` counts requests, and `agreed` counts successful requests.

    `passable` is 2 if chains use the link, 1 for a guess, else 0.
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
    """A request for an introduction. The user sent the request to the person with the id `ask`.

    `chain` and `history` are JSON. `chance` dates from the request. The table `forward` has the new ids of
    merged people.
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
    """A meeting, entered by hand or read from a diary.

    `records` contains groups of record ids, as JSON. The people in a group got to know each other at the meeting.
    `said` is the line in the file `diary`.
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
    """A favour that I gave to, or received from, the person of `record`."""

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    record: int
    day: str
    direction: str
    what: str


class Rhythm(SQLModel, table=True):
    """The maximum number of days between contacts with a person, or with everybody who has a tag.

    If the number is NULL, no rhythm applies to the person.
    """

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    record: int | None = None
    tag: str | None = None
    days: int | None = None
    told: str


class Watch(SQLModel, table=True):
    """A person whose chain is watched, with the chain at the last check.

    `hops` is NULL if there was no chain.
    """

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    record: int
    hops: int | None = None
    chance: float | None = None
    checked: str


class Forward(SQLModel, table=True):
    """The id that replaced the id `old` after a merge."""

    old: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    person: int


class Verdict(SQLModel, table=True):
    """The permanent decision that two records are the same person, or different.

    After a merge, the id `kept` stays, and the id `gone` can be restored.
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
    """One command that wrote to the book, as one step that can be undone."""

    __table_args__: ClassVar = NEVER_REUSED
    id: int | None = Field(default=None, primary_key=True)
    happened: str
    command: str
    summary: str
    undone: str | None = None


class Image(SQLModel, table=True):
    """An undo image: a row before and after a change, as JSON."""

    __table_args__: ClassVar = (Index("image_change", "change"), NEVER_REUSED)
    id: int | None = Field(default=None, primary_key=True)
    change: int
    table: str = Field(sa_column=Column("table", Text, nullable=False))
    key: str
    before: str | None = None
    after: str | None = None


class Vocabulary(SQLModel, table=True):
    """Every word of the search index with its number of uses."""

    __table_args__: ClassVar = IN_KEY_ORDER
    word: str = Field(sa_column=Column(Text, primary_key=True))
    uses: int


def statements() -> Iterator[str]:
    """Yield the SQL that creates the tables and indexes of a new book."""
    for table in SQLModel.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=sqlite.dialect()))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=sqlite.dialect()))
    yield SEARCH_TABLE
