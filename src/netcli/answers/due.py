"""What `due` returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Due(Shape):
    """Somebody to write to: how often, when we were last in contact (None: never), since when it is time, and why.

    `cost` is by how many introductions I could expect less, over everybody I reach, if the tie faded; None where that
    was not looked at.
    """

    person: Person
    rhythm_days: int
    last_met: str | None
    due: str
    overdue_days: int
    why: str
    cost: float | None
