"""`history`: the steps that changed the book."""

from __future__ import annotations

from collections.abc import Sequence

from netcli.answers import Answer, Words, limited
from netcli.answers.people import Person
from netcli.answers.undo import Change
from netcli.store import history
from netcli.store.reader import Reader


def list_history(reader: Reader, person: Person | None, limit: int) -> Answer[Words, Sequence[Change]]:
    """Return the history of the book, or of one person, newest first."""
    shown, warnings = limited(history.entries(reader, person.id if person else None), limit)
    return Answer("history", {"person": person}, shown, warnings)
