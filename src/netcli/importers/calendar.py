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

If at most GROUP_LIMIT people were at a meeting, they have probably all met each other. The occurrences of a series
count until today. If the series has no end, they count only until the newest date in the file. Only a limited number of
occurrences per year count. One occurrence may have a version of its own, with its own day and people, which takes the
place of what the series says. If the file has several versions of an event, only the newest counts. Cancelled and
future events are not meetings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from netcli import clock, dates
from netcli.identifiers import email_key
from netcli.importers.formats.content_lines import Numbered, Property, content, physical, raw, split, unescape, unfolded
from netcli.importers.formats.values import NO_ADDRESS, NO_DATE, Values
from netcli.importers.shared.addresses import address, unencoded
from netcli.importers.shared.groups import GROUP_LIMIT
from netcli.importers.shared.ownership import is_called, is_theirs, may_be_owner, named_after, named_by, owner_differs
from netcli.importers.shared.recurrence import is_endless, is_rule, occurrences
from netcli.importers.shared.tally import iso
from netcli.importers.source import Owner, Source
from netcli.importers.text import clean
from netcli.language import plural, say
from netcli.mailboxes import holder
from netcli.moments import Alike, moment, packed
from netcli.records import OWNER, BadRow, Ignored, Item, Record, Remark, Testimony, Used

NETWORK: Final = "calendar"

_STARTS: Final = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE)
_PARTS: Final = {b"VEVENT": "", b"VTODO": "task", b"VJOURNAL": "journal", b"VFREEBUSY": "free-busy"}
"""The components that count as rows, each with the reason why it is ignored. An event has no reason: it is read."""
_EVENT_LINES: Final = re.compile(
    rb"ATTENDEE|ORGANIZER|DTSTART|DTSTAMP|RRULE|RDATE|EXDATE|STATUS|SEQUENCE|UID|RECURRENCE-ID|TRANSP|SUMMARY|CATEGORIES",
    re.IGNORECASE,
)
_HEAD: Final = (b"METHOD", b"X-WR-CALNAME", b"X-OWNER")
"""The properties of the calendar itself that netcli reads. Outlook names the owner in X-OWNER."""
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
"""The value of an attendee that was meant to be an address but may be broken, unlike Outlook's `invalid:nomail`."""
_CALLED_OFF: Final = re.compile(
    r"\s*(?:cancell?ed|annul[ée]e?|abgesagt|cancelad[oa]|annullat[oa]|geannuleerd|aflyst|avlyst|inställt|odwołane)\s*:",
    re.IGNORECASE,
)
"""What Outlook writes before the title of a cancelled event, in several languages."""
FRESH: Final = 31
"""Maximum age, in days, of a file whose endless series need no warning that their newest meetings are missing."""
UNKNOWN_DAY: Final = -1
"""The day of the occurrence that an event replaces in its series, if the file does not give a readable day."""


@dataclass(slots=True)
class _Component:
    line: int
    why: str
    lines: list[Numbered]
    ended: bool = False


@dataclass(frozen=True, slots=True)
class _Event:
    """One version of an event, with its people, its first *day* (an ordinal; 0 if unknown) and its *rule* for a series.

    The event also takes place on the days *added*, and it does not take place on the days *excluded*. If it replaces
    one occurrence of a series, *instead* is the day of that occurrence. The version with the greatest *age* is the
    newest.
    *why* is the reason why the event was not a meeting.
    """

    uid: str
    people: tuple[Record, ...]
    day: int
    rule: str
    added: frozenset[int]
    excluded: frozenset[int]
    instead: int
    age: tuple[int, str]
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Meeting:
    """An event that took place: its first and last day, and the moment of each occurrence that counts.

    *extra*: one occurrence of a series beside those of its days that count. It counts only for people who came to no
    other occurrence.
    """

    event: _Event
    first: int
    last: int
    moments: tuple[int, ...]
    extra: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """Return the keys of the people who were present."""
        return tuple(record.key for record in self.event.people)


def claims(source: Source) -> bool:
    """Return whether the file begins as a calendar does."""
    return bool(_STARTS.match(source.text))


