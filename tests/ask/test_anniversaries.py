"""`netcli dates`: birthdays and anniversaries of first contacts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli


def _dates(book: Netcli, *words: str) -> list[Any]:
    return [
        (each["person"]["name"], each["what"], each["date"], each["years"], each["in_days"])
        for each in book.ok("dates", *words)["result"]
    ]


@pytest.mark.parametrize(
    ("birthday", "expected"),
    [
        ("1980-12-12", [("2026-12-12", 46, 19)]),
        ("--11-23", [("2026-11-23", None, 0)]),
        ("2000-02-29", [("2027-02-28", 27, 97)]),
        ("1980-11-22", [("2027-11-22", 47, 364)]),
        ("1980-12", []),
        ("1980", []),
    ],
)
def test_birthdays(village: Netcli, birthday: str, expected: list[Any]) -> None:
    """A birthday is listed if its month and day are known."""
    village.ok("edit", "Pierre", "--birthday", birthday)
    assert [each[2:] for each in _dates(village, "--next", "1y") if each[1] == "birthday"] == expected


def test_first_contacts(village: Netcli) -> None:
    """If no earlier contact with a person is known, `netcli dates` lists the anniversary of the first meeting."""
    village.ok("met", "Sophie", "--on", "2024-12-01")
    village.ok("met", "Sophie", "--on", "2025-12-03")
    village.ok("met", "Pierre", "--on", "2024-12-01")  # a colleague since 2009
    assert _dates(village) == [("Sophie Durand", "first_contact", "2026-12-01", 2, 8)]


def test_a_bare_connection_is_no_contact(sample: Netcli) -> None:
    """If two people are only connected in a network, `netcli dates` lists no first contact."""
    assert [each[0] for each in _dates(sample, "--next", "1y") if each[1] == "first_contact"] == ["Maeve O'Neil"]


def test_dates_to_come(village: Netcli) -> None:
    """If the clock is before a birth or a first contact, `netcli dates` does not list the date."""
    village.ok("edit", "Pierre", "--birthday", "2026-01-02")
    village.ok("met", "Sophie", "--on", "2026-03-01")
    now = {"NETCLI_NOW": "2025-12-24"}
    outcome = village("dates", "--next", "1y", "--json", environment=now)
    assert (outcome.code, outcome.json()["result"]) == (0, [])


@pytest.mark.parametrize("span", ["soon", "0w", "99y"])
def test_a_span_that_is_none_is_wrong_usage(village: Netcli, span: str) -> None:
    """An invalid span after --next is wrong usage."""
    assert village("dates", "--next", span).code == 2


def test_a_calendar_file(village: Netcli) -> None:
    """The calendar file has yearly events, folded lines and no private people."""
    village.ok("edit", "Pierre", "--birthday", "1980-03-12", "--name", "李" * 30 + "; Bo, \\")
    village.ok("edit", "Sophie", "--birthday", "--02-29")
    village.ok("edit", "Madonna", "--birthday", "1958-08-16", "--private")
    done = village("dates", "--ics", "-")
    assert (
        done.err == "warning: 1 private person is left out; use --include-private to export private people and links\n"
    )
    lines = done.out.split("\r\n")
    assert [line for line in lines if len(line.encode()) > 75] == []
    whole = done.out.replace("\r\n ", "").split("\r\n")
    assert [line for line in whole if line.startswith(("SUMMARY", "RRULE", "DTSTART"))] == [
        "DTSTART;VALUE=DATE:20270228",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        "SUMMARY:Birthday: Sophie Durand",
        "DTSTART;VALUE=DATE:20270312",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:Birthday: " + "李" * 30 + "\\; Bo\\, \\\\ (1980)",
    ]
    assert "Madonna" in village("dates", "--ics", "-", "--include-private").out


def test_a_calendar_is_never_overwritten_unasked(village: Netcli) -> None:
    """`netcli dates --ics` overwrites a file only with --force."""
    village.ok("edit", "Sophie", "--birthday", "1984-04-02")
    file = village.db.parent / "dates.ics"
    assert village("dates", "--ics", file).err == f"wrote 1 date to {file}\n"
    assert village("dates", "--ics", file).code == 73
    assert village("dates", "--ics", file, "--force").code == 0


def test_netcli_reads_its_own_calendar_without_harm(village: Netcli) -> None:
    """The import of netcli's own calendar adds no links."""
    village.ok("edit", "Sophie", "--birthday", "1984-04-02")
    file = village.db.parent / "dates.ics"
    assert village("dates", "--ics", file).code == 0
    links = len(village.ok("export")["result"]["links"])
    village("import", file)
    assert len(village.ok("export")["result"]["links"]) == links


def test_a_message_is_only_the_first_that_is_known(book: Netcli, tmp_path: Path) -> None:
    """If the first contact is a message, the text says "the first known message"."""
    mail = "From ann@one.example Thu Nov 28 10:00:00 2024\nFrom: Ann Lee <ann@one.example>\nTo: me@one.example\n"
    mail += "Date: Thu, 28 Nov 2024 10:00:00 +0000\nMessage-ID: <1@one.example>\n\nHi\n"
    (tmp_path / "all.mbox").write_text(mail, "utf-8")
    book.ok("edit", "me", "--email", "me@one.example")
    book.ok("import", tmp_path / "all.mbox")
    assert book("dates").out == "2026-11-28\t5 days\tAnn Lee\t2 years since the first known message\n"
