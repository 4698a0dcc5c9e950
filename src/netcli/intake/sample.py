"""Move the dates in the sample exports to the present."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

DAY: Final = date(2026, 11, 23)
"""The day that counts as today in the sample exports."""

YEARS: Final = (1000, 2107)
"""The first and the last year to which dates are moved. A ZIP stores no later year."""

_SHAPES: Final = (
    (rb"\b\d{4}-\d\d-\d\d\b", "%Y-%m-%d", 0),
    (rb"(?<=_)\d\d-\d\d-\d{4}(?=\.zip)", "%m-%d-%Y", 0),
    (rb"\b\d\d/\d\d/\d{4}\b", "%d/%m/%Y", 0),
    (rb"\b\d{1,2}/\d{1,2}/\d\d\b", "%m/%d/%y", 0),
    (rb"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b", "%d %b %Y", 0),
    (rb"\b[A-Z][a-z]{2} \d{4}\b", "%b %Y", 14),
    (rb"(?<![-/=\w])(?:19|20)\d\d(?![-/\w])", "%Y", 182),
)
"""Date formats in the sample exports, the most precise format first.

The number in each entry is half the length of a period, in days: 14 for a month, 182 for a year.
"""
_DATE: Final = re.compile(b"|".join(b"(%s)" % pattern for pattern, _, _ in _SHAPES))


class Shift(NamedTuple):
    """A shift of dates: first by a number of years, then by a number of days.

    A shift by whole years keeps the month of a date.
    """

    years: int
    days: int

    def __bool__(self) -> bool:
        """Return whether the shift is anything but zero."""
        return self != (0, 0)

    @classmethod
    def to(cls, today: date) -> Shift:
        """Return the shift that moves the sample's day to *today*, or to the nearest of YEARS."""
        today = min(max(today, date(YEARS[0], 1, 1)), date(YEARS[1], 12, 31))
        years = today.year - DAY.year - ((today.month, today.day) < (DAY.month, DAY.day))
        return cls(years, (today - DAY.replace(year=DAY.year + years)).days)

    def __call__(self, day: date) -> date:
        """Return *day* moved by the shift."""
        leap = (day.month, day.day) == (2, 29)
        that_year = (day - timedelta(1) if leap else day).replace(year=day.year + self.years)
        return that_year + timedelta(self.days)


def move_name(name: str, shift: Shift) -> str:
    """Move the dates in the file name *name* of a sample export, and return the new name."""
    return _move(name.encode(), shift).decode()


def write_moved(exports: Path, to: Path, shift: Shift) -> Path:
    """Copy the sample exports to another folder, with moved dates; return the folder."""
    for path in exports.rglob("*"):
        if not path.is_file():
            continue
        moved = to / move_name(str(path.relative_to(exports)), shift)
        moved.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        moved.write_bytes(_repacked(data, shift) if path.suffix == ".zip" else _move(data, shift))
    return to


def _repacked(data: bytes, shift: Shift) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.infolist():
            day = shift(date(*member.date_time[:3]))
            stamp = (max(day.year, 1980), day.month, day.day, *member.date_time[3:])  # ZIP cannot store earlier years
            new.writestr(zipfile.ZipInfo(member.filename, stamp), _move(old.read(member), shift))
    return packed.getvalue()


def _move(text: bytes, shift: Shift) -> bytes:
    def moved(match: re.Match[bytes]) -> bytes:
        _, shape, middle = _SHAPES[(match.lastindex or 0) - 1]
        then = datetime.strptime(match[0].decode(), shape).date() + timedelta(middle)  # noqa: DTZ007 - no time
        return shift(then).strftime(shape).encode()

    return _DATE.sub(moved, text)
