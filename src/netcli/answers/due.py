"""The result of `due`."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Due(Shape):
    """A person to write to, and why.

    `due` is the day on which the person became due. If my link to the person faded, I could expect `cost` fewer
    introductions. If `cost` was not computed, it is null.
    """

    person: Person
    rhythm_days: int
    last_met: str | None
    due: str
    overdue_days: int
    why: str
    cost: float | None
