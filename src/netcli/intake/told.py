"""The statements in the book about people, cached for all files of a command.

A folder may contain thousands of files about one person.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from netcli.match import decide
from netcli.store.records import texts_after
from netcli.store.writer import Change
from netcli.tell import contested

MUCH: Final = 20
"""Statements about a person are cached if there are more than this number."""


class Told:
    """The statements about people with many records.

    If a record moves to another person, the cache is emptied.
    """

    def __init__(self, change: Change) -> None:
        self._reader = change.reader
        self._journal = change.journal
        self._moves = change.journal.moves
        self._texts: dict[int, dict[str, None]] = {}
        self._last: dict[int, int] = {}
        self._described: dict[int, decide.Description] = {}
        self._settled: set[int] = set()

    def begin(self) -> dict[int, decide.Description]:
        """Return the cached descriptions of people.

        The caller must add new statements to these descriptions.
        """
        if self._moves != self._journal.moves:
            self._moves = self._journal.moves
            for cache in (self._texts, self._last, self._described, self._settled):
                cache.clear()
        return self._described

    @property
    def settled(self) -> set[int]:
        """The people with many records who share no key with anybody.

        The caller removes people who turn out to share a key.
        """
        return self._settled

    def settle(self, people: Collection[int]) -> None:
        """Add to `settled` everybody in *people* who shares no key with anybody.

        People with few records are left out.
        """
        many = self._texts.keys() & people
        self._settled |= many - contested.sharing(self._reader, many)

    def texts(self, people: Collection[int]) -> dict[int, dict[str, None]]:
        """Return the different statements about each of *people*, in their stored form, oldest first."""
        texts = {person: self._texts.get(person, {}) for person in people}
        counts = dict.fromkeys(texts, 0)
        last = {person: self._last.get(person, 0) for person in texts}
        for person, record, fields in texts_after(self._reader, last):
            texts[person][fields] = None
            last[person] = record
            counts[person] += 1
        for person, count in counts.items():
            if count > MUCH:
                self._texts[person] = texts[person]
            if person in self._texts:
                self._last[person] = last[person]
        return texts
