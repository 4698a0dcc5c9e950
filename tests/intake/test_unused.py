"""Tests of what an import reports as unused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ..running import Netcli

REMOVED = "invalid characters were removed"
WRITER = "[12/03/2024, 10:11:12] "


def lost(book: Netcli, path: Path) -> list[tuple[str, int | None, str]]:
    """Return the field, the line and the reason of each value that was not understood."""
    (report,) = book.ok("import", path)["result"]
    return [
        (each["field"], each["examples"][0]["line"], each["examples"][0]["why"]) for each in report["not_understood"]
    ]


@pytest.mark.parametrize(
    ("name", "data", "line", "why"),
    [
        ("a.csv", "Name,Email\nZo\0é,zoe@example.com\n".encode(), 2, REMOVED),
        ("a.vcf", "BEGIN:VCARD\nFN:Zo\0é\nEND:VCARD\n".encode(), 1, REMOVED),
        ("a.dot", 'graph { z [label="Zo\0é"]; }'.encode(), 1, REMOVED),
        ("friends.json", b'{"friends_v2": [{"name": "Zo\\ud83d\\u00c3\\u00a9", "timestamp": 1577836800}]}', 1, REMOVED),
        (
            "following.json",
            b'{"relationships_following": [{"title": "zoe_x", "label_values": [{"label": "Name",'
            b' "value": "Zo\\u0000"}],'
            b' "string_list_data": []}]}',
            1,
            REMOVED,
        ),
        ("a.html", "<div class=vcard><b class=fn>Zoé \ufffd</b></div>".encode(), 1, "characters could not be read"),
        (
            "WhatsApp Chat with Zoé.txt",
            f"{WRITER}Zoé Ünal Öz: a é è ê\n".encode() + WRITER.encode() + b"Zo\xff Jo: b\n",
            2,
            "characters could not be read",
        ),
    ],
    ids=["table", "card", "dot", "facebook", "instagram", "page", "chat"],
)
def test_characters_that_are_lost(book: Netcli, tmp_path: Path, name: str, data: bytes, line: int, why: str) -> None:
    """Lost characters are reported once, with their line."""
    path = tmp_path / name
    path.write_bytes(data)
    assert lost(book, path) == [("name", line, why)]


def test_control_characters_are_kept(book: Netcli, tmp_path: Path) -> None:
    """Control characters are stored unchanged. The terminal output makes them harmless."""
    path = tmp_path / "a.csv"
    path.write_text("Name,Email\nZo\x1b[31m\u202eé,zoe@example.com\n", encoding="utf-8")
    assert lost(book, path) == []
    assert [each["name"] for each in book.ok("list")["result"]] == ["Zo\x1b[31m\u202eé"]
    assert "\x1b" not in book("list").out


def test_two_members_of_one_name(book: Netcli, tmp_path: Path) -> None:
    """If two members of an archive have the same name, both are read with a warning."""
    path, header = tmp_path / "export.zip", "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", f"{header}Ana,Ruiz,,,,,05 Mar 2024\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("Connections.csv", f"{header}Jan,van der Berg,,,,,05 Mar 2024\n")
    answer = book.ok("import", path)
    assert [each["code"] for each in answer["warnings"]] == ["repeated_member"]
    assert answer["result"][0]["people"]["new"] == 2


@pytest.mark.parametrize("header", ["a,b", "x,y"])
def test_columns_that_are_not_known_are_asked_about(book: Netcli, tmp_path: Path, header: str) -> None:
    """If no column is known, the error lists the columns."""
    path = tmp_path / "links.csv"
    path.write_text(f"{header}\n1,2\n", encoding="utf-8")
    error = book("import", "--json", path).error()
    assert (error["code"], error["exit"]) == ("unknown_file", 65)
    assert error["hint"].startswith(
        f"the columns are {header.replace(',', ', ')}; to say which column holds names: --map name=COLUMN"
    )
    typed = book("link", "-", "--json", stdin=f"{header}\n1,2\n").error()
    assert (typed["exit"], typed["message"]) == (
        65,
        f"standard input: netcli knows none of the columns ({header.replace(',', ', ')})",
    )


def test_a_document_has_no_columns(book: Netcli, tmp_path: Path) -> None:
    """A JSON document is not a table, so the hint lists no columns."""
    path = tmp_path / "graph.json"
    path.write_text('{"links": [{"source": "Ana Ruiz", "target": "Bo Ek"}]}', encoding="utf-8")
    assert book("import", "--json", path).error()["hint"].startswith("known formats: ")


def test_a_number_names_nobody(book: Netcli) -> None:
    """A bare number names nobody, even in a known column."""
    error = book("link", "-", "--json", stdin="from,to\n1,2\n").error()
    assert (error["code"], error["exit"]) == ("nothing_usable", 65)


ROWS = """{"name": ["Cleo Ito", "Cleo Roth"], "birthday": "31 Feb 2020", "colour": "red", "private": false}
{"name": "Bo Ek", "email": ["bo@example.org", "bo@@"], "phone": [33612345678, "none"], "company": ["Airbus", "Thales"]}
{"name": "Ana Ruiz", "url": {"page": "ana"}, "birthday": 1980, "note": ["likes tea", "sings"], "colour": ""}
"""


def test_values_of_typed_lines(book: Netcli) -> None:
    """If some values in a line of JSON are not understood, the other values are used.

    The report counts the values that are not understood.
    """
    (report,) = book.ok("add", "-", stdin=ROWS)["result"]
    assert (report["used"], report["rejected_count"]) == (3, 0)
    assert [
        (each["column"], each["field"], [(one["line"], one["value"], one["why"]) for one in each["examples"]])
        for each in report["not_understood"]
    ] == [
        ("email", "email", [(2, "bo@@", "not an e-mail address")]),
        ("phone", "phone", [(2, "none", "not a phone number")]),
        ("url", "url", [(3, "{'page': 'ana'}", "not a text")]),
        ("birthday", "birthday", [(1, "31 Feb 2020", "not a date")]),
        ("company", "company", [(2, "Thales", "another value was kept")]),
    ]
    assert report["unused_columns"] == [{"file": "-", "column": "colour", "values": 1}]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Ito", {"name": "Cleo Ito", "aliases": ["Cleo Roth"], "birthday": None}),
        ("Bo", {"emails": ["bo@example.org"], "phones": ["33612345678"], "company": "Airbus"}),
        ("Ana", {"birthday": "1980", "note": "likes tea\nsings", "urls": []}),
    ],
)
def test_lists_in_typed_lines(book: Netcli, name: str, values: dict[str, object]) -> None:
    """In a line of JSON, any value may be a list.

    Further names become aliases. Each further note is put on a new line.
    """
    book.ok("add", "-", stdin=ROWS)
    (found,) = book.ok("list", name)["result"]
    assert {field: found[field] for field in values} == values


def test_a_known_column_is_enough_for_typed_tables(book: Netcli) -> None:
    """If one column of a table is known, `netcli add -` reads the table. Unknown columns are reported."""
    (report,) = book.ok("add", "-", stdin="colour,name\nred,Zoé Exemple\n,Bo Ek\n")["result"]
    assert report["used"] == 2
    assert report["unused_columns"] == [{"file": "-", "column": "colour", "values": 1}]


LINKS = """{"from": "me", "to": ["Cleo Ito"]}
{"from": true, "to": "me"}
{"from": "me", "to": "Bo Ek", "kind": ["friend", "neighbor"], "closeness": 4, "since": {"year": 2015}, "colour": null}
"""


def test_values_of_typed_links(book: Netcli) -> None:
    """In a line of JSON, the names and the date of a link must be texts. The kind may be a list."""
    (report,) = book.ok("link", "-", stdin=LINKS)["result"]
    assert [(each["line"], each["reason"]) for each in report["rejected"]] == [
        (1, "'to' is empty"),
        (2, "'from' is empty"),
    ]
    assert [
        (each["field"], [(one["line"], one["value"], one["why"]) for one in each["examples"]])
        for each in report["not_understood"]
    ] == [
        ("name", [(1, "['Cleo Ito']", "not a text"), (2, "True", "not a text")]),
        ("since", [(3, "{'year': 2015}", "not a text")]),
    ]
    assert report["unused_columns"] == []
    assert book.ok("show", "Bo Ek", "me")["result"]["link"]["kinds"] == ["friend", "neighbor"]
