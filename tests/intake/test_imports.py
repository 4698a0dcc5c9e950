"""Tests of `netcli import` and of its options."""

from __future__ import annotations

import contextlib
import csv
import gzip
import hashlib
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from netcli.importers.mail.mailbox import HALVED

from ..running import EXAMPLES, Netcli

TABLE = "Nom complet,Boîte,Mél\nAda Byron,Dupuis,ada@example.org\nBo,Acme,bo@example.org\n"
MAPPED = ("--map", "name=Nom complet,company=Boîte,email=Mél")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A fixture: a table. netcli does not know its column `Boîte`."""
    path = tmp_path / "clients.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def people(netcli: Netcli) -> list[tuple[str, str | None]]:
    """Return the names of all people in the book, and where they work."""
    return [(person["name"], person["company"]) for person in netcli.ok("list")["result"]]


def test_mapped_columns(book: Netcli, table: Path) -> None:
    """With `--map`, the user states which column holds which field."""
    book.ok("import", table, *MAPPED)
    assert people(book) == [("Ada Byron", "Dupuis"), ("Bo", "Acme")]


def test_a_mapping_is_kept_by_name(book: Netcli, table: Path) -> None:
    """`--map @NAME` uses the mapping that `--save-map NAME` saved. An undo of the import removes the mapping."""
    book.ok("import", table, *MAPPED, "--save-map", "clients")
    other = table.with_name("more.csv")
    other.write_text("Nom complet,Boîte,Mél\nCy,Petit,cy@example.org\n", encoding="utf-8")
    book.ok("import", other, "--map", "@clients")
    assert people(book)[-1] == ("Cy", "Petit")
    book.ok("undo")
    book.ok("undo")
    error = book("import", "--json", other, "--map", "@clients").error()
    assert (error["code"], error["exit"], error["hint"]) == (
        "unknown_mapping",
        3,
        "saved: none yet (to save a mapping: --save-map NAME)",
    )


@pytest.mark.parametrize("words", ["name", "name=", "=Nom", "shoe=Boîte", "name=Nom"])
def test_a_mapping_that_is_none(book: Netcli, table: Path, words: str) -> None:
    """An invalid mapping is wrong usage, and nothing is imported."""
    assert book("import", table, "--map", words).code == 2
    assert people(book) == []


def test_a_repeated_file_is_not_mapped_anew(book: Netcli, table: Path) -> None:
    """If a file was imported before, a new mapping causes only a warning."""
    book.ok("import", table, *MAPPED)
    (warning,) = book.ok("import", table, "--map", "name=Nom complet")["warnings"]
    assert (warning["code"], "netcli undo --batch 1" in warning["message"]) == ("mapping_unused", True)


def test_a_mapping_must_fit_a_repeated_file(book: Netcli, table: Path) -> None:
    """Even for a repeated file, a mapping to an unknown column is an error."""
    book.ok("import", table, *MAPPED)
    assert book("import", table, "--map", "name=Nobody").code == 2


def test_fields_by_any_name(book: Netcli, table: Path) -> None:
    """`--map` accepts every known name of a field, such as `given`."""
    book.ok("import", table, "--map", "given=Nom complet,Société=Boîte")
    assert people(book) == [("Ada Byron", "Dupuis"), ("Bo", "Acme")]


def test_advice_for_what_nobody_claims(book: Netcli, tmp_path: Path) -> None:
    """If a file has an unknown format, the hint depends on the kind of file."""
    table, workbook, other = tmp_path / "a.csv", tmp_path / "a.xlsx", tmp_path / "a.bin"
    table.write_text("foo,bar\n1,2\n")
    other.write_text("foo")
    with zipfile.ZipFile(workbook, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    hints = [book("import", "--json", path).error()["hint"] for path in (table, workbook, other)]
    assert hints[0].startswith("the columns are foo, bar; to say which column holds names: --map name=COLUMN")
    assert hints[1] == "save the sheet as CSV"
    known = hints[2].removeprefix("known formats: ").split(", ")
    assert {"archive", "calendar", "vcard"} <= {*known}
    assert known == sorted(known)


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"7z\xbc\xaf\x27\x1c", b"RIFF\0\0\0\0WAVE"])
def test_advice_for_what_is_no_text(book: Netcli, tmp_path: Path, start: bytes) -> None:
    """If a file is no text, the hint lists no columns."""
    path = tmp_path / "a.csv"
    path.write_bytes(start + bytes((number * 89) % 256 for number in range(600)))
    outcome = book("import", "--json", path)
    hint = "this is not a text file; export the contacts again, as CSV or vCard"
    assert (outcome.code, outcome.error()["hint"]) == (65, hint)


def test_advice_for_a_compressed_table(book: Netcli, tmp_path: Path) -> None:
    """The hint asks the user to unpack a compressed file."""
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"name,email\nAda Byron,ada@example.org\n"))
    outcome = book("import", "--json", path)
    hint = "the file is compressed: unpack it, and import the file inside"
    assert (outcome.code, outcome.error()["hint"]) == (65, hint)


def test_a_file_knows_no_numbers(book: Netcli, tmp_path: Path) -> None:
    """In a file, the text `id:1` is only a name."""
    path = tmp_path / "a.csv"
    path.write_text("First Name,Last Name,E-mail Address,Spouse\nAda,Byron,ada@example.org,id:1\n")
    book.ok("import", path)
    assert [person["name"] for person in book.ok("list")["result"]] == ["Ada Byron", "id:1"]


def test_links_of_one_person_by_two_names(book: Netcli, tmp_path: Path) -> None:
    """A row that links the owner to the owner is ignored as a self-link."""
    path = tmp_path / "links.csv"
    path.write_text("from,to\nme,Zoé Exemple\nemail:zoe@example.org,me\nme,Ada\nAda,zoe exemple\n", encoding="utf-8")
    entry = book.ok("import", path)["result"][0]
    assert (entry["used"], entry["why_ignored"], entry["links"]["new"]) == (2, {"self_link": 2}, 1)


def test_links_add_addresses(book: Netcli, tmp_path: Path) -> None:
    """In a list of links, an unknown e-mail address adds a person. A row with another kind of unknown handle is
    rejected.
    """
    path = tmp_path / "links.csv"
    path.write_text("from,to\nme,email:Ada@example.org\nemail:ada@example.org,Bo\nme,@ada\nme,id:99\n")
    entry = book.ok("import", path)["result"][0]
    assert (entry["used"], entry["rejected_count"], entry["people"]["new"]) == (2, 2, 2)
    assert book.ok("show", "email:ada@example.org")["result"]["person"]["contacts"] == 2
    assert book("import", path, "--owner", "Bo", "--no-create", "--yes").code == 0


def test_nothing_on_standard_input(book: Netcli) -> None:
    """Empty standard input is an error."""
    outcome = book("import", "-", "--json")
    assert (outcome.code, outcome.error()["code"]) == (65, "bad_input")


def test_an_owner_by_address(book: Netcli, table: Path) -> None:
    """With `--create`, an unknown e-mail address adds an owner. An unknown handle of another kind is an error."""
    entry = book.ok("import", table, *MAPPED, "--owner", "email:Eve@example.org", "--create")["result"][0]
    assert (entry["owner"]["name"], entry["people"]["new"]) == (None, 3)
    assert book.ok("show", "email:eve@example.org")["result"]["person"]["contacts"] == 2
    assert book("import", table, "--owner", "id:99", "--create").code == 3
    assert book("import", table, "--owner", "email:eve", "--create").code == 2


def test_columns_need_no_book(netcli: Netcli, table: Path) -> None:
    """`--columns` shows how each column is understood, and creates no book."""
    assert netcli.ok("import", table, "--columns")["result"] == [
        {
            "file": str(table),
            "columns": [
                {"column": "Nom complet", "field": "name"},
                {"column": "Boîte", "field": None},
                {"column": "Mél", "field": "email"},
            ],
        }
    ]
    assert not netcli.db.exists()


def test_columns_as_mapped(netcli: Netcli, table: Path) -> None:
    """`--columns` with `--map` shows the columns as they are mapped."""
    (told,) = netcli.ok("import", table, "--columns", "--map", "company=Boîte,note=Mél")["result"]
    assert [each["field"] for each in told["columns"]] == ["name", "company", "note"]


def test_columns_of_a_known_format(netcli: Netcli) -> None:
    """`--columns` refuses a file in a known format."""
    outcome = netcli("import", EXAMPLES / "outlook" / "contacts.csv", "--columns")
    assert (outcome.code, "is read as outlook" in outcome.err) == (65, True)


def test_columns_in_words(netcli: Netcli, table: Path) -> None:
    """Without `--json`, `--columns` prints a table."""
    outcome = netcli("import", table, "--columns")
    assert (outcome.code, "Boîte" in outcome.out, outcome.err) == (0, True, "")


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file that `--rejects` wrote."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_rejected_rows_are_written_as_they_came(book: Netcli, tmp_path: Path) -> None:
    """`--rejects` writes all rejected rows unchanged, with their file, line and reason."""
    source, bad = tmp_path / "x.csv", tmp_path / "bad.csv"
    source.write_text("Name,City\nAda,Lyon\n" + ',"Paris, France"\n' * 150, encoding="utf-8")
    book.ok("import", source, "--rejects", bad)
    found = rows(bad)
    assert len(found) == 150
    assert found[0] == {"file": str(source), "line": "3", "reason": "names nobody", "row": ',"Paris, France"'}


def test_rejected_rows_of_a_file_without_others(book: Netcli, tmp_path: Path) -> None:
    """If no row can be used, `--rejects` still writes the rejected rows."""
    source, bad = tmp_path / "x.csv", tmp_path / "bad.csv"
    source.write_text("Name,City\n,Lyon\n", encoding="utf-8")
    assert book("import", source, "--rejects", bad).code == 65
    assert [row["line"] for row in rows(bad)] == ["2"]


def test_rejects_overwrite_nothing_unasked(book: Netcli, table: Path, tmp_path: Path) -> None:
    """If the file for `--rejects` exists, the import fails without `--force`."""
    bad = tmp_path / "bad.csv"
    bad.write_text("mine")
    assert book("import", table, "--rejects", bad).code == 73
    assert (bad.read_text(), people(book)) == ("mine", [])
    book.ok("import", table, "--rejects", bad, "--force")
    assert rows(bad) == []


def since(netcli: Netcli, path: Path, text: str) -> Any:
    """Import *text*, and return the changes since the previous import."""
    path.write_text(text, encoding="utf-8")
    (entry,) = netcli.ok("import", path, "--since-last")["result"]
    return entry["since_last"]


def test_since_last(book: Netcli, tmp_path: Path) -> None:
    """`--since-last` lists new people, gone people and changed jobs."""
    path = tmp_path / "people.csv"
    head = "Name,Email,Company,Title\n"
    ada, bo = "Ada,ada@example.org,Dupuis,Chef\n", "Bo,bo@example.org,Acme,\n"
    assert since(book, path, head + ada + bo) is None
    told = since(book, path, head + ada.replace("Dupuis", "Petit") + "Cy,cy@example.org,,\n")
    assert [person["name"] for person in told["new"]] == ["Cy"]
    assert [person["name"] for person in told["vanished"]] == ["Bo"]
    assert [(each["person"]["name"], each["field"], each["before"], each["after"]) for each in told["changed"]] == [
        ("Ada", "company", "Dupuis", "Petit")
    ]


def test_since_last_is_of_the_same_network_and_owner(book: Netcli, tmp_path: Path) -> None:
    """`--since-last` compares only imports of the same network and the same owner."""
    path = tmp_path / "people.csv"
    assert since(book, path, "Name,Email\nAda,ada@example.org\n") is None
    entry = book.ok("import", EXAMPLES / "google" / "contacts.csv", "--since-last")["result"][0]
    assert entry["since_last"] is None


def test_since_last_in_words(book: Netcli, tmp_path: Path) -> None:
    """`--since-last` prints a sentence with the counts, and one line for each change."""
    path = tmp_path / "people.csv"
    since(book, path, "Name,Email,Company\nAda,ada@example.org,Dupuis\n")
    path.write_text("Name,Email,Company\nAda,ada@example.org,Petit\n")
    said = book("import", path, "--since-last").out
    assert "since the previous import: 0 new, 0 gone, 1 job change" in said
    assert "company: Dupuis → Petit" in said


def test_since_last_of_an_older_edition(book: Netcli, tmp_path: Path) -> None:
    """An older file is called older, and the changes still lead from the older contents to the newer ones."""
    head = "Name,Email,Company\n"
    new, old = tmp_path / "people-2026-05-01.csv", tmp_path / "people-2025-05-01.csv"
    assert since(book, new, head + "Ada,ada@example.org,Petit\nCy,cy@example.org,\n") is None
    old.write_text(head + "Ada,ada@example.org,Dupuis\nBo,bo@example.org,\n", encoding="utf-8")
    before = book("list").out
    said = book("import", old, "--since-last", "--dry-run").out
    assert [line.strip() for line in said.splitlines()][-5:] == [
        "this file is older than the previous import: where the two differ, the newer values stay",
        "from this file to the previous import: 1 new, 1 gone, 1 job change",
        "new   Cy",
        "gone  Bo",
        "Ada  company: Dupuis → Petit",
    ]
    told = book.ok("import", old, "--since-last")["result"][0]["since_last"]
    assert ([each["name"] for each in told["new"]], [each["name"] for each in told["vanished"]]) == (["Cy"], ["Bo"])
    assert [(each["field"], each["before"], each["after"]) for each in told["changed"]] == [
        ("company", "Dupuis", "Petit")
    ]
    assert (told["older"], "Petit" in before, "Dupuis" in book("list").out) == (True, True, False)


def test_an_import_can_be_looked_at_again(book: Netcli, table: Path) -> None:
    """`netcli imports 1` shows the report of batch 1. An unknown batch is an error."""
    entry = book.ok("import", table, *MAPPED)["result"][0]
    assert book.ok("imports", "1")["result"] == [entry]
    assert book("imports", "9").code == 3


def test_all_examples_in_one_command(book: Netcli) -> None:
    """One command imports all example files. A second import changes nothing."""
    entries = book.ok("import", EXAMPLES, "--yes")["result"]
    assert [entry["file"] for entry in entries if entry["batch"] is None] == []
    before = book.export()
    assert all(entry["repeated"] for entry in book.ok("import", EXAMPLES)["result"])
    assert book.export() == before


def test_a_long_mailbox_is_known_again(book: Netcli, tmp_path: Path) -> None:
    """The hash of a long mailbox equals the hash of the file's bytes."""
    path = tmp_path / "long.mbox"
    path.write_text("From a@b 1\nFrom: zoe@example.org\nTo: moi@example.org\n\nBonjour\n\n" * 2000)
    first = book.ok("import", path)["result"][0]
    assert book.ok("imports")["result"][0]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    again = book.ok("import", path)["result"][0]
    assert (again["repeated"], again["batch"], again["read"]) == (True, first["batch"], 2000)


