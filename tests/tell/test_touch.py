"""Meetings, favours and rhythms that the user enters by hand."""

from __future__ import annotations

from typing import Any

import pytest

from ..running import Netcli


def _meetings(book: Netcli) -> list[Any]:
    return [
        (each["date"], each["kind"], each["place"], each["note"], len(each["people"]))
        for each in book.ok("export")["result"]["meetings"]
    ]


def _evidence(book: Netcli, a: str, b: str) -> list[Any]:
    evidence = book.ok("show", a, b)["result"]["link"]["evidence"]
    return [(each["network"], each["kind"], each["date"], each["count"]) for each in evidence]


def test_a_meeting_is_evidence_between_me_and_everybody_there(village: Netcli) -> None:
    """`netcli met` links each person of a meeting to the user."""
    met = village.ok("met", "Pierre", "Sophie", "--on", "2026-11-20", "--kind", "lunch", "--place", "Lyon")["result"]
    assert [person["name"] for person in met["people"]] == ["Pierre Martin", "Sophie Durand"]
    assert [(link["kind"], link["last_contact"]) for link in met["links"]] == [
        ("colleague", "2026-11-20"),
        ("met", "2026-11-20"),
    ]
    assert _evidence(village, "me", "Sophie") == [("hand", "meeting", "2026-11-20", 1)]
    assert _meetings(village) == [("2026-11-20", "lunch", "Lyon", None, 2)]


def test_those_who_know_each_other_are_linked_by_that_meeting(village: Netcli) -> None:
    """A meeting links the guests to each other only with `--know-each-other`."""
    village.ok("met", "Sophie", "Madonna", "--on", "2026-11-19", "--with", "Aïcha", "--at", "Rail fair")
    assert village("show", "Sophie", "Madonna").code == 3
    assert _evidence(village, "Aïcha", "Madonna") == [("hand", "meeting", "2026-11-19", 1)]
    village.ok("met", "Sophie", "Madonna", "--on", "2026-11-20", "--know-each-other")
    assert _evidence(village, "Sophie", "Madonna") == [("hand", "meeting", "2026-11-20", 1)]
    assert _meetings(village)[0] == ("2026-11-19", None, "Rail fair", None, 3)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("yesterday", "2026-11-22"),
        ("last friday", "2026-11-20"),
        ("3 days ago", "2026-11-20"),
        ("a week ago", "2026-11-16"),
        ("20 Nov 2026", "2026-11-20"),
        ("2026-10", "2026-10"),
    ],
)
def test_days_as_people_say_them(village: Netcli, said: str, day: str) -> None:
    """In the test, today is Monday, 2026-11-23."""
    village.ok("met", "Pierre", "--on", said)
    assert _meetings(village)[0][0] == day


@pytest.mark.parametrize(
    ("now", "said", "day"),
    [
        ("2026-03-31", "1 month ago", "2026-02-28"),
        ("2026-03-31", "2 months ago", "2026-01-31"),
        ("2026-03-31", "3m ago", "2025-12-31"),
        ("2026-03-31", "il y a un mois", "2026-02-28"),
        ("2024-02-29", "1 year ago", "2023-02-28"),
        ("2024-02-29", "il y a 4 ans", "2020-02-29"),
    ],
)
def test_months_and_years_of_the_calendar(village: Netcli, now: str, said: str, day: str) -> None:
    """A month ago is the same day of the previous month. If that month has no such day, its last day is used."""
    outcome = village("met", "Pierre", "--on", said, environment={"NETCLI_NOW": now})
    assert (outcome.code, [each[0] for each in _meetings(village)]) == (0, [day])


def test_no_day_is_today_and_it_is_said(village: Netcli) -> None:
    """Without `--on`, the meeting is today, and the message shows the date."""
    assert village("met", "id:2").err == "met Pierre Martin today, 2026-11-23  (to undo: netcli undo)\n"


