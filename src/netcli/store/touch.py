"""Meetings, favours, rhythms and watched chains, as the people whom their records stand for today."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from netcli.store.dialect import LIST, listed
from netcli.store.reader import Reader


class KeptMeeting(NamedTuple):
    """A meeting; `groups` are the people who got to know each other there, but for those who are not in the book."""

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
    """How many of those who were there are not in the book any more."""

    @property
    def people(self) -> list[int]:
        """Everybody who was there, but me, each once."""
        return list(dict.fromkeys(person for group in self.groups for person in group))


class KeptFavour(NamedTuple):
    """A favour, and for or by whom."""

    id: int
    person: int
    day: str
    direction: str
    what: str


class KeptRhythm(NamedTuple):
    """In how many days to be in touch with a person, or with all of a tag; no days: not at all."""

    id: int
    person: int | None
    tag: str | None
    days: int | None
    told: str


class KeptWatch(NamedTuple):
    """A watched person, and the shortest chain to them when it was last looked at."""

    id: int
    person: int
    hops: int | None
    chance: float | None
    checked: str


def meetings(reader: Reader, with_person: int | None = None) -> list[KeptMeeting]:
    """Return all meetings, or those with one person, by day and then as they were logged."""
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


def favours(reader: Reader, person: int) -> list[KeptFavour]:
    """Return the favours between me and *person*, the oldest first."""
    found = reader.connection.execute(
        "SELECT f.id, r.person, f.day, f.direction, f.what FROM favour f JOIN record r ON r.id = f.record"
        " WHERE r.person = ? ORDER BY f.day, f.id",
        (person,),
    )
    return [KeptFavour._make(row) for row in found]


def rhythms(reader: Reader) -> list[KeptRhythm]:
    """Return every rhythm, in the order in which they were set, but those of people who are not in the book."""
    rows = reader.connection.execute("SELECT id, record, tag, days, told FROM rhythm ORDER BY id").fetchall()
    standing = _standing(reader, {record for _, record, *_ in rows if record is not None})
    return [
        KeptRhythm(number, standing.get(record), tag, days, told)
        for number, record, tag, days, told in rows
        if tag is not None or record in standing
    ]


def watched(reader: Reader) -> list[KeptWatch]:
    """Return whose chains are watched, in the order in which they were named, each once."""
    rows = reader.connection.execute("SELECT id, record, hops, chance, checked FROM watch ORDER BY id").fetchall()
    standing = _standing(reader, {row[1] for row in rows})
    kept: dict[int, KeptWatch] = {}
    for number, record, *rest in rows:
        if record in standing:
            kept.setdefault(standing[record], KeptWatch(number, standing[record], *rest))
    return [*kept.values()]


def tagged(reader: Reader, tag: str) -> list[int]:
    """Return the people who bear *tag*, folded."""
    found = reader.connection.execute(
        "SELECT i.person FROM identifier i JOIN person p ON p.id = i.person"
        " WHERE i.kind = 'tag' AND i.value = ? AND p.kind = 'person' ORDER BY i.person",
        (tag,),
    )
    return [row[0] for row in found]


def acquaintances(reader: Reader) -> list[int]:
    """Return the people to whom I have a link, in the order of their numbers."""
    me = reader.me()
    found = reader.connection.execute(
        "SELECT id FROM person WHERE kind = 'person' AND id IN"
        " (SELECT b FROM link WHERE a = ? UNION SELECT a FROM link WHERE b = ?) ORDER BY id",
        (me, me),
    )
    return [row[0] for row in found]


def _standing(reader: Reader, records: Iterable[int]) -> dict[int, int]:
    """Return whose *records* are, as far as they are in the book."""
    found = reader.connection.execute(
        f"SELECT r.id, r.person FROM record r JOIN person p ON p.id = r.person WHERE r.id IN {LIST}",
        (listed(sorted(records)),),
    )
    return dict(found.fetchall())
