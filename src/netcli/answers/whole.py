"""What `export --format json` returns: the whole book, so that it can be restored without loss."""

from __future__ import annotations

from typing import TypedDict

from netcli.answers.people import FullPerson, Link


class BatchKept(TypedDict):
    """An import, with the report it gave."""

    batch: int
    file: str
    archive: str | None
    sha256: str
    network: str
    owner: int
    encoding: str | None
    as_of: str
    as_of_from: str
    imported: str
    people: int
    links: int
    report: dict[str, object]


class RecordKept(TypedDict):
    """One person as one source described them; `fields` is what it said."""

    record: int
    person: int
    born: int
    batch: int | None
    file: str | None
    line: int | None
    key: str
    row_key: str | None
    as_of: str | None
    added: str
    changed: str
    fields: dict[str, object]


class EvidenceKept(TypedDict):
    """What a source says of two records, a signal without `link`; `moments` tells apart what `count` counts."""

    id: int
    a: int
    b: int
    batch: int | None
    kind: str
    link: str | None
    certainty: str
    since: str | None
    last: str | None
    count: int | None
    direction: str | None
    closeness: int | None
    detail: str | None
    file: str | None
    line: int | None
    moments: str | None


class Forwarded(TypedDict):
    """A number given up in a merge, and the person it stands for."""

    old: int
    person: int


class VerdictKept(TypedDict):
    """What the user said of two records for ever."""

    verdict: int
    a: int
    b: int
    said: str
    rule: str | None


class MeetingKept(TypedDict):
    """A meeting; `records` are those who were there, in groups of those who got to know each other, `people` all."""

    meeting: int
    date: str
    people: list[int]
    kind: str | None
    place: str | None
    note: str | None
    records: list[list[int]]
    host: int | None
    diary: str | None
    said: str | None


class FavourKept(TypedDict):
    """A favour, given to or received from whoever the record belongs to."""

    favour: int
    record: int
    date: str
    direction: str
    what: str


class RhythmKept(TypedDict):
    """In how many days to be in touch with a person, or with all of a tag."""

    rhythm: int
    record: int | None
    tag: str | None
    days: int | None
    told: str


class WatchKept(TypedDict):
    """A watched person, and the shortest chain to them when it was last looked at."""

    watch: int
    record: int
    hops: int | None
    chance: float | None
    checked: str


class Whole(TypedDict):
    """Everything the book holds but its history; `people` and `links` follow from the rest.

    `me` is the owner's number; None where the export leaves them out.
    """

    me: int | None
    people: list[FullPerson]
    links: list[Link]
    batches: list[BatchKept]
    records: list[RecordKept]
    evidence: list[EvidenceKept]
    forwarded: list[Forwarded]
    verdicts: list[VerdictKept]
    meetings: list[MeetingKept]
    favours: list[FavourKept]
    introductions: list[dict[str, object]]
    rhythms: list[RhythmKept]
    watched: list[WatchKept]
