"""iCalendar: who meets whom, how often and when. Titles, places and descriptions are never kept.

    BEGIN:VCALENDAR
    X-WR-CALNAME:moi@example.org
    BEGIN:VEVENT
    UID:1@example.org
    DTSTART;TZID=Romance Standard Time:20240312T100000
    ORGANIZER;CN="Test, Moi":MAILTO:Moi@Example.org
    ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE
     ;CN=zoe@example.org;X-NUM-GUESTS=0:mailto:zoe@example.org
    ATTENDEE;CUTYPE=RESOURCE;CN=Salle 4:mailto:salle4@example.org
    ATTENDEE;CN=Tom:invalid:nomail
    END:VEVENT
    END:VCALENDAR

Everybody at a meeting of at most GROUP_LIMIT has probably met everybody else. A series counts its occurrences until
today, or the newest date in the file if it tells no end, at most one every OFTENEST days; it is never expanded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from netcli import clock, dates
from netcli.identifiers import email_key
from netcli.importers.formats.content_lines import Numbered, Property, content, physical, raw, split, unescape, unfolded
from netcli.importers.shared.addresses import address
from netcli.importers.shared.groups import GROUP_LIMIT
from netcli.importers.shared.tally import Tally, iso
from netcli.importers.source import Source
from netcli.importers.text import clean
from netcli.mailboxes import holder, is_role
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Testimony, Used

NETWORK: Final = "calendar"
OFTENEST: Final = 7
"""Days between two occurrences that count, 52 a year: seeing somebody daily is not seven times as near as weekly."""

_STARTS: Final = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE)
_PARTS: Final = {b"VEVENT": "", b"VTODO": "task", b"VJOURNAL": "journal", b"VFREEBUSY": "free-busy"}
"""The components that are rows, and why they are ignored, if they are."""
_EVENT_LINES: Final = re.compile(
    rb"ATTENDEE|ORGANIZER|DTSTART|DTSTAMP|RRULE|STATUS|UID|RECURRENCE-ID|TRANSP|SUMMARY|CATEGORIES", re.IGNORECASE
)
_HOLIDAY: Final = re.compile(
    r"\b(?:holidays?|vacation|day off|out of office|f[ée]ri[ée]s?|cong[ée]s?|vacances|feiertag|urlaub)\b", re.IGNORECASE
)
"""What a day off is called in English, French and German."""
_DAYS_BETWEEN: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30.44, "YEARLY": 365.25}
"""Days from one occurrence to the next; what recurs within a day counts daily."""


@dataclass(slots=True)
class _Component:
    line: int
    why: str
    lines: list[Numbered]
    ended: bool = False


@dataclass(frozen=True, slots=True)
class _Event:
    """A meeting: its people by key, its first day (an ordinal, 0 is unknown) and its rule."""

    uid: str
    people: tuple[str, ...]
    day: int
    rule: str
    exception: bool


def claims(source: Source) -> bool:
    """Does the file begin as a calendar?"""
    return bool(_STARTS.match(source.text))


def read(source: Source) -> Iterator[Item]:
    """Yield the people of the owner's meetings, and who has met whom; the whole calendar is read before."""
    people: dict[str, Record] = {}
    events: list[_Event] = []
    seen: set[str] = set()
    owner = None
    newest = 0
    for found in _components(unfolded(physical(source))):
        if isinstance(found, Property):
            if found.name == "X-WR-CALNAME":
                named = address(unescape(content(found, "cp1252")))
                owner = named if named and not is_role(named) else owner
            continue
        if found.why:
            yield Ignored(found.why)
            continue
        if not found.ended:
            yield BadRow(found.line, "the event is cut off", raw(found.lines))
            continue
        try:
            properties = [each for number, line in found.lines if (each := split(number, line))]
            newest = max([newest, *(_day(each.value) for each in properties if each.name in ("DTSTAMP", "DTSTART"))])
            event = _event(properties, people)
        except (ValueError, LookupError) as error:
            yield BadRow(found.line, f"the event cannot be read ({error})", raw(found.lines))
            continue
        if isinstance(event, str):
            yield Ignored(event)
        elif event.uid in seen and not event.exception:
            yield Ignored("duplicate")
        else:
            yield Used()
            events.append(event)
            if event.uid and not event.exception:
                seen.add(event.uid)
    yield from _met(events, people, _addresses_of_owner(events, source.owner.emails, owner), newest)


def owner_address(events: Iterable[_Event]) -> str | None:
    """Tell whose calendar it is when it does not say so: who is in most events, of equals who came first."""
    present = Counter(person for event in events for person in event.people if "@" in person)
    return max(present, key=lambda person: present[person], default=None)


def _addresses_of_owner(events: list[_Event], known: tuple[str, ...], named: str | None) -> tuple[str, ...]:
    """Return those of whose calendar it is: as it is called, and as the user said, else of who is always there."""
    keys = frozenset(map(email_key, known))
    present = (person for event in events for person in event.people if "@" in person)
    owned = dict.fromkeys(filter(None, (named, *(person for person in present if email_key(person) in keys))))
    return tuple(owned) or tuple(filter(None, (owner_address(events),)))


def _components(lines: Iterable[Numbered]) -> Iterator[_Component | Property]:
    """Yield events, tasks and their like, and the properties of the calendar itself; skip alarms and time zones."""
    component: _Component | None = None
    inside: list[bytes] = []
    for number, line in lines:
        head, _, rest = line[:40].partition(b":")
        word, name = head.strip().upper(), rest.strip().upper()
        if word == b"BEGIN":
            if component and name in _PARTS:  # the one before was never ended
                yield component
                component, inside = None, []
            if component is None and name in _PARTS:
                component = _Component(number, _PARTS[name], [])
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
        elif component is None and word == b"X-WR-CALNAME" and (found := split(number, line)):
            yield found
    if component:
        yield component


