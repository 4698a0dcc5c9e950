"""Names, filters and `netcli find` agree on the parts of a name, such as Neil in O'Neil and 小龙 in 李小龙."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.running import Netcli

PEOPLE = """name,company,city
Maeve O'Neil,L’Oréal,
Zoé O’Brien-L'Hermite,,L'Aquila
Jeanne d'Arc,,
Jean-Baptiste Dell'Acqua,,
Omar al-Sayed,,
Ruth McDonald,,
Laura Dane,,
Д'Артаньян,,
李小龙,,
김철수,,
สมชาย ใจดี,,
やまだたろう,,
"""
PARTS = {
    "neil": "Maeve O'Neil",
    "NEIL maeve": "Maeve O'Neil",
    "brien": "Zoé O’Brien-L'Hermite",
    "hermite": "Zoé O’Brien-L'Hermite",
    "arc": "Jeanne d'Arc",
    "baptiste": "Jean-Baptiste Dell'Acqua",
    "acqua": "Jean-Baptiste Dell'Acqua",
    "sayed": "Omar al-Sayed",
    "артаньян": "Д'Артаньян",
    "小龙": "李小龙",
    "龙": "李小龙",
    "小": "李小龙",
    "철수": "김철수",
    "ชาย": "สมชาย ใจดี",
    "たろう": "やまだたろう",
}
"""Parts of names, and the only person whose name has this part."""


@pytest.fixture
def book(netcli: Netcli, _book: Path) -> Netcli:
    """A fixture: a book of people whose names have parts."""
    return netcli.begin_with(_book)


@pytest.fixture(scope="module")
def _book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture: the file of `book`, made once. Each test uses a copy."""
    netcli = Netcli(tmp_path_factory.mktemp("book") / "netcli.db")
    netcli.ok("init", "--me", "Moi Test")
    netcli.ok("add", "-", stdin=PEOPLE)
    return netcli.db


def listed(book: Netcli, *filters: str) -> list[str]:
    """Return the names of the people whom `netcli list` shows for *filters*."""
    return [each["name"] for each in book.ok("list", "--", *filters)["result"]]


@pytest.mark.parametrize(("part", "name"), PARTS.items())
def test_a_part_of_one_name_names_its_owner(part: str, name: str, book: Netcli) -> None:
    """Questions and changes accept the part. `find` and filters find the same person."""
    assert book.ok("show", part)["result"]["person"]["name"] == name
    assert book.ok("tag", part, "x")["result"]["people"][0]["name"] == name
    assert book.ok("find", part)["result"][0]["person"]["name"] == name
    assert listed(book, *part.split()) == [name]
    assert listed(book, *(f"name:{word}" for word in part.split())) == [name]


@pytest.mark.parametrize("part", ["donald", "aura", "rtagnan", "eil", "ana"])
def test_letters_within_a_word_are_no_part(part: str, book: Netcli) -> None:
    """A word of an alphabet has no parts: McDonald is one word."""
    assert (book("tag", part, "x").code, listed(book, f"name:{part}")) == (3, [])


def test_a_part_of_two_names_is_ambiguous(book: Netcli) -> None:
    """If the part is a whole word of another name, netcli guesses nobody."""
    book.ok("add", "Neil Young")
    for words in (("show", "neil"), ("show", "nei"), ("tag", "neil", "x")):
        outcome = book(*words, "--json")
        candidates = sorted(each["name"] for each in outcome.error()["candidates"])
        assert (outcome.code, candidates) == (4, ["Maeve O'Neil", "Neil Young"])
    assert [each["person"]["name"] for each in book.ok("find", "neil")["result"]] == ["Neil Young", "Maeve O'Neil"]


@pytest.mark.parametrize("part", ["小龙", "neil"])
def test_a_part_of_one_name_creates_nobody(part: str, book: Netcli) -> None:
    """With `--create`, the part names the person in the book."""
    before = len(listed(book))
    assert (book("met", part, "--create").code, len(listed(book))) == (0, before)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (("company:oréal",), ["Maeve O'Neil"]),
        (("oréal", "neil"), ["Maeve O'Neil"]),
        (("city:aqui",), ["Zoé O’Brien-L'Hermite"]),
        (("name:herm",), ["Zoé O’Brien-L'Hermite"]),
        (("-neil", "company:oréal"), []),
    ],
)
def test_filters_know_parts_in_every_column(filters: tuple[str, ...], names: list[str], book: Netcli) -> None:
    """The beginning of what stands behind an apostrophe fits, also in companies and cities."""
    assert listed(book, *filters) == names


def test_find_says_that_a_word_is_a_part(book: Netcli) -> None:
    """The reason shows the whole word and its place."""
    found = book.ok("find", "oréal neil")["result"]
    assert [each["why"] for each in found] == ["oreal: part of loreal (company), neil: part of oneil (name)"]


@pytest.mark.parametrize("part", ["小龙", "neil"])
def test_a_part_brings_somebody_back_from_the_trash(part: str, book: Netcli) -> None:
    """`netcli trash restore` accepts the part, too."""
    book.ok("remove", PARTS[part])
    assert book.ok("trash", "restore", part)["result"]["people"][0]["name"] == PARTS[part]


@pytest.mark.parametrize("part", ["小龙", "neil"])
def test_what_destroys_takes_no_part(part: str, book: Netcli) -> None:
    """`netcli remove` needs the whole name, and says so."""
    outcome = book("remove", part)
    assert (outcome.code, "is only part of a name" in outcome.err) == (3, True)
