"""Find the days of a series in a calendar (RFC 5545, RRULE).

    FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6    FREQ=MONTHLY;BYDAY=2TU;UNTIL=20240901T000000Z    FREQ=YEARLY

Days are ordinals. Several occurrences on one day count once.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from math import prod
from typing import Final

SEEN: Final = 52
"""Maximum number of occurrences that count in the first year of a series.

After the first year, one occurrence a week counts. Daily meetings do not make people seven times as close as weekly
meetings.
"""
_FREQUENCY: Final = re.compile(
    r"(?:^|;)\s*FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)\s*(?:;|$)", re.IGNORECASE
)
_WEEK: Final = 7
_DAY: Final = 24 * 60 * 60
"""Number of seconds in a day."""
_SECONDS: Final = {"HOURLY": 60 * 60, "MINUTELY": 60, "SECONDLY": 1}
"""Number of seconds in each period that is shorter than a day."""
_WEEKDAYS: Final = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_BY_DAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


def is_rule(text: str) -> bool:
    """Return whether *text* is a rule that says how often a series takes place.

    >>> is_rule("FREQ=WEEKLY;COUNT=4"), is_rule("FREQ=FORTNIGHTLY"), is_rule("weekly")
    (True, False, False)
    """
    return _FREQUENCY.search(text) is not None


def is_endless(rule: str) -> bool:
    """Return whether the series with this *rule* has no stated end.

    >>> is_endless("FREQ=DAILY"), is_endless("FREQ=DAILY;COUNT=4"), is_endless("")
    (True, False, False)
    """
    parts = _parts(rule)
    return bool(rule) and not (_number(parts, "COUNT") or _until(parts))


def occurrences(
    day: int,
    rule: str,
    newest: int,
    today: int,
    excluded: Collection[int] = (),
    replaced: Collection[int] = (),
) -> tuple[list[int], int]:
    """Return the days of a series, and its last occurrence or 0.

    An endless series ends at *newest*, the newest date in the file. Days in *excluded* are left out. Days in *replaced*
    cannot be the last occurrence. `SEEN` limits the number of days.

    >>> start = date(2024, 1, 9).toordinal()
    >>> days, _ = occurrences(start, "FREQ=MONTHLY;BYDAY=2TU;COUNT=3", start, start + 700)
    >>> [date.fromordinal(each).isoformat() for each in days]
    ['2024-01-09', '2024-02-13', '2024-03-12']
    >>> days, last = occurrences(start, "FREQ=DAILY", start + 364, start + 700)
    >>> len(days), last - start
    (53, 364)
    """
    if not rule or not day:
        return ([] if day in excluded else [day]), (0 if day in excluded or day in replaced else day)
    parts = _once_a_day(_parts(rule))
    times, until = _number(parts, "COUNT"), _until(parts)
    end = min(today, until or (today if times else max(day, newest)))
    held: list[int] = []
    last = 0
    for at in islice(_days(day, parts, end), times or None):
        if at in excluded:
            continue
        if at not in replaced:  # another event in the file replaces this occurrence
            last = at
        if len(held) < max(SEEN, (at - day) // _WEEK + 1):
            held.append(at)
    return held, last


def _parts(rule: str) -> dict[str, str]:
    return dict(part.upper().split("=", 1) for part in rule.split(";") if "=" in part)


def _once_a_day(parts: dict[str, str]) -> dict[str, str]:
    """Return the parts of a rule, with at most one occurrence a day.

    >>> _once_a_day(_parts("FREQ=HOURLY;INTERVAL=6;COUNT=6")), _once_a_day(_parts("FREQ=WEEKLY;BYHOUR=9,17;COUNT=3"))
    ({'FREQ': 'DAILY', 'INTERVAL': '1', 'COUNT': '2'}, {'FREQ': 'WEEKLY', 'BYHOUR': '9,17', 'COUNT': '2'})
    """
    times = _number(parts, "COUNT")
    if seconds := _SECONDS.get(parts.get("FREQ", "")):
        step = (_number(parts, "INTERVAL") or 1) * seconds
        every = max(1, step // _DAY)
        count = (times - 1) * step // _DAY // every + 1
        parts = {**parts, "FREQ": "DAILY", "INTERVAL": str(every)}
    else:
        count = -(-times // prod(len(_numbers(parts, name)) or 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND")))
    return {**parts, "COUNT": str(count)} if times else parts


def _number(parts: dict[str, str], name: str) -> int:
    text = parts.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(each) for each in parts.get(name, "").split(",") if re.fullmatch(r"[+-]?[0-9]{1,3}", each)]


def _until(parts: dict[str, str]) -> int:
    try:
        return date.fromisoformat(parts.get("UNTIL", "")[:8]).toordinal()
    except ValueError:
        return 0


def _days(first: int, parts: dict[str, str], end: int) -> Iterator[int]:
    """Yield *first*, then the days of the series until *end*."""
    yield first
    places, months = _numbers(parts, "BYSETPOS"), _numbers(parts, "BYMONTH")
    for period in _periods(date.fromordinal(first), parts, end):
        days = sorted(set(period))
        if places:
            ranked = dict(enumerate(days, 1)) | {number - len(days): each for number, each in enumerate(days)}
            days = sorted({ranked[place] for place in places if place in ranked})
        for each in days:
            if first < each <= end and (not months or date.fromordinal(each).month in months):
                yield each


def _periods(first: date, parts: dict[str, str], end: int) -> Iterator[Iterable[int]]:
    """Yield the days that the rule selects in each period of the series."""
    every = _number(parts, "INTERVAL") or 1
    weekdays = [(int(number or 0), _WEEKDAYS[name]) for number, name in _BY_DAY.findall(parts.get("BYDAY", ""))]
    months, numbers = _numbers(parts, "BYMONTH"), _numbers(parts, "BYMONTHDAY")
    start = first.toordinal()
    match parts.get("FREQ"):
        case "WEEKLY":
            monday = start - (first.weekday() - _WEEKDAYS.get(parts.get("WKST", ""), 0)) % _WEEK
            shifts = {(weekday - _WEEKDAYS.get(parts.get("WKST", ""), 0)) % _WEEK for _, weekday in weekdays}
            for week in range(monday, end + 1, _WEEK * every):
                yield (week + shift for shift in shifts or {start - monday})
        case "MONTHLY":
            for month in range(first.year * 12 + first.month - 1, _month(end) + 1, every):
                yield _of_month(*divmod(month, 12), first, parts, weekdays)
        case "YEARLY":
            for year in range(first.year, _month(end) // 12 + 1, every):
                begin, length = date(year, 1, 1).toordinal(), 365 + isleap(year)
                if "BYYEARDAY" in parts:
                    yield _numbered(begin, length, _numbers(parts, "BYYEARDAY"))
                elif "BYWEEKNO" in parts:
                    yield _of_weeks(
                        year, _numbers(parts, "BYWEEKNO"), [day for _, day in weekdays] or [first.weekday()]
                    )
                elif weekdays and not (months or numbers):
                    yield _weekdays_between(begin, begin + length - 1, weekdays)
                else:
                    yield (
                        day
                        for month in months or (range(1, 13) if numbers else [first.month])
                        for day in _of_month(year, month - 1, first, parts, weekdays)
                    )
        case _:
            called = {weekday for _, weekday in weekdays}
            for day in range(start, end + 1, every):
                at = date.fromordinal(day)
                length = monthrange(at.year, at.month)[1]
                if (not called or at.weekday() in called) and (
                    not numbers or {at.day, at.day - length - 1} & {*numbers}
                ):
                    yield (day,)


def _month(day: int) -> int:
    at = date.fromordinal(max(day, 1))
    return at.year * 12 + at.month - 1


def _of_month(
    year: int, month: int, first: date, parts: dict[str, str], weekdays: list[tuple[int, int]]
) -> Iterable[int]:
    """Return the days of a *month* (0 is January) that the rule selects."""
    if not 0 <= month < 12:
        return ()
    length = monthrange(year, month + 1)[1]
    begin = date(year, month + 1, 1).toordinal()
    numbers = _numbers(parts, "BYMONTHDAY") or ([] if weekdays else [first.day])
    days = _numbered(begin, length, numbers)
    named = _weekdays_between(begin, begin + length - 1, weekdays)
    if numbers and weekdays:
        return days & named
    return days | named


def _numbered(begin: int, length: int, numbers: Iterable[int]) -> set[int]:
    """Return the days with these *numbers* in a period of *length* days. Number -1 is the last day."""
    return {begin + (number - 1 if number > 0 else length + number) for number in numbers if 0 < abs(number) <= length}


def _of_weeks(year: int, numbers: Iterable[int], weekdays: Iterable[int]) -> set[int]:
    """Return each day of the ISO 8601 year *year* if its week is in *numbers* and its weekday is in *weekdays*."""
    first = date.fromisocalendar(year, 1, 1).toordinal()
    weeks = date(year, 12, 28).isocalendar().week
    mondays = [first + _WEEK * week for week in _numbered(0, weeks, numbers)]
    return {monday + weekday for monday in mondays for weekday in weekdays}


def _weekdays_between(begin: int, end: int, weekdays: list[tuple[int, int]]) -> set[int]:
    """Return the days from *begin* to *end* that are on *weekdays*.

    (2, 0) is the second Monday, (-1, 0) the last Monday, and (0, 0) every Monday.
    """
    found: set[int] = set()
    for number, weekday in weekdays:
        days = range(begin + (weekday - date.fromordinal(begin).weekday()) % _WEEK, end + 1, _WEEK)
        if not number:
            found.update(days)
        elif abs(number) <= len(days):
            found.add(days[number - 1 if number > 0 else number])
    return found
