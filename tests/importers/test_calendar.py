"""The importer of calendars finds out who has met whom."""

from __future__ import annotations

import pytest

from netcli.importers import calendar
from netcli.importers.source import Owner, of_bytes
from netcli.moments import DAY_BITS, unpacked
from netcli.records import OWNER, BadRow, Example, Ignored, Item, NotUnderstood, Record, Remark, Testimony, Used


def read(
    *lines: str, name: str = "moi@example.org", owner: tuple[str, ...] = (), called: str | None = None
) -> list[Item]:
    text = "\r\n".join(["BEGIN:VCALENDAR", f"X-WR-CALNAME:{name}", *lines, "END:VCALENDAR", ""])
    return list(calendar.read(of_bytes("a.ics", text.encode()).of(Owner(called, owner))))


def event(*lines: str) -> list[str]:
    return ["BEGIN:VEVENT", "DTSTART:20240312T100000Z", "ORGANIZER:MAILTO:Moi@Example.org", *lines, "END:VEVENT"]


def met(*lines: str) -> list[tuple[str, str, int | None, str | None]]:
    return [(item.a, item.b, item.count, item.last) for item in read(*lines) if isinstance(item, Testimony)]


ZOE = "ATTENDEE;CN=Zoé:mailto:zoe@example.org"


def day_off(*lines: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        "DTSTART;VALUE=DATE:20240501",
        "ORGANIZER:mailto:moi@example.org",
        ZOE,
        *lines,
        "END:VEVENT",
    ]


def test_a_meeting_links_everybody_at_it() -> None:
    """A meeting links everybody except rooms, resources and people who declined."""
    lines = (
        ZOE,
        "ATTENDEE;CUTYPE=RESOURCE:mailto:salle@example.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:pat@example.org",
        "ATTENDEE;CN=Tom:invalid:nomail",
        "ATTENDEE:mailto:c_1@resource.calendar.google.com",
    )
    day = "2024-03-12"
    assert read(*event(*lines)) == [
        Used(),
        Record(OWNER, emails=("moi@example.org",)),
        Record("zoe@example.org", name="Zoé", emails=("zoe@example.org",), line=6),
        Record("mention Tom", name="Tom", mention="Tom", line=9),
        Testimony(OWNER, "zoe@example.org", "meeting", "met", "probable", day, day, 1),
        Testimony(OWNER, "mention Tom", "meeting", "met", "probable", day, day, 1),
        Testimony("zoe@example.org", "mention Tom", "meeting", "met", "probable", day, day, 1),
    ]


