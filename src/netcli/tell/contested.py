"""Resolve contested identities: people who have a key in common, such as an address.

The result does not depend on the order of imports.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from netcli.match import decide
from netcli.records import OWNER, Fields, KeptRecord
from netcli.store import derive, records, verdicts
from netcli.store.dialect import next_id
from netcli.store.reader import Key, Reader
from netcli.store.writer import Change
from netcli.tell import mentions
from netcli.tell.identity import Moved, move

CROWDED: Final = 30
"""Maximum number of people with the same contested key.

If more people have a key, the key belongs to a place, such as an office.
"""


@dataclass(slots=True)
class _Part:
    """Some records of one person. If the person is split, these records stay together."""

    person: int
    records: list[int] = field(default_factory=list)
    said: list[Fields] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)

    def add(self, record: int, said: Fields, keys: Iterable[Key]) -> None:
        """Add a record with its fields and keys."""
        self.records.append(record)
        self.said.append(said)
        self.keys.update(keys)


def resolve(
    change: Change,
    people: Collection[int],
    *,
    called: Collection[str] = (),
    alone: Collection[int] = (),
    batch: int | None = None,
    unseen: int | None = None,
) -> Moved:
    """Decide again to which person each record belongs.

    The records are those of *people*, and of everybody who shares a contested key with one of these people.

    Records of people in *alone* are assigned again even if no key is contested. If a record only mentions a name in the
    collection *called*, the record is assigned again, too. Records of *batch* get no undo image. *unseen* is the
    smallest id that the user has not seen.
    """
    unseen = next_id(change.connection, "person") if unseen is None else unseen
    change.derive(around=False)
    moved = move(change, _assignments(change, people, alone=alone), batch=batch, unseen=unseen)
    change.derive(around=False)
    names = mentions.names_of(change.reader, moved.touched.union(people, alone)).union(called)
    also = move(change, mentions.resolve(change.reader, names, unseen=unseen), batch=batch, unseen=unseen)
    change.derive(around=False)
    return Moved(moved.given_up | also.given_up, moved.touched | also.touched)


def contestants(reader: Reader, people: Collection[int]) -> set[int]:
    """Return *people*, and everybody who shares a contested key with them."""
    groups = _contesting(reader, people, alone=())
    return {part.person for parts in groups for part in parts}.union(people)


def sharing(reader: Reader, people: Collection[int]) -> set[int]:
    """Return the people in *people* who share a key with another person.

    The key may belong to more than `CROWDED` people.
    """
    keys = {person: {key for part in each for key in part.keys} for person, each in _parts(reader, people).items()}
    holders = reader.holders(set[Key]().union(*keys.values()))
    return {person for person, own in keys.items() if any({*holders.get(key, ())} - {person} for key in own)}


def unresolved(reader: Reader, people: Collection[int]) -> set[int]:
    """Return the people who share a contested key with an earlier person.

    `netcli duplicates` lists these people.
    """
    keys = {person: {key for part in each for key in part.keys} for person, each in _parts(reader, people).items()}
    holders = reader.holders(set[Key]().union(*keys.values()))
    crowds = {person: [{*holders.get(key, ()), person} for key in own] for person, own in keys.items()}
    waiting = {person for person, each in crowds.items() if any(_contested(one) and min(one) < person for one in each)}
    kinds = reader.kinds(set[int]().union(*(one for person in waiting for one in crowds[person])))
    return {
        person
        for person in waiting
        if kinds[person] == "person"
        and any(
            _contested(one) and any(kinds.get(each) == "person" and each < person for each in one)
            for one in crowds[person]
        )
    }


def _assignments(change: Change, people: Collection[int], *, alone: Collection[int]) -> dict[int, int]:
    """Return {record: person} for *people* and everybody connected by contested keys."""
    assigned: dict[int, int] = {}
    me = change.reader.me()
    distinct = verdicts.distinct_pairs(change.reader)
    next_person = next_id(change.connection, "person")
    for parts in _contesting(change.reader, people, alone=alone):
        first = {part.person: place for place, part in reversed(list(enumerate(parts)))}
        apart = [frozenset(map(first.__getitem__, pair)) for pair in distinct if first.keys() >= set(pair)]
        claims = [(part.said, part.keys) for part in parts]
        for group in sorted(decide.groups(claims, apart=apart, me=first.get(me)), key=min):
            staying = [person for person, place in first.items() if place in group]
            person = min(staying, key=lambda person: (person != me, person), default=next_person)
            next_person += person == next_person
            assigned |= {record: person for place in group for record in parts[place].records}
    return assigned


def _contesting(reader: Reader, people: Collection[int], *, alone: Collection[int]) -> Iterator[list[_Part]]:
    """If people share contested keys, the people form a group. Yield the parts of each group."""
    parts: dict[int, list[_Part]] = {}
    holders: dict[Key, set[int]] = {}
    fringe = {*people, *alone}
    while fringe:
        fresh = _parts(reader, fringe)
        parts |= fresh
        keys = [(key, person) for person, each in fresh.items() for part in each for key in part.keys]
        unasked = {key for key, _ in keys} - holders.keys()
        holders |= {key: set(found) for key, found in reader.holders(unasked).items()}
        for key, person in keys:  # a mobile number has two spellings but is stored under one
            holders.setdefault(key, set()).add(person)
        fringe = set[int]().union(*(holders[key] for key, _ in keys if _contested(holders[key]))) - parts.keys()
    neighbours: dict[int, set[int]] = {}
    for contestants in filter(_contested, holders.values()):
        for person in contestants:
            neighbours.setdefault(person, set()).update(contestants)
    for person in parts.keys() & set(alone):
        neighbours.setdefault(person, {person})
    while neighbours:
        group = set[int]()
        fringe = {next(iter(neighbours))}
        while fringe:
            group |= fringe
            fringe = {other for person in fringe for other in neighbours.pop(person)} - group
        yield [part for person in sorted(group) for part in parts[person]]


def _contested(holders: set[int]) -> bool:
    return 1 < len(holders) <= CROWDED


def _parts(reader: Reader, people: Collection[int]) -> dict[int, list[_Part]]:
    """Return the parts into which each person may be split."""
    decided = verdicts.decided_people(reader, people)
    parts: dict[int, dict[tuple[int | None, str] | None, _Part]] = {}
    keyless: list[KeptRecord] = []
    for record in records.of_people(reader, people):
        person, keys = record.person, decide.keys_of(record.fields)
        if person not in decided and (not keys or record.key == OWNER):
            keyless.append(record)
            continue
        own_place = (None, record.row_key) if record.row_key else (record.batch, record.key)  # a UID means one person
        place = None if person in decided else own_place
        parts.setdefault(person, {}).setdefault(place, _Part(person)).add(record.id, record.fields, keys)
    ordered = {
        person: sorted(each.values(), key=lambda part: all(derive.display_name(said) is None for said in part.said))
        for person, each in parts.items()
    }
    for record in keyless:
        own = ordered.setdefault(record.person, [_Part(record.person)])
        own[0].add(record.id, record.fields, decide.keys_of(record.fields))
    return ordered