def test_a_long_mailbox_is_read_in_two_halves(book: Netcli, tmp_path: Path) -> None:
    """If two processes read a long mailbox, all messages have the correct line."""
    path = tmp_path / "long.mbox"
    mails = [f"From a@b 1\nFrom: p{number}@example.org\nTo: zoe@example.org\n\n" for number in range(4)]
    body = ("x" * 76 + "\n") * (HALVED // 4 // 77 + 1)
    path.write_text("".join(f"{mail}{body}\n" for mail in mails))
    assert book.ok("import", path)["result"][0]["used"] == 4
    people = book.ok("list", "--limit", "0")["result"]
    assert [(person["emails"], person["sources"][0]["line"]) for person in people] == [
        ([f"p{number}@example.org"], 1 + number * (mails[0].count("\n") + body.count("\n") + 1)) for number in range(4)
    ]


def test_a_mailbox_is_hers_whose_address_is_known(book: Netcli, tmp_path: Path) -> None:
    """A mailbox with mail to the user's address is the user's."""
    path = tmp_path / "a.mbox"
    mails = ("zoe@example.org", "li@example.org")
    path.write_text("".join(f"From a@b 1\nFrom: Tom <tom@example.org>\nTo: {to}\n\nBonjour\n\n" for to in mails))
    assert book.ok("import", path)["warnings"] == []
    links = book.ok("show", "me")["result"]["links"]
    assert [(link["person"]["name"], link["certainty"], link["evidence"][0]["direction"]) for link in links] == [
        ("Tom", "probable", "b_to_a")
    ]


def test_a_name_that_hundreds_bear(book: Netcli, tmp_path: Path) -> None:
    """Numbered addresses with the same name belong to different people."""
    path = tmp_path / "jeans.csv"
    rows = "\n".join(f"Jean Martin,jean.martin{number}@example.org" for number in range(1, 401))
    path.write_text(f"name,email\n{rows}\n", encoding="utf-8")
    people = book.ok("import", path)["result"][0]["people"]
    assert (people["new"], people["unsure"]) == (400, 0)


def test_a_thousand_meetings_with_one_person(book: Netcli, tmp_path: Path) -> None:
    """A thousand rows with one address and similar names are one person."""
    path = tmp_path / "meetings.csv"
    names = ("Zoé O'Neil", "Zoe O'Neil", "Z. O'Neil")
    rows = "\n".join(f"{names[number % 3]},oneil@example.net,meeting {number}" for number in range(1_000))
    path.write_text(f"name,email,note\n{rows}\n", encoding="utf-8")
    entry = book.ok("import", path)["result"][0]
    assert (entry["used"], entry["people"]["new"], entry["people"]["unsure"]) == (1_000, 1, 0)


def test_an_account_number_names_whose_it_is(book: Netcli, tmp_path: Path) -> None:
    """If an account number is the user's, the import adds no second user."""
    account, chat = tmp_path / "account.js", tmp_path / "direct-messages.js"
    account.write_text(
        'window.YTD.account.part0 = [{"account": {"accountId": "1", "email": "zoe@example.org"}}]', encoding="utf-8"
    )
    chat.write_text(
        'window.YTD.direct_messages.part0 = [{"dmConversation": {"conversationId": "1-2", "messages": ['
        '{"messageCreate": {"senderId": "1", "recipientId": "2", "createdAt": "2020-01-02T03:04:05.000Z"}}]}}]',
        encoding="utf-8",
    )
    book.ok("import", account, chat)
    people = book.ok("export", "--format", "json")["result"]["people"]
    assert [(person["me"], person["urls"]) for person in people] == [
        (True, ["https://x.com/i/user/1"]),
        (False, ["https://x.com/i/user/2"]),
    ]


def test_an_account_without_a_page_is_shown(book: Netcli, tmp_path: Path) -> None:
    """An account without a page is shown and can be looked up."""
    path = tmp_path / "ana.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Núñez\nX-SKYPE:ana.nunez\nEND:VCARD\n", encoding="utf-8")
    book.ok("import", path)
    person = book.ok("show", "url:Skype:ana.nunez")["result"]["person"]
    assert (person["name"], person["urls"]) == ("Ana Núñez", ["skype:ana.nunez"])


