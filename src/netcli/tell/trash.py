"""Move people to the trash and back.

Statements about people in the trash are kept, but not used.
"""

from __future__ import annotations

from netcli import clock
from netcli.answers import Answer, Words
from netcli.answers.edits import Written
from netcli.ask import trash as asked
from netcli.ask.naming import Name, Who, called
from netcli.errors import Refused
from netcli.language import say
from netcli.store import records, trash
from netcli.store.writer import Change
from netcli.tell.edits import written


def remove(change: Change, person: Name, who: Who) -> Answer[Words, Written]:
    """Move a person to the trash, with their links.

    Raises Refused for the owner of the book.
    """
    whom = person(who)
    if whom.me:
        raise Refused(say("the book is yours: you cannot be removed"), say("to reverse the last command: netcli undo"))
    change.journal.insert("setting", {"key": trash.key(whom.id), "value": clock.stamp()})
    answer = written(change, "remove", {"person": who}, [], say("removed {called}", called=called(whom)))
    return answer.replaced(result=answer.result.replaced(people=[whom]))


def restore(change: Change, words: str) -> Answer[Words, Written]:
    """Restore a person from the trash, with their links.

    Raises Unknown or Ambiguous if *words* do not identify one person.
    """
    whom = asked.person(change.reader, words)
    change.journal.delete("setting", trash.key(whom.id))
    return written(change, "trash", {"restore": words}, [whom.id], say("restored {called}", called=called(whom)))


class Emptied:
    """Takes everybody out of the trash during an import or its undo."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._thrown = trash.everybody(change.reader)
        self._people = {each.person for each in self._thrown}
        self._records = records.count_by_person(change.reader, self._people)
        if self._thrown:
            trash.empty(change.reader)
            self._derive(self._people)

    def close(self) -> set[int]:
        """Put everybody without new statements back into the trash; return the others."""
        if not self._thrown:
            return set()
        now = records.count_by_person(self._change.reader, self._people)
        told = {person for person in self._people if now.get(person) != self._records.get(person)}
        trash.fill(self._change.reader, self._thrown)
        for person in told:
            self._change.journal.delete("setting", trash.key(person))
        self._derive(self._people)
        self._change.outcome.gone -= self._people - told
        self._change.outcome.altered -= self._people - told
        return told

    def _derive(self, people: set[int]) -> None:
        self._change.journal.people.update(people)
        for person in people:
            self._change.journal.pairs.update(trash.pairs_of(self._change.reader, person))
        self._change.derive(around=False)
