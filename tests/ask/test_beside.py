"""People are also found by their notes, tags, phone numbers and e-mail addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.running import Netcli


@pytest.fixture
def book(netcli: Netcli, _book: Path) -> Netcli:
    """A fixture: a book in which Ruth has many details and Jo has none."""
    return netcli.begin_with(_book)


@pytest.fixture(scope="module")
def _book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture: the file of `book`, made once. Each test uses a copy."""
    netcli = Netcli(tmp_path_factory.mktemp("book") / "netcli.db")
    netcli.ok("init", "--me", "Moi Test")
    netcli.ok(
        "add",
        "Ruth Vale",
        "--email",
        "rv77@post.example",
        "--phone",
        "+33 6 12 34 56 78",
        "--note",
        "Met at the Ölmühle, likes tango",
        "--tag",
        "énergie verte",
    )
    netcli.ok("add", "Jo Lind")
    return netcli.db


WORDS = ["tango", "olmuhle TANGO", "energie", "verte tango", "rv77@", "06 12 34 56 78", "+33612345678", "ruth tango"]


@pytest.mark.parametrize("words", WORDS)
def test_find_looks_everywhere(words: str, book: Netcli) -> None:
    """`netcli find` searches notes, tags, phone numbers and e-mail addresses."""
    assert [each["person"]["name"] for each in book.ok("find", words)["result"]] == ["Ruth Vale"]


@pytest.mark.parametrize(
    "words", [*WORDS, "note:olmuhle", "email:POST.example", "phone:0612345678", "tag:énergie verte"]
)
def test_filters_look_everywhere(words: str, book: Netcli) -> None:
    """With or without a key such as `note:`, a filter searches notes, tags, phone numbers and e-mail addresses."""
    assert [person["name"] for person in book.ok("list", words)["result"]] == ["Ruth Vale"]


@pytest.mark.parametrize("words", ["note:salsa", "phone:12", "ost.example", "email:%", "tag:_", "x" * 60_000])
def test_what_nobody_has_finds_nobody(words: str, book: Netcli) -> None:
    """Wildcards of SQL and a few digits of a phone number match nobody."""
    assert book.ok("list", words)["result"] == []


def test_a_negated_word_leaves_out_who_has_it_anywhere(book: Netcli) -> None:
    """A negated word excludes everybody who has the word in any field."""
    assert [person["name"] for person in book.ok("list", "-tango")["result"]] == ["Jo Lind", "Moi Test"]
