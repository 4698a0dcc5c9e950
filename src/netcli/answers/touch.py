"""Meetings, and what became of the lines of a diary."""

from __future__ import annotations

from netcli.answers.edits import Written
from netcli.answers.people import Person
from netcli.answers.shape import Shape


class Meeting(Shape):
    """A meeting. If only a calendar mentions the meeting, `batch` is set and `meeting` is null."""

    meeting: int | None
    date: str
    people: list[Person]
    kind: str | None
    place: str | None
    note: str | None
    batch: int | None = None


class DiaryLine(Shape):
    """What became of a diary line.

    `what` is `new`, `same`, `edited`, `rejected` or `gone` (removed from the diary).
    """

    line: int | None
    what: str
    meeting: int | None
    text: str
    reason: str | None


class Diary(Written):
    """The changes that a diary made, and the result for each line."""

    lines: list[DiaryLine]
