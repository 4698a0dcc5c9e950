"""Two rows with the same name are two people, unless the rows are equal."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from netcli import importers
from netcli.importers.shared.linkedin_outlook import COLUMNS
from netcli.importers.source import of_bytes
from netcli.records import Record

from ..running import Netcli

Everything = tuple[list[tuple[str, tuple[str, ...]]], list[tuple[str, ...]]]

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
    """Two different rows with the same name are two people."""
    assert len(set(keys(name, row.format(""), row.format(more)))) == 2


@pytest.mark.parametrize(("name", "row", "more"), FORMATS)
def test_equal_rows_are_one_person(name: str, row: str, more: str) -> None:
    """Two equal rows are one person, even if another row is between them."""
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
    """If two people share a mailbox but have different birthdays, netcli does not merge the people."""
    path = tmp_path / name
    path.write_text(rows.format("Paul Roy", "paul@example.org"), encoding="utf-8")
    book.ok("import", path)
    people = book.ok("export", "--format", "json")["result"]["people"]
    assert [person["birthday"] for person in people if person["name"] == "Paul Roy"] == ["1950-01-01", "1980-01-01"]
    [group] = book.ok("duplicates")["result"]["groups"]
    assert [pair["vetoes"] for pair in group["pairs"]] == [["different birthdays"]]


LINKEDIN = "https://www.linkedin.com/in/"
FOAF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://xmlns.com/foaf/0.1/">{}</rdf:RDF>'
)


def card(name: str, email: str, page: str = "", uid: str = "") -> str:
    return f"BEGIN:VCARD\nVERSION:3.0\n{uid}FN:{name}\nEMAIL:{email}\nURL:{page}\nEND:VCARD\n"


def old_row(first: str, last: str, email: str, page: str = "") -> str:
    said = {"first name": first, "last name": last, "e-mail address": email, "web page": page}
    return ",".join(said.get(name, "") for name in sorted(COLUMNS)) + "\n"


def foaf(name: str, email: str, page: str = "") -> str:
    page = f'<homepage rdf:resource="{page}"/>' if page else ""
    return f'<Person><name>{name}</name><mbox rdf:resource="mailto:{email}"/>{page}</Person>'


def hcard(name: str, email: str, page: str = "") -> str:
    page = f'<a class="url" href="{page}"></a>' if page else ""
    return f'<p class="vcard"><a class="email" href="mailto:{email}"></a><b class="fn">{name}</b>{page}</p>'


ROWS: dict[str, tuple[str, Callable[[str, str, str, str], str], str]] = {
    "table": ("a.csv", lambda first, last, mail, page: f"{first} {last},{mail},{page}\n", "Name,E-mail,LinkedIn\n{}"),
    "cards": ("a.vcf", lambda first, last, mail, page: card(f"{first} {last}", mail, page), "{}"),
    "cards of one UID": (
        "a.vcf",
        lambda first, last, mail, page: card(f"{first} {last}", mail, page, "UID:u1\n"),
        "{}",
    ),
    "ldif": (
        "a.ldif",
        lambda first, last, mail, page: (
            f"dn: cn={first} {last},mail={mail}\nobjectclass: person\ncn: {first} {last}\nmail: {mail}\n"
            + (f"labeledURI: {page}\n\n" if page else "\n")
        ),
        "{}",
    ),
    "old linkedin": ("a.csv", old_row, f"{OLD_LINKEDIN}\n{{}}"),
    "linkedin's address book": (
        "ImportedContacts.csv",
        lambda first, last, mail, page: f"{first},{last},{mail},,{page}\n",
        "FirstName,LastName,Emails,PhoneNumbers,Sites\n{}",
    ),
    "viadeo": (
        "a.json",
        lambda first, last, mail, page: (
            json.dumps(
                {
                    "name": f"{first} {last}",
                    "emails": [mail],
                    "headline": "x",
                    "chats": [],
                    "socials": [page] if page else [],
                }
            )
            + "\n"
        ),
        "{}",
    ),
    "foaf": ("a.rdf", lambda first, last, mail, page: foaf(f"{first} {last}", mail, page), FOAF),
    "hcard": ("a.html", lambda first, last, mail, page: hcard(f"{first} {last}", mail, page), "{}"),
}


@pytest.fixture(params=ROWS)
def imported(request: pytest.FixtureRequest, book: Netcli, tmp_path: Path) -> Callable[..., Everything]:
    """A fixture: a function that imports people with a common mailbox.

    For each person, the function takes a given name, a surname and a page.
    """
    name, row, whole = ROWS[request.param]

    def everything(*people: tuple[str, str, str]) -> Everything:
        path = tmp_path / name
        rows = "".join(row(first, last, "roth@example.org", page) for first, last, page in people)
        path.write_text(whole.format(rows), encoding="utf-8")
        book.ok("import", path)
        mine = [person for person in book.ok("list")["result"] if "roth@example.org" in person["emails"]]
        groups = book.ok("duplicates")["result"]["groups"]
        return (
            sorted((person["name"], tuple(person["urls"])) for person in mine),
            sorted((group["rule"], *pair["vetoes"]) for group in groups for pair in group["pairs"]),
        )

    return everything


def test_two_linkedin_pages_of_one_name_and_mailbox_are_two_people(imported: Callable[..., Everything]) -> None:
    """Two rows of one file are not merged if their LinkedIn profiles differ."""
    one, other = f"{LINKEDIN}zoe-a", f"{LINKEDIN}zoe-b"
    assert imported(("Zoe", "Roth", one), ("Zoe", "Roth", other)) == (
        [("Zoe Roth", (one,)), ("Zoe Roth", (other,))],
        [("other", "different LinkedIn profiles")],
    )


def test_a_couple_with_one_mailbox_are_two_people(imported: Callable[..., Everything]) -> None:
    """Two people with different given names and the same mailbox stay two people."""
    assert imported(("Anna", "Roth", ""), ("Paul", "Roth", "")) == (
        [("Anna Roth", ()), ("Paul Roth", ())],
        [("other", "different given names")],
    )


@pytest.mark.parametrize("order", [*permutations(("", f"{LINKEDIN}zoe-a", f"{LINKEDIN}zoe-b"))], ids=str)
def test_a_row_that_fits_two_who_cannot_be_one_joins_neither(
    book: Netcli, tmp_path: Path, order: tuple[str, ...]
) -> None:
    """If two namesakes have different profiles, a third row without a profile stays separate."""
    path = tmp_path / "a.csv"
    rows = [f"Zoe Roth,roth@example.org,{page}\n" for page in order]
    path.write_text("Name,E-mail,LinkedIn\n" + "".join(rows), encoding="utf-8")
    assert book.ok("import", path)["result"][0]["people"]["unsure"] == 2
    groups = book.ok("duplicates")["result"]["groups"]
    assert [(group["rule"], group["count"]) for group in groups] == [("email", 2), ("other", 1)]


def test_a_row_with_an_initial_joins_nobody_to_their_spouse(book: Netcli, tmp_path: Path) -> None:
    """`P. Roth` is merged with neither Peter nor Petra, who share a mailbox."""
    for number, names in enumerate((("Peter Roth", "Petra Roth"), ("P. Roth",))):
        path = tmp_path / f"{number}.csv"
        path.write_text("name,email\n" + "".join(f"{name},roth@example.org\n" for name in names), encoding="utf-8")
        book.ok("import", path)
    assert [person["name"] for person in book.ok("list")["result"]] == ["P. Roth", "Peter Roth", "Petra Roth"]
    groups = book.ok("duplicates")["result"]["groups"]
    assert [(group["rule"], group["count"]) for group in groups] == [("email", 2), ("other", 1)]


def test_a_card_that_only_says_more_is_the_same_person(book: Netcli, tmp_path: Path) -> None:
    """Two cards with the same UID are the same person."""
    path = tmp_path / "a.vcf"
    path.write_text("".join(card("Zoe Roth", f"{name}@example.org", uid="UID:u1\n") for name in "ab"), encoding="utf-8")
    assert book.ok("import", path)["result"][0]["people"]["new"] == 1


def test_telegram_contacts_with_one_phone_are_two_people(book: Netcli, tmp_path: Path) -> None:
    """Two contacts with the same phone stay two people."""
    path = tmp_path / "result.json"
    people = [{"first_name": first, "last_name": "Roth", "phone_number": "0033612345678"} for first in ("Anna", "Paul")]
    path.write_text(json.dumps({"contacts": {"list": people}, "chats": {"list": []}}), encoding="utf-8")
    book.ok("import", path)
    assert [person["name"] for person in book.ok("list")["result"]] == ["Anna Roth", "Paul Roth"]


def test_a_team_on_one_page_are_as_many_people(book: Netcli, tmp_path: Path) -> None:
    """Two people with the same company page stay two people."""
    path = tmp_path / "a.html"
    cards = [f'<p class="vcard"><a class="fn url" href="https://acme.example">{name} Roth</a></p>' for name in "AB"]
    path.write_text("".join(cards).replace("A ", "Anna ").replace("B ", "Paul "), encoding="utf-8")
    book.ok("import", path)
    assert [person["name"] for person in book.ok("list")["result"]] == ["Anna Roth", "Paul Roth"]
