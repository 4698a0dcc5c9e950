"""One rule for naming people: a part of a name, a misspelt one, and what each kind of command takes."""

from __future__ import annotations

import json

import pytest
from tests.running import Netcli


@pytest.fixture
def book(netcli: Netcli) -> Netcli:
    """A book of people whose names are easily mistaken."""
    netcli.ok("init", "--me", "Moi Test")
    for name in ("Ruth Vale", "Jo Lind", "Marie Martin", "Marie Roy", "email", "url"):
        netcli.ok("add", name)
    netcli.ok("add", "李小龙", "--company", "Brunel Robotics", "--phone", "+33 6 12 34 56 78")
    return netcli


def names(netcli: Netcli) -> list[str]:
    """Return the names of everybody but me."""
    return [person["name"] for person in netcli.ok("list")["result"]]


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


def test_what_destroys_takes_a_whole_name(book: Netcli) -> None:
    """A part of it is a near miss."""
    outcome = book("merge", "Ruth", "Jo Lind")
    assert (outcome.code, "did you mean Ruth Vale" in outcome.err) == (3, True)


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


@pytest.mark.parametrize("number", ["+33612345678", "06 12 34 56 78"])
def test_a_phone_names_a_person(number: str, book: Netcli) -> None:
    """As it was typed into the book, or as E.164; a national number needs its country."""
    outcome = book("show", f"phone:{number}", "--json")
    assert outcome.code == (0 if number.startswith("+") else 3)


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
