"""`dates`: upcoming birthdays and anniversaries of first contacts."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from datetime import MAXYEAR, date
from typing import Final

from netcli import clock
from netcli.answers import Answer, Words, limited
from netcli.answers.dates import Anniversary
from netcli.ask.export import left_out
from netcli.relative_days import span
from netcli.store import dump, touch
from netcli.store.reader import Reader

YEAR: Final = 366
"""Number of days within which every yearly date recurs."""


def dates(reader: Reader, *, within: str = "30d", limit: int = 0) -> Answer[Words, Sequence[Anniversary]]:
    """Answer with the coming birthdays and anniversaries, soonest first.

    Raises Usage if `within` is not a span, such as `30d`.
    """
    days = 0 if within.strip() == "0" else span(within)
    found = [each for each in coming(reader) if each.in_days <= days]
    shown, warnings = limited(found, limit)
    return Answer("dates", {"next": days, "limit": limit}, shown, warnings)


def calendar(reader: Reader, *, within: str | None = None, private: bool = False) -> Answer[Words, list[Anniversary]]:
    """Answer with the coming birthdays and anniversaries, for a shared calendar.

    If *within* is None, the dates of a year are listed. Private people are included only if *private* is true.
    """
    days = YEAR if within is None else span(within)
    found = [each for each in coming(reader) if each.in_days <= days]
    hidden = set() if private else dump.private_people(reader)
    shown = [each for each in found if each.person.id not in hidden]
    away = {each.person.id for each in found} & hidden
    return Answer("dates", {"next": days}, shown, left_out(len(away), 0))


def coming(reader: Reader, person: int | None = None) -> list[Anniversary]:
    """Return the next occurrence of each birthday and each anniversary, soonest first.

    Births and first contacts in the future are left out.
    """
    today = clock.today()
    told = [(number, "birthday", day, "") for number, day in touch.birthdays(reader)]
    told += [(number, "first_contact", day, kind) for number, day, kind in touch.first_contacts(reader)]
    if person is not None:
        told = [each for each in told if each[0] == person]
    people, found = reader.people({number for number, *_ in told}), []
    for number, what, day, kind in told:
        following = _next(day[-5:], today)
        if following is None or day > today.isoformat():
            continue
        years = None if day.startswith("-") else following.year - int(day[:4])
        if what == "birthday" or years:
            in_days = (following - today).days
            found.append(
                Anniversary(people[number], what, following.isoformat(), years, in_days, day, reader.book(), kind)
            )
    return sorted(found, key=lambda each: (each.in_days, each.what, each.person.id))


def _next(day: str, today: date) -> date | None:
    """Return the next occurrence of a yearly date, which may be today; None if the calendar ends before.

    >>> _next("02-29", date(2026, 11, 23)), _next("11-23", date(2026, 11, 23)), _next("11-23", date.max)
    (datetime.date(2027, 2, 28), datetime.date(2026, 11, 23), None)
    """
    for year in range(today.year, min(today.year + 1, MAXYEAR) + 1):
        common = "02-28" if day == "02-29" and not isleap(year) else day
        found = date.fromisoformat(f"{year:04}-{common}")
        if found >= today:
            return found
    return None
