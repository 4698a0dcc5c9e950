"""Tests of a plain-text diary that is imported repeatedly."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from netcli.tell import diary

from ..running import Netcli

LINES = """# 2026
2026-11-20 lunch Pierre, Sophie Durand @Lyon : about Sophie at Airbus

2026-11-21 coffee Aïcha & Madonna: one, two
2026-11-22 Jacques hosted by Pierre @Rail fair, Paris
"""


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """The file of a diary with three meetings."""
    file = tmp_path / "2026.txt"
    file.write_text(LINES, "utf-8")
    return file


def _told(answer: Any) -> list[Any]:
    return [(each["line"], each["what"], each["reason"]) for each in answer["result"]["lines"]]


def _meetings(book: Netcli) -> list[Any]:
    return [
        (each["date"], each["kind"], each["place"], each["note"], [len(group) for group in each["records"]])
        for each in book.ok("export")["result"]["meetings"]
    ]


def test_each_line_is_a_meeting(village: Netcli, year: Path) -> None:
    """Each line of a diary is a meeting. People joined by `&` are linked."""
    assert _told(village.ok("met", "--diary", year)) == [(2, "new", None), (4, "new", None), (5, "new", None)]
    assert _meetings(village) == [
        ("2026-11-20", "lunch", "Lyon", "about Sophie at Airbus", [1, 1]),
        ("2026-11-21", "coffee", None, "one, two", [2]),
        ("2026-11-22", None, "Rail fair, Paris", None, [1, 1]),
    ]
    assert village("show", "Aïcha", "Madonna").code == 0
    assert village("show", "Pierre", "Sophie").code == 3


def test_a_year_of_meetings_is_one_diary(village: Netcli, tmp_path: Path) -> None:
    """A diary line needs about eight keystrokes in addition to its words. A second import logs nothing."""
    file = tmp_path / "2025.txt"
    lines = [*_year()]
    file.write_text("2025\n" + "".join(f"{line}\n" for line in lines), "utf-8")
    keystrokes = [len(line) + 1 - _typed_anyway(line) for line in lines]
    assert (len(lines), sum(keystrokes) / len(lines)) == (200, 8.125)
    assert [each[1] for each in _told(village.ok("met", "--diary", file))] == ["new"] * 200
    assert [each[1] for each in _told(village.ok("met", "--diary", file))] == ["same"] * 200
    days = [each["date"] for each in village.ok("export")["result"]["meetings"]]
    assert (len(days), len(set(days)), min(days), max(days)) == (200, 200, "2025-01-01", "2025-12-31")
    written = village("export", "--format", "diary").out
    assert [each[1] for each in _told(village.ok("met", "--diary", "-", stdin=written))] == ["same"] * 200


def _year() -> Iterator[str]:
    """Yield 200 invented meetings, spread evenly over 2025."""
    chance, month = random.Random(25), 0
    for number in range(200):
        day = date(2025, 1, 1) + timedelta(days=round(number * 364 / 199))
        shown = f"{day:%d}" if day.month == month else f"{day:%m-%d}"
        month = day.month
        people = chance.sample(("Pierre", "Sophie Durand", "Jacques", "Aïcha", "Madonna"), chance.choice((1, 1, 2, 3)))
        kind, place = chance.choice(("lunch ", "coffee ", "call ", "")), chance.choice((" @Lyon", " @Rail fair", ""))
        note = chance.choice((" : about Sophie at Airbus", ": her new job", "", ""))
        yield f"{shown} {kind}{', '.join(people)}{place}{note}"


def _typed_anyway(line: str) -> int:
    """Return the number of letters in words and of blanks between words."""
    words = re.findall(r"[^\W\d]+", line)
    return sum(map(len, words)) + len(re.findall(r"[^\W\d] (?=[^\W\d])", line))


def test_it_is_written_back_line_for_line(village: Netcli, year: Path) -> None:
    """The exported diary repeats the imported lines without comments."""
    village.ok("met", "--diary", year)
    village.ok("met", "Pierre", "Sophie", "--on", "2026-11-23", "--kind", "call", "--note", "a\nb", "--know-each-other")
    lines = [line for line in LINES.splitlines() if line and not line.startswith("#")]
    typed = "2026-11-23 call Pierre Martin & Sophie Durand : a b"
    assert village("export", "--format", "diary").out.splitlines() == [*lines, typed]


def test_what_is_written_back_is_what_is_logged(village: Netcli, year: Path) -> None:
    """An import of the exported diary changes nothing."""
    village.ok("met", "--diary", year)
    village.ok("met", "Madonna", "--note", "she sang: well", "--place", "Lyon: the opera")
    before = village.export()
    again = village.ok("met", "--diary", "-", stdin=village("export", "--format", "diary").out)
    assert [each[1] for each in _told(again)] == ["same"] * 4
    assert (again["result"]["changed"], village.export()) == (0, before)


def test_names_that_look_like_parts_of_a_line_are_written_without_the_marks(village: Netcli, tmp_path: Path) -> None:
    """If a name contains a comma, `&` or `@`, the exported diary omits the mark."""
    names = ("Durand, Odile", "Zoe & Max Roth", "Bo @ Berg")
    village.ok("met", *names, "--create", "--on", "2026-11-20", "--note", "at last")
    written = village("export", "--format", "diary").out
    assert written == "2026-11-20 Durand Odile, Zoe Max Roth, Bo Berg : at last\n"
    assert _told(village.ok("met", "--diary", "-", stdin=written))[0][1] == "same"
    other = Netcli(tmp_path / "other" / "netcli.db")
    other.ok("init", "--me", "Ada Test")
    assert _told(other.ok("met", "--diary", "-", "--create", stdin=written))[0][1] == "new"
    assert other("export", "--format", "diary").out == written


def test_an_edited_note_replaces_and_the_rest_is_as_before(village: Netcli, year: Path) -> None:
    """If a meeting's note is edited in the diary, an import changes only this meeting."""
    village.ok("met", "--diary", year)
    year.write_text(LINES.replace("one, two", "three"), "utf-8")
    answer = village.ok("met", "--diary", year)
    assert _told(answer) == [(2, "same", None), (4, "edited", None), (5, "same", None)]
    assert _meetings(village)[1] == ("2026-11-21", "coffee", None, "three", [2])


