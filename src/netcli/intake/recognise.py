"""Whom each record of a file is: somebody of the same file, somebody the book knows, or somebody new."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import inf
from typing import Any, Final

from netcli import names
from netcli.ask.naming import exactly
from netcli.errors import NetcliError
from netcli.intake.namesakes import Namesakes
from netcli.intake.prepare import Arrival, Made
from netcli.match import decide
from netcli.store.dialect import next_id
from netcli.store.reader import Key
from netcli.store.records import holders_of_places
from netcli.store.writer import Change
from netcli.tell import contested

Said = Mapping[str, Any]
ROW: Final = "row"
"""The kind of key that a record without any other has: its place in the file."""


class Recognition:
    """The records of one file, numbered as they come, and whose each turned out to be.

    *place* is what a record's own key is told apart by where it has no identity: network, owner and file.
    """

    def __init__(self, change: Change, *, batch: int, owner: int, place: str) -> None:
        self.change = change
        self.batch = batch
        self.owner = owner
        self.place = place
        self.known: set[int] = set()
        self.unsure: set[int] = set()
        self.first_person = self._next_person = self._chunk_first = next_id(change.connection, "person")
        self.first_record = self._next_record = next_id(change.connection, "record")
        self._me = change.reader.me()
        self.records: dict[str, int] = {}  # a source's key -> the number of its first record
        self._people = array("q")  # record - first_record -> person, for the records recognised so far
        self._fresh_names: dict[str, set[int]] = {}
        self._contested: set[int] = set()  # who holds a key that others hold, or may by now, having got new ones
        self._namesakes = Namesakes(change.reader, first=self.first_person)
        self._torn: set[int] = set()  # whose records contradict one another
        self._named: set[str] = set()  # names of newcomers whom others have only mentioned so far

    # --- numbers ----------------------------------------------------------------------------------------------------

    def number(self, key: str) -> int:
        """The number of the next record, whose source calls it *key*."""
        number = self._next_record
        self._next_record += 1
        self.records.setdefault(key, number)
        return number

    def person_of(self, record: int) -> int:
        """Whose that record is."""
        return self._people[record - self.first_record]

    def stranger(self, name: str | None) -> int:
        """The number of somebody new."""
        person = self._next_person
        self._next_person += 1
        if name:
            self._fresh_names.setdefault(names.full_key(name), set()).add(person)
        return person

    def whom(self, words: str) -> list[int]:
        """The people whom *words* name exactly, those of this file included.

        Raises NetcliError for a handle that nobody has.
        """
        people = set(exactly(self.change.reader, words))
        return sorted(people | self._fresh_names.get(names.full_key(words), set()))

    def mentioned(self, arrival: Arrival) -> int:
        """Somebody whom another's row names: the only person of that name, else a person of her own."""
        try:
            people = self.whom(arrival.mention or "")
        except NetcliError:
            people = []
        if len(people) == 1:
            return people[0]
        person = self.stranger(arrival.name)
        self._named.add(names.full_key(arrival.name or ""))
        if people:
            self.unsure.add(person)
        return person

    # --- chunks -----------------------------------------------------------------------------------------------------

    def recognise(self, arriving: Sequence[tuple[int, Arrival, int]]) -> tuple[Made, set[int]]:
        """Find the person of each (record, arrival, person or 0), in the order of their numbers.

        Returns the records of each newcomer, and the people known before of whom something is said.
        """
        keys = {key for _, arrival, person in arriving if not person for key in self.keys_of(arrival)}
        holders = self._holders(keys)
        told = _Told(self.change, {person for people in holders.values() for person in people}, self._chunk_first)
        for record, arrival, person in arriving:
            whose = person or self._choose(record, arrival, holders, told)
            self._people.append(whose)
            if whose < self.first_person and not told.before(whose, arrival):
                self._contested.add(whose)
        made: Made = {}
        others: set[int] = set()
        for record, arrival, _ in arriving:
            person = self.person_of(record)
            if person >= self._chunk_first:
                made.setdefault(person, []).append((record, arrival))
            else:
                others.add(person)
        self.known.update(person for person in others if person < self.first_person and person != self.owner)
        self._fresh_names.clear()
        self._chunk_first = self._next_person
        return made, others

    def keys_of(self, arrival: Arrival) -> Sequence[Key]:
        """By which keys the arrival may be somebody known; where she has no identity of her own, her place has."""
        return arrival.keys or ((ROW, self.row_key(arrival)),)

    def row_key(self, arrival: Arrival) -> str:
        """What tells the arrival's place in the file from any other."""
        return f"{self.place}|{arrival.key}"

    def _choose(self, record: int, arrival: Arrival, holders: dict[Key, list[int]], told: _Told) -> int:
        """Whose the record is, as far as can be told by now; whoever is contested is settled when the file is in."""
        keys = self.keys_of(arrival)
        first = self.records[arrival.key]
        if first == record and not any(key in holders for key in keys):
            person = self.stranger(None)
        else:
            person = self._fitting(arrival, self.person_of(first) if first != record else 0, holders, told)
        told.add(person, arrival)
        for key in keys:
            if (people := holders.get(key)) is None:
                holders[key] = [person]
            elif person not in people:
                people.append(person)
            if people and 1 < len(people) <= contested.CROWDED and key[0] != ROW:
                self._contested.add(person)
        return person

    def _fitting(self, arrival: Arrival, first: int, holders: dict[Key, list[int]], told: _Told) -> int:
        """Whom the record fits best, or somebody new."""
        fits: dict[int, float] = {first: inf} if first else {}
        said = [decide.who(arrival.told())]
        for key in self.keys_of(arrival):
            for person in holders.get(key, ()):
                if person not in fits:
                    # whatever names me is me: a file never makes a second one
                    mine = person == self._me and key[0] != ROW
                    fits[person] = inf if mine else decide.fit(told.of(person), said, key)
        person = max(fits, key=lambda person: (fits[person], -person))
        if not fits[person]:
            return self.stranger(None)
        if len(known := told.of(person)) > 1 and person != self._me and not decide.agree(known, said):
            self._torn.add(person)
        return person

    def _holders(self, keys: Iterable[Key]) -> dict[Key, list[int]]:
        """Who answers to those keys already."""
        keys = set(keys)
        reader = self.change.reader
        places = holders_of_places(reader, [value for kind, value in keys if kind == ROW])
        holders = reader.holders(key for key in keys if key[0] != ROW)
        return holders | {(ROW, value): people for value, people in places.items()}

    # --- people who may be others ------------------------------------------------------------------------------------

    def doubt(self, made: Made) -> None:
        """Note whom of the newcomers others of her name may be; they, and nobody after them, must be written by now."""
        self._named |= self._namesakes.mentioned(made)
        self.unsure |= self._namesakes.unsure(made)

    def settle(self) -> None:
        """Decide anew who everybody is whom somebody contests; all of the file must be written by now."""
        moved = contested.resolve(
            self.change,
            self._contested,
            called=self._named,
            alone=self._torn,
            batch=self.batch,
            unseen=self.first_person,
        )
        self.unsure -= moved.given_up.keys()
        self.known |= {person for person in moved.touched if person < self.first_person and person != self.owner}
        self.known -= moved.given_up.keys()


