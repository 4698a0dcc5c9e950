"""Tests of incomplete and misspelt names on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.running import Netcli

from netcli.cli.completion import complete_filter, complete_name


@pytest.fixture
def book(netcli: Netcli, _book: Path) -> Netcli:
    """A fixture: a book of people whose names are easily confused."""
    return netcli.begin_with(_book)


@pytest.fixture(scope="module")
def _book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture: the file of `book`, made once. Each test uses a copy."""
    netcli = Netcli(tmp_path_factory.mktemp("book") / "netcli.db")
    netcli.ok("init", "--me", "Moi Test")
    for name in ("Ruth Vale", "Jo Lind", "Marie Martin", "Marie Roy", "email", "url"):
        netcli.ok("add", name)
    netcli.ok("add", "李小龙", "--company", "Brunel Robotics", "--phone", "+33 6 12 34 56 78")
    return netcli.db


def names_of(people: Iterable[dict[str, Any]]) -> list[str]:
    """Return the names of *people*."""
    return [person["name"] for person in people]


def names(netcli: Netcli) -> list[str]:
    """Return the names of everybody except the user."""
    return names_of(netcli.ok("list")["result"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("link", "Ruth", "Lind"), 0),
        (("tag", "vale", "x"), 0),
        (("edit", "Ruth", "--city", "Lyon"), 0),
        (("split", "Ruth"), 6),  # nobody was ever merged into her
    ],
    ids=str,
)
def test_a_change_takes_a_part_of_a_name_spelt_right(words: tuple[str, ...], code: int, book: Netcli) -> None:
    """A command that changes the book accepts a part of a name."""
    outcome = book(*words)
    assert (outcome.code, outcome.err.splitlines()[0]) == (code, f"{words[1]} is Ruth Vale")


@pytest.mark.parametrize("words", [("link", "Rut", "Lind"), ("tag", "Ruht Vale", "x"), ("distinct", "Rut Vale", "Jo")])
def test_a_change_never_acts_on_a_misspelt_name(words: tuple[str, ...], book: Netcli) -> None:
    """A command that changes the book refuses a misspelt name and suggests a correction."""
    outcome = book(*words)
    assert (outcome.code, "did you mean Ruth Vale" in outcome.err) == (3, True)


def test_a_question_takes_a_misspelt_name_that_fits_one(book: Netcli) -> None:
    """A command that only reads accepts a misspelt name that fits one person."""
    assert book.ok("show", "Rut Vale")["result"]["person"]["name"] == "Ruth Vale"


@pytest.fixture
def circle(netcli: Netcli, _circle: Path) -> Netcli:
    """A fixture: four people whose names are often misspelt, and fourteen Tessas."""
    return netcli.begin_with(_circle)


