"""Those whom files only name, in a row about somebody else: who they are follows from who bears that name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from netcli import names
from netcli.records import OWNER
from netcli.store import derive, records
from netcli.store.dialect import next_id
from netcli.store.reader import Reader
from netcli.store.verdicts import decided_people


@dataclass(slots=True)
class _Named:
    """Somebody whom files named so in `loose` records, (batch, record); `bears`: others call her so, too."""

    loose: list[tuple[int, int]] = field(default_factory=list)
    meant: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    bears: bool = False


def met(reader: Reader, called: Collection[str], *, unseen: int) -> dict[int, int]:
    """Whose each record is to be that only names somebody, by one of the names *called*.

    She is its one bearer; if nobody bears it, one person for all files; if several do, somebody else for each file.
    Whom the user named, herself or in a file of links, stays whom she meant. Nobody has seen the numbers from *unseen*
    on.
    """
    whose: dict[int, int] = {}
    holders = reader.holders([(kind, name) for name in called for kind in ("mention", "name")])
    number = next_id(reader.connection, "person")
    for name in sorted(called):
        mentioned = holders.get(("mention", name), [])
        others = [person for person in holders.get(("name", name), ()) if person not in mentioned]
        if not mentioned:
            continue
        named = _named(reader, [*mentioned, *others[:2]], name)  # two are enough to know that she is not the one
        bearers = [person for person, each in named.items() if each.bears]
        only = {person for person, each in named.items() if not each.own}
        if len(bearers) == 1:
            [bearer] = bearers
            # a number that was seen stays
            target = min((person for person in only if person < unseen <= bearer), default=bearer)
            for person, each in named.items():
                whose |= {record: target for _, record in each.loose}
                if person in only or person == bearer:
                    whose |= dict.fromkeys(each.meant + each.own, target)
            continue
        meant = [person for person in sorted(only) if named[person].meant]
        free = only.difference(meant)
        groups: dict[int, dict[int, int]] = {}
        for person, each in named.items():
            for batch, record in each.loose:
                groups.setdefault(batch if bearers else 0, {})[record] = person
        for _, group in sorted(groups.items()):
            target = meant[0] if meant and not bearers else min(free.intersection(group.values()), default=number)
            number += target == number
            free.discard(target)
            whose |= dict.fromkeys(group, target)
    return whose


def names_of(reader: Reader, people: Collection[int]) -> set[str]:
    """The names and aliases of *people*, in the form in which whole names are looked up."""
    return {names.full_key(text) for text in reader.all_names(people)}


def _named(reader: Reader, people: Collection[int], name: str) -> dict[int, _Named]:
    named = {person: _Named() for person in people}
    kept = decided_people(reader, people)
    for record in records.of_people(reader, people):
        said = record.fields
        each = named[record.person]
        called = {names.full_key(text) for text in (derive.display_name(said), *said.get("aliases", ())) if text}
        if not record.mention or record.key == OWNER:
            each.own.append(record.id)
            each.bears |= name in called
        elif record.row_key is None or record.batch is None or record.person in kept:
            each.meant.append(record.id)
        elif name in called:
            each.loose.append((record.batch, record.id))
        else:
            each.own.append(record.id)
    return named