class _Told:
    """What is said of people: by the book, read once for all of *known*, and by the file so far.

    People under *written* who were not foreseen are read when they are asked for.
    """

    def __init__(self, change: Change, known: Collection[int], written: int) -> None:
        self._change = change
        self._written = written
        self._known: dict[int, list[Said]] = {}
        self._new: dict[int, list[Arrival]] = {}
        self._said: dict[int, dict[str, Said]] = {}
        self._read(known)

    def _read(self, people: Collection[int]) -> None:
        if people:
            told = self._change.statements(people)
            self._known |= {person: [each.fields for each in told.get(person, ())] for person in people}

    def before(self, person: int, arrival: Arrival) -> bool:
        """Does the book say the very same of *person*?"""
        return person in self._known and arrival.told() in self._known[person]

    def add(self, person: int, arrival: Arrival) -> None:
        """The file says this, too."""
        if (told := self._new.get(person)) is None:
            self._new[person] = [arrival]
        else:
            told.append(arrival)

    def of(self, person: int) -> list[Said]:
        """All that is said of who *person* is, each thing once."""
        if person < self._written and person not in self._known:
            self._read([person])
        said = self._said.get(person)
        if said is None:
            said = self._said[person] = {}
            self._enter(said, self._known.get(person, ()))
        self._enter(said, [arrival.told() for arrival in self._new.pop(person, ())])
        return [*said.values()]

    def _enter(self, said: dict[str, Said], told: Iterable[Said]) -> None:
        for who in map(decide.who, told):
            said.setdefault(json.dumps(who, sort_keys=True), who)
