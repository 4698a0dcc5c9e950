"""One rule for naming people: a part of a name, a misspelt one, and what each kind of command takes."""

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
    """A book of people whose names are easily mistaken."""
    return netcli.begin_with(_book)


@pytest.fixture(scope="module")
def _book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That book, made once; tests copy it."""
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
    """Return the names of everybody but me."""
    return names_of(netcli.ok("list")["result"])


@pytest.mark.parametrize("words", [("link", "Ruth", "Lind"), ("tag", "vale", "x"), ("split", "Ruth"), ("edit", "Ruth")])
def test_a_change_takes_a_part_of_a_name_spelt_right(words: tuple[str, ...], book: Netcli) -> None:
    """Ruth is Ruth Vale, the only one: whatever the command then says, it is not that nobody is called so."""
    assert book(*words).code not in (3, 4)


@pytest.mark.parametrize("words", [("link", "Rut", "Lind"), ("tag", "Ruht Vale", "x"), ("distinct", "Rut Vale", "Jo")])
def test_a_change_never_acts_on_a_misspelt_name(words: tuple[str, ...], book: Netcli) -> None:
    """It says whom it may mean."""
    outcome = book(*words)
    assert (outcome.code, "did you mean Ruth Vale" in outcome.err) == (3, True)


def test_a_question_takes_a_misspelt_name_that_fits_one(book: Netcli) -> None:
    """Rut Vale is Ruth Vale."""
    assert book.ok("show", "Rut Vale")["result"]["person"]["name"] == "Ruth Vale"


@pytest.fixture
def circle(netcli: Netcli, _circle: Path) -> Netcli:
    """Sophie Durand, Katherine Roy, Thérèse Azéma, Martin Leroy, and as many Tessas as drown a list."""
    return netcli.begin_with(_circle)


@pytest.fixture(scope="module")
def _circle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That book, made once; tests copy it."""
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
    """In every question, and those who only have a nickname of it are no rivals."""
    assert circle.ok("show", typed)["result"]["person"]["name"] == meant
    assert circle.ok("view", "--ego", typed, "-o", circle.db.parent / "page.html", "--no-open")


def test_one_misspelt_word_is_said_to_mean_somebody(circle: Netcli) -> None:
    """Before the answer, so that a wrong one is noticed."""
    assert circle("show", "Sofie").err == "Sofie is Sophie Durand\n"


@pytest.mark.parametrize("typed", ["Martine", "Marton Leroya"])
def test_another_name_is_no_misspelling(typed: str, circle: Netcli) -> None:
    """Martine is a name of her own; Martin is only proposed."""
    outcome = circle("show", typed)
    assert (outcome.code, "did you mean Martin Leroy" in outcome.err) == (3, True)


def test_a_misspelt_word_that_fits_two_is_asked(circle: Netcli) -> None:
    """Sofie may be either."""
    circle.ok("add", "Sophie Ngata")
    error = circle("show", "Sofie", "--json").error()
    assert sorted(each["name"] for each in error["candidates"]) == ["Sophie Durand", "Sophie Ngata"]


def test_what_destroys_takes_a_whole_name(book: Netcli) -> None:
    """A part of it is a near miss."""
    outcome = book("merge", "Ruth", "Jo Lind")
    whole = "'Ruth' is only part of a name, and this command needs the whole name; did you mean Ruth Vale?"
    assert (outcome.code, outcome.err.splitlines()[0]) == (3, f"netcli: {whole}")


def test_a_part_that_fits_several_is_ambiguous(book: Netcli) -> None:
    """Both are candidates."""
    outcome = book("show", "Marie", "--json")
    error = json.loads(outcome.err)["error"]
    assert (outcome.code, sorted(each["name"] for each in error["candidates"])) == (4, ["Marie Martin", "Marie Roy"])


def test_create_adds_nobody_who_fits(book: Netcli) -> None:
    """Ruth is the one that the book knows."""
    before = names(book)
    book.ok("link", "Ruth", "Jo Lind", "--create")
    assert names(book) == before


def test_create_asks_about_a_misspelling(book: Netcli) -> None:
    """Nobody is added, and the one who may be meant is the candidate."""
    before = names(book)
    outcome = book("link", "Ruht Vale", "Jo Lind", "--create")
    assert (outcome.code, "Ruth Vale" in outcome.err, names(book)) == (4, True, before)


def test_create_asks_which_of_several(book: Netcli) -> None:
    """Marie fits two."""
    assert book("link", "Marie", "Jo Lind", "--create").code == 4


def test_create_adds_who_is_nobody_yet(book: Netcli) -> None:
    """Zoé Exemple is new."""
    book.ok("link", "Zoé Exemple", "Jo Lind", "--create")
    assert "Zoé Exemple" in names(book)


