"""Every value in a file is used, or counted and shown in the report."""

from __future__ import annotations

from typing import Any

import pytest

from netcli import importers
from netcli.importers.formats.values import Values
from netcli.importers.source import of_bytes
from netcli.records import Ignored, Item, Record

from .unused import unused

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def read(name: str, text: str | bytes) -> list[Item]:
    """Return the items that the file's reader yields."""
    return list(importers.recognise(of_bytes(name, text.encode() if isinstance(text, str) else text)).items())


def lost(name: str, text: str | bytes) -> dict[str, tuple[str | None, list[tuple[int | None, str]]]]:
    """For each field, return the column, the lines and the texts of the unreadable values."""
    report = unused(read(name, text))["not_understood"]
    return {
        each["field"]: (each["column"], [(one["line"], one["value"]) for one in each["examples"]]) for each in report
    }


def left(name: str, text: str) -> dict[str, int]:
    """Return the unused columns, and the number of values in each."""
    return {each["column"]: each["values"] for each in unused(read(name, text))["unused_columns"]}


def people(name: str, text: str | bytes) -> list[Record]:
    """Return the people in the file."""
    return [item for item in read(name, text) if isinstance(item, Record)]


@pytest.mark.parametrize(
    ("cell", "emails"),
    [
        ("z1@example.org;", ("z1@example.org",)),
        ("z2@example.org,", ("z2@example.org",)),
        ("z3@example.org.", ("z3@example.org.",)),
        ("z6@example.org / z6b@example.org", ("z6@example.org", "z6b@example.org")),
        ("z7@example.org/z7b@example.org", ("z7@example.org", "z7b@example.org")),
        ("z14@example.org (perso)", ("z14@example.org",)),
        ("(pro) z15@example.org | z16@example.org", ("z15@example.org", "z16@example.org")),
        ("SMTP:z17@example.org", ("z17@example.org",)),
        ("SMTP:a@example.org;smtp:b@example.org", ("a@example.org", "b@example.org")),
        ("mailto:z18@example.org", ("mailto:z18@example.org",)),
        ("Zoé <z19@example.org>", ("z19@example.org",)),
        ("a@example.org ou b@example.org", ("a@example.org", "b@example.org")),
        ("n/a", ()),
    ],
)
def test_addresses_in_a_cell(cell: str, emails: tuple[str, ...]) -> None:
    """E-mail addresses are found in a cell, whatever text or signs surround them."""
    values = Values()
    assert values.emails(cell) == emails
    assert list(values.items()) == []


@pytest.mark.parametrize(
    ("cell", "service", "urls"),
    [
        ("www.zoe.example", None, ("www.zoe.example",)),
        ("https://zoe.example, https://e.example", None, ("https://zoe.example", "https://e.example")),
        ("<https://zoe.example>", None, ("https://zoe.example",)),
        ("https://zoe.example/a,b", None, ("https://zoe.example/a,b",)),
        ("zoe.exemple", "skype", ("skype:zoe.exemple",)),
        ("zoe-exemple", "linkedin", ("https://www.linkedin.com/in/zoe-exemple",)),
        ("@zoe", "twitter", ("https://x.com/zoe",)),
        ("https://www.linkedin.com/in/zoe", "linkedin", ("https://www.linkedin.com/in/zoe",)),
    ],
)
def test_pages_in_a_cell(cell: str, service: str | None, urls: tuple[str, ...]) -> None:
    """A cell may contain addresses of pages, or the name of an account."""
    values = Values()
    assert values.urls(cell, service=service) == urls
    assert list(values.items()) == []


def test_a_table_of_values_that_say_nothing() -> None:
    """Each unreadable value is shown with its field, column and line."""
    text = "Name;E-mail;Téléphone;Site;Anniversaire;Depuis\nZoé;zoe at x;nope;none of it;tomorrow;31 Feb 2020\n"
    assert lost("a.csv", text) == {
        "email": ("E-mail", [(2, "zoe at x")]),
        "phone": ("Téléphone", [(2, "nope")]),
        "url": ("Site", [(2, "none of it")]),
        "birthday": ("Anniversaire", [(2, "tomorrow")]),
        "since": ("Depuis", [(2, "31 Feb 2020")]),
    }


def test_three_examples_are_shown_of_all() -> None:
    """The report counts all unreadable values, but shows only three examples."""
    rows = "".join(f"{name},,,,,,31 Feb 2020\n" for name in "ABCDE")
    (entry,) = unused(read("Connections.csv", CONNECTIONS + rows))["not_understood"]
    assert (entry["count"], [one["line"] for one in entry["examples"]]) == (5, [2, 3, 4])


@pytest.mark.parametrize(
    ("day", "since"),
    [("45356", "2024-03-05"), ("2024年3月5日", "2024-03-05"), ("05 Mar 2024", "2024-03-05")],
)
def test_days_of_connections(day: str, since: str) -> None:
    """Dates in Japanese are read. Day numbers of spreadsheets, such as 45356, are read, too."""
    items = read("Connections.csv", f"{CONNECTIONS}A,One,,,,,{day}\n")
    assert [getattr(item, "since", None) for item in items if hasattr(item, "since")] == [since]


def test_days_that_are_still_to_come() -> None:
    """A future date is no birthday and no start of a link."""
    assert lost("Connections.csv", f"{CONNECTIONS}A,One,,,,,05 Mar 2199\n") == {
        "since": ("Connected On", [(2, "05 Mar 2199")])
    }
    assert lost("a.csv", "Name,Email,Birthday\nA,a@x.org,2199\n") == {"birthday": ("Birthday", [(2, "2199")])}
    assert lost("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Zoé Exemple\nBDAY:2199-01-01\nEND:VCARD\n") == {
        "birthday": ("BDAY", [(4, "2199-01-01")])
    }