@pytest.mark.parametrize(
    ("rule", "count", "last"),
    [
        pytest.param("FREQ=WEEKLY;COUNT=10", 10, "2024-05-14", id="count"),
        pytest.param("FREQ=MONTHLY;UNTIL=20240612", 4, "2024-06-12", id="until"),
        pytest.param("FREQ=SECONDLY", 53, "2025-03-12", id="endless"),
        pytest.param("FREQ=WEEKLY;INTERVAL=x;COUNT=y;UNTIL", 53, "2025-03-11", id="nonsense"),
        pytest.param("FREQ=DAILY;COUNT=3", 3, "2024-03-14", id="daily"),
        pytest.param("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", 4, "2024-03-21", id="two days a week"),
        pytest.param("FREQ=WEEKLY;INTERVAL=2;UNTIL=20240410T000000Z", 3, "2024-04-09", id="fortnightly"),
        pytest.param("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", 3, "2024-05-14", id="second Tuesday"),
        pytest.param("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", 3, "2024-04-30", id="last workday"),
        pytest.param("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", 2, "2024-03-31", id="last day"),
        pytest.param("FREQ=MONTHLY;BYDAY=0MO,9FR,TU;BYMONTH=4,13,0;COUNT=2", 2, "2024-04-01", id="no such day"),
        pytest.param("FREQ=YEARLY;BYMONTH=3;BYDAY=2TU", 2, "2025-03-11", id="yearly"),
        pytest.param("FREQ=YEARLY;BYYEARDAY=72,-1;COUNT=3", 3, "2025-03-13", id="days of the year"),
        pytest.param("FREQ=YEARLY;BYWEEKNO=11,-1;BYDAY=TU;COUNT=3", 3, "2025-03-11", id="weeks of the year"),
        pytest.param("FREQ=YEARLY;BYWEEKNO=20;COUNT=2", 2, "2024-05-14", id="week of the year"),
        pytest.param("FREQ=YEARLY;BYMONTHDAY=12;COUNT=3", 3, "2024-05-12", id="a day of every month"),
        pytest.param("FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR;COUNT=3", 3, "2024-12-13", id="Friday the 13th"),
        pytest.param("FREQ=DAILY;BYMONTHDAY=1,-1;COUNT=3", 3, "2024-04-01", id="daily on some days"),
        pytest.param("FREQ=HOURLY;COUNT=3", 1, "2024-03-12", id="hours of one day"),
        pytest.param("FREQ=HOURLY;INTERVAL=48;COUNT=3", 3, "2024-03-16", id="every other day in hours"),
        pytest.param("FREQ=DAILY;BYHOUR=9,17;COUNT=4", 2, "2024-03-13", id="twice a day"),
    ],
)
def test_a_series_counts_what_has_been(rule: str, count: int, last: str) -> None:
    """The occurrences of a series count until its end, or until the newest date in the file."""
    assert met(*event(ZOE, "DTSTAMP:20250312T000000Z", f"RRULE:{rule}")) == [(OWNER, "zoe@example.org", count, last)]


def test_an_endless_series_of_an_old_file_is_said() -> None:
    """If a series has no end, a warning states the last date that counts."""
    lines = event(ZOE, "DTSTAMP:20250312T000000Z", "RRULE:FREQ=WEEKLY")
    message = (
        "1 recurring event without an end: only meetings until 2025-03-12 are counted, "
        "because that is the newest date in the file"
    )
    assert read(*lines)[-1] == Remark("endless_series", message)


def test_a_cancelled_occurrence_of_a_daily_series_is_one_less() -> None:
    """If one occurrence of a series is cancelled, the other occurrences still count."""
    series = event("UID:1", ZOE, "RRULE:FREQ=DAILY;COUNT=3")
    one = event("UID:1", ZOE, "RECURRENCE-ID:20240313T100000Z", "STATUS:CANCELLED")
    assert met(*series, *one) == [(OWNER, "zoe@example.org", 2, "2024-03-14")]


def test_a_year_far_away_is_still_to_come() -> None:
    """An event in the year 2999 is a future event."""
    far = ["BEGIN:VEVENT", "DTSTART:29990304T090000Z", "ORGANIZER:mailto:moi@example.org", ZOE, "END:VEVENT"]
    assert read(*far)[:1] == [Ignored("future")]


def test_a_moved_occurrence_is_one_of_its_series() -> None:
    """A moved occurrence of a series counts once."""
    series = event("UID:1", ZOE, "RRULE:FREQ=WEEKLY;COUNT=3", "DTSTAMP:20250101T000000Z")
    moved = event("UID:1", ZOE, "RECURRENCE-ID:20240319T100000Z")
    assert met(*moved, *series) == [(OWNER, "zoe@example.org", 3, "2024-03-26")]


def test_a_series_that_tells_its_end_lasted_until_then() -> None:
    """If the rule of a series states an end, the meetings until this end count."""
    assert met(*event(ZOE, "RRULE:FREQ=WEEKLY;COUNT=10")) == [(OWNER, "zoe@example.org", 10, "2024-05-14")]


