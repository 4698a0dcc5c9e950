"""Newcomers who share a name with somebody whom nothing tells from them: people of their own, and a question."""

from __future__ import annotations

from array import array
from typing import Any, Final

from netcli.intake.prepare import Made
from netcli.match import decide
from netcli.store import derive, records
from netcli.store.reader import Reader

MOST: Final = 30
"""Bearers of a name with whom a newcomer is compared: a name that more bear says nothing of her."""
KEPT: Final = 1 << 16
"""People read from the book, and sorts of newcomers, that are kept at hand: some 10 MB each."""


class Namesakes:
    """Who bears the names of the newcomers of one file; these are numbered from *first* on."""

    def __init__(self, reader: Reader, *, first: int) -> None:
        self._reader = reader
        self._first = first
        # most newcomers are of few sorts: each has the number of hers, or 0 if that must be read
        self._sorts: dict[tuple[Any, ...], int] = {}
        self._traits: list[tuple[Any, ...]] = [()]
        self._newcomers = array("I")
        self._read: dict[int, tuple[Any, ...]] = {}

    def mentioned(self, made: Made) -> set[str]:
        """The names of those newcomers whom others have only mentioned so far; they must have been written last."""
        return self._reader.mentioned_names(min(made)) if made else set()

    def unsure(self, made: Made) -> set[int]:
        """The newcomers with a namesake whom nothing contradicts; they must have been written last."""
        if not made:
            return set()
        self._enter(made)
        namesakes = self._reader.namesakes(min(made), MOST)
        self._have({person for (one, _), others in namesakes.items() for person in (one, *others)})
        waits, of = decide.waits, self._of
        return {
            person
            for (person, name), others in namesakes.items()
            if any(waits(name, of(person), of(other)) for other in others)
        }

    def _number(self, person: int) -> int:
        return self._newcomers[person - self._first] if person >= self._first else 0

    def _of(self, person: int) -> tuple[Any, ...]:
        """What tells a person at hand apart."""
        return self._traits[number] if (number := self._number(person)) else self._read[person]

    def _enter(self, made: Made) -> None:
        """Note what tells the newcomers apart."""
        traits, kind, birthday, sorts = decide.traits, derive.KIND, derive.BIRTHDAY, self._sorts
        self._newcomers.extend([0] * (max(made) - self._first + 1 - len(self._newcomers)))
        for person, arrivals in made.items():
            rows = [(arrival.keys, arrival.alone[0]) for _, arrival in arrivals]
            told = tuple([traits(keys, row[birthday], organization=row[kind] == "organization") for keys, row in rows])
            if told not in sorts and len(sorts) < KEPT:
                sorts[told] = len(self._traits)
                self._traits.append(told)
            self._newcomers[person - self._first] = sorts.get(told, 0)

    def _have(self, people: set[int]) -> None:
        """Have at hand what tells *people* apart."""
        if len(self._read) > KEPT:
            self._read.clear()
        asked = {person for person in people if not self._number(person)} - self._read.keys()
        traits, keys_of = decide.traits, decide.keys_of
        for person, told in records.fields_by_person(self._reader, asked).items():
            self._read[person] = tuple(
                [
                    traits(keys_of(said), said.get("birthday"), organization=bool(said.get("organization")))
                    for said in told
                ]
            )