def test_signs_for_nothing() -> None:
    """In an Outlook export, `0/0/00` is an empty date. In other tables, `0/0/00` is reported."""
    outlook = "First Name,Last Name,Manager's Name,Spouse,Birthday,Anniversary\nA,One,,,0/0/00,0/0/00\n"
    assert (lost("a.csv", outlook), left("a.csv", outlook)) == ({}, {})
    assert lost("a.csv", "Name,Email,Birthday\nA,a@x.org,0/0/00\n") == {"birthday": ("Birthday", [(2, "0/0/00")])}
    assert lost("a.csv", "Name,Email,Birthday\nA,N/A,0000-00-00\n") == {}


def test_another_value_of_what_one_has_once() -> None:
    """A second company is reported. A second name becomes an alias."""
    text = "Full Name,Display Name,Company,Employer,City\nZoé E,Zoé Exemple,Dupuis,Durand,\n"
    assert lost("a.csv", text) == {"company": ("Employer", [(2, "Durand")])}
    assert people("a.csv", text)[0].aliases == ("Zoé Exemple",)


def test_unused_columns() -> None:
    """Unused columns with values are listed, except columns of pictures."""
    text = "Name,Email,Shoe size,Photo,Empty\nZoé,z@x.org,38,x.png,\nBo,b@x.org,39,,\n"
    assert left("a.csv", text) == {"Shoe size": 2}


def test_tags_of_a_cell() -> None:
    """Commas, semicolons and `:::` separate tags. Keywords are not tags."""
    text = 'Name,Email,Tags,Keywords\nA,a@x.org,"lead,client",solar\nB,b@x.org,lead; client,\nC,c@x.org,a ::: b,\n'
    assert [person.tags for person in people("a.csv", text)] == [("lead", "client"), ("lead", "client"), ("a", "b")]
    assert left("a.csv", text) == {"Keywords": 1}


def test_characters_that_are_removed_or_lost() -> None:
    """A NUL and an unreadable byte are reported."""
    assert lost("a.csv", "Name,Email\nZo\0e,z@x.org\n") == {"name": ("Name", [(2, "Zo\u2400e")])}
    rows = "a@x.org,,-1\nb@x.org,,3/4/2001\nc@x.org,Zo\0e,\n"  # the dates are looked through before the first is read
    assert lost("a.csv", f"Email,Name,Birthday\n{rows}") == {
        "name": ("Name", [(4, "Zo\u2400e")]),
        "birthday": ("Birthday", [(2, "-1")]),
    }
    wide = "ééééé" * 20
    text = f"Name,City\n{wide},Lyon\n".encode() + b"Zo\xc3,Brest\n"
    assert lost("a.csv", text) == {"name": ("Name", [(3, "Zo\ufffd")])}


def test_one_export_behind_another() -> None:
    """If a file contains two exports, the preamble of the second export is ignored."""
    preamble = 'Notes:\n"When exporting your connection data, you may notice"\n\n'
    ada, bo = "Ada,Byron,,,,,05 Mar 2024\n", "Bo,Ek,,,,,05 Mar 2024\n"
    text = f"{preamble}{CONNECTIONS}{ada}\ufeff{preamble}{CONNECTIONS}{bo}"
    assert [person.name for person in people("Connections.csv", text)] == ["Ada Byron", "Bo Ek"]
    ignored = [item.why for item in read("Connections.csv", text) if isinstance(item, Ignored)]
    assert ignored == ["empty", "preamble", "preamble", "header"]


def test_another_edition_behind_it() -> None:
    """A second export in the same file has its own header."""
    header = "First Name,Last Name,Email Address,Company,Position,Connected On,Shoe size,Cap,Photo"
    old = f"{header}\nBo,Ek,bo@x.org,Dup\0uis,,05 Mar 2024,38,N/A,bo.png\n"
    text = f"First Name,Last Name,Position,Company,Email Address,Connected On\nAda,B,Poet,Durand,a@x.org,\n{old}"
    assert [(one.name, one.company, one.emails) for one in people("Connections.csv", text)] == [
        ("Ada B", "Durand", ("a@x.org",)),
        ("Bo Ek", "Dupuis", ("bo@x.org",)),
    ]
    assert lost("Connections.csv", text) == {"company": ("Company", [(4, "Dup\u2400uis")])}
    assert left("Connections.csv", text) == {"Shoe size": 1}


@pytest.mark.parametrize(
    "row", ["Total : 2 adhérents;", "Total;2", "2 contacts;", "Exporté le 12/03/2024;", "Summe: 2", "Grand Total;"]
)
def test_the_foot_of_a_table(row: str) -> None:
    """A last row with a total or the date of the export is ignored."""
    text = f"Nom;Ville\nAda Byron;Lyon\nSumma Ek;Brest\n{row}\n"
    assert [person.name for person in people("a.csv", text)] == ["Ada Byron", "Summa Ek"]
    assert [item.why for item in read("a.csv", text) if isinstance(item, Ignored)] == ["total"]


def test_bare_numbers_name_nobody() -> None:
    """A bare number in a list of links names nobody."""
    items: list[Any] = read("a.csv", "from,to,colour\n1,2,red\n")
    assert [(item.line, item.reason) for item in items if hasattr(item, "reason")] == [
        (2, "1 is a bare number, which names nobody")
    ]
    assert left("a.csv", "from,to,colour\nAda,Bo,red\n") == {"colour": 1}
    assert left("a.json", '{"from": "Ada", "to": "Bo", "colour": "red"}\n') == {"colour": 1}
