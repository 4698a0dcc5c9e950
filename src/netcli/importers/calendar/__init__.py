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

Two people in a meeting of at most GROUP_LIMIT people have probably met. A series without an end counts until the newest
date in the file. Only the newest version of an event counts. Cancelled and future events are not meetings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from netcli import clock
from netcli.identifiers import email_key
from netcli.importers.calendar.events import Event, components, day_of, event_of
from netcli.importers.formats.content_lines import Property, content, physical, raw, split, unescape, unfolded
from netcli.importers.formats.values import Values
from netcli.importers.shared.ownership import is_called, is_theirs, may_be_owner, named_after, named_by, owner_differs
from netcli.importers.shared.recurrence import is_endless, occurrences
from netcli.importers.shared.tally import iso
from netcli.importers.source import Owner, Source
from netcli.language import plural, say
from netcli.moments import Alike, moment, packed
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Remark, Testimony, Used

NETWORK: Final = "calendar"
_STARTS: Final = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE)
FRESH: Final = 31
"""Maximum age of a file's newest date, in days. If the date is older, netcli warns about endless series."""


@dataclass(frozen=True, slots=True)
class _Meeting:
    """An event that took place."""

    event: Event
    first: int
    last: int
    moments: tuple[int, ...]
    extra: bool = False  # a replaced occurrence on a day that the series itself does not count

    @property
    def people(self) -> tuple[str, ...]:
        """Return the keys of the people who were present."""
        return tuple(record.key for record in self.event.people)


def claims(source: Source) -> bool:
    """Return whether the file begins like a calendar."""
    return bool(_STARTS.match(source.text))


def read(source: Source) -> Iterator[Item]:
    """Yield the people of the owner's meetings, and who has met whom."""
    events: list[Event] = []
    names: list[str] = []  # titles of the calendar, and the name of its owner
    newest = 0
    method = ""
    values = Values()
    for found in components(unfolded(physical(source)), values):
        if isinstance(found, Property):
            if found.name == "METHOD":
                method = content(found, "cp1252").strip().upper()
            else:
                names.append(unescape(content(found, "cp1252")))
            continue
        if found.why:
            yield Ignored(found.why)
            continue
        if not found.ended:
            yield BadRow(found.line, say("the event is cut off"), raw(found.lines))
            continue
        values.line = found.line
        try:
            properties = [each for number, line in found.lines if (each := split(number, line))]
            newest = max([newest, *(day_of(each.value) for each in properties if each.name in ("DTSTAMP", "DTSTART"))])
            events.append(event_of(properties, method, values))
        except (ValueError, LookupError) as error:
            yield BadRow(found.line, say("the event cannot be read ({error})", error=error), raw(found.lines))
    meetings: list[_Meeting] = []
    today = clock.latest_day().toordinal()
    for meeting in _held(events, newest, today):
        if isinstance(meeting, str):
            yield Ignored(meeting)
        else:
            yield Used(moments=packed(meeting.moments))
            meetings.append(meeting)
    people: dict[str, Record] = {}
    for meeting in meetings:
        for record in meeting.event.people:
            if record.key not in people or (record.name and not people[record.key].name):
                people[record.key] = record
    called = {email: record.name for email, record in people.items() if "@" in email}
    named = named_by(names, called) or named_after(source.name, called)
    owner, other = _owner(source.owner, meetings, people, named)
    if other:
        yield owner_differs(other, other, people[other].name if other in people else None)
    if owner:
        yield owner
    ours = owner.emails if owner else ()
    for email, name in called.items():
        if email not in ours and is_called(source.owner, name):
            yield may_be_owner(people.pop(email).emails[0], name or "")
    yield from _met(meetings, people, ours)
    yield from values.items()
    endless = sum(is_endless(meeting.event.rule) for meeting in meetings)
    if endless and 0 < newest < today - FRESH:
        yield Remark("endless_series", _until(endless, newest))


def _until(endless: int, newest: int) -> str:
    return say(
        "{events} without an end: only meetings until {day} are counted, because that is the newest date in the file",
        events=plural(endless, "recurring event"),
        day=date.fromordinal(newest).isoformat(),
    )


