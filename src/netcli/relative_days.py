"""Read days and spans as people write them, such as `last friday` or `6w`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from netcli import clock, dates
from netcli.errors import Usage
from netcli.language import Sentence, plural, say

NAMED: Final = {"today": 0, "now": 0, "yesterday": 1, "hier": 1, "avant-hier": 2, "aujourd'hui": 0}
"""Words for a day, each with the number of days from this day to today."""
WEEKDAYS: Final = {
    word: number
    for number, words in enumerate(
        (
            *("mon monday lundi", "tue tues tuesday mardi", "wed wednesday mercredi", "thu thur thurs thursday jeudi"),
            *("fri friday vendredi", "sat saturday samedi", "sun sunday dimanche"),
        )
    )
    for word in words.split()
}
UNITS: Final = {"d": 1, "day": 1, "w": 7, "week": 7, "m": 30, "month": 30, "y": 365, "year": 365}
"""Days per unit of a span. Months and years are approximate."""
CALENDAR: Final = {"m": 1, "month": 1, "y": 12, "year": 12}
"""Number of months in each unit. These numbers are used for texts such as `2 months ago`."""
RECURRING: Final = {
    "year": (say("every year"), say("every {number} years")),
    "month": (say("every month"), say("every {number} months")),
    "week": (say("every week"), say("every {number} weeks")),
    "day": (say("every day"), say("every {number} days")),
}
"""Words for a rhythm of one unit and of several units, largest unit first."""
SPANS: Final = say("write 10d, 6w, 3m or 1y")
"""The hint for a text that is no span."""
LONGEST: Final = 3650
"""The longest span, in days: ten years."""

_SPAN: Final = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)")
_AHEAD: Final = re.compile(
    r"(?:(?:the )?day after )?tomorrow|(?:après-)?demain|next \w+|\w+ prochaine?|(?:in|dans) (?:an?|one|une?|\d+) \w+"
)
_AGO: Final = re.compile(rf"(?:(an?|one)\s+(day|week|month|year)|{_SPAN.pattern})\s+ago")

_IL_Y_A: Final = re.compile(r"il y a (une?|\d{1,4}) (jour|semaine|moi|an)s?")
_FRENCH: Final = {"jour": "day", "semaine": "week", "moi": "month", "an": "year"}


def day(text: str) -> str:
    """Return the day in *text* as an ISO date, as precise as the text.

    Raises Usage if the text means no day, several days, or a future day.
    """
    said = " ".join(text.casefold().split())
    found = _relative(said, clock.today())
    if found is None:
        found = said if dates.valid(said) and not said.startswith("-") else dates.parse(said)
        if found is None and _AHEAD.fullmatch(said):
            raise Usage(say("{text} is in the future", text=text), say("only past days can be logged"))
        if found is None or found.startswith("-"):
            raise Usage(
                say("{text!r} is not a day", text=text), say("write 2026-11-20, yesterday, last friday or '3 days ago'")
            )
        if len(found) < dates.FULL_DATE and not dates.valid(said):
            raise Usage(say("{text!r} may be several days", text=text), say("write the whole day: 2026-11-20"))
    if found > clock.today().isoformat():
        raise Usage(say("{found} is in the future", found=found), say("only past days can be logged"))
    return found


def _relative(said: str, today: date) -> str | None:
    """Return the ISO date of a relative day; None for any other text.

    >>> [_relative(said, date(2026, 11, 23)) for said in ("yesterday", "last friday", "monday", "2 weeks ago")]
    ['2026-11-22', '2026-11-20', '2026-11-16', '2026-11-09']
    >>> [_relative(said, date(2026, 11, 23)) for said in ("il y a un jour", "il y a 2 semaines", "il y a 1 mois")]
    ['2026-11-22', '2026-11-09', '2026-10-23']
    >>> _relative("a month ago", date(2026, 3, 31)), _relative("1 year ago", date(2024, 2, 29))
    ('2026-02-28', '2023-02-28')
    """
    if said in NAMED:
        return _before(today, NAMED[said])
    weekday = WEEKDAYS.get(said.removeprefix("last ").removeprefix("on ").removesuffix(" dernier"))
    if weekday is not None:
        return _before(today, (today.weekday() - weekday - 1) % 7 + 1)
    if ago := _AGO.fullmatch(said):
        number, unit = (1, ago[2]) if ago[2] else (int(ago[3]), ago[4])
        return _ago(today, number, unit if len(unit) == 1 else unit.removesuffix("s"))
    if ago := _IL_Y_A.fullmatch(said):
        number = int(ago[1]) if ago[1].isdecimal() else 1
        return _ago(today, number, _FRENCH[ago[2]])
    return None


def _ago(today: date, number: int, unit: str) -> str | None:
    """Return the day that is *number* units before *today*; None before the year 1.

    If the month of the result has no such day, return the last day of the month.
    """
    if unit not in CALENDAR:
        return _before(today, number * UNITS[unit])
    year, month = divmod(12 * today.year + today.month - 1 - number * CALENDAR[unit], 12)
    if year < 1:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])).isoformat()


def _before(today: date, days: int) -> str | None:
    """Return the day that is *days* before *today*; None before the year 1."""
    return (today - timedelta(days)).isoformat() if days < today.toordinal() else None


def span(text: str, *, hint: str = SPANS) -> int:
    """Return the number of days in *text*. A number without a unit means days.

    Raises Usage with *hint* if *text* is not a span of up to ten years.

    >>> span("6w"), span("1 year")
    (42, 365)
    """
    said = " ".join(text.casefold().split())
    found = _SPAN.fullmatch(said)
    number, unit = (int(found[1]), found[2]) if found else (int(said) if re.fullmatch(r"\d{1,4}", said) else 0, "d")
    days = number * UNITS[unit if len(unit) == 1 else unit.removesuffix("s")]
    if not 0 < days <= LONGEST:
        raise Usage(say("{text!r} is not a time span of up to ten years", text=text), hint)
    return days


def in_words(days: int) -> Sentence:
    """Return a span in words, in the largest unit that fits.

    >>> in_words(42), in_words(365), in_words(10), in_words(1)
    ('6 weeks', '1 year', '10 days', '1 day')
    """
    for unit in ("year", "month", "week", "day"):
        number, rest = divmod(days, UNITS[unit])
        if number and not rest:
            return plural(number, unit)
    return plural(days, "day")


def how_often(days: int) -> Sentence:
    """Return how often a rhythm recurs, in the largest unit that fits.

    >>> how_often(42), how_often(30), how_often(365), how_often(1)
    ('every 6 weeks', 'every month', 'every year', 'every day')
    """
    for unit, (once, often) in RECURRING.items():
        number, rest = divmod(days, UNITS[unit])
        if number and not rest:
            return once if number == 1 else say(often.template, number=number)
    return say(RECURRING["day"][1].template, number=days)