@pytest.fixture(scope="module")
def _circle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture: the file of `circle`, made once. Each test uses a copy."""
    netcli = Netcli(tmp_path_factory.mktemp("circle") / "netcli.db")
    netcli.ok("init", "--me", "Moi Test")
    for name in ("Sophie Durand", "Katherine Roy", "Thérèse Azéma", "Martin Leroy"):
        netcli.ok("add", name)
    netcli.ok("add", "-", stdin="name\n" + "".join(f"Tessa Feuille{letter}\n" for letter in "abcdefghijklmn"))
    return netcli.db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sofie", "Sophie Durand"),
        ("Sophei", "Sophie Durand"),
        ("Sohpie", "Sophie Durand"),
        ("Soophie", "Sophie Durand"),
        ("Durnad", "Sophie Durand"),
        ("Duran", "Sophie Durand"),
        ("Kathrine", "Katherine Roy"),
        ("Terese", "Thérèse Azéma"),
        ("Leroi", "Martin Leroy"),
    ],
)
def test_one_misspelt_word_names_who_alone_fits(typed: str, meant: str, circle: Netcli) -> None:
    """If only one person has a similar name, a misspelt name finds this person."""
    assert circle.ok("show", typed)["result"]["person"]["name"] == meant
    assert circle.ok("view", "--ego", typed, "-o", circle.db.parent / "page.html", "--no-open")


def test_one_misspelt_word_is_said_to_mean_somebody(circle: Netcli) -> None:
    """If a name is misspelt, netcli prints the full name."""
    assert circle("show", "Sofie").err == "Sofie is Sophie Durand\n"


@pytest.mark.parametrize("typed", ["Martine", "Marton Leroya"])
def test_another_name_is_no_misspelling(typed: str, circle: Netcli) -> None:
    """If a name differs too much from every name in the book, netcli suggests a person but chooses nobody."""
    outcome = circle("show", typed)
    assert (outcome.code, "did you mean Martin Leroy" in outcome.err) == (3, True)


def test_a_misspelt_word_that_fits_two_is_asked(circle: Netcli) -> None:
    """A misspelt word that fits two people is ambiguous."""
    circle.ok("add", "Sophie Ngata")
    error = circle("show", "Sofie", "--json").error()
    assert sorted(each["name"] for each in error["candidates"]) == ["Sophie Durand", "Sophie Ngata"]


def test_what_destroys_takes_a_whole_name(book: Netcli) -> None:
    """`netcli merge` refuses a part of a name and suggests the whole name."""
    outcome = book("merge", "Ruth", "Jo Lind")
    whole = "'Ruth' is only part of a name, and this command needs the whole name; did you mean Ruth Vale?"
    assert (outcome.code, outcome.err.splitlines()[0]) == (3, f"netcli: {whole}")


def test_a_part_that_fits_several_is_ambiguous(book: Netcli) -> None:
    """If a part of a name fits several people, the error lists these people."""
    outcome = book("show", "Marie", "--json")
    error = json.loads(outcome.err)["error"]
    assert (outcome.code, sorted(each["name"] for each in error["candidates"])) == (4, ["Marie Martin", "Marie Roy"])


def test_create_adds_nobody_who_fits(book: Netcli) -> None:
    """If a part of a name fits a person, `--create` adds nobody."""
    before = names(book)
    book.ok("link", "Ruth", "Jo Lind", "--create")
    assert names(book) == before


def test_create_asks_about_a_misspelling(book: Netcli) -> None:
    """With `--create`, a misspelt name adds nobody, and the error suggests the correct name."""
    before = names(book)
    outcome = book("link", "Ruht Vale", "Jo Lind", "--create")
    assert (outcome.code, "Ruth Vale" in outcome.err, names(book)) == (4, True, before)


def test_create_asks_which_of_several(book: Netcli) -> None:
    """With --create, a name that fits several people is ambiguous."""
    assert book("link", "Marie", "Jo Lind", "--create").code == 4


def test_create_adds_who_is_nobody_yet(book: Netcli) -> None:
    """`--create` adds a person if the name fits nobody in the book."""
    book.ok("link", "Zoé Exemple", "Jo Lind", "--create")
    assert "Zoé Exemple" in names(book)


@pytest.mark.parametrize("name", ["email", "url"])
def test_people_may_be_called_as_a_kind_of_key(name: str, book: Netcli) -> None:
    """A person may be called `email` or `url`."""
    assert book.ok("show", name)["result"]["person"]["name"] == name


NUMBERS = ["+33612345678", "06 12 34 56 78", "0033 6 12 34 56 78", "+33 (0)6.12.34.56.78", "612345678"]
"""The same phone number in different spellings."""


@pytest.mark.parametrize("number", NUMBERS)
def test_a_phone_names_a_person_in_any_form(number: str, book: Netcli) -> None:
    """A phone number in any spelling finds the person."""
    phone = f"phone:{number}"
    assert names_of(book.ok("list", phone)["result"]) == ["李小龙"]
    assert names_of(each["person"] for each in book.ok("find", number)["result"]) == ["李小龙"]
    assert book.ok("show", phone)["result"]["person"]["name"] == "李小龙"
    assert names_of(book.ok("tag", "--where", phone, "x", "--yes")["result"]["people"]) == ["李小龙"]
    assert book.ok("forget", phone, "--dry-run")["query"]["dry_run"]
    book.ok("remove", phone, "--yes")
    assert book.ok("trash", "restore", phone)["result"]["changed"]


def test_a_number_without_its_country_may_fit_several(book: Netcli) -> None:
    """A phone number without a country code may be ambiguous. An exact match is preferred."""
    book.ok("add", "Piet Dijk", "--phone", "+31 6 12 34 56 78")
    assert book("show", "phone:0612345678", "--json").code == 4
    book.ok("add", "Ina Loin", "--phone", "0612345678")
    assert book.ok("show", "phone:0612345678")["result"]["person"]["name"] == "Ina Loin"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_phone_is_removed_in_any_form(number: str, book: Netcli) -> None:
    """A phone number can be removed in any spelling."""
    book.ok("edit", "李小龙", "--remove-phone", number)
    assert book.ok("list", "has:phone")["result"] == []


@pytest.mark.parametrize(
    ("typed", "offered"), [("phone:0612", ["phone:0612345678"]), ("phone:+336", ["phone:+33612345678"])]
)
def test_a_phone_is_completed_as_it_was_begun(
    typed: str, offered: list[str], book: Netcli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Completion works for phone numbers with and without a country code."""
    monkeypatch.setenv("NETCLI_DB", str(book.db))
    assert (complete_name(None, typed), complete_filter(None, typed)) == (offered, offered)


def test_did_you_mean_is_by_name(book: Netcli) -> None:
    """netcli does not propose a person because of a similar employer."""
    outcome = book("path", "me", "Bruno")
    assert (outcome.code, "李小龙" in outcome.err) == (3, False)


def test_blanks_around_a_number_change_nothing(book: Netcli) -> None:
    """netcli ignores blanks before an id, however many there are."""
    assert book("show", "id:" + " " * 25 + "2").code == 0


@pytest.mark.parametrize(
    "words", [("show", "me", "me"), ("list", "hops:" + "9" * 5_000), ("duplicates", "--min-score", "nan")]
)
def test_what_cannot_be_meant_is_a_usage_error(words: tuple[str, ...], book: Netcli) -> None:
    """Impossible questions and values are wrong usage, not a bug."""
    assert book(*words, "--no-input").code == 2