@pytest.mark.parametrize("day", ["2026-11-24", "some day", "03/04/2026", "--11-20"])
def test_a_day_to_come_or_none_is_wrong_usage(village: Netcli, day: str) -> None:
    """If the day is in the future or invalid, `netcli met` logs nothing."""
    assert village("met", "Pierre", "--on", day).code == 2
    assert _meetings(village) == []


def test_the_same_meeting_again_changes_nothing(village: Netcli) -> None:
    """Logging the same meeting again adds only a new note."""
    village.ok("met", "Pierre", "--kind", "lunch")
    assert village.ok("met", "Pierre", "--kind", "lunch")["result"]["changed"] == 0
    village.ok("met", "Pierre", "--note", "about Sophie")
    village.ok("met", "Pierre", "--kind", "dinner")
    assert _meetings(village) == [
        ("2026-11-23", "lunch", None, "about Sophie", 1),
        ("2026-11-23", "dinner", None, None, 1),
    ]


def test_who_is_new_is_added_only_on_request(village: Netcli) -> None:
    """A new name needs `--create`, and is added once."""
    unknown = village("met", "Bo Berg", "--json")
    assert (unknown.code, unknown.error()["hint"]) == (
        3,
        "did you mean Jacques van der Berg? --create adds a new person",
    )
    met = village.ok("met", "Bo Berg", "李小龙", "bo berg", "--create")["result"]
    assert [person["name"] for person in met["people"]] == ["Bo Berg", "李小龙"]


@pytest.mark.parametrize("words", [("me", "Pierre"), ("me",)], ids=" ".join)
def test_i_am_not_among_those_whom_i_met(village: Netcli, words: tuple[str, ...]) -> None:
    """`netcli met` exits with 2 if the user is among the people met."""
    before = village.export()
    outcome = village("met", *words)
    assert (outcome.code, outcome.err) == (2, "netcli: you are part of every meeting; give the people you met\n")
    assert village.export() == before


def test_logged_by_hand_and_by_the_calendar_counts_once(village: Netcli) -> None:
    """A meeting in a calendar and in the log counts once."""
    event = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@example.org\nDTSTART:20261120T120000Z\nDTEND:20261120T130000Z\n"
        "SUMMARY:Lunch\nORGANIZER:mailto:zoe@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:pierre@example.org\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@example.org\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    village.ok("met", "Pierre", "--on", "2026-11-20", "--kind", "lunch")
    (village.db.parent / "a.ics").write_text(event, "utf-8")
    village.ok("import", village.db.parent / "a.ics")
    counts = [each[3] for each in _evidence(village, "me", "Pierre") if each[1] == "meeting"]
    assert counts == [1]
    village.ok("met", "Pierre", "--on", "2026-11-20", "--kind", "dinner")
    counts = [each[3] for each in _evidence(village, "me", "Pierre") if each[1] == "meeting"]
    assert counts == [1, 1]
    village.ok("undo")
    village.ok("undo")
    assert _evidence(village, "me", "Pierre")[-1] == ("hand", "meeting", "2026-11-20", 1)
    village.ok("undo")
    assert village.ok("check")["result"]["problems"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("met", "Pierre", "Sophie", "--know-each-other"),
        ("met", "Bo Berg", "--create"),
        ("favour", "Pierre", "given", "a book"),
        ("rhythm", "Pierre", "6w"),
        ("rhythm", "tag:rail", "3m"),
    ],
    ids=" ".join,
)
def test_undo_leaves_the_book_as_it_was(village: Netcli, words: tuple[str, ...]) -> None:
    """Undo restores the book byte for byte, and redo restores the change."""
    before = village.export()
    village.ok(*words)
    after = village.export()
    assert before != after
    village.ok("undo")
    assert village.export() == before
    village.ok("redo")
    assert (village.export(), village.ok("check")["result"]["problems"]) == (after, [])


def test_a_dry_run_writes_nothing(village: Netcli) -> None:
    """The message of a dry run says what the command would do."""
    before = village.export()
    done = village("met", "id:2", "--dry-run")
    assert done.err == "would log that you met Pierre Martin today, 2026-11-23; nothing written\n"
    assert village.export() == before