def test_what_is_still_to_come_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a series ends in the future, only the occurrences until today count."""
    monkeypatch.setenv("NETCLI_NOW", "2024-03-27")
    assert met(*event(ZOE, "RRULE:FREQ=WEEKLY;COUNT=10")) == [(OWNER, "zoe@example.org", 3, "2024-03-26")]


def test_a_guest_of_one_occurrence_met_those_of_the_series_once() -> None:
    """If a guest attends only one occurrence, the guest has met every attendee of that occurrence once."""
    series = event("UID:1", ZOE, "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event("UID:1", ZOE, "ATTENDEE:mailto:li@example.org", "RECURRENCE-ID:20240319T100000Z")
    assert met(*series, *moved) == [
        (OWNER, "zoe@example.org", 3, "2024-03-26"),
        (OWNER, "li@example.org", 1, "2024-03-12"),
        ("zoe@example.org", "li@example.org", 1, "2024-03-12"),
    ]


LI = "ATTENDEE:mailto:li@example.org"
SERIES = ("UID:1", ZOE, LI, "RRULE:FREQ=WEEKLY;COUNT=3")
"""The owner meets Zoé and Li on 12, 19 and 26 March 2024."""


def occurrence(day: str, *lines: str, moved_to: str | None = None) -> list[str]:
    """Return the lines of an event that replaces the occurrence of `SERIES` on *day*."""
    begin, _, organizer, *_ = event()
    start = f"DTSTART:{moved_to or day}T110000Z"
    return [begin, start, organizer, "UID:1", f"RECURRENCE-ID:{day}T100000Z", *lines, "END:VEVENT"]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        pytest.param(occurrence("20240312", ZOE), "2024-03-26", id="the first"),
        pytest.param(occurrence("20240319", ZOE), "2024-03-26", id="the second"),
        pytest.param(occurrence("20240326", ZOE), "2024-03-19", id="the last"),
        pytest.param(occurrence("20240326", ZOE, moved_to="20240327"), "2024-03-19", id="moved"),
        pytest.param(
            occurrence("20240326", ZOE, LI.replace(":", ";PARTSTAT=DECLINED:", 1)), "2024-03-19", id="declined"
        ),
    ],
)
def test_who_is_dropped_from_one_occurrence_was_not_there(lines: list[str], last: str) -> None:
    """If a person misses one of three occurrences, two occurrences count."""
    for one in (read(*event(*SERIES), *lines), read(*lines, *event(*SERIES))):
        found = {frozenset((item.a, item.b)): item for item in one if isinstance(item, Testimony)}
        assert found[frozenset((OWNER, "zoe@example.org"))].count == 3
        for other in (OWNER, "zoe@example.org"):
            said = found[frozenset((other, "li@example.org"))]
            assert (said.count, said.last) == (2, last)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["STATUS:CANCELLED", ZOE, LI], id="cancelled"),
        pytest.param([], id="alone"),
        pytest.param([f"ATTENDEE:mailto:p{n}@example.org" for n in range(20)], id="crowd"),
    ],
)
def test_an_occurrence_that_was_no_meeting_is_taken_from_its_series(lines: list[str]) -> None:
    """Cancelled occurrences do not count. Occurrences with no guests or with too many guests do not count either."""
    found = met(*event(*SERIES), *occurrence("20240326", *lines))
    assert {(count, day) for _, _, count, day in found} == {(2, "2024-03-19")}


def test_an_occurrence_that_was_put_off_has_not_taken_place() -> None:
    """An occurrence that was moved to a future day does not count."""
    found = met(*event(*SERIES), *occurrence("20240326", ZOE, LI, moved_to="29990319"))
    assert {(count, day) for _, _, count, day in found} == {(2, "2024-03-19")}


def test_a_moved_occurrence_is_recognised_in_a_later_edition() -> None:
    """A moved occurrence keeps the identifier that it had before the move."""
    series, moved = event("UID:1", ZOE, "RRULE:FREQ=WEEKLY;COUNT=2"), occurrence("20240312", ZOE, moved_to="20240313")
    packed = [
        item.moments for lines in (series, series + moved) for item in read(*lines) if isinstance(item, Testimony)
    ]
    before, after = ({each >> DAY_BITS for each in unpacked(moments or "")} for moments in packed)
    assert before == after


def test_a_series_of_which_every_occurrence_was_moved_is_told_so() -> None:
    """If every occurrence was replaced, the series is ignored with the reason `moved`."""
    series, moved = event("UID:1", ZOE, LI), occurrence("20240312", ZOE)
    items = read(*series, *moved)
    assert items[:2] == [Ignored("moved"), Used()]
    assert [(item.b, item.count) for item in items if isinstance(item, Testimony)] == [("zoe@example.org", 1)]


def test_moved_days_of_a_daily_series_are_not_counted_beyond_its_limit() -> None:
    """If a daily series exceeds the limit, a moved occurrence beyond the limit does not count."""
    series = event("UID:1", ZOE, "RRULE:FREQ=DAILY;COUNT=300")
    moved = occurrence("20241001", ZOE)
    assert met(*series, *moved) == met(*series)


@pytest.mark.parametrize(
    ("lines", "fate"),
    [
        pytest.param(event(), Ignored("alone"), id="alone"),
        pytest.param(event(ZOE, "STATUS:CANCELLED"), Ignored("cancelled"), id="cancelled"),
        pytest.param(event(ZOE, "SUMMARY:Canceled: Lunch"), Ignored("cancelled"), id="cancelled by its title"),
        pytest.param(event(ZOE, "SUMMARY:Annulé : réunion"), Ignored("cancelled"), id="cancelled in French"),
        pytest.param(event(*(f"ATTENDEE:mailto:p{n}@example.org" for n in range(15))), Ignored("crowd"), id="crowd"),
        pytest.param(day_off("TRANSP:TRANSPARENT"), Ignored("holiday"), id="free-day"),
        pytest.param(day_off("SUMMARY:Jour férié"), Ignored("holiday"), id="day-off"),
        pytest.param(day_off("SUMMARY:Séminaire"), Used(), id="whole-day"),
        pytest.param(event(ZOE, "SUMMARY:Plan the holidays"), Used(), id="about-holidays"),
        pytest.param(["BEGIN:VTODO", "END:VTODO"], Ignored("task"), id="task"),
        pytest.param(event(ZOE)[:-1], BadRow(3, "the event is cut off", "\n".join(event(ZOE)[1:-1])), id="cut"),
    ],
)
def test_what_is_no_meeting_is_told(lines: list[str], fate: Item) -> None:
    """Every event and every task is used, ignored with a reason, or rejected."""
    assert read(*lines)[0] == fate


def test_a_calendar_without_address_is_of_who_is_always_there() -> None:
    """If a calendar states no owner, the person who is in the most events is the owner."""
    items = read(*event(ZOE), *event("ATTENDEE:mailto:li@example.org"), name="Travail")
    assert Record(OWNER, emails=("moi@example.org",)) in items


def test_an_alarm_is_no_attendee() -> None:
    """The address in an alarm belongs to nobody at the meeting."""
    assert met(*event(ZOE, "BEGIN:VALARM", "ATTENDEE:mailto:alarm@example.org", "END:VALARM")) == [
        (OWNER, "zoe@example.org", 1, "2024-03-12")
    ]


def test_a_known_owner_is_the_owner_of_a_calendar_without_address() -> None:
    """A calendar without an address belongs to the book's owner."""
    others = [line for line in event(ZOE, "ATTENDEE:mailto:li@example.org") if "ORGANIZER" not in line]
    items = read(*event(ZOE), *others, name="Famille", owner=("moi@example.org",))
    assert [item for item in items if isinstance(item, Testimony)] == [
        Testimony(OWNER, "zoe@example.org", "meeting", "met", "probable", "2024-03-12", "2024-03-12", 1),
        Testimony("zoe@example.org", "li@example.org", "meeting", "met", "probable", "2024-03-12", "2024-03-12", 1),
    ]


