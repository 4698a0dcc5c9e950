"""Who owns a mail address: importing and matching use the same rule."""

from __future__ import annotations

import pytest

from netcli.importers import calendar, mail
from netcli.importers.source import of_bytes
from netcli.mailboxes import holder, is_role
from netcli.match.decide import keys
from netcli.records import OWNER, Record


@pytest.mark.parametrize(
    "address",
    [
        "info@example.org",
        "contact@example.org",
        "no-reply@example.org",
        "noreply@example.org",
        "Support@example.org",
        "messages-noreply@example.org",
        "service.client@example.org",
        "rh@example.org",
        "mailer-daemon@example.org",
        "famille.martin@example.org",
        "do_not_reply@example.org",
        "reply+abc123@example.org",
        "sales@example.org",
        "hr@example.org",
        "jobs@example.org",
        "no-responder@example.org",
        "linkedin-notifications@example.org",
        "nao-responda@example.org",
        "non_rispondere@example.org",
        "keine-antwort@example.org",
        "niet-beantwoorden@example.org",
        "nie-odpowiadaj@example.org",
        "ei-vastata@example.org",
        "ikke-svar@example.org",
        "auto-confirm@example.org",
        "prvs=123=zoe@example.org",
        "chess-request@example.org",
        "chess@lists.example.org",
        "chess@googlegroups.com",
        "chess@groups.io",
    ],
)
def test_a_role_is_nobody(address: str) -> None:
    """The address of a role or a program does not identify a person."""
    assert is_role(address)


@pytest.mark.parametrize("address", ["zoe@example.org", "r.h.exemple@example.org", "infanta@example.org", "it.b@x.org"])
def test_a_person_is_no_role(address: str) -> None:
    """A person's address may begin like the name of a role."""
    assert not is_role(address)


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("Marie Martin", "sales@example.org", "sales@example.org marie martin"),
        ("MARTIN Marie", "sales@example.org", "sales@example.org marie martin"),
        ("Jan van der Berg", "info@example.org", "info@example.org berg der jan van"),
        ("Ana O'Neil", "contact@oneil.example", "contact@oneil.example ana oneil"),
        ("Li Sales", "sales.li@example.org", None),
        ("J. García", "office@example.org", "office@example.org garcia j"),
        ("Zoé", "zoe@example.org", "zoe@example.org"),
    ],
)
def test_a_persons_name_says_who_answers_for_a_role(name: str, address: str, expected: str | None) -> None:
    """A role address identifies a person only together with the person's name."""
    assert holder(address, name) == expected


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (None, "sales@example.org"),
        ("Sales", "sales@example.org"),
        ("Sales Team", "sales@example.org"),
        ("Service Client", "contact@example.org"),
        ("Dupuis Lyon", "info@dupuis.example"),
        ("Marie et Jan", "famille@example.org"),
        ("Madonna", "info@example.org"),
        ("Marie Martin", "no-reply@example.org"),
        ("Salle Garonne", "c_1@resource.calendar.google.com"),
    ],
)
def test_no_persons_name_at_a_role_is_nobody(name: str | None, address: str) -> None:
    """If the name at a role address is not a person's full name, the address identifies nobody."""
    assert holder(address, name) is None


LETTERS = """From x@y Mon Apr 07 14:31:02 2025
From: Marie Martin <sales@example.org>
To: moi@example.org
Delivered-To: moi@example.org

Bonjour

From x@y Mon Apr 07 14:31:02 2025
From: Sales <sales@example.org>
To: moi@example.org
Cc: Jan van der Berg <sales@example.org>, no-responder@example.org, hr@example.org
Delivered-To: moi@example.org

Bonjour
"""
EVENT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20250407T140000Z
ORGANIZER:mailto:moi@example.org
ATTENDEE;CN=Marie Martin:mailto:sales@example.org
ATTENDEE;CN=Sales:mailto:sales@example.org
ATTENDEE:mailto:hr@example.org
END:VEVENT
END:VCALENDAR
"""


def test_mail_names_the_people_at_a_role() -> None:
    """A sender with a role address becomes a record only with a person's name."""
    records = [item for item in mail.read(of_bytes("a.mbox", LETTERS.encode())) if isinstance(item, Record)]
    assert [(record.name, record.emails) for record in records if record.key != OWNER] == [
        ("Marie Martin", ("sales@example.org",))
    ]


def test_two_people_who_answer_for_one_address_are_two() -> None:
    """Two named people who share a role address get two records."""
    text = "".join(
        f"From x@y Mon Apr 07 14:30:02 2025\nFrom: {name} <sales@example.org>\nTo: moi@example.org\n\nBonjour\n\n"
        for name in ("Marie Martin", "Jan van der Berg")
    )
    records = [item for item in mail.read(of_bytes("a.mbox", text.encode())) if isinstance(item, Record)]
    assert [record.name for record in records if record.key != OWNER] == ["Marie Martin", "Jan van der Berg"]


def test_a_calendar_names_the_people_at_a_role() -> None:
    """An attendee with a role address becomes a record only with a person's name."""
    records = [item for item in calendar.read(of_bytes("a.ics", EVENT.encode())) if isinstance(item, Record)]
    assert [record.name for record in records if "sales@example.org" in record.emails] == ["Marie Martin"]
    assert not [record for record in records if "hr@example.org" in record.emails]


def test_a_roles_address_is_no_key() -> None:
    """A role's address in a person's record is not a key."""
    assert keys(Record("1", name="Marie Martin", emails=("sales@example.org",))) == ()
