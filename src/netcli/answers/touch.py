"""What was between me and somebody: meetings and favours, and what became of the lines of a diary."""

from __future__ import annotations

from netcli.answers.edits import Written
from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Meeting(Shape):
    """Whom I met on a day; one that only a calendar tells of has no number, but the `batch` that brought it."""

    meeting: int | None
    date: str
    people: list[Person]
    kind: str | None
    place: str | None
    note: str | None
    batch: int | None = None


class DiaryLine(Shape):
    """What a line of a diary came to: `new`, `same`, `edited` or `rejected`; `gone` for a meeting that it had once."""

    line: int | None
    what: str
    meeting: int | None
    text: str
    reason: str | None


class Diary(Written):
    """What reading a diary changed, and what each of its lines came to."""

    lines: list[DiaryLine]