def _event(properties: list[Property], people: dict[str, Record]) -> _Event | str:
    """Return the meeting that an event was, or why it was none; add its people to *people*."""
    values = {each.name: content(each, "cp1252") for each in reversed(properties)}
    if values.get("STATUS", "").upper() == "CANCELLED":
        return "cancelled"
    if _is_day_off(properties, values):
        return "holiday"
    found: dict[str, Record] = {}
    absent: set[str] = set()
    for each in properties:
        if each.name not in ("ATTENDEE", "ORGANIZER") or each.first("CUTYPE").upper() in ("RESOURCE", "ROOM", "GROUP"):
            continue
        person = _person(each)
        if person is None:
            continue
        if each.first("PARTSTAT").upper() == "DECLINED":
            absent.add(person.key)
        elif person.key not in found or not found[person.key].name:
            found[person.key] = person
    present = [record for key, record in found.items() if key not in absent]
    if len(present) > GROUP_LIMIT:
        return "crowd"
    if len(present) < 2:
        return "alone"
    for record in present:
        if record.key not in people or (record.name and not people[record.key].name):
            people[record.key] = record
    day = next((_day(each.value) for each in properties if each.name == "DTSTART"), 0)
    exception = "RECURRENCE-ID" in values
    return _Event(values.get("UID", ""), tuple(each.key for each in present), day, values.get("RRULE", ""), exception)


def _is_day_off(properties: list[Property], values: dict[str, str]) -> bool:
    """Does it fill a day, and is everybody free on it or its name says why? Nobody meets on one."""
    whole = any(each.name == "DTSTART" and b"T" not in each.value.upper() for each in properties)
    free = values.get("TRANSP", "").upper() == "TRANSPARENT"
    return whole and (free or any(_HOLIDAY.search(values.get(name, "")) for name in ("SUMMARY", "CATEGORIES")))


def _person(found: Property) -> Record | None:
    """Return who an ATTENDEE or ORGANIZER is; None for rooms, roles, robots and nobody."""
    value = content(found, "cp1252")
    name = clean(found.first("CN"))
    email = address(value[7:]) if value[:7].lower() == "mailto:" else None
    email = email or address(found.first("EMAIL")) or address(value)
    if email:
        given = name if name and address(name) != email else None
        key = holder(email, given)
        return Record(key, name=given, emails=(email,), line=found.line) if key else None
    if name and "@" not in name:  # invalid:nomail
        return Record(f"mention {name}", name=name, mention=name, line=found.line)
    return None


def _met(events: list[_Event], people: dict[str, Record], owner: tuple[str, ...], newest: int) -> Iterator[Item]:
    numbers = {key: number for number, key in enumerate(people)}
    tally = Tally()
    series: dict[str, set[int]] = {}
    today = clock.today().toordinal()
    for event in sorted(events, key=lambda event: event.exception):
        times, last = (1, event.day) if event.exception else occurrences(event.day, event.rule, newest, today)
        known = series.setdefault(event.uid, set()) if event.uid else set()
        present = {numbers[person] for person in event.people}
        for pair in combinations(sorted(present), 2):
            # one occurrence that was moved is among those of its series, except for who came to that one only
            if not event.exception or not known.issuperset(pair):
                tally.add(*pair, times, event.day, last)
        known |= present
    if owner:
        yield Record(OWNER, emails=owner)
    yield from (record for key, record in people.items() if key not in owner)
    keys = [OWNER if key in owner else key for key in people]
    for one, other, times, first, last in tally:
        a, b = keys[one], keys[other]
        if a == b:  # they invited themselves, at another address
            continue
        if b == OWNER:
            a, b = b, a
        yield Testimony(a, b, "meeting", "met", "probable", iso(first), iso(last), times)


def occurrences(day: int, rule: str, newest: int, today: int) -> tuple[int, int]:
    """Count how often a series has taken place between its first *day* and *today*, and on which day last.

    One that does not tell its end is only known to have lasted until the *newest* date of its file.

    >>> start = date(2024, 1, 1).toordinal()
    >>> [occurrences(start, rule, start + 364, start + 700) for rule in ("FREQ=WEEKLY;COUNT=10", "FREQ=DAILY")]
    [(10, 738949), (53, 739250)]
    """
    if not rule or not day:
        return 1, day
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if "=" in part)
    interval, count = (int(text) if _is_number(text := parts.get(name, "")) else 0 for name in ("INTERVAL", "COUNT"))
    step = _DAYS_BETWEEN.get(parts.get("FREQ", ""), 1) * max(1, interval)
    days = parts.get("BYDAY", "").count(",") + 1 if parts.get("FREQ") == "WEEKLY" else 1
    ends = [_day(parts.get("UNTIL", "").encode()), day + int((count - 1) // days * step) if count else 0]
    end = max(day, min(today, *(filter(None, ends) if any(ends) else [newest])))
    times = int((end - day) / max(step, OFTENEST)) + 1
    return min(times, count or times), end


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _day(value: bytes) -> int:
    """Return the ordinal of `20240312T100000Z` or `20240312`, as its writer saw it; 0 if it is none."""
    found = dates.parse(value[:8].decode("ascii", "replace"))
    return date.fromisoformat(found).toordinal() if found and len(found) == dates.FULL_DATE else 0
