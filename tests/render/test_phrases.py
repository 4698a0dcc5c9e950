"""Tests of the words that describe a link."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..running import Netcli

NILS, LARS = "Nils Berg", "Lars Holt"


@pytest.fixture
def couple(book: Netcli) -> Netcli:
    """A book with its owner and two people without links."""
    book.ok("add", NILS)
    book.ok("add", LARS)
    return book


def _is_to(book: Netcli, person: str, other: str) -> str:
    """Return the words that describe *person* in relation to *other*."""
    *_, last = (line for line in book("path", other, person).out.splitlines() if "└─" in line)
    called = "You" if person == "me" else person
    return last.split(f"└─ {called}")[1].rsplit(maxsplit=1)[0].strip()


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("parent", "{b}'s parent", "{a}'s child"),
        ("child", "{b}'s child", "{a}'s parent"),
        ("manager", "manages {b}", "reports to {a}"),
        ("assistant", "{b}'s assistant", "assisted by {a}"),
        ("referred_by", "referred by {b}", "referred {a}"),
        ("customer", "{b}'s customer", "{a}'s supplier"),
        ("supplier", "{b}'s supplier", "{a}'s customer"),
        ("friend", "friend", "friend"),
    ],
)
@pytest.mark.parametrize(("a", "b"), [(NILS, LARS), (LARS, NILS)], ids=["as added", "the other way"])
def test_a_kind_reads_right_from_either_end(couple: Netcli, kind: str, first: str, second: str, a: str, b: str) -> None:
    """`netcli link A B --kind KIND` means that A is the KIND of B."""
    couple.ok("link", a, b, "--kind", kind)
    assert [_is_to(couple, a, b), _is_to(couple, b, a)] == [each.format(a=a, b=b) for each in (first, second)]


@pytest.mark.parametrize(
    ("kind", "mine", "i_am"),
    [
        ("parent", "your parent", "Nils Berg's child"),
        ("manager", "manages you", "report to Nils Berg"),
        ("referred_by", "referred by you", "referred Nils Berg"),
    ],
)
def test_a_kind_of_mine_is_said_to_me(couple: Netcli, kind: str, mine: str, i_am: str) -> None:
    """The description of a link with the user calls the user "you"."""
    couple.ok("link", NILS, "me", "--kind", kind)
    assert [_is_to(couple, NILS, "me"), _is_to(couple, "me", NILS)] == [mine, i_am]


def test_a_link_reported_as_the_other_way_round_stays_so(couple: Netcli) -> None:
    """If a second `netcli link` names the two people in reverse order, the direction of the link stays."""
    couple.ok("link", NILS, LARS, "--kind", "manager")
    couple.ok("link", LARS, NILS, "--since", "2020")
    assert _is_to(couple, LARS, NILS) == "reports to Nils Berg since 2020"


def test_a_date_stands_with_its_fact(couple: Netcli) -> None:
    """The date of a meeting is shown beside the meeting."""
    couple.ok("link", "me", NILS, "--kind", "met", "--since", "2026-11-01")
    couple.ok("link", "me", NILS, "--kind", "friend", "--closeness", "5")
    assert _is_to(couple, NILS, "me") == "friend · met in 2026-11 · closeness 5 of 5"


def test_an_undated_contact_is_not_dated_by_a_mail(couple: Netcli, tmp_path: Path) -> None:
    """The date of an e-mail is not shown as the start of a contact."""
    contacts, mail = tmp_path / "contacts.csv", tmp_path / "mail.mbox"
    contacts.write_text("First Name,Last Name,E-mail 1 - Value\nNils,Berg,nils@example.org\n", "utf-8")
    mail.write_text(
        "From x Thu Jan  1 00:00:00 2026\nFrom: Nils Berg <nils@example.org>\nTo: zoe@example.org\n"
        "Date: Thu, 1 Jan 2026 10:00:00 +0000\nMessage-ID: <1@example.org>\nSubject: hi\n\nhi\n",
        "utf-8",
    )
    couple.ok("import", contacts, "--network", "google")
    couple.ok("import", mail)
    assert "contact since" not in couple("show", "email:nils@example.org").out
    assert "1 message, 10 months ago" in couple("show", "email:nils@example.org").out


def test_a_later_contact_than_a_meeting_is_said_too(couple: Netcli, tmp_path: Path) -> None:
    """If two people wrote messages after their last meeting, the date of the messages is shown."""
    chat = tmp_path / "_chat.txt"
    lines = [
        f"[{day}/2026, 10:00:00] {name}: a"
        for day, name in (("20/10", "Zoé Exemple"), ("20/10", NILS), ("21/10", LARS))
    ]
    chat.write_text("\n".join(lines), "utf-8")
    couple.ok("met", NILS, "--on", "2026-01-09")
    couple.ok("import", chat)
    couple.ok("duplicates", "--accept", "name", "--yes")
    assert _is_to(couple, NILS, "me") == "WhatsApp contact · 1 meeting, 10 months ago · last contact 4 weeks ago"


def test_a_link_names_its_evidence(couple: Netcli) -> None:
    """A link's evidence is shown with the source and line of each statement."""
    couple.ok("link", "-", stdin=f"from,to,kind\n{NILS},{LARS},manager\n")
    assert couple("show", NILS, LARS).out.splitlines()[:2] == [
        "Nils Berg – Lars Holt   reports to Nils Berg  fair",
        "  declared: reports to Nils Berg  [standard input, line 2]",
    ]