def read(source: Source) -> Iterator[Item]:
    """Read the whole calendar, then yield the people of the owner's meetings, and who has met whom."""
    events: list[_Event] = []
    names: list[str] = []  # titles of the calendar, and the name of its owner
    newest = 0
    method = ""
    values = Values()
    for found in _components(unfolded(physical(source)), values):
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
            newest = max([newest, *(_day(each.value) for each in properties if each.name in ("DTSTAMP", "DTSTART"))])
            events.append(_event(properties, method, values))
        except (ValueError, LookupError) as error:
            yield BadRow(found.line, say("the event cannot be read ({error})", error=error), raw(found.lines))
    meetings: list[_Meeting] = []
    today = clock.today().toordinal()
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
        yield owner_differs(other, people[other].name if other in people else None)
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
        "{events} without an end: only meetings until {day}, the newest date in the file, count",
        events=plural(endless, "recurring event"),
        day=date.fromordinal(newest).isoformat(),
    )


def _held(events: list[_Event], newest: int, today: int) -> Iterator[_Meeting | str]:
    """Yield, for each event, a meeting or the reason why it was not a meeting.

    Older versions of an event are not meetings. *newest* is the newest date in the file. It is an ordinal, and so is
    *today*.
    """
    latest: dict[tuple[str, int], _Event] = {}
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

    def days_of(series: _Event) -> tuple[set[int], int]:
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
            # not every day of a daily series counts, and the day of an occurrence may be unknown
            extra = series is not None and event.instead not in days_of(series)[0] | series.excluded
            yield _Meeting(event, event.day, event.day, tuple(_moments(event, [event.day], alike, whole)), extra)
        else:
            days, last = days_of(event)
            left = sorted(days - replaced[event.uid])
            if left:
                yield _Meeting(event, left[0], max(last, left[-1]), tuple(_moments(event, left, alike, event)))
            else:
                yield "moved" if days else "cancelled"


def _moments(event: _Event, days: Iterable[int], alike: Alike, whole: _Event) -> Iterator[int]:
    """Yield a moment for each of the *days* of an event, which is an occurrence of the *whole* series, or the series.

    If the event has a UID, its first day is identified by the UID and not by the date. The first day is therefore
    recognised again if the event is moved to another date. So is an occurrence that was moved.
    """
    if not event.uid:
        people = sorted(record.key for record in event.people)
        yield from (alike.moment(day, NETWORK, *people, day) for day in days)
    else:
        for day in days:
            place = event.instead or day
            yield moment(day, NETWORK, event.uid, *([] if place == whole.day and not whole.instead else [place]))


def owner_address(meetings: Iterable[_Meeting]) -> str | None:
    """Guess the address of the calendar's owner: the one that is in most meetings.

    If several addresses are in equally many meetings, the first of them is taken.
    """
    present = Counter(person for meeting in meetings for person in meeting.people if "@" in person)
    return max(present, key=lambda person: present[person], default=None)