def test_an_owner_at_two_addresses_meets_nobody() -> None:
    """An owner with two addresses does not meet themselves."""
    own = [
        line.replace("ORGANIZER:", "ORGANIZER;CN=Test Moi:") for line in event(ZOE, "ATTENDEE:mailto:moi@example.com")
    ]
    items = read(*own, owner=("moi@example.com",), called="Moi Test")
    assert Record(OWNER, "Test Moi", emails=("moi@example.org", "moi@example.com")) in items
    assert {(item.a, item.b) for item in items if isinstance(item, Testimony)} == {(OWNER, "zoe@example.org")}


FRIENDS = (
    *("BEGIN:VEVENT", "DTSTART:20240312T100000Z", "ORGANIZER;CN=Zoé Exemple:mailto:zoe@example.org"),
    *("ATTENDEE;CN=Moi Test:mailto:moi@example.org", "END:VEVENT"),
    *("BEGIN:VEVENT", "DTSTART:20240313T100000Z", "ORGANIZER;CN=Zoé Exemple:mailto:zoe@example.org"),
    *("ATTENDEE;CN=Li Wei:mailto:li@example.org", "END:VEVENT"),
)


@pytest.mark.parametrize("name", ["zoe@example.org", "Travail"])
def test_a_friends_calendar_is_the_friends(name: str) -> None:
    """In a friend's calendar, the user is linked only to people at the user's own meetings."""
    items = read(*FRIENDS, name=name, owner=("moi@example.org",), called="Moi Test")
    assert {(item.a, item.b) for item in items if isinstance(item, Testimony)} == {
        (OWNER, "zoe@example.org"),
        ("zoe@example.org", "li@example.org"),
    }
    assert [item for item in items if isinstance(item, Record) and item.key == OWNER] == [
        Record(OWNER, emails=("moi@example.org",))
    ]
    assert [item.code for item in items if isinstance(item, Remark)] == (["owner_differs"] if "@" in name else [])


