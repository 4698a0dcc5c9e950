"""Meetings, rhythms and watched chains, with people in place of records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, NamedTuple

from netcli import moments
from netcli.dates import FULL_DATE as FULL
from netcli.moments import DAY_MASK, EPOCH
from netcli.store.dialect import LIST, LOOP_JOIN, listed
from netcli.store.evidence import INTRODUCED
from netcli.store.reader import Reader


class KeptMeeting(NamedTuple):
    """A meeting, with groups of people who got to know each other there."""

    id: int
    day: str
    kind: str | None
    place: str | None
    note: str | None
    groups: list[list[int]]
    host: int | None
    diary: str | None
    said: str | None
    absent: int
    """The number of participants who are no longer in the book."""

    @property
    def people(self) -> list[int]:
        """All participants except me, each once."""
        return list(dict.fromkeys(person for group in self.groups for person in group))


class KeptRhythm(NamedTuple):
    """How often to be in touch with a person, or with people with a tag.

    If `days` is None, the person is exempt.
    """

    id: int
    person: int | None
    tag: str | None
    days: int | None
    told: str


class KeptWatch(NamedTuple):
    """A watched person, with the shortest chain to them at the last check."""

    id: int
    person: int
    hops: int | None
    chance: float | None
    checked: str


def meetings(reader: Reader, with_person: int | None = None) -> list[KeptMeeting]:
    """Return all meetings, or the meetings with one person, ordered by day."""
    columns = "id, day, kind, place, note, records, host, diary, said"
    rows = reader.connection.execute(f"SELECT {columns} FROM meeting ORDER BY day, id").fetchall()
    kept = [(row, json.loads(row[5])) for row in rows]
    standing = _standing(reader, {record for _, groups in kept for group in groups for record in group})
    found = []
    for (number, day, kind, place, note, _, host, diary, said), groups in kept:
        here = [[standing[record] for record in group if record in standing] for group in groups]
        absent = sum(map(len, groups)) - sum(map(len, here))
        here = [group for group in here if group]
        found.append(KeptMeeting(number, day, kind, place, note, here, standing.get(host), diary, said, absent))
    if with_person is None:
        return found
    return [each for each in found if with_person in each.people]


def rhythms(reader: Reader) -> list[KeptRhythm]:
    """Return all rhythms of people in the book and of tags, oldest first."""
    rows = reader.connection.execute("SELECT id, record, tag, days, told FROM rhythm ORDER BY id").fetchall()
    standing = _standing(reader, {record for _, record, *_ in rows if record is not None})
    return [
        KeptRhythm(number, standing.get(record), tag, days, told)
        for number, record, tag, days, told in rows
        if tag is not None or record in standing
    ]


def watched(reader: Reader) -> list[KeptWatch]:
    """Return the watched people, in the order in which they were added, each once."""
    rows = reader.connection.execute("SELECT id, record, hops, chance, checked FROM watch ORDER BY id").fetchall()
    standing = _standing(reader, {row[1] for row in rows})
    kept: dict[int, KeptWatch] = {}
    for number, record, *rest in rows:
        if record in standing:
            kept.setdefault(standing[record], KeptWatch(number, standing[record], *rest))
    return [*kept.values()]


def tagged(reader: Reader, tag: str) -> list[int]:
    """Return the people with *tag*, which must be folded."""
    found = reader.connection.execute(
        "SELECT i.person FROM identifier i JOIN person p ON p.id = i.person"
        " WHERE i.kind = 'tag' AND i.value = ? AND p.kind = 'person' ORDER BY i.person",
        (tag,),
    )
    return [row[0] for row in found]


class Contact(NamedTuple):
    """My last contact with a person, and all known days of contact."""

    last: str
    days: tuple[int, ...]


CONTACT: Final = ("message", "meeting", "call", INTRODUCED)
"""Kinds of evidence for contact. A piece of such evidence may have several days."""
DATED: Final = (*CONTACT, "declared", "group")
"""If evidence has one of these kinds, its last day is a day of contact."""


def contacts(reader: Reader) -> dict[int, Contact]:
    """Return the days on which the user was in touch with each person."""
    last: dict[int, list[str]] = {}
    days: dict[int, set[int]] = {}
    me = reader.me()
    for one, other in (("a", "b"), ("b", "a")):
        found = reader.connection.execute(
            "SELECT s.person, e.kind, e.since, e.last, e.moments FROM record r"
            f" {LOOP_JOIN} evidence e ON e.{one} = r.id {LOOP_JOIN} record s ON s.id = e.{other}"
            " WHERE r.person = ? AND s.person <> r.person AND e.link IS NOT NULL",
            (me,),
        )
        for person, kind, since, latest, packed in found:
            day = latest or (since if kind in CONTACT else None)
            if day and kind in DATED:
                last.setdefault(person, []).append(day)
            if packed and kind in CONTACT:
                numbers = {moment & DAY_MASK for moment in moments.unpacked(packed)} - {0}
                days.setdefault(person, set()).update(number + EPOCH for number in numbers)
    for each in reader.introductions():
        steps = [step["when"] for step in each.history if step["state"] in ("asked", "agreed")]
        last.setdefault(each.ask, []).extend(steps)
    return {person: Contact(max(told), tuple(sorted(days.get(person, ())))) for person, told in last.items() if told}


def calendar_days(reader: Reader, person: int) -> list[tuple[str, int]]:
    """Return (day, batch) for each meeting with *person* in an imported calendar."""
    pair = (min(reader.me(), person), max(reader.me(), person))
    told: dict[int, int] = {}
    for _, _, row in reader.evidence_between([pair]):
        if row.kind == "meeting" and row.batch is not None:
            (packed,) = reader.connection.execute("SELECT moments FROM evidence WHERE id = ?", (row.id,)).fetchone()
            for moment in moments.unpacked(packed or ""):
                told.setdefault(moment, row.batch)
    found = [(moments.iso(moment & DAY_MASK), batch) for moment, batch in told.items()]
    return sorted((day, batch) for day, batch in found if day)


def birthdays(reader: Reader) -> list[tuple[int, str]]:
    """Return (id, birthday) for everybody except me, if the full date is known."""
    found = reader.connection.execute(
        "SELECT id, birthday FROM person WHERE birthday LIKE '%-__-__' AND kind = 'person' AND id <> ? ORDER BY id",
        (reader.me(),),
    )
    return [(row[0], row[1]) for row in found]


def first_contacts(reader: Reader) -> list[tuple[int, str, str]]:
    """Return (person, day, kind of evidence) for each first contact with a full date.

    People who are only connections on a network are left out.
    """
    first: dict[int, tuple[str, str]] = {}
    real: set[int] = set()
    me = reader.me()
    for one, other in (("a", "b"), ("b", "a")):
        found = reader.connection.execute(
            "SELECT s.person, e.kind, coalesce(e.since, e.last) FROM record r"
            f" {LOOP_JOIN} evidence e ON e.{one} = r.id {LOOP_JOIN} record s ON s.id = e.{other}"
            " WHERE r.person = ? AND s.person <> r.person AND e.link IS NOT NULL AND e.certainty <> 'guess'",
            (me,),
        )
        for person, kind, day in found:
            # adding a connection is not contact
            if kind != "connected":
                real.add(person)
            if day:
                first[person] = min(first.get(person, (day, kind)), (day, kind))
    people = reader.kinds(real)
    dated = [(person, *first[person]) for person in sorted(real & first.keys()) if people.get(person) == "person"]
    return [(person, day, kind) for person, day, kind in dated if len(day) == FULL]


def _standing(reader: Reader, records: Iterable[int]) -> dict[int, int]:
    """Map each record to its person, if the person is in the book."""
    found = reader.connection.execute(
        f"SELECT r.id, r.person FROM record r JOIN person p ON p.id = r.person WHERE r.id IN {LIST}",
        (listed(sorted(records)),),
    )
    return dict(found.fetchall())