def _owner(
    owner: Owner, meetings: list[_Meeting], people: dict[str, Record], named: str | None
) -> tuple[Record | None, str | None]:
    """Return the record of the book's owner, and the address of the calendar's owner if that is somebody else.

    The calendar belongs to the person whom its title names. Without such a title, it belongs to the book's owner if the
    book's owner is in it, or else to the person in most meetings. The title may name an address that the book's owner
    is not known to have. Then the calendar belongs to the book's owner only if the person with this address has a
    matching name. A book's owner without addresses is found by name.
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
    if email_key(claimed) in keys or (is_theirs(owner, name) if keys or not known else is_called(owner, name)):
        return Record(OWNER, name if owner.emails or is_called(owner, name) else None, emails=(claimed, *known)), None
    return ours, claimed


def _components(lines: Iterable[Numbered], values: Values) -> Iterator[_Component | Property]:
    """Yield events, tasks and the like, and the calendar's own properties; skip alarms and time zones.

    Count the properties of events that netcli does not read, and the lines that are not properties at all.
    """
    component: _Component | None = None
    inside: list[bytes] = []
    for number, line in lines:
        head, _, rest = line[:40].partition(b":")
        word, name = head.strip().upper(), rest.strip().upper()
        if word == b"BEGIN":
            if component and name in _PARTS:  # the previous component was never closed
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
            elif not component.why and line.strip():
                _pass_over(number, line, values)
        elif component is None and word.partition(b";")[0] in _HEAD and (found := split(number, line)):
            yield found
    if component:
        yield component


def _pass_over(number: int, line: bytes, values: Values) -> None:
    """Count a line of an event that netcli does not read, unless it is one of the properties that are never kept."""
    name = line[:64].partition(b":")[0].partition(b";")[0].strip().upper()
    if name in _UNKEPT:
        return
    if split(number, line) is None:
        values.lose("text", raw([(number, line)]), say("not a property"), line=number)
    else:
        values.leave(name.decode("ascii", "replace"))


def _event(properties: list[Property], method: str, read: Values) -> _Event:
    """Return one version of an event, with the reason why it was not a meeting, if there is one.

    *method* is the METHOD property of the calendar: CANCEL cancels all its events.
    """
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
    days = {each.name: _day(each.value) for each in reversed(properties)}
    for each in properties:
        if each.name in _DATED and not _day(each.value):
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
    return _Event(
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
    """Return whether this event is a day off, and not a meeting.

    A day off lasts a whole day. It also leaves everybody free, or its title or a category calls it a day off.
    """
    whole = any(each.name == "DTSTART" and b"T" not in each.value.upper() for each in properties)
    free = values.get("TRANSP", "").upper() == "TRANSPARENT"
    return whole and (free or any(_HOLIDAY.search(values.get(name, "")) for name in ("SUMMARY", "CATEGORIES")))


def _person(found: Property, read: Values) -> Record | None:
    """Return the person of an ATTENDEE or ORGANIZER, or None if the entry is a role or a robot, or names nobody."""
    value = content(found, "cp1252")
    name = clean(" ".join(unescape(_carets(unencoded(found.first("CN")))).split()).strip("'"))
    email = address(value[7:]) if value[:7].lower() == "mailto:" else None
    email = email or address(found.first("EMAIL")) or address(value)
    if email:
        given = name if name and address(name) != email else None
        key = holder(email, given)
        return Record(key, name=given, emails=(email,), line=found.line) if key else None
    if name and "@" not in name:  # Outlook's `invalid:nomail` has a name but no address
        if _BROKEN.match(value):
            read.lose("email", value, NO_ADDRESS, found.name, line=found.line)
        return Record(f"mention {name}", name=name, mention=name, line=found.line)
    read.lose("email", value, NO_ADDRESS, found.name, line=found.line)
    return None


def _carets(text: str) -> str:
    """Decode the caret escapes for quotes and line ends in a parameter (RFC 6868)."""
    return text.replace("^'", '"').replace("^n", " ").replace("^^", "^")


def _met(meetings: list[_Meeting], people: dict[str, Record], owner: tuple[str, ...]) -> Iterator[Item]:
    numbers = {key: number for number, key in enumerate(people)}
    shared: defaultdict[tuple[int, int], list[_Meeting]] = defaultdict(list)
    series: dict[str, set[int]] = {}
    for meeting in sorted(meetings, key=lambda meeting: bool(meeting.event.instead)):
        event = meeting.event
        known = series.setdefault(event.uid, set()) if event.uid else set()
        present = {numbers[person] for person in meeting.people if person in numbers}
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


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _day(value: bytes) -> int:
    """Return the day in a value such as `20240312T100000Z` or `20240312`, as an ordinal; 0 if there is no date in it.

    The day is that of the writer's time zone. The end of a time zone's name may come before the date, because that name
    may contain a colon: `TZID=GMT+05:30:20240312T100000`.
    """
    return next(iter(_days(value)), 0)


def _days(value: bytes) -> list[int]:
    """Return all days in a value; a period, such as `20240312T220000Z/20240313T020000Z`, counts as its first day."""
    value = _PERIOD_END.sub(b"", value)
    return [day for digits in _DATE.findall(value) if (day := _ordinal(digits.decode()))]


def _ordinal(digits: str) -> int:
    """Return the ordinal of a day written as YYYYMMDD.

    Return 0 if it is not a date, or if it is so long ago that it can only be a placeholder.
    """
    try:
        day = date.fromisoformat(digits)
    except ValueError:
        return 0
    return day.toordinal() if day.year >= dates.YEARS.start else 0