@pytest.mark.parametrize(("key", "shown"), [("--email", "ann@one.example"), ("--phone", "+33612340000")])
def test_who_has_no_name_is_named_as_lists_show_them(key: str, shown: str, netcli: Netcli, tmp_path: Path) -> None:
    """A person without a name is found by an e-mail address or phone number."""
    netcli.ok("init", "--me", "Moi Test")
    card = {"--email": f"EMAIL:{shown}", "--phone": f"TEL:{shown}"}[key]
    (tmp_path / "cards.vcf").write_text(f"BEGIN:VCARD\nVERSION:4.0\n{card}\nEND:VCARD\n", "utf-8")
    netcli.ok("import", tmp_path / "cards.vcf")
    assert netcli("list").out.split("\t")[1] == shown
    number = netcli.ok("show", shown)["result"]["person"]["id"]
    for words in (("tag", shown, "x"), ("remove", shown), ("trash", "restore", shown)):
        assert [each["id"] for each in netcli.ok(*words)["result"]["people"]] == [number]


ADDRESSES = ["maeve@oneil.ie", "Maeve@ONeil.ie", "https://www.linkedin.com/in/maeve-oneil", "+353 86 123 4567"]
"""A person's e-mail address in two spellings, profile and phone number."""


@pytest.fixture
def maeve(netcli: Netcli, _begun: Path) -> Netcli:
    """A fixture: a book with a person who has an address, a profile and a phone number."""
    netcli.begin_with(_begun)
    profile = "https://www.linkedin.com/in/maeve-oneil"
    keys = ("--email", "maeve@oneil.ie", "--phone", "+353861234567", "--url", profile)
    netcli.ok("add", "Maeve O'Neil", *keys)
    netcli.ok("add", "Ruth Vale", "--phone", "06 12 34 56 78")
    return netcli


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (("show",), ()),
        (("tag",), ("x",)),
        (("met",), ()),
        (("met",), ("--create",)),
        (("link", "Ruth"), ()),
        (("link", "Ruth"), ("--create",)),
        (("edit",), ("--city", "Cork")),
        (("remove",), ()),
        (("merge", "Ruth Vale"), ("--yes",)),
        (("forget",), ("--yes",)),
    ],
    ids=str,
)
def test_a_bare_address_names_its_holder(
    address: str, before: tuple[str, ...], behind: tuple[str, ...], maeve: Netcli
) -> None:
    """An address, a profile or an international number names who has it, in every command."""
    people = maeve.ok("stats")["result"]["people"]
    outcome = maeve(*before, address, *behind)
    gone = before[0] in ("remove", "merge", "forget")
    assert (outcome.code, maeve.ok("stats")["result"]["people"]) == (0, people - gone)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_bare_address_names_the_owner_of_a_file(address: str, maeve: Netcli, tmp_path: Path) -> None:
    """`--owner` takes a bare address, also with `--create`."""
    for create in ((), ("--create",)):
        (tmp_path / "links.csv").write_text(f"name\nAnna Berg{len(create)}\n")
        answer = maeve.ok("import", tmp_path / "links.csv", "--owner", address, *create)
        assert answer["query"]["owner"]["name"] == "Maeve O'Neil"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_bare_address_brings_its_holder_back(address: str, maeve: Netcli) -> None:
    """`netcli trash restore` takes the address of a person in the trash."""
    maeve.ok("remove", "Maeve O'Neil")
    assert maeve.ok("trash", "restore", address)["result"]["people"][0]["name"] == "Maeve O'Neil"


def test_an_address_that_two_people_share_names_nobody(maeve: Netcli) -> None:
    """If several people have the number, netcli guesses nobody."""
    maeve.ok("add", "Sean O'Neil", "--phone", "+353861234567")
    outcome = maeve("tag", "+353861234567", "x", "--json")
    assert (outcome.code, names_of(outcome.error()["candidates"])) == (4, ["Maeve O'Neil", "Sean O'Neil"])


def test_a_number_without_its_country_names_nobody_with_a_name(maeve: Netcli) -> None:
    """A bare national number is no key of a person who has a name."""
    assert maeve("tag", "06 12 34 56 78", "x").code == 3


def test_a_new_address_is_an_address(maeve: Netcli) -> None:
    """With `--create`, an address that nobody has becomes an e-mail address, not a name."""
    for _ in range(2):
        maeve.ok("link", "Ruth", "zed@example.org", "--create")
    person = maeve.ok("show", "zed@example.org")["result"]["person"]
    assert (person["name"], person["emails"], person["contacts"]) == (None, ["zed@example.org"], 1)


def test_a_new_address_like_a_name_is_asked_about(maeve: Netcli) -> None:
    """An address that resembles a name needs `email:` to make a second person."""
    outcome = maeve("met", "maeve@oneil.com", "--create")
    assert (outcome.code, outcome.err.splitlines()[0]) == (
        4,
        "netcli: 'maeve@oneil.com' may be a misspelling of Maeve O'Neil; if you mean somebody else,"
        " write email:maeve@oneil.com",
    )
    assert maeve("met", "email:maeve@oneil.com", "--create").code == 0