@pytest.mark.parametrize("name", ["email", "url"])
def test_people_may_be_called_as_a_kind_of_key(name: str, book: Netcli) -> None:
    """Only a colon makes it a key."""
    assert book.ok("show", name)["result"]["person"]["name"] == name


NUMBERS = ["+33612345678", "06 12 34 56 78", "0033 6 12 34 56 78", "+33 (0)6.12.34.56.78", "612345678"]
"""One number, as people type it."""


@pytest.mark.parametrize("number", NUMBERS)
def test_a_phone_names_a_person_in_any_form(number: str, book: Netcli) -> None:
    """In a question, in a filter, in a search, in a change, in what destroys and in the trash."""
    phone = f"phone:{number}"
    assert names_of(book.ok("list", phone)["result"]) == ["李小龙"]
    assert names_of(each["person"] for each in book.ok("find", number)["result"]) == ["李小龙"]
    assert book.ok("show", phone)["result"]["person"]["name"] == "李小龙"
    assert names_of(book.ok("tag", "--where", phone, "x", "--yes")["result"]["people"]) == ["李小龙"]
    assert book.ok("forget", phone, "--dry-run")["query"]["dry_run"]
    book.ok("remove", phone, "--yes")
    assert book.ok("trash", "restore", phone)["result"]["changed"]


def test_a_number_without_its_country_may_fit_several(book: Netcli) -> None:
    """A Dutch mobile begins alike; who has it as written goes before, and only then is it asked."""
    book.ok("add", "Piet Dijk", "--phone", "+31 6 12 34 56 78")
    assert book("show", "phone:0612345678", "--json").code == 4
    book.ok("add", "Ina Loin", "--phone", "0612345678")
    assert book.ok("show", "phone:0612345678")["result"]["person"]["name"] == "Ina Loin"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_phone_is_removed_in_any_form(number: str, book: Netcli) -> None:
    """As it is named, so it is taken away."""
    book.ok("edit", "李小龙", "--remove-phone", number)
    assert book.ok("list", "has:phone")["result"] == []


@pytest.mark.parametrize(
    ("typed", "offered"), [("phone:0612", ["phone:0612345678"]), ("phone:+336", ["phone:+33612345678"])]
)
def test_a_phone_is_completed_as_it_was_begun(
    typed: str, offered: list[str], book: Netcli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From its 0 on, or with its country: a shell keeps what was typed."""
    monkeypatch.setenv("NETCLI_DB", str(book.db))
    assert (complete_name(None, typed), complete_filter(None, typed)) == (offered, offered)


def test_did_you_mean_is_by_name(book: Netcli) -> None:
    """Bruno is nobody's name; that somebody works at Brunel is no reason."""
    outcome = book("path", "me", "Bruno")
    assert (outcome.code, "李小龙" in outcome.err) == (3, False)


def test_blanks_around_a_number_change_nothing(book: Netcli) -> None:
    """However many."""
    assert book("show", "id:" + " " * 25 + "2").code == 0


@pytest.mark.parametrize(
    "words", [("show", "me", "me"), ("list", "hops:" + "9" * 5_000), ("duplicates", "--min-score", "nan")]
)
def test_what_cannot_be_meant_is_a_usage_error(words: tuple[str, ...], book: Netcli) -> None:
    """Neither a bug nor an answer."""
    assert book(*words, "--no-input").code == 2


@pytest.mark.parametrize(("key", "shown"), [("--email", "ann@one.example"), ("--phone", "+33612340000")])
def test_who_has_no_name_is_named_as_lists_show_them(key: str, shown: str, netcli: Netcli, tmp_path: Path) -> None:
    """In a question, in a change, in what destroys and in the trash."""
    netcli.ok("init", "--me", "Moi Test")
    card = {"--email": f"EMAIL:{shown}", "--phone": f"TEL:{shown}"}[key]
    (tmp_path / "cards.vcf").write_text(f"BEGIN:VCARD\nVERSION:4.0\n{card}\nEND:VCARD\n", "utf-8")
    netcli.ok("import", tmp_path / "cards.vcf")
    assert netcli("list").out.split("\t")[1] == shown
    number = netcli.ok("show", shown)["result"]["person"]["id"]
    for words in (("tag", shown, "x"), ("remove", shown), ("trash", "restore", shown)):
        assert [each["id"] for each in netcli.ok(*words)["result"]["people"]] == [number]


def test_an_address_of_somebody_with_a_name_is_no_name(book: Netcli) -> None:
    """It is a key, and needs its word."""
    book.ok("edit", "Ruth Vale", "--email", "ruth@one.example")
    assert (book("tag", "ruth@one.example", "x").code, book("tag", "email:ruth@one.example", "x").code) == (3, 0)