def test_a_calendar_without_the_user_is_not_theirs() -> None:
    """A calendar without the user's address or name is not the user's."""
    items = read(*FRIENDS, name="zoe@example.org", owner=("me@example.net",), called="Ada Berg")
    assert [item for item in items if isinstance(item, Record) and item.key == OWNER] == []
    assert ("zoe@example.org", "li@example.org") in {(item.a, item.b) for item in items if isinstance(item, Testimony)}


def test_of_an_events_editions_the_newest_counts() -> None:
    """Only the newest version of an event counts."""
    first, last = event("UID:1", "SEQUENCE:0", ZOE), event("UID:1", "SEQUENCE:1", ZOE, "STATUS:CANCELLED")
    assert read(*first, *last)[:2] == [Ignored("duplicate"), Ignored("cancelled")]
    assert read(*last, *first)[:2] == [Ignored("cancelled"), Ignored("duplicate")]
    assert met(*first, *last) == []


@pytest.mark.parametrize(
    ("lines", "count", "last"),
    [
        pytest.param(["EXDATE:20240319T100000Z,20240326T100000Z,20240402T100000Z"], 1, "2024-03-12", id="all-others"),
        pytest.param(["EXDATE:20240402T100000Z"], 3, "2024-03-26", id="last"),
        pytest.param(["EXDATE;TZID=GMT+05:30:20240319T100000"], 3, "2024-04-02", id="middle"),
    ],
)
def test_a_series_did_not_take_place_on_excluded_days(lines: list[str], count: int, last: str) -> None:
    """Each day in EXDATE takes one occurrence away from a series."""
    series = event(ZOE, "RRULE:FREQ=WEEKLY;COUNT=4", *lines)
    assert met(*series) == [(OWNER, "zoe@example.org", count, last)]


