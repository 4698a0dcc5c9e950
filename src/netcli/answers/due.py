"""What `due` returns."""

from __future__ import annotations

from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Due(Shape):
    """A person to write to: the rhythm, the last contact (None: never), the day on which they became due, and why.

    `cost` is how many fewer introductions I could expect if my link to this person faded. It is None if it was not
    computed.
    """

    person: Person
    rhythm_days: int
    last_met: str | None
    due: str
    overdue_days: int
    why: str
    cost: float | None
