"""Contested identities: where several people hold one key, who is whom follows from everything said, in no order.

A file is recognised row by row (`intake.recognise`), which is right wherever nobody else claims the same. Whoever is
contested is taken apart into her records once the file is in, and put together again by what all of them say.
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
"""People of one key from which on it is a place's, not a person's: it settles nothing."""


@dataclass(slots=True)
class _Part:
    """Records of one person that nothing takes apart."""

    person: int
    records: list[int] = field(default_factory=list)
    said: list[Fields] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)

    def add(self, record: int, said: Fields, keys: Iterable[Key]) -> None:
        """One record more."""
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
    """Decide anew who *people* are, whoever contests a key with them, and those whom files only name, also by *called*.

    Those whom nobody contests stay as they are, but for *alone*, whose own records may be several people's. Records of
    *batch* are being written; nobody has seen the numbers from *unseen* on.
    """
    unseen = next_id(change.connection, "person") if unseen is None else unseen
    change.derive()
    moved = move(change, _settled(change, people, alone=alone), batch=batch, unseen=unseen)
    change.derive()
    names = mentions.names_of(change.reader, moved.touched.union(people, alone)).union(called)
    also = move(change, mentions.met(change.reader, names, unseen=unseen), batch=batch, unseen=unseen)
    change.derive()
    return Moved(moved.given_up | also.given_up, moved.touched | also.touched)


def contestants(reader: Reader, people: Collection[int]) -> set[int]:
    """*people*, and whoever contests a key with them."""
    groups = _contesting(reader, people, alone=())
    return {part.person for parts in groups for part in parts}.union(people)


def _settled(change: Change, people: Collection[int], *, alone: Collection[int]) -> dict[int, int]:
    """Who *people* are, and whoever contests a key with them: whose each of their records is to be.

    Those of whom the user said something herself stay as she knows them: they only gain records.
    """
    whose: dict[int, int] = {}
    me = change.reader.me()
    apart = verdicts.distinct_pairs(change.reader)
    number = next_id(change.connection, "person")
    for parts in _contesting(change.reader, people, alone=alone):
        first = {part.person: place for place, part in reversed(list(enumerate(parts)))}
        told = [frozenset(map(first.__getitem__, pair)) for pair in apart if first.keys() >= set(pair)]
        claims = [(part.said, part.keys) for part in parts]
        for group in decide.groups(claims, apart=told, me=first.get(me)):
            staying = [person for person, place in first.items() if place in group]
            person = min(staying, key=lambda person: (person != me, person), default=number)
            number += person == number
            whose |= {record: person for place in group for record in parts[place].records}
    return whose


def _contesting(reader: Reader, people: Collection[int], *, alone: Collection[int]) -> Iterator[list[_Part]]:
    """The parts of *people* and of those who hold keys of theirs, each group that hangs together for itself."""
    parts: dict[int, list[_Part]] = {}
    holding: dict[Key, set[int]] = {}
    fringe = {*people, *alone}
    while fringe:
        fresh = _parts(reader, fringe)
        parts |= fresh
        keys = [(key, person) for person, each in fresh.items() for part in each for key in part.keys]
        unasked = {key for key, _ in keys} - holding.keys()
        holding |= {key: set(holders) for key, holders in reader.holders(unasked).items()}
        for key, person in keys:  # a mobile goes by two spellings, and is filed under one
            holding.setdefault(key, set()).add(person)
        shared = [holders for key, _ in keys if 1 < len(holders := holding[key]) <= CROWDED]
        fringe = set[int]().union(*shared) - parts.keys()
    beside: dict[int, set[int]] = {}
    for holders in holding.values():
        if 1 < len(holders) <= CROWDED:
            for person in holders:
                beside.setdefault(person, set()).update(holders)
    for person in parts.keys() & set(alone):
        beside.setdefault(person, {person})
    while beside:
        together = set[int]()
        fringe = {next(iter(beside))}
        while fringe:
            together |= fringe
            fringe = {other for person in fringe for other in beside.pop(person)} - together
        yield [part for person in sorted(together) for part in parts[person]]


def _parts(reader: Reader, people: Collection[int]) -> dict[int, list[_Part]]:
    """What each of *people* may be taken apart into: first that which keeps her number, which has a name if any has.

    The records that a file gives one key are one part; those without identity of their own stay with the first.
    """
    whole = verdicts.decided_people(reader, people)
    parts: dict[int, dict[tuple[int | None, str] | None, _Part]] = {}
    bare: list[KeptRecord] = []
    for record in records.of_people(reader, people):
        person, keys = record.person, decide.keys_of(record.fields)
        if person not in whole and (not keys or record.key == OWNER):
            bare.append(record)
            continue
        place = None if person in whole else (record.batch, record.key)
        parts.setdefault(person, {}).setdefault(place, _Part(person)).add(record.id, record.fields, keys)
    ordered = {
        person: sorted(each.values(), key=lambda part: all(derive.display_name(said) is None for said in part.said))
        for person, each in parts.items()
    }
    for record in bare:
        own = ordered.setdefault(record.person, [_Part(record.person)])
        own[0].add(record.id, record.fields, decide.keys_of(record.fields))
    return ordered