def test_reasons_are_keys_in_documents_and_words_on_a_screen(book: Netcli, tmp_path: Path) -> None:
    """In documents, reasons for ignored rows are in snake_case, even in old books."""
    path = tmp_path / "links.csv"
    path.write_text("from,to\nAnn Berg,Ann Berg\nAnn Berg,Bo Lind\n", encoding="utf-8")
    assert "1 ignored (1 self-link)" in book("import", path).out
    with contextlib.closing(sqlite3.connect(book.db)) as older, older:
        older.execute("UPDATE batch SET report = replace(report, 'self_link', 'self-link')")
    assert book.ok("imports", "1")["result"][0]["why_ignored"] == {"self_link": 1}
    assert book.ok("import", path)["result"][0]["why_ignored"] == {"self_link": 1}


def test_what_a_person_declined_is_not_a_rejected_row(book: Netcli, tmp_path: Path) -> None:
    """A rejected endorsement counts as declined, not as a rejected row."""
    path = tmp_path / "Endorsement_Received_Info.csv"
    path.write_text(
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
        "2024/01/02 10:00:00 UTC,SQL,Bo,Lind,www.linkedin.com/in/bo-lind,ACCEPTED\n"
        "2024/01/02 10:00:00 UTC,SQL,Ann,Berg,www.linkedin.com/in/ann-berg,REJECTED\n",
        encoding="utf-8",
    )
    assert "1 ignored (1 declined), 0 rejected" in book("import", path).out


def test_if_no_file_can_be_imported_all_failures_are_named(book: Netcli, tmp_path: Path) -> None:
    """If no file can be imported, the error names six failures and counts the rest."""
    files = [str(tmp_path / f"{letter}.csv") for letter in "abcdefgh"]
    named = "; ".join(f"no such file: {file}" for file in files[1:6])
    told = f"netcli: no such file: {files[0]}; check its name; {named}; 2 more files failed\n"
    outcome = book("import", *files)
    assert (outcome.code, outcome.err) == (66, told)
