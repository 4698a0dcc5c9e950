"""Find new people who may be the same person as somebody with the same name.

Nobody is merged until the user decides.
"""

from __future__ import annotations

from array import array
from itertools import chain
from typing import Final

from netcli.intake.prepare import PreparedRecord
from netcli.match import decide, profiles
from netcli.match.decide import Traits
from netcli.match.evidence import placed_apart
from netcli.match.profiles import Profile
from netcli.match.rules import NAMESAKES
from netcli.store import derive, records
from netcli.store.reader import Reader

KEPT: Final = 1 << 16
"""Maximum number of entries in each cache. A full cache takes about 10 MB."""

Newcomers = dict[int, list[tuple[int, PreparedRecord]]]
"""The records of each new person, with their ids."""


class Namesakes:
    """Compares new people with earlier people of the same name.

    The ids of the new people begin at *first*.
    """

    def __init__(self, reader: Reader, *, first: int) -> None:
        self._reader = reader
        self._first = first
        self._sorts: dict[tuple[Traits, ...], int] = {}  # numbers of the few different sets of traits
        self._traits: list[tuple[Traits, ...]] = [()]
        self._newcomers = array("I")  # the number of each new person's set of traits; 0: read the person's records
        self._read: dict[int, tuple[Traits, ...]] = {}
        self.apart: dict[int, list[int]] = {}  # new people and their namesakes, all at other companies in other cities

    def mentioned(self, newcomers: Newcomers) -> set[str]:
        """If other people's records mention the name of a newcomer, return the name.

        *newcomers* must be the newest people in the book.
        """
        return self._reader.mentioned_names(min(newcomers)) if newcomers else set()

    def unsure(self, newcomers: Newcomers) -> set[int]:
        """Return each newcomer who may be the same person as an earlier namesake.

        *newcomers* must be the newest people in the book.
        """
        if not newcomers:
            return set()
        self._enter(newcomers)
        namesakes = self._reader.namesakes(min(newcomers), NAMESAKES)
        self._load_traits({person for (one, _), others in namesakes.items() for person in (one, *others)})
        worth_asking, of = decide.worth_asking, self._of
        asked = {
            person: waiting
            for (person, name), others in namesakes.items()
            if (waiting := [other for other in others if worth_asking(name, of(person), of(other))])
        }
        nowhere = Profile()
        places = profiles.of_places(self._reader.places({*asked, *chain.from_iterable(asked.values())}))
        unsure = set()
        for person, waiting in asked.items():
            where = places.get(person, nowhere)
            if all(placed_apart(where, places.get(other, nowhere)) for other in waiting):
                self.apart[person] = waiting
            else:
                unsure.add(person)
        return unsure

    def crowded(self, people: set[int]) -> set[int]:
        """Return the people whose name is too common to identify them."""
        return self._reader.with_common_names(people, NAMESAKES)

    def _sort(self, person: int) -> int:
        return self._newcomers[person - self._first] if person >= self._first else 0

    def _of(self, person: int) -> tuple[Traits, ...]:
        """Return the cached traits of each record of a person."""
        return self._traits[number] if (number := self._sort(person)) else self._read[person]

    def _enter(self, newcomers: Newcomers) -> None:
        """Store the traits of new people."""
        traits_of, kind, birthday, sorts = decide.traits, derive.KIND, derive.BIRTHDAY, self._sorts
        self._newcomers.extend([0] * (max(newcomers) - self._first + 1 - len(self._newcomers)))
        for person, own in newcomers.items():
            rows = [(record.keys, record.alone[0]) for _, record in own]
            traits = tuple(
                [traits_of(keys, row[birthday], organization=row[kind] == "organization") for keys, row in rows]
            )
            if traits not in sorts and len(sorts) < KEPT:
                sorts[traits] = len(self._traits)
                self._traits.append(traits)
            self._newcomers[person - self._first] = sorts.get(traits, 0)

    def _load_traits(self, people: set[int]) -> None:
        """Cache the traits of *people*."""
        if len(self._read) > KEPT:
            self._read.clear()
        unread = {person for person in people if not self._sort(person)} - self._read.keys()
        for person, said in records.fields_by_person(self._reader, unread).items():
            self._read[person] = tuple(
                [
                    decide.traits(
                        decide.keys_of(fields), fields.get("birthday"), organization=bool(fields.get("organization"))
                    )
                    for fields in said
                ]
            )
