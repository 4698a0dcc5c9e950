"""Read the date stamps of a chat's lines, in any country's format.

    [12/03/2024 10:11:12] …    13.6.2023 klo 12.35 - …    2016-06-27, 8:04:08 AM: …    2023년 6월 13일 오후 9:05, …

The order of the lines shows which number is the month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from netcli.dates import MONTHS
from netcli.folding import unaccented

MARKS: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\r]")
"""Invisible characters, such as marks of text direction."""
_DATE: Final = (
    r"(?P<date>\d{1,4}\s?[./年년-]\s?\d{1,2}\s?[./月월-]\s?\d{1,4}[.日일]?"
    r"|\d{1,4}[\s.-]{1,2}(?:de\s)?[^\W\d_]{3,12}[\s.-]{1,2}(?:de\s)?\d{1,4}|[^\W\d_]{3,12}\.?\s\d{1,2},\s\d{4})"
)
_TIME: Final = r"(?P<hour>\d{1,2})\s?[:.h時时點点시]\s?(?P<minute>\d{2})(?:\s?[:.分분]\s?\d{2})?"
_END: Final = r"(?P<end>(?(open)\]\s*|(?:\s[-\u2013\u2014]\s+|:\s|[,،]\s)))(?P<rest>.*)"
_STAMP: Final = re.compile(
    rf"(?P<open>\[)?(?:[^\W\d_]{{2,12}}[.,]{{1,2}}\s)?{_DATE}(?P<before>[^\d\[\]]{{1,24}}?){_TIME}"
    rf"(?P<half>[^\d\[\]]{{0,18}}?){_END}"
)
_TIME_FIRST: Final = re.compile(rf"(?P<open>\[)?{_TIME}(?P<half>[^\d\[\]]{{0,14}}?),?\s(?P<before>){_DATE}{_END}")
"""A date stamp that begins with the time, as in Vietnam: `[12:35, 13/06/2023] …`."""
_WORDS: Final = re.compile(r"\d+|[^\W\d_]{3,}")
_YEARS: Final = range(2009, 2200)
"""The possible years of a chat. The first program for such chats appeared in 2009."""
_BUDDHIST: Final = 543
"""Number of years by which the Thai calendar is ahead of the Gregorian one."""
_AFTERNOON: Final = re.compile(r"p\.?\s?m|afternoon|evening|tarde|오후|下午|午後|μ\.?\s?μ|\bم\b", re.IGNORECASE)
_MORNING: Final = re.compile(r"a\.?\s?m\b|morning|mañana|오전|上午|午前|π\.?\s?μ|\bص\b", re.IGNORECASE)
"""Finds words for the first half of the day, such as `a.m.` and `mañana`."""
_ORDERS: Final = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
"""The positions of year, month and day for each order of a date."""


class Stamp(NamedTuple):
    """A date stamp at the beginning of a line."""

    parts: tuple[int, int, int]  # the date's numbers as written; a month's name as its number
    orders: tuple[str, ...]  # the possible orders of the numbers, such as `dmy`
    end: str  # the punctuation after the stamp
    rest: str  # the text of the line after the punctuation
    minute: int  # of the day


def stamp(line: str) -> Stamp | None:
    """Return the date stamp at the start of *line*, or None.

    `MARKS` must have been removed from *line*.

    >>> stamp("13.6.2023 klo 12.35 - Zoé: hei")
    Stamp(parts=(13, 6, 2023), orders=('dmy', 'mdy'), end='-', rest='Zoé: hei', minute=755)
    >>> stamp("12:35, 13/06/2023 - Zoé: chào") == stamp("13/06/2023, 12:35 - Zoé: chào")
    True
    """
    match = _STAMP.match(line) or _TIME_FIRST.match(line)
    if match is None:
        return None
    parts: list[int] = []
    orders: tuple[str, ...] = ()
    for place, word in enumerate(_WORDS.findall(match["date"].replace(" de ", " "))):
        if not word.isdecimal():
            orders = "mdy" if place == 0 else "dmy", "ymd"
        parts.append(int(word) if word.isdecimal() else MONTHS.get(unaccented(word), 0))
    first, second, third = parts
    if not second or not (first or orders):
        return None
    if first > 99:
        orders = ("ymd",)
    elif orders:
        orders = orders[:1]
    elif third > 99:
        orders = ("dmy", "mdy")
    else:
        orders = ("dmy", "mdy", "ymd")
    if match["half"].strip() in ("AM", "PM") and "mdy" in orders:  # in capitals, AM and PM are American
        orders = ("mdy", *(order for order in orders if order != "mdy"))
    end = match["end"].strip()
    return Stamp((first, second, third), orders, "-" if end in "\u2013\u2014" else end, match["rest"], _minute(match))


def _minute(match: re.Match[str]) -> int:
    """Return the minute of the day in a date stamp."""
    hour, words = int(match["hour"]), f"{match['before']} {match['half']}"
    if _AFTERNOON.search(words):
        hour = hour % 12 + 12
    elif _MORNING.search(words):
        hour %= 12
    return hour * 60 + int(match["minute"])


def days(stamps: Sequence[Stamp], today: date) -> list[str | None]:
    """Return the day of each date stamp, or None for an invalid day.

    Day, month and year have the same order in all stamps. The most plausible order is used.

    >>> [days([*map(stamp, lines)], date(2026, 12, 1)) for lines in (
    ...     ("3/5/24, 9:05 - Zoé: a", "4/5/24, 9:05 - Zoé: b", "1/6/24, 9:05 - Zoé: c"),
    ...     ("3/5/24, 9:05 - Zoé: a", "3/9/24, 9:05 - Zoé: b", "4/1/24, 9:05 - Zoé: c"))]
    [['2024-05-03', '2024-05-04', '2024-06-01'], ['2024-03-05', '2024-03-09', '2024-04-01']]
    """
    if not stamps:
        return []
    parts = [each.parts for each in stamps]
    distinct = [parts[0], *(two for one, two in pairwise(parts) if one != two)]
    offered = min((each.orders for each in stamps), key=len)

    def faults(order: str) -> int:
        found = [_day(each, order) for each in distinct]
        known = [day for day in found if day is not None and day <= today]
        return len(found) - len(known) + sum(two < one for one, two in pairwise(known))

    best = min(offered, key=faults)  # the first one if several fit equally
    return [day.isoformat() if (day := _day(each, best)) else None for each in parts]


def _day(parts: tuple[int, int, int], order: str) -> date | None:
    year, month, day = (parts[place] for place in _ORDERS[order])
    year += 2000 if year < 100 else 0
    year -= _BUDDHIST if year - _BUDDHIST in _YEARS else 0
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