def test_meetings_follow_who_is_merged_and_split(village: Netcli) -> None:
    """A meeting follows a person through a merge and a split."""
    village.ok("met", "email:marie@example.org", "--on", "2026-11-20")
    village.ok("merge", "email:marie.martin@example.net", "email:marie@example.org", "--yes")
    met = village.ok("export")["result"]["meetings"]
    assert met[0]["people"] == [village.ok("show", "Marie Martin")["result"]["person"]["id"]]
    village.ok("split", "Marie Martin")
    assert _evidence(village, "me", "email:marie@example.org") == [("hand", "meeting", "2026-11-20", 1)]


def test_the_balance_of_favours_is_shown(village: Netcli) -> None:
    """`netcli show` lists the favours given and received, each with its date."""
    village.ok("favour", "Pierre", "given", "a", "book")
    village.ok("favour", "Pierre", "received", "introduced me to Sophie", "--on", "2026-11-01")
    assert village.ok("show", "Pierre")["result"]["favours"] == {
        "given": [{"date": "2026-11-23", "direction": "given", "what": "a book"}],
        "received": [{"date": "2026-11-01", "direction": "received", "what": "introduced me to Sophie"}],
    }
    village.ok("favour", "Pierre", "given", "lunch")
    assert "2 favours given, 1 received: this person owes you 1\n" in village("show", "id:2").out


@pytest.mark.parametrize("words", [("favour", "Pierre", "lent", "a book"), ("favour", "Pierre", "given", " ")])
def test_a_favour_goes_one_way_and_is_something(village: Netcli, words: tuple[str, ...]) -> None:
    """An unknown direction or an empty text exits with 2."""
    assert village(*words).code == 2


def test_a_rhythm_is_replaced_and_ended(village: Netcli) -> None:
    """A person or a tag has at most one rhythm. "none" removes the rhythm."""
    for every in ("6w", "2w", "none"):
        village.ok("rhythm", "Pierre", every)
        village.ok("rhythm", "tag:drh", every)
    assert village.ok("export")["result"]["rhythms"] == []


@pytest.mark.parametrize("every", ["often", "0d", "99y", "6x"])
def test_a_rhythm_is_a_span(village: Netcli, every: str) -> None:
    """A rhythm must be a span of one day to ten years, or `none`, as the hint says."""
    refused = village("rhythm", "Pierre", every, "--json")
    assert (refused.code, refused.error()["hint"]) == (2, "write 10d, 6w, 3m or 1y, or none to end the rhythm")


def test_all_of_it_comes_back_from_an_export(village: Netcli, netcli: Netcli) -> None:
    """An import of the export restores meetings, favours and rhythms."""
    village.ok("met", "Pierre", "Sophie", "--know-each-other", "--with", "Aïcha", "--note", "about rail")
    village.ok("favour", "Pierre", "given", "a book")
    village.ok("rhythm", "Pierre", "6w")
    village.ok("rhythm", "tag:rail", "3m")
    whole = village.export()
    file = netcli.db.parent / "whole.json"
    file.write_text(whole, "utf-8")
    again = Netcli(netcli.db.parent / "again.db")
    again.ok("import", file)
    assert again.export() == whole
    assert again.ok("import", file)["result"][0]["repeated"] is True


def test_meetings_with_somebody_private_stay_at_home(village: Netcli) -> None:
    """An export leaves out a whole meeting with a private person."""
    village.ok("met", "Pierre", "Sophie", "--note", "Sophie is leaving")
    village.ok("edit", "Sophie", "--private")
    assert _meetings_of(village("export").json()) == []
    assert "Sophie is leaving" not in village("export").out
    assert village("export", "--format", "diary").out == ""
    assert len(_meetings_of(village("export", "--include-private").json())) == 1


def _meetings_of(document: Any) -> list[Any]:
    return list(document["result"]["meetings"])
