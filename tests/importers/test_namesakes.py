"""Two of whom a source says no more than the same name are two people, unless their rows are equal to the letter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netcli import importers
from netcli.importers.shared.linkedin_outlook import COLUMNS
from netcli.importers.source import of_bytes
from netcli.records import Record

from ..running import Netcli

MARIE = "Marie Martin"
OLD_LINKEDIN = ",".join(sorted(COLUMNS))
OLD_ROW = ",".join({"first name": "Marie", "last name": "Martin"}.get(name, "") for name in sorted(COLUMNS))


FORMATS = [
    pytest.param("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Marie Martin\n{}\nEND:VCARD\n", "NOTE:hi", id="vcard"),
    pytest.param("a.csv", "Marie Martin,{}\n", "Lyon", id="csv"),
    pytest.param("b.csv", "Marie,Martin,{},\n", "Mimi", id="google"),
    pytest.param("c.csv", f"{OLD_ROW}{{}}\n", ",hi", id="linkedin"),
    pytest.param("d.csv", "Marie,Martin,,{}\n", "?", id="address book"),
    pytest.param(
        "a.json",
        '{{"name": "Marie Martin", "headline": "{}", "chats": [], "socials": []}}\n',
        "Chef",
        id="viadeo",
    ),
    pytest.param(
        "a.html", '<p class="vcard"><b class="fn">Marie Martin</b><i class="note">{}</i></p>\n', "hi", id="hcard"
    ),
    pytest.param("result.json", '{{"first_name": "Marie", "last_name": "Martin", "x": "{}"}},\n', "1", id="telegram"),
    pytest.param("a.ldif", "dn: cn=Marie Martin\nobjectclass: person\ncn: Marie Martin\n{}\n", "l: Lyon\n", id="ldif"),
]
HEADERS = {
    "a.csv": "Name,City\n",
    "b.csv": "First Name,Last Name,File As,Labels\n",
    "c.csv": f"{OLD_LINKEDIN}\n",
    "d.csv": "FirstName,LastName,Emails,PhoneNumbers\n",
}


def keys(name: str, *rows: str) -> list[str]:
    text = HEADERS.get(name, "") + "".join(rows)
    if name == "result.json":
        contacts = json.loads(f"[{text.rstrip(',' + chr(10))}]")
        text = json.dumps({"contacts": {"list": contacts}, "chats": {"list": []}})
    records = [item for item in importers.recognise(of_bytes(name, text.encode())).items() if isinstance(item, Record)]
    assert {record.name for record in records} == {MARIE}
    return [record.key for record in records]


@pytest.mark.parametrize(("name", "row", "more"), FORMATS)
def test_a_name_alone_is_nobodys_key_twice(name: str, row: str, more: str) -> None:
    """Rows that differ are two people, each with a key of their own."""
    assert len(set(keys(name, row.format(""), row.format(more)))) == 2


@pytest.mark.parametrize(("name", "row", "more"), FORMATS)
def test_equal_rows_are_one_person(name: str, row: str, more: str) -> None:
    """Whoever else is between them."""
    assert len(set(keys(name, row.format(""), row.format(more), row.format("")))) == 2


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("a.csv", "name,email,birthday\n{0},{1},1950-01-01\n{0},{1},1980-01-01\n"),
        (
            "a.vcf",
            "".join(f"BEGIN:VCARD\nFN:{{0}}\nEMAIL:{{1}}\nBDAY:{year}-01-01\nEND:VCARD\n" for year in (1950, 1980)),
        ),
    ],
    ids=["table", "cards"],
)
def test_a_father_and_a_son_with_one_mailbox_are_two(book: Netcli, tmp_path: Path, name: str, rows: str) -> None:
    """Nothing of either is lost, and the pair waits with the evidence against it."""
    path = tmp_path / name
    path.write_text(rows.format("Paul Roy", "paul@example.org"), encoding="utf-8")
    book.ok("import", path)
    people = book.ok("export", "--format", "json")["result"]["people"]
    assert [person["birthday"] for person in people if person["name"] == "Paul Roy"] == ["1950-01-01", "1980-01-01"]
    [group] = book.ok("duplicates")["result"]["groups"]
    assert [pair["vetoes"] for pair in group["pairs"]] == [["different birthdays"]]