def test_an_edit_of_what_was_written_back_is_written_back(village: Netcli, year: Path) -> None:
    """If an edited export is imported, the next export equals the edited text."""
    village.ok("met", "--diary", year)
    other = year.with_name("other.txt")
    for notes in (("about Sophie at Airbus", "about trains"), ("one, two", "three")):
        written = village("export", "--format", "diary").out.replace(*notes)
        other.write_text(written, "utf-8")
        village.ok("met", "--diary", "-" if "trains" in notes else other, stdin=written)
        assert village("export", "--format", "diary").out == written


def test_a_line_taken_out_is_said_and_its_meeting_stays(village: Netcli, year: Path) -> None:
    """If a line is removed from the diary, the meeting stays, and netcli warns."""
    village.ok("met", "--diary", year)
    year.write_text("".join(LINES.splitlines(keepends=True)[2:]), "utf-8")
    answer = village.ok("met", "--diary", year)
    gone = "2026-11-20 lunch Pierre, Sophie Durand @Lyon : about Sophie at Airbus"
    assert [(each["what"], each["text"]) for each in answer["result"]["lines"]][-1] == ("gone", gone)
    assert [each["message"] for each in answer["warnings"]] == [
        f"no longer in the diary, but still in the book: {gone}"
    ]
    assert len(_meetings(village)) == 3


def test_what_was_typed_before_is_not_logged_again(village: Netcli, year: Path) -> None:
    """A diary line about a known meeting adds no second meeting."""
    village.ok("met", "Jacques", "Pierre", "--on", "2026-11-22", "--note", "about rail")
    assert _told(village.ok("met", "--diary", year)) == [(2, "new", None), (4, "new", None), (5, "edited", None)]
    assert [each for each in _meetings(village) if each[0] == "2026-11-22"] == [
        ("2026-11-22", None, "Rail fair, Paris", "about rail", [1, 1])
    ]


def test_a_logged_line_stays_logged_when_its_words_fit_others_too(village: Netcli, year: Path) -> None:
    """If a person with the same first name is added, a second import of the diary changes nothing."""
    village.ok("met", "--diary", year)
    village.ok("add", "Pierre Curie")
    assert village.ok("met", "--diary", year)["result"]["changed"] == 0


def test_two_meetings_of_a_day_are_two(village: Netcli) -> None:
    """Two lines with different kinds are two meetings. Two equal lines are one meeting."""
    lines = "2026-11-20 lunch Pierre\n2026-11-20 dinner Pierre\n2026-11-20 lunch Pierre\n"
    for expected in (["new", "new", "same"], ["same", "same", "same"]):
        assert [each[1] for each in _told(village.ok("met", "--diary", "-", stdin=lines))] == expected


