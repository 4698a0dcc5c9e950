"""Decide which person each record of a file describes."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from math import inf
from typing import Final, NamedTuple

from netcli import names
from netcli.ask import duplicates
from netcli.ask.naming import exactly, is_name
from netcli.errors import NetcliError
from netcli.intake.editions import row_key
from netcli.intake.namesakes import Namesakes, Newcomers
from netcli.intake.owner import OwnerKnown
from netcli.intake.prepare import PreparedRecord, lasts
from netcli.intake.told import MUCH, Told
from netcli.match import decide
from netcli.store.dialect import next_id
from netcli.store.hashes import known_by_hash
from netcli.store.reader import Key
from netcli.store.records import holders_of_places
from netcli.store.writer import Change
from netcli.tell import contested

ROW: Final = "row"
"""The kind of the keys that `editions.row_key` makes."""


COUNT: Final = 6
"""If a key consists of this number of digits or fewer, the key is only an entry's number."""

Holders = dict[Key, dict[int, None]]
"""The holders of each key, earliest holder first."""


class Incoming(NamedTuple):
    """A record with its future id and its person (0: not known yet)."""

    id: int
    record: PreparedRecord
    person: int


class Recognition:
    """Assigns the records of one file to people. Each record gets an id.

    *place* (network, owner and file) is the prefix of row keys.
    """

    def __init__(self, change: Change, known: OwnerKnown, told: Told, *, batch: int, owner: int, place: str) -> None:
        self.change = change
        self._owner_known = known
        self.batch = batch
        self.owner = owner
        self.place = place
        self.known: set[int] = set()  # known people about whom the file states something
        self.unsure: set[int] = set()  # new people who may be the same as a person recorded earlier
        self.first_person = self._next_person = self._chunk_first = next_id(change.connection, "person")
        self.first_record = self._next_record = next_id(change.connection, "record")
        self.records: dict[str, int] = {}  # a source's key -> the id of its first record
        self._me = change.reader.me()
        self._people = array("q")  # record - first_record -> person, for the records recognised so far
        self._fresh_names: dict[str, set[int]] = {}
        self._expected: dict[str, list[int]] = {}  # name in the next rows -> the only person with this name, if any
        self._likely_before: dict[tuple[str, Key], list[int]] = {}  # a name and a crowded key -> people in the book
        self._contested: set[int] = set()  # people who share a key with others, or may do so
        self._told = told
        self._much = told.begin()
        self._news: set[int] = set()  # people about whom a record states new identifying values
        self._contradicted: set[int] = set()  # people whose records contradict each other
        self._namesakes = Namesakes(change.reader, first=self.first_person)
        self._mentioned: set[str] = set()  # names of new people whom other records only mention

    # --- ids ---------------------------------------------------------------------------------------------------------

    def incoming(self, record: PreparedRecord, person: int = 0) -> Incoming:
        """Give *record* the next id. *person* is the record's person, or 0 if unknown."""
        number = self._next_record
        self._next_record += 1
        self.records.setdefault(record.key, number)
        return Incoming(number, record, person)

    def person_of(self, record: int) -> int:
        """Return the person of the record with the id *record*."""
        return self._people[record - self.first_record]

    def new_person(self, name: str | None) -> int:
        """Return the id of a new person. The method `called` finds this person by *name*."""
        person = self._next_person
        self._next_person += 1
        if name:
            self._fresh_names.setdefault(names.full_key(name), set()).add(person)
        return person

    def expect(self, mentions: Iterable[str]) -> None:
        """Prepare the method `called`: look up all *mentions* that are whole names."""
        keys = {words: ("name", names.full_key(words)) for words in mentions if is_name(words)}
        found = self.change.reader.holders({*keys.values()})  # one query, because one for each name would be slower
        holders = {words: found.get(key, []) for words, key in keys.items()}
        self._expected = {words: people for words, people in holders.items() if len(people) < 2}

    def called(self, words: str) -> list[int]:
        """Return the people with exactly the name or key in *words*, including new people.

        Raises NetcliError for an unknown key.
        """
        people = {*self._expected[words]} if words in self._expected else {*exactly(self.change.reader, words)}
        return sorted(people | self._fresh_names.get(names.full_key(words), set()))

    def mentioned(self, record: PreparedRecord) -> int:
        """Return the only person with the mentioned name, or else a new person."""
        try:
            people = self.called(record.mention or "")
        except NetcliError:
            people = []
        if len(people) == 1:
            return people[0]
        person = self.new_person(record.name)
        self._mentioned.add(names.full_key(record.name or ""))
        if people:
            self.unsure.add(person)
        return person

    # --- chunks ------------------------------------------------------------------------------------------------------

    def recognise(self, chunk: Sequence[Incoming]) -> tuple[Newcomers, set[int], set[int]]:
        """Assign each record of *chunk* to a person, in the order of ids.

        Return new people's records, known people with news, and known people without news.
        """
        keys = {key for _, record, person in chunk if not person for key in self._keys_of(record)}
        holders = self._holders(keys)
        known = {person for people in holders.values() for person in islice(people, contested.CROWDED)}
        known.update(person for _, _, person in chunk if 0 < person < self.first_person)
        descriptions = _Descriptions(self._told, known, self._chunk_first, self._much)
        newcomers: Newcomers = {}
        others: set[int] = set()
        same: set[int] = set()
        for number, record, given in chunk:
            person = given or self._choose(number, record, holders, descriptions)
            self._people.append(person)
            if person == self.owner and self._owner_known.has(record):
                self.change.journal.later.add(person)
                continue
            if person >= self._chunk_first:
                newcomers.setdefault(person, []).append((number, record))
                continue
            if person < self.first_person and descriptions.has_only(person, record):
                same.add(person)
                continue
            others.add(person)
            unheard = given or person not in self._told.settled or person in self._news
            if person < self.first_person and unheard and not descriptions.has(person, record):
                self._contested.add(person)
        descriptions.end()
        self.known.update(person for person in others | same if person < self.first_person and person != self.owner)
        for cache in (self._fresh_names, self._expected, self._likely_before):
            cache.clear()
        self._chunk_first = self._next_person
        return newcomers, others, same

    def _keys_of(self, record: PreparedRecord) -> Sequence[Key]:
        """Return the keys that may identify the record's person."""
        if record.keys and not record.durable:
            return record.keys
        return (*record.keys, (ROW, row_key(self.place, record)))

    def _choose(self, number: int, record: PreparedRecord, holders: Holders, descriptions: _Descriptions) -> int:
        """Assign the record to a person, and return the person's id.

        Only the book and earlier records are considered.
        """
        keys = self._keys_of(record)
        first = self.records[record.key]
        if first == number and holders.keys().isdisjoint(keys):
            person = self.new_person(None)
        elif not (person := self._same(record, holders, descriptions) if first == number else 0):
            person = self._best_fit(record, self.person_of(first) if first != number else 0, holders, descriptions)
        descriptions.add(person, record)
        for key in keys:
            if (people := holders.get(key)) is None:
                holders[key] = {person: None}
            else:
                people[person] = None
                if len(people) > 1:
                    self._told.settled.difference_update(self._told.settled & people.keys())
            if people and 1 < len(people) <= contested.CROWDED and key[0] != ROW:
                self._contested.add(person)
        return person

    def _same(self, record: PreparedRecord, holders: Holders, descriptions: _Descriptions) -> int:
        """Return the person whose known data already includes *record*, or 0 if there is no such person."""
        every = [holders[key] for key in self._keys_of(record) if key in holders]
        if any(len(people) > 1 for people in every):  # a crowd may hold a key: do not look at each of them
            return 0
        people = {person for each in every for person in each}
        person = people.pop() if len(people) == 1 and (record.name or record.keys) else 0
        return person if person and descriptions.repeats(person, record) else 0

    def _best_fit(self, record: PreparedRecord, first: int, holders: Holders, descriptions: _Descriptions) -> int:
        """Return the person whom the record fits best, or a new person."""
        shared: dict[int, Key] = {}  # the first of the record's keys that each person has
        for key in self._keys_of(record):
            people: Iterable[int] = holders.get(key, ())
            if len(holders.get(key, ())) > contested.CROWDED:
                people = self._likely(record, key, holders[key], descriptions)
            for person in people:
                shared.setdefault(person, key)
        same_row = record.durable and not _is_count(record.key)
        # any record with one of my keys is about me: a file never creates a second me
        fits = {
            person: inf for person, (kind, _) in shared.items() if (same_row if kind == ROW else person == self._me)
        }
        if first:
            fits[first] = inf
        described = decide.Description([record.parsed()])
        if not fits:  # a statement known about a person needs no comparison
            fits = {person: decide.SURE for person in shared if descriptions.of(person).includes(described)}
        if not fits:
            fits = {person: decide.fit(descriptions.of(person), described, key) for person, key in shared.items()}
        person = max(fits, key=lambda person: (fits[person], -person), default=0)
        if not person or not fits[person]:
            return self.new_person(None)
        if person == self._me or person in self._contradicted:
            self._news.add(person)
            return person
        known = descriptions.of(person)
        if not known.foresees(described):
            self._news.add(person)
        if (len(known) > 1 or record.durable) and not known.agrees(described):
            self._contradicted.add(person)
        return person

    def _likely(
        self, record: PreparedRecord, key: Key, people: dict[int, None], descriptions: _Descriptions
    ) -> Iterable[int]:
        """Return the people in *people* with whom *record* is compared."""
        if not record.name:
            return islice(people, contested.CROWDED)
        if (namesakes := self._likely_before.get((record.name, key))) is None:
            called = self.change.reader.answering("name", names.full_key(record.name))
            namesakes = [*islice((person for person in called if person in people), contested.CROWDED)]
            self._likely_before[record.name, key] = namesakes
        mine = [self._me] if self._me in people else []
        return dict.fromkeys([*mine, *namesakes, *descriptions.newest_called(record.name, people)])

    def _holders(self, keys: Collection[Key]) -> Holders:
        """Return, for each of *keys*, the people in the book who have this key."""
        reader = self.change.reader
        places = holders_of_places(reader, [value for kind, value in keys if kind == ROW])
        holders = reader.holders(key for key in keys if key[0] != ROW)
        every = holders | {(ROW, value): people for value, people in places.items()}
        return {key: dict.fromkeys(people) for key, people in every.items()}

    # --- new people who may be known already --------------------------------------------------------------------------

    def note_namesakes(self, newcomers: Newcomers) -> None:
        """Record each newcomer who may be the same person as an earlier namesake.

        *newcomers* must be the newest people in the book.
        """
        self._mentioned |= self._namesakes.mentioned(newcomers)
        self.unsure |= self._namesakes.unsure(newcomers)

    def resolve_contested(self) -> None:
        """Decide again about people who share keys. Call this after the whole file was written."""
        self.change.derive(around=False)
        apart = self._namesakes.apart
        likely = duplicates.likely(self.change.reader, [(other, one) for one, each in apart.items() for other in each])
        self.unsure |= {one for _, one in likely}
        self.unsure -= self._namesakes.crowded(self.unsure)
        self._contested |= known_by_hash(self.change.reader, self.batch)
        if not (self._contested or self._mentioned or self._contradicted):
            return
        moved = contested.resolve(
            self.change,
            self._contested,
            called=self._mentioned,
            alone=self._contradicted,
            batch=self.batch,
            unseen=self.first_person,
        )
        newcomers = {person for person in self._contested | moved.touched if person >= self.first_person}
        self.unsure |= contested.unresolved(self.change.reader, newcomers - moved.given_up.keys())
        self.unsure -= moved.given_up.keys()
        self._told.settle(self._contested)
        self.known |= {person for person in moved.touched if person < self.first_person and person != self.owner}
        self.known -= moved.given_up.keys()


