"""The result of `netcli export --format json`: the whole book."""

from __future__ import annotations

from typing import TypedDict

from netcli.answers.people import FullPerson, Link


class BatchKept(TypedDict):
    """An import, with its report."""

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
    """A person as one source describes them; `fields` contains the values."""

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
    """What a source says about two records.

    Without a `link`, the evidence is only a signal. `count` is the number of messages or meetings. `moments` has a day
    and a fingerprint for each message or meeting.
    """

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
    """The number that a person had before a merge.

    The number now leads to `person`.
    """

    old: int
    person: int


class VerdictKept(TypedDict):
    """A permanent decision of the user about two records."""

    verdict: int
    a: int
    b: int
    said: str
    rule: str | None


class MeetingKept(TypedDict):
    """A meeting.

    Each group in `records` holds people who got to know each other.
    """

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
    """A favour given to the record's person, or received from them."""

    favour: int
    record: int
    date: str
    direction: str
    what: str


class RhythmKept(TypedDict):
    """The maximum number of days between contacts with a person, or with everybody who has a tag."""

    rhythm: int
    record: int | None
    tag: str | None
    days: int | None
    told: str


class WatchKept(TypedDict):
    """A watched person, and the shortest chain to them at the last check."""

    watch: int
    record: int
    hops: int | None
    chance: float | None
    checked: str


class Whole(TypedDict):
    """Everything in the book except its history.

    `people` and `links` are derived from the other fields. If the export leaves out the owner, `me` is null.
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
