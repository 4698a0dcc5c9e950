"""Parse the text of a calendar into components, people and days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from netcli import dates
from netcli.importers.formats.content_lines import Numbered, Property, content, raw, split, unescape
from netcli.importers.formats.values import NO_ADDRESS, NO_DATE, Values
from netcli.importers.shared.addresses import address, in_two, unencoded
from netcli.importers.shared.groups import GROUP_LIMIT
from netcli.importers.shared.recurrence import is_rule
from netcli.importers.text import clean
from netcli.language import say
from netcli.mailboxes import holder
from netcli.records import Record

_PARTS: Final = {b"VEVENT": "", b"VTODO": "task", b"VJOURNAL": "journal", b"VFREEBUSY": "free-busy"}
"""For each component that counts as a row, the reason to ignore the component.

The reason for events is empty, because events are read.
"""
_EVENT_LINES: Final = re.compile(
    rb"ATTENDEE|ORGANIZER|DTSTART|DTSTAMP|RRULE|RDATE|EXDATE|STATUS|SEQUENCE|UID|RECURRENCE-ID|TRANSP|SUMMARY|CATEGORIES",
    re.IGNORECASE,
)
_HEAD: Final = (b"METHOD", b"X-WR-CALNAME", b"X-OWNER")
"""The calendar's own properties that netcli reads. Outlook names the owner in X-OWNER."""
_DATED: Final = ("DTSTART", "RDATE", "EXDATE", "RECURRENCE-ID")
_UNKEPT: Final = frozenset(
    (
        *(b"DESCRIPTION", b"LOCATION", b"COMMENT", b"ATTACH", b"X-ALT-DESC", b"IMAGE", b"CONFERENCE", b"GEO", b"URL"),
        *(b"CREATED", b"LAST-MODIFIED", b"DTEND", b"DURATION", b"CLASS", b"PRIORITY", b"COLOR"),
        b"X-APPLE-STRUCTURED-LOCATION",
    )
)
"""Properties of an event that are never kept: subject, place and administrative details."""
_HOLIDAY: Final = re.compile(
    r"\b(?:holidays?|vacation|day off|out of office|f[ée]ri[ée]s?|cong[ée]s?|vacances|feiertag|urlaub)\b", re.IGNORECASE
)
"""Words for a day off in English, French and German."""
_PERIOD_END: Final = re.compile(rb"(?<=[0-9Zz])/[^,]*")
_DATE: Final = re.compile(rb"(?<![0-9T])([0-9]{8})(?=T[0-9]|[^0-9]|$)")
_BROKEN: Final = re.compile(r"(?:mailto|tel|sips?):\s*\S|.*@", re.IGNORECASE)
"""Finds a broken address of an attendee, except Outlook's `invalid:nomail`."""
_CALLED_OFF: Final = re.compile(
    r"\s*(?:cancell?ed|annul[ée]e?|abgesagt|cancelad[oa]|annullat[oa]|geannuleerd|aflyst|avlyst|inställt|odwołane)\s*:",
    re.IGNORECASE,
)
"""What Outlook writes before the title of a cancelled event, in several languages."""
UNKNOWN_DAY: Final = -1
"""Value of `Event.instead` if the day of the replaced occurrence is unreadable."""


@dataclass(slots=True)
class Component:
    """An event, a task or a similar component of a calendar."""

    line: int  # number of the first line
    why: str  # reason why the component is ignored; empty for an event
    lines: list[Numbered]
    ended: bool = False  # false if the end is missing


@dataclass(frozen=True, slots=True)
class Event:
    """One version of an event, and its people. Days are ordinals."""

    uid: str
    people: tuple[Record, ...]
    day: int  # the first day; 0 if unknown
    rule: str  # the rule of a series
    added: frozenset[int]  # days on which the event also takes place
    excluded: frozenset[int]  # days on which the event does not take place
    instead: int  # day of the occurrence of a series that this event replaces; 0 if none
    age: tuple[int, str]  # greatest for the newest version
    why: str = ""  # reason why the event was not a meeting


def components(lines: Iterable[Numbered], values: Values) -> Iterator[Component | Property]:
    """Yield events, tasks and similar components, and the calendar's own properties."""
    component: Component | None = None
    inside: list[bytes] = []
    for number, line in lines:
        head, _, rest = line[:40].partition(b":")
        word, name = head.strip().upper(), rest.strip().upper()
        if word == b"BEGIN":
            if component and name in _PARTS:  # the previous component was never closed
                yield component
                component, inside = None, []
            if component is None and name in _PARTS:
                component = Component(number, _PARTS[name], [])
            inside.append(name)
        elif word == b"END":
            if component and name in _PARTS:
                component.ended = True
                yield component
                component = None
            if name in inside:
                del inside[inside.index(name) :]
        elif component and inside[-1:] and inside[-1] in _PARTS:
            if _EVENT_LINES.match(line):
                component.lines.append((number, line))
            elif not component.why and line.strip():
                _pass_over(number, line, values)
        elif component is None and word.partition(b";")[0] in _HEAD and (found := split(number, line)):
            yield found
    if component:
        yield component


