"""Decide which person a row means if it mentions only a name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from netcli import names
from netcli.records import OWNER
from netcli.store import derive, records
from netcli.store.dialect import next_id
from netcli.store.reader import Reader
from netcli.store.verdicts import decided_people

CHUNK: Final = 2_000
"""Number of names looked up per query."""


@dataclass(slots=True)
class _Bearer:
    """The ids of the records of a person with an ambiguous name.

    `mentions` contains (batch, record) for mentions by other people. If `own` contains the name, `named` is true.
    `meant` contains mentions that certainly belong to this person, such as mentions that the user wrote.
    """

    mentions: list[tuple[int, int]] = field(default_factory=list)
    meant: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    named: bool = False


def resolve(reader: Reader, called: Collection[str], *, unseen: int) -> dict[int, int]:
    """Assign each mention of a name in *called* to a person.

    Return {record: person}. *unseen* is the smallest id that the user has not seen yet.
    """
    assigned: dict[int, int] = {}
    next_person = next_id(reader.connection, "person")
    for name, mentioned, others in _called(reader, sorted(called)):
        bearers = _bearers(reader, [*mentioned, *others[:2]], name)  # two show that the name is ambiguous
        named = [person for person, each in bearers.items() if each.named]
        if len(named) == 1:
            assigned |= _to_only_bearer(bearers, named[0], unseen)
            continue
        only_mentioned = {person for person, each in bearers.items() if not each.own}
        meant = [person for person in sorted(only_mentioned) if bearers[person].meant]
        free = only_mentioned.difference(meant)
        groups: dict[int, dict[int, int]] = {}
        for person, each in bearers.items():
            for batch, record in each.mentions:
                groups.setdefault(batch if named else 0, {})[record] = person
        for _, group in sorted(groups.items()):
            target = meant[0] if meant and not named else min(free.intersection(group.values()), default=next_person)
            next_person += target == next_person
            free.discard(target)
            assigned |= dict.fromkeys(group, target)
    return assigned


def _called(reader: Reader, called: Sequence[str]) -> Iterator[tuple[str, list[int], list[int]]]:
    """Yield (name, people with mentions, people without mentions) for each ambiguous name."""
    for start in range(0, len(called), CHUNK):
        names = called[start : start + CHUNK]
        holders = reader.holders([(kind, name) for name in names for kind in ("mention", "name")])
        found = []
        for name in names:
            if mentioned := holders.get(("mention", name), []):
                others = [person for person in holders.get(("name", name), ()) if person not in mentioned]
                found.append((name, mentioned, others))
        counts = records.count_by_person(
            reader, {each[0] for _, each, others in found if len(each) == 1 and not others}
        )
        yield from (each for each in found if counts.get(each[1][0]) != 1 or len(each[1]) > 1 or each[2])


def _to_only_bearer(bearers: Mapping[int, _Bearer], bearer: int, unseen: int) -> dict[int, int]:
    """Assign all mentions of a name to its only bearer."""
    only_mentioned = {person for person, each in bearers.items() if not each.own}
    target = min((person for person in only_mentioned if person < unseen <= bearer), default=bearer)
    assigned: dict[int, int] = {}
    for person, each in bearers.items():
        assigned |= {record: target for _, record in each.mentions}
        if person in only_mentioned or person == bearer:
            assigned |= dict.fromkeys(each.meant + each.own, target)
    return assigned


def names_of(reader: Reader, people: Collection[int]) -> set[str]:
    """Return the names and aliases of *people*, in the form for look-up."""
    return {names.full_key(text) for text in reader.all_names(people)}


def _bearers(reader: Reader, people: Collection[int], name: str) -> dict[int, _Bearer]:
    bearers = {person: _Bearer() for person in people}
    decided = decided_people(reader, people)
    for record in records.of_people(reader, people):
        bearer, fields = bearers[record.person], record.fields
        called = {names.full_key(text) for text in (derive.display_name(fields), *fields.get("aliases", ())) if text}
        if not record.mention or record.key == OWNER:
            bearer.own.append(record.id)
            bearer.named |= name in called
        elif record.row_key is None or record.batch is None or record.person in decided:
            bearer.meant.append(record.id)
        elif name in called:
            bearer.mentions.append((record.batch, record.id))
        else:
            bearer.own.append(record.id)
    return bearers
