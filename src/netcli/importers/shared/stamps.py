"""Date stamps of chat lines in the format of any country and year: numbers, punctuation and words.

    [12/03/2024 10:11:12] …    13.6.2023 klo 12.35 - …    2016-06-27, 8:04:08 AM: …    2023년 6월 13일 오후 9:05, …

No single line tells which number is the month, but all lines of a file together do, because a chat is in time order.
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
"""Invisible marks of text direction that phones insert between words."""
_DATE: Final = (
    r"(?P<date>\d{1,4}\s?[./年년-]\s?\d{1,2}\s?[./月월-]\s?\d{1,4}[.日일]?"
    r"|\d{1,4}[\s.-]{1,2}(?:de\s)?[^\W\d_]{3,12}[\s.-]{1,2}(?:de\s)?\d{1,4}|[^\W\d_]{3,12}\.?\s\d{1,2},\s\d{4})"
)
_TIME: Final = r"(?P<hour>\d{1,2})\s?[:.h時时點点시]\s?(?P<minute>\d{2})(?:\s?[:.分분]\s?\d{2})?"
_END: Final = r"(?P<end>(?(open)\]\s*|(?:\s[-\u2013\u2014]\s+|:\s|[,،]\s)))(?P<rest>.*)"
_STAMP: Final = re.compile(
    rf"(?P<open>\[)?{_DATE}(?P<before>[^\d\[\]]{{1,24}}?){_TIME}(?P<half>[^\d\[\]]{{0,14}}?){_END}"
)
_TIME_FIRST: Final = re.compile(rf"(?P<open>\[)?{_TIME}(?P<half>[^\d\[\]]{{0,14}}?),?\s(?P<before>){_DATE}{_END}")
"""A stamp with the time first, as in Vietnam: `[12:35, 13/06/2023] …`."""
_WORDS: Final = re.compile(r"\d+|[^\W\d_]{3,}")
_YEARS: Final = range(2009, 2200)
"""Years that a chat can be from: the first of these programs appeared in 2009."""
_BUDDHIST: Final = 543
"""Years by which the Thai calendar is ahead."""
_AFTERNOON: Final = re.compile(r"p\.?\s?m|오후|下午|午後|μ\.?\s?μ|\bم\b", re.IGNORECASE)
_MORNING: Final = re.compile(r"a\.?\s?m|오전|上午|午前|π\.?\s?μ|\bص\b", re.IGNORECASE)
"""Words for the first and second half of the day on 12-hour clocks."""
_ORDERS: Final = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
"""Positions of year, month and day in each order of a date."""


class Stamp(NamedTuple):
    """The three parts of a date as written, with a month's name as its number; the stamp's end, and the text after it.

    `minute` is the minute of the day.
    """

    parts: tuple[int, int, int]
    orders: tuple[str, ...]
    end: str
    rest: str
    minute: int


def stamp(line: str) -> Stamp | None:
    """Return the stamp at the start of *line*, from which `MARKS` must have been removed; None if it has none.

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
    if match["half"].strip() in ("AM", "PM") and "mdy" in orders:  # only Americans write AM and PM in capitals
        orders = ("mdy", *(order for order in orders if order != "mdy"))
    end = match["end"].strip()
    return Stamp((first, second, third), orders, "-" if end in "\u2013\u2014" else end, match["rest"], _minute(match))


def _minute(match: re.Match[str]) -> int:
    """Return the minute of the day, from a 12-hour or a 24-hour clock."""
    hour, words = int(match["hour"]), f"{match['before']} {match['half']}"
    if _AFTERNOON.search(words):
        hour = hour % 12 + 12
    elif _MORNING.search(words):
        hour %= 12
    return hour * 60 + int(match["minute"])


def days(stamps: Sequence[Stamp], today: date) -> list[str | None]:
    """Return the day of each of a file's *stamps*, under the order of day, month and year that fits all of them best.

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

    best = min(offered, key=faults)  # among equals, the first
    return [day.isoformat() if (day := _day(each, best)) else None for each in parts]


def _day(parts: tuple[int, int, int], order: str) -> date | None:
    year, month, day = (parts[place] for place in _ORDERS[order])
    year += 2000 if year < 100 else 0
    year -= _BUDDHIST if year - _BUDDHIST in _YEARS else 0
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
