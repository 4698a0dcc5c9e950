"""A calendar file (RFC 5545) of yearly dates, for `netcli dates --ics`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from netcli import clock
from netcli.answers.dates import Anniversary

FOLDED: Final = 74
"""Maximum number of bytes in a line (RFC 5545), without the continuation blank."""


def write(dates: Iterable[Anniversary]) -> Iterator[str]:
    """Yield the calendar, one event per date."""
    yield from map(_folded, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//netcli//dates//EN", "CALSCALE:GREGORIAN"))
    stamp = clock.stamp().replace("-", "").replace(":", "")
    for each in dates:
        yield from map(_folded, _event(each, stamp))
    yield _folded("END:VCALENDAR")


def _event(each: Anniversary, stamp: str) -> Iterator[str]:
    name = each.person.name or each.person._known_by or f"id:{each.person.id}"
    year = "" if each._began.startswith("-") else f" ({each._began[:4]})"
    summary = f"Birthday: {name}{year}" if each.what == "birthday" else f"First known contact with {name}{year}"
    day = each.date.replace("-", "")
    last = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    yield "BEGIN:VEVENT"
    yield f"UID:{each._book}-{each.person.id}-{each.what.replace('_', '-')}@netcli"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day}"
    yield f"RRULE:{last if each._began.endswith('-02-29') else 'FREQ=YEARLY'}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """Return *line* folded to at most `FOLDED` bytes per line, without splitting a character."""
    lines, size = [""], 0
    for letter in line:
        bytes_ = len(letter.encode("utf-8", "replace"))
        if size + bytes_ > FOLDED:
            lines.append("")
            size = 0
        lines[-1] += letter
        size += bytes_
    return "\r\n ".join(lines) + "\r\n"
