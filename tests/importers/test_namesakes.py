"""Two of whom a source says no more than the same name are two people: only the user can say that they are one."""

from __future__ import annotations

import json

import pytest

from netcli import importers
from netcli.importers.shared.linkedin_outlook import COLUMNS
from netcli.importers.source import of_bytes
from netcli.records import Record

MARIE = "Marie Martin"
OLD_LINKEDIN = ",".join(sorted(COLUMNS))
OLD_ROW = ",".join({"first name": "Marie", "last name": "Martin"}.get(name, "") for name in sorted(COLUMNS))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.vcf", f"BEGIN:VCARD\nVERSION:3.0\nFN:{MARIE}\nEND:VCARD\n" * 2, id="vcard"),
        pytest.param("a.csv", f"Name,City\n{MARIE},\n{MARIE},\n", id="csv"),
        pytest.param("a.csv", "First Name,Last Name,File As,Labels\n" + "Marie,Martin,,\n" * 2, id="google"),
        pytest.param("a.csv", f"{OLD_LINKEDIN}\n{OLD_ROW}\n{OLD_ROW}\n", id="linkedin"),
        pytest.param("a.csv", "FirstName,LastName,Emails,PhoneNumbers\n" + "Marie,Martin,,\n" * 2, id="address book"),
        pytest.param(
            "a.json", json.dumps({"name": MARIE, "headline": "", "chats": [], "socials": []}) + "\n", id="viadeo"
        ),
        pytest.param("a.html", f'<p class="vcard"><b class="fn">{MARIE}</b></p>' * 2, id="hcard"),
        pytest.param(
            "result.json",
            json.dumps(
                {"contacts": {"list": [{"first_name": "Marie", "last_name": "Martin"}] * 2}, "chats": {"list": []}}
            ),
            id="telegram",
        ),
        pytest.param("a.ldif", f"dn: cn={MARIE}\nobjectclass: person\ncn: {MARIE}\n\n" * 2, id="ldif"),
    ],
)
def test_a_name_alone_is_nobodys_key_twice(name: str, text: str) -> None:
    """Each gets a key of their own."""
    text = text * 2 if name == "a.json" else text
    records = [item for item in importers.recognise(of_bytes(name, text.encode())).items() if isinstance(item, Record)]
    assert [record.name for record in records] == [MARIE, MARIE]
    assert len({record.key for record in records}) == 2