def test_a_cancelled_occurrence_is_taken_from_its_series() -> None:
    """If one occurrence of a series is cancelled, the other occurrences still count."""
    series = event("UID:1", ZOE, "RRULE:FREQ=WEEKLY;COUNT=3")
    cancelled = event("UID:1", ZOE, "RECURRENCE-ID:20240326T100000Z", "STATUS:CANCELLED")
    assert met(*series, *cancelled) == [(OWNER, "zoe@example.org", 2, "2024-03-19")]


def test_what_is_to_come_is_no_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A future event is ignored."""
    monkeypatch.setenv("NETCLI_NOW", "2024-03-11")
    assert read(*event(ZOE))[0] == Ignored("future")
    assert met(*event(ZOE)) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"CN=Durand\, Sophie", "Durand, Sophie"),
        (r'CN="Paul \"Polo\" Martin"', 'Paul "Polo" Martin'),
        ("CN=Paul ^'Polo^' Martin", 'Paul "Polo" Martin'),
        ("CN='Paul Martin'", "Paul Martin"),
    ],
)
def test_names_lose_their_escapes(written: str, name: str) -> None:
    """Programs escape special characters in the names of attendees, too."""
    records = [item for item in read(*event(f"ATTENDEE;{written}:mailto:x@example.org")) if isinstance(item, Record)]
    assert records[1].name == name


def test_a_time_zone_may_hold_a_colon() -> None:
    """The time zone of a date may contain a colon."""
    lines = [line.replace("DTSTART:", "DTSTART;TZID=GMT+05:30:") for line in event(ZOE)]
    assert met(*lines) == [(OWNER, "zoe@example.org", 1, "2024-03-12")]


def test_a_shared_calendar_is_nobodys_address() -> None:
    """The address of a shared calendar belongs to nobody."""
    items = read(*event(ZOE), name="c_1@group.calendar.google.com", owner=("moi@example.org",))
    assert Record(OWNER, emails=("moi@example.org",)) in items


@pytest.mark.parametrize(
    "attendee",
    [
        pytest.param('ATTENDEE;CN="Exemple, Zoé":MailTo:Zoe@Example.org', id="comma-in-quotes"),
        pytest.param('ATTENDEE;CN="Exemple,\r\n  Zoé";RSVP=TRUE:mai\r\n lto:zoe@example.org', id="folded"),
        pytest.param('ATTENDEE;CN="Exemple, Zoé";SENT-BY="mailto:x@example.org":mailto:zoe@example.org', id="colon"),
        pytest.param('ATTENDEE;EMAIL=zoe@example.org;CN="Exemple, Zoé":/o=example/cn=zoe', id="parameter"),
        pytest.param('ATTENDEE;CN="Exemple, Zoé":zoe@example.org', id="bare"),
    ],
)
def test_an_attendee_is_read_as_written(attendee: str) -> None:
    """An attendee's name and address are read in every notation."""
    zoe = Record("zoe@example.org", "Exemple, Zoé", "Zoé", "Exemple", emails=("zoe@example.org",), line=6)
    assert zoe in read(*event(attendee))


