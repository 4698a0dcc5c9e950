"""The statements in the book about people, cached for all files of a command.

A folder may contain thousands of files about one person. For each file, only the statements added by the previous file
are read.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from netcli.match import decide
from netcli.store.records import texts_after
from netcli.store.writer import Change
from netcli.tell import contested

MUCH: Final = 20
"""The statements about a person are cached if the person has more records than this number. The description of a person
is cached if it combines more different statements than this number.
"""


class Told:
    """The statements about people with many records.

    This cache is emptied if a record moves from one person to another.
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
        """Return the cached descriptions of people about whom there are many different statements.

        If there is a new statement about one of these people, the caller must add the statement to the description.
        """
        if self._moves != self._journal.moves:
            self._moves = self._journal.moves
            for cache in (self._texts, self._last, self._described, self._settled):
                cache.clear()
        return self._described

    @property
    def settled(self) -> set[int]:
        """The people with many records who share no key with anybody.

        They are compared with other people again only if a new statement may change the result. The caller removes
        people who turn out to share a key.
        """
        return self._settled

    def settle(self, people: Collection[int]) -> None:
        """Note which of *people* share no key with anybody, now that all their keys have been compared."""
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
