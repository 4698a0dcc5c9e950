"""`netcli brief`: a page about a person before a meeting."""

from __future__ import annotations

import pytest

from ..running import Netcli


def test_everything_that_was_between_us(village: Netcli) -> None:
    """The brief contains meetings, favours, common contacts, introductions, the chain and dates."""
    village.ok(
        "met", "Pierre", "Sophie", "--on", "2026-11-20", "--kind", "lunch", "--place", "Lyon", "--know-each-other"
    )
    village.ok("favour", "Pierre", "given", "a book")
    village.ok("edit", "Pierre", "--birthday", "--12-01")
    village.ok("intro", "asked", "Jacques", "--via", "Pierre")
    brief = village.ok("brief", "Pierre")["result"]
    assert list(brief) == [
        *("person", "link", "meetings", "favours", "shared", "introductions", "chain", "dates"),
    ]
    assert brief["person"]["emails"] == ["pierre@example.org"]
    assert (brief["link"]["kind"], brief["link"]["last_contact"]) == ("colleague", "2026-11-20")
    (meeting,) = brief["meetings"]
    assert [person["name"] for person in meeting.pop("people")] == ["Pierre Martin", "Sophie Durand"]
    assert meeting == {
        "meeting": 1,
        "date": "2026-11-20",
        "kind": "lunch",
        "place": "Lyon",
        "note": None,
        "batch": None,
    }
    assert [each["what"] for each in brief["favours"]["given"]] == ["a book"]
    assert [each["name"] for each in brief["shared"]] == ["Sophie Durand"]
    assert [(each["ask"]["name"], each["state"]) for each in brief["introductions"]] == [("Pierre Martin", "asked")]
    assert brief["chain"]["hops"] == 1
    assert [(each["what"], each["date"]) for each in brief["dates"]] == [("birthday", "2026-12-01")]


def test_somebody_whom_i_do_not_know(village: Netcli) -> None:
    """A brief about a stranger shows a chain if one exists. A brief about the user is refused."""
    brief = village.ok("brief", "Sophie")["result"]
    assert (brief["link"], brief["meetings"], brief["chain"]["hops"]) == (None, [], 3)
    assert village.ok("brief", "email:marie@example.org")["result"]["chain"] is None
    assert village("brief", "me").code == 2


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-03-05", "4 days ago (2026-03-01)"),
        ("2026-01-05", "on 2026-03-01"),
    ],
)
def test_last_contact(village: Netcli, now: str, said: str) -> None:
    """The brief shows the date of the last contact once, even if the clock is before this date."""
    village.ok("met", "Sophie", "--on", "2026-03-01")
    page = village("brief", "Sophie", environment={"NETCLI_NOW": now}).out
    assert [line.split(maxsplit=2)[2] for line in page.splitlines() if "last contact" in line] == [said]


def test_last_contact_in_a_year(village: Netcli) -> None:
    """If only the year of the last contact is known, the year appears once."""
    village.ok("met", "Sophie", "--on", "2024")
    page = village("brief", "Sophie").out
    assert [line.split(maxsplit=2)[2] for line in page.splitlines() if "last contact" in line] == ["in 2024"]


def test_a_calendars_meetings_are_there_once(village: Netcli) -> None:
    """A meeting in both the calendar and the log appears once."""
    event = (
        "BEGIN:VEVENT\nUID:{0}@example.org\nDTSTART:2026{0}T120000Z\nDTEND:2026{0}T130000Z\nSUMMARY:Lunch\n"
        "ORGANIZER:mailto:zoe@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:pierre@example.org\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@example.org\nEND:VEVENT\n"
    )
    file = village.db.parent / "a.ics"
    file.write_text(f"BEGIN:VCALENDAR\n{event.format('1110')}{event.format('1120')}END:VCALENDAR\n", "utf-8")
    batch = village.ok("import", file)["result"][0]["batch"]
    village.ok("met", "Pierre", "--on", "2026-11-20", "--note", "about rail")
    told = village.ok("brief", "Pierre")["result"]["meetings"]
    assert [(each["meeting"], each["date"], each["note"], each["batch"]) for each in told] == [
        (1, "2026-11-20", "about rail", None),
        (None, "2026-11-10", None, batch),
    ]


def test_the_page_in_words(village: Netcli) -> None:
    """The text of a brief leaves out empty sections."""
    village.ok("met", "Pierre", "--on", "2026-11-20", "--kind", "lunch", "--note", "about rail")
    assert village("brief", "id:2").out == (
        "Pierre Martin   Thales · Paris  id:2\n"
        "  your link     colleague since 2009 · 1 meeting, 3 days ago  strong\n"
        "  last contact  3 days ago (2026-11-20)\n"
        "  tags          rail\n"
        "Met once\n"
        "  2026-11-20  lunch: about rail\n"
    )


def test_the_page_names_everybody_whom_the_limit_leaves(book: Netcli) -> None:
    """By default, the brief lists ten mutual contacts. A warning gives the number of all mutual contacts."""
    names = [f"Ann No{number}" for number in range(12)]
    book.ok("add", "Sophie Durand")
    book.ok("link", "-", stdin="from,to\n" + "".join(f"me,{name}\n{name},Sophie Durand\n" for name in names))
    outcome = book("brief", "Sophie Durand")
    named = next(line for line in outcome.out.splitlines() if "you both know" in line)
    assert (named.count("Ann No"), outcome.err) == (10, "warning: showing 10 of 12; --limit 0 shows all\n")