def _held(events: list[Event], newest: int, today: int) -> Iterator[_Meeting | str]:
    """Yield a meeting for each event, or the reason why no meeting took place."""
    latest: dict[tuple[str, int], Event] = {}
    for event in events:
        key = event.uid, event.instead
        if event.uid and (key not in latest or event.age > latest[key].age):
            latest[key] = event
    off: defaultdict[str, set[int]] = defaultdict(set)  # days on which an occurrence of a series was cancelled
    replaced: defaultdict[str, set[int]] = defaultdict(set)  # days whose occurrence has a version of its own
    for (uid, instead), event in latest.items():
        if instead:
            (off if event.why == "cancelled" else replaced)[uid].add(instead)

    counted: dict[str, tuple[set[int], int]] = {}

    def days_of(series: Event) -> tuple[set[int], int]:
        if not series.uid or series.uid not in counted:
            excluded = series.excluded | off[series.uid]
            days, last = occurrences(series.day, series.rule, newest, today, excluded, replaced[series.uid])
            days += [day for day in series.added - excluded - {series.day} if day <= today]
            counted[series.uid] = {*days}, last
        return counted[series.uid]

    alike = Alike()
    for event in events:
        whole = latest.get((event.uid, 0), event)
        if event.uid and latest[event.uid, event.instead] is not event:
            yield "duplicate"
        elif event.why:
            yield event.why
        elif whole.why == "cancelled" and whole.age >= event.age:
            yield "cancelled"
        elif event.day > today:
            yield "future"
        elif event.instead:
            series = None if whole is event or whole.why or whole.day > today else whole
            # a daily series counts only some of its days, and the file may give no readable day for this occurrence
            extra = series is not None and event.instead not in days_of(series)[0] | series.excluded
            yield _Meeting(event, event.day, event.day, tuple(_moments(event, [event.day], alike, whole)), extra)
        else:
            days, last = days_of(event)
            left = sorted(days - replaced[event.uid])
            if left:
                yield _Meeting(event, left[0], max(last, left[-1]), tuple(_moments(event, left, alike, event)))
            else:
                yield "moved" if days else "cancelled"


def _moments(event: Event, days: Iterable[int], alike: Alike, whole: Event) -> Iterator[int]:
    """Yield a moment for each of the *days* of *event*."""
    if not event.uid:
        people = sorted(record.key for record in event.people)
        yield from (alike.moment(day, NETWORK, *people, day) for day in days)
    else:
        for day in days:
            # the first day is identified by the UID alone, so that a moved event is recognised again
            place = event.instead or day
            yield moment(day, NETWORK, event.uid, *([] if place == whole.day and not whole.instead else [place]))


def owner_address(meetings: Iterable[_Meeting]) -> str | None:
    """Guess the address of the calendar's owner: the address in most meetings.

    If several addresses are in equally many meetings, return the first.
    """
    present = Counter(person for meeting in meetings for person in meeting.people if "@" in person)
    return max(present, key=lambda person: present[person], default=None)


def _owner(
    owner: Owner, meetings: list[_Meeting], people: dict[str, Record], named: str | None
) -> tuple[Record | None, str | None]:
    """Return the record of the book's owner, or None.

    If another person owns the calendar, also return that person's address.
    """
    keys = frozenset(map(email_key, owner.emails))
    known = tuple(
        person
        for person, record in people.items()
        if (email_key(person) in keys if keys else "@" in person and is_called(owner, record.name))
    )
    claimed = named or (None if known else owner_address(meetings))
    called = next((name for each in known if is_called(owner, name := people[each].name)), None)
    ours = Record(OWNER, None if keys else called, emails=known) if known else None
    if claimed is None or claimed in known:
        return ours, None
    name = people[claimed].name if claimed in people else None
    # an address that the book's owner is not known to have is theirs only if the name matches
    if email_key(claimed) in keys or (is_theirs(owner, name) if keys or not known else is_called(owner, name)):
        return Record(OWNER, name if owner.emails or is_called(owner, name) else None, emails=(claimed, *known)), None
    return ours, claimed


def _met(meetings: list[_Meeting], people: dict[str, Record], owner: tuple[str, ...]) -> Iterator[Item]:
    numbers = {key: number for number, key in enumerate(people)}
    shared: defaultdict[tuple[int, int], list[_Meeting]] = defaultdict(list)
    series: dict[str, set[int]] = {}
    for meeting in sorted(meetings, key=lambda meeting: bool(meeting.event.instead)):
        event = meeting.event
        known = series.setdefault(event.uid, set()) if event.uid else set()
        present = {numbers[person] for person in meeting.people if person in numbers}
        # an extra occurrence does not count for two people who both came to another occurrence of the series
        for pair in combinations(sorted(present), 2):
            if not meeting.extra or not known.issuperset(pair):
                shared[pair].append(meeting)
        known |= present
    yield from (record for key, record in people.items() if key not in owner)
    keys = [OWNER if key in owner else key for key in people]
    for (one, other), held in sorted(shared.items()):
        a, b = keys[one], keys[other]
        if a == b:  # the owner invited themselves at another address
            continue
        if b == OWNER:
            a, b = b, a
        first = min((meeting.first for meeting in held if meeting.first), default=0)
        last = max(meeting.last for meeting in held)
        told = dict.fromkeys(moment for meeting in held for moment in meeting.moments)
        yield Testimony(a, b, "meeting", "met", "probable", iso(first), iso(last), len(told), moments=packed(told))
