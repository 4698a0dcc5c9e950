"""Meetings between me and somebody, as answers show them."""

from __future__ import annotations

from collections import Counter

from netcli.answers.touch import Meeting
from netcli.store import touch
from netcli.store.reader import Reader


def meetings(reader: Reader, person: int) -> list[Meeting]:
    """Return my meetings with *person*, latest first.

    A logged meeting that is also in a calendar is listed once.
    """
    kept = touch.meetings(reader, person)
    people = reader.people({number for each in kept for number in each.people} | {person})
    typed = Counter(each.day for each in kept)
    told = [
        Meeting(each.id, each.day, [people[one] for one in each.people], each.kind, each.place, each.note)
        for each in kept
    ]
    for day, batch in touch.calendar_days(reader, person):
        if typed[day]:
            typed[day] -= 1
        else:
            told.append(Meeting(None, day, [people[person]], "meeting", None, None, batch))
    return sorted(told, key=lambda each: (each.date, each.meeting or 0), reverse=True)