def _is_count(key: str) -> bool:
    """Return whether the key is only an entry's number."""
    return key.isdecimal() and len(key) <= COUNT


class _Descriptions:
    """Statements about people, from the book and from the file so far."""

    def __init__(self, told: Told, known: Collection[int], first_new: int, much: dict[int, decide.Description]) -> None:
        self._told = told
        self._first_new = first_new
        self._much = much
        self._kept: dict[int, dict[str, None]] = {}
        self._only: dict[int, str] = {}  # the only statement about a person, if there is just one
        self._new: dict[int, list[PreparedRecord]] = {}
        self._differing: set[int] = set()  # people about whom the chunk states something new
        self._described = {**much}
        self._called: dict[str, dict[int, None]] = {}
        self._read(known)

    def _read(self, people: Collection[int]) -> None:
        if people:
            kept = self._told.texts(people)
            self._kept |= kept
            only = {person: next(iter(said)) for person, said in kept.items() if len(said) == 1}
            self._only |= {person: said for person, said in only.items() if not lasts(said)}

    def has(self, person: int, record: PreparedRecord) -> bool:
        """Return whether the book already contains the statement of *record* about *person*."""
        return person in self._kept and record.fields in self._kept[person]

    def has_only(self, person: int, record: PreparedRecord) -> bool:
        """Return whether the book's only statement about *person* equals *record*."""
        return self._only.get(person) == record.fields

    def repeats(self, person: int, record: PreparedRecord) -> bool:
        """Return whether *record* repeats the only statement about *person*."""
        return person not in self._differing and self.has_only(person, record)

    def add(self, person: int, record: PreparedRecord) -> None:
        """Add the statement in *record*."""
        if record.name:
            self._called.setdefault(record.name, {})[person] = None
        if self.has_only(person, record):
            return
        self._differing.add(person)
        if (records := self._new.get(person)) is None:
            self._new[person] = [record]
        else:
            records.append(record)

    def newest_called(self, name: str | None, among: Collection[int]) -> list[int]:
        """Return the people in *among* who are called *name* in this chunk."""
        called = (person for person in self._called.get(name or "", ()) if person in among)
        return [*islice(called, contested.CROWDED)]

    def of(self, person: int) -> decide.Description:
        """Return the description of *person* from all distinct statements."""
        described = self._described.get(person)
        if described is None:
            if person < self._first_new and person not in self._kept:
                self._read([person])
            described = self._described[person] = decide.Description(map(json.loads, self._kept.get(person, ())))
        for record in self._new.pop(person, ()):
            described.add(record.parsed())
        if max(len(described), len(self._kept.get(person, ()))) > MUCH:
            self._much[person] = described
        return described

    def end(self) -> None:
        """Add the chunk's statements to the cached descriptions."""
        for person in self._much.keys() & self._new.keys():
            self.of(person)