def test_lines_that_are_no_meeting_are_said(village: Netcli) -> None:
    """An invalid line is rejected with a warning, and valid lines are logged."""
    lines = "hello\n2026-11-20 Pierre\n2027-01-01 Pierre\n2026-11-21 Nobody Known\n2026-11-21 Marie\n"
    answer = village.ok("met", "--diary", "-", stdin=lines)
    assert [each[:2] for each in _told(answer)] == [
        (1, "rejected"),
        (2, "new"),
        (3, "rejected"),
        (4, "rejected"),
        (5, "rejected"),
    ]
    assert [each["code"] for each in answer["warnings"]] == ["rejected"] * 4
    assert village("met", "--diary", "-", stdin="hello\n").code == 65


def test_a_rejected_line_is_said_once_with_its_place(village: Netcli) -> None:
    """A warning states the place of a rejected line and the reason."""
    outcome = village("met", "--diary", "-", stdin="2026-11-20 lunch Pierre\nhello\n")
    assert outcome.out == "+ 2026-11-20 lunch Pierre\n! hello\n"
    assert outcome.err.splitlines()[1:] == [
        "warning: standard input, line 2: not logged: the line must begin with a day, such as 2026-11-20, followed "
        "by the people you met"
    ]


def test_a_dry_run_shows_what_each_line_would_do(village: Netcli, year: Path) -> None:
    """A dry run marks each line as new, edited or unchanged, and writes nothing."""
    village.ok("met", "--diary", year)
    year.write_text(LINES.replace("one, two", "three") + "2026-11-23 Pierre\n", "utf-8")
    before = village.export()
    done = village("met", "--diary", year, "--dry-run")
    assert [line[0] for line in done.out.splitlines()] == ["=", "~", "=", "+"]
    assert (done.err, village.export()) == (
        "would log 1 new and 1 edited meetings from 2026.txt; 2 already logged; nothing written\n",
        before,
    )


def test_undo_takes_the_whole_diary_back(village: Netcli, year: Path) -> None:
    """A single undo removes all meetings of an imported diary."""
    before = village.export()
    village.ok("met", "--diary", year, "--create")
    village.ok("undo")
    assert village.export() == before


def test_new_names_are_added_once(village: Netcli) -> None:
    """A new name is added once, however often the diary contains it."""
    lines = "2026-11-20 Bo Berg\n2026-11-21 Bo Berg, Bo\n"
    answer = village.ok("met", "--diary", "-", "--create", stdin=lines)
    assert [each["name"] for each in answer["result"]["people"]] == ["Bo Berg"]


def test_days_may_be_short_behind_a_whole_one(village: Netcli) -> None:
    """A short date takes the missing parts from the line above."""
    lines = "21 Pierre\n2026-09\n# autumn\n30 lunch Pierre\n10-02 call Pierre\n3 Sophie Durand\n40 Pierre\n"
    answer = village.ok("met", "--diary", "-", stdin=lines)
    assert [each[1] for each in _told(answer)] == ["rejected", "new", "new", "new", "rejected"]
    whole = "2026-09-30 lunch Pierre\n2026-10-02 call Pierre\n2026-10-03 Sophie Durand\n"
    assert village("export", "--format", "diary").out == whole
    assert village.ok("met", "--diary", "-", stdin=whole)["result"]["changed"] == 0


@pytest.mark.parametrize(
    ("text", "names", "place", "note"),
    [
        ("2026-11-20 @bob @Lyon", (("@bob",),), "Lyon", None),
        ("2026-11-20 Pierre, @bob", (("Pierre",), ("@bob",)), None, None),
        ("2026-11-20 dinner with Pierre: at 12:30", (("Pierre",),), None, "at 12:30"),
        ("2026-11-20 email:a@example.org & id:7 : ", (("email:a@example.org", "id:7"),), None, None),
        ("2026-11-20 李小龙，Ana O'Neil：茶", (("李小龙",), ("Ana O'Neil",)), None, "茶"),
    ],
)
def test_how_a_line_is_understood(text: str, names: object, place: str | None, note: str | None) -> None:
    """Commas separate names, ` @` begins the place, and a colon begins the note."""
    (entry,) = diary.read([text])
    assert isinstance(entry, diary.Entry)
    assert (entry.groups, entry.place, entry.note) == (names, place, note)