@pytest.mark.parametrize(
    ("lines", "count", "last"),
    [
        pytest.param(["RDATE:20240319T100000Z,20240326T100000Z"], 3, "2024-03-26", id="days"),
        pytest.param(["RDATE;VALUE=DATE:20240319", "RDATE;VALUE=DATE:20240326"], 3, "2024-03-26", id="lines"),
        pytest.param(["RDATE;VALUE=PERIOD:20240319T100000Z/PT1H"], 2, "2024-03-19", id="period"),
        pytest.param(["RDATE;VALUE=PERIOD:20240319T220000Z/20240320T020000Z"], 2, "2024-03-19", id="past midnight"),
        pytest.param(["RDATE:20240319T100000Z", "EXDATE:20240312T100000Z"], 1, "2024-03-19", id="moved"),
        pytest.param(["RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20240402T100000Z"], 3, "2024-04-02", id="rule"),
        pytest.param(["RDATE:20280402T100000Z"], 1, "2024-03-12", id="to-come"),
    ],
)
def test_days_are_added_to_a_series(lines: list[str], count: int, last: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """RDATE adds occurrences to an event with or without a rule."""
    monkeypatch.setenv("NETCLI_NOW", "2026-12-01")
    assert met(*event(ZOE, *lines)) == [(OWNER, "zoe@example.org", count, last)]


@pytest.mark.parametrize(
    "parameters",
    ['PARTSTAT=DELEGATED;DELEGATED-TO="mailto:zoe@example.org"', "PARTSTAT=Declined", "ROLE=NON-PARTICIPANT"],
)
def test_who_sent_another_or_was_only_told_was_not_there(parameters: str) -> None:
    """A person who declined, sent a delegate, or was only informed was absent."""
    assert met(*event(ZOE, f"ATTENDEE;{parameters}:mailto:pat@example.org")) == [
        (OWNER, "zoe@example.org", 1, "2024-03-12")
    ]


def test_a_calendar_sent_to_cancel_holds_no_meeting() -> None:
    """If a calendar has METHOD:CANCEL, all its events are cancelled."""
    assert [item for item in read("METHOD:CANCEL", *event(ZOE)) if isinstance(item, Used | Ignored | Testimony)] == [
        Ignored("cancelled")
    ]


def test_a_friend_whose_calendar_it_is_is_called_so() -> None:
    """If an attendee has the owner's name, the attendee's address is the owner's address."""
    lines = event(ZOE.replace("Zoé", "Zoé Exemple"))
    found = read(*lines, name="zoe@example.org", called="Zoé Exemple")
    assert [item for item in found if isinstance(item, Record) and item.key == OWNER] == [
        Record(OWNER, "Zoé Exemple", emails=("zoe@example.org",))
    ]


def test_a_broken_address_of_an_attendee_is_told() -> None:
    """If an address is broken, the address is reported, but the attendee still counts."""
    attendees = ("mailto:zoe@@example", "tel:+33612345678", "invalid:nomail", "mailto:")
    items = read(*event(*[f"ATTENDEE;CN=P{place}:{value}" for place, value in enumerate(attendees)]))
    assert [item for item in items if isinstance(item, NotUnderstood)] == [
        NotUnderstood(
            "email",
            "ATTENDEE",
            2,
            (
                Example(6, "mailto:zoe@@example", "not an e-mail address"),
                Example(7, "tel:+33612345678", "not an e-mail address"),
            ),
        )
    ]
    assert sorted(item.name for item in items if isinstance(item, Record) and item.name) == ["P0", "P1", "P2", "P3"]


def test_a_series_without_a_known_rule_took_place_once() -> None:
    """A series with an unknown rule took place once. The rule is reported."""
    items = read(*event(ZOE, "RRULE:FREQ=FORTNIGHTLY;COUNT=3"))
    assert [(item.count, item.last) for item in items if isinstance(item, Testimony)] == [(1, "2024-03-12")]
    assert [item.examples[0].value for item in items if isinstance(item, NotUnderstood)] == ["FREQ=FORTNIGHTLY;COUNT=3"]


def test_an_encoded_name_is_decoded() -> None:
    """An encoded name in `CN` is decoded."""
    items = read(*event("ATTENDEE;CN==?UTF-8?Q?Jos=C3=A9?=:mailto:jose@example.org"))
    assert [item.name for item in items if isinstance(item, Record) and item.key != OWNER] == ["José"]


def test_an_endless_series_without_any_date() -> None:
    """An endless series without any date gives no warning."""
    lines = ["BEGIN:VEVENT", "RRULE:FREQ=DAILY", "ORGANIZER:mailto:moi@example.org", ZOE, "END:VEVENT"]
    assert [item for item in read(*lines) if isinstance(item, Remark)] == []