def _pass_over(number: int, line: bytes, values: Values) -> None:
    """Count an unread line of an event. Properties in `_UNKEPT` are not counted."""
    name = line[:64].partition(b":")[0].partition(b";")[0].strip().upper()
    if name in _UNKEPT:
        return
    if split(number, line) is None:
        values.lose("text", raw([(number, line)]), say("not a property"), line=number)
    else:
        values.leave(name.decode("ascii", "replace"))


def event_of(properties: list[Property], method: str, read: Values) -> Event:
    """Return one version of an event. *method* is the calendar's METHOD property."""
    values = {each.name: content(each, "cp1252") for each in reversed(properties)}
    found: dict[str, Record] = {}
    absent: set[str] = set()
    for each in properties:
        if each.name not in ("ATTENDEE", "ORGANIZER") or each.first("CUTYPE").upper() in ("RESOURCE", "ROOM", "GROUP"):
            continue
        person = _person(each, read)
        if person is None:
            continue
        if (
            each.first("PARTSTAT").upper() in ("DECLINED", "DELEGATED")
            or each.first("ROLE").upper() == "NON-PARTICIPANT"
        ):
            absent.add(person.key)
        elif person.key not in found or not found[person.key].name:
            found[person.key] = person
    present = tuple(record for key, record in found.items() if key not in absent)
    why = ""
    called_off = method == "CANCEL" or _CALLED_OFF.match(values.get("SUMMARY", ""))
    if called_off or values.get("STATUS", "").upper() == "CANCELLED":
        why = "cancelled"
    elif _is_day_off(properties, values):
        why = "holiday"
    elif len(present) > GROUP_LIMIT:
        why = "crowd"
    elif len(present) < 2:
        why = "alone"
    days = {each.name: day_of(each.value) for each in reversed(properties)}
    for each in properties:
        if each.name in _DATED and not day_of(each.value):
            read.lose("date", content(each, "cp1252"), NO_DATE, each.name, line=each.line)
    rule = values.get("RRULE", "")
    if rule and not is_rule(rule):
        read.lose("date", rule, say("not a rule for a series"), "RRULE", line=properties[0].line)
        rule = ""
    added, excluded = (
        frozenset(day for each in properties if each.name == name for day in _days(each.value))
        for name in ("RDATE", "EXDATE")
    )
    sequence = values.get("SEQUENCE", "").strip()
    return Event(
        values.get("UID", ""),
        present,
        days.get("DTSTART", 0),
        rule,
        added,
        excluded,
        # the event replaces one occurrence of its series even if the day of that occurrence is unreadable
        (days["RECURRENCE-ID"] or UNKNOWN_DAY) if "RECURRENCE-ID" in days else 0,
        (int(sequence) if _is_number(sequence) else 0, values.get("DTSTAMP", "")),
        why,
    )


def _is_day_off(properties: list[Property], values: dict[str, str]) -> bool:
    """Return whether this event is a whole day off, and not a meeting."""
    whole = any(each.name == "DTSTART" and b"T" not in each.value.upper() for each in properties)
    free = values.get("TRANSP", "").upper() == "TRANSPARENT"
    return whole and (free or any(_HOLIDAY.search(values.get(name, "")) for name in ("SUMMARY", "CATEGORIES")))


def _person(found: Property, read: Values) -> Record | None:
    """Return the person whom an ATTENDEE or ORGANIZER property names, or None."""
    value = content(found, "cp1252")
    name = clean(" ".join(unescape(_carets(unencoded(found.first("CN")))).split()).strip("'"))
    email = address(value[7:]) if value[:7].lower() == "mailto:" else None
    email = email or address(found.first("EMAIL")) or address(value)
    if email:
        called = name if name and address(name) != email else None
        if key := holder(email, called):
            given, family = in_two(called)
            return Record(key, called, given, family, emails=(email,), line=found.line)
        return None
    if name and "@" not in name:  # Outlook's `invalid:nomail` has a name but no address
        if _BROKEN.match(value):
            read.lose("email", value, NO_ADDRESS, found.name, line=found.line)
        given, family = in_two(name)
        return Record(f"mention {name}", name, given, family, mention=name, line=found.line)
    read.lose("email", value, NO_ADDRESS, found.name, line=found.line)
    return None


def _carets(text: str) -> str:
    """Decode the caret escapes for quotes and line ends in a parameter (RFC 6868)."""
    return text.replace("^'", '"').replace("^n", " ").replace("^^", "^")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def day_of(value: bytes) -> int:
    """Return the day in a value such as `20240312T100000Z`, as an ordinal.

    If there is no date, return 0. The day is in the writer's time zone.
    """
    # after `TZID=GMT+05:30`, the value begins with the end of the time zone's name: `30:20240312T100000`
    return next(iter(_days(value)), 0)


def _days(value: bytes) -> list[int]:
    """Return all days in a value. A period counts as its first day."""
    value = _PERIOD_END.sub(b"", value)
    return [day for digits in _DATE.findall(value) if (day := _ordinal(digits.decode()))]


def _ordinal(digits: str) -> int:
    """Return the ordinal of a day written as YYYYMMDD, or 0."""
    try:
        day = date.fromisoformat(digits)
    except ValueError:
        return 0
    return day.toordinal() if day.year >= dates.YEARS.start else 0
