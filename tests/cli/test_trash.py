"""Tests of the trash, from which removed people can be restored."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from ..running import Netcli

PEOPLE: Final = """name,email,company,tag
José Álvarez,jose@one.example,Nordwind,energy
Seán O'Neil,sean@one.example,Nordwind,rail
Anna van der Berg,anna@one.example,Südwind,
李小龙,li@one.example,,
"""
LINKS: Final = """from,to,kind,since
José Álvarez,Seán O'Neil,colleague,2019
Seán O'Neil,Anna van der Berg,friend,2015
Anna van der Berg,李小龙,colleague,2020
"""
SEAN: Final = "Seán O'Neil"
QUESTIONS: Final = (
    ("list", "--all"),
    ("find", SEAN),
    ("find", "rail"),
    ("show", "me"),
    ("show", "Anna van der Berg"),
    ("path", "José Álvarez", "李小龙", "--avoid", "me"),
    ("reach", "company:nordwind"),
    ("stats",),
    ("stars",),
    ("stars", "--whole"),
    ("potential",),
    ("suggest",),
    ("fragile",),
    ("groups",),
    ("infer",),
    ("whatif", "--link", "me = 李小龙"),
    ("milgram",),
    ("duplicates",),
    ("intro", "list"),
    ("export", "--include-private"),
    ("export", "--format", "vcard"),
    ("query", "sean"),
    ("imports",),
    ("stats", "--as-of", "2026-11-01"),
    ("sql", "SELECT person FROM sources UNION SELECT a FROM reasons UNION SELECT b FROM reasons"),
)
"""Commands whose answers might show a removed person."""


@pytest.fixture
def told(netcli: Netcli, _told: Path) -> Netcli:
    """A fixture: a book in which Seán has links and an introduction. Another person has a similar name."""
    return netcli.begin_with(_told)


@pytest.fixture(scope="module")
def _told(tmp_path_factory: pytest.TempPathFactory, _begun: Path) -> Path:
    """A fixture: the path of the original book for the fixture `told`."""
    book = Netcli(tmp_path_factory.mktemp("told") / "netcli.db").begin_with(_begun)
    file = book.db.parent / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    book.ok("import", file)
    book.ok("link", "-", stdin=LINKS)
    book.ok("edit", SEAN, "--note", "chess", "--alias", "chess")
    book.ok("add", "Sean Oneil-Vale", "--company", "Nordwind")
    book.ok("add", "Tom Thumb")
    book.ok("intro", "asked", "Tom Thumb", "--via", SEAN)
    return book.db


def _number(book: Netcli, name: str = SEAN) -> int:
    found: int = book.ok("show", name)["result"]["person"]["id"]
    return found


def _chance(book: Netcli, name: str) -> float:
    found: float = book.ok("show", "me", name)["result"]["link"]["chance"]
    return found


def _bring(book: Netcli, name: str, text: str) -> Any:
    file: Path = book.db.parent / name
    file.write_text(text, "utf-8")
    return book.ok("import", file)["result"][0]


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_a_removed_person_is_in_no_answer(told: Netcli, words: tuple[str, ...]) -> None:
    """No answer shows the name, address or id of a person in the trash."""
    number = _number(told)
    question = (words[0], "--json", *words[1:]) if "vcard" not in words else words
    before = told(*question)
    told.ok("remove", SEAN)
    outcome = told(*question)
    assert outcome.code in (0, 3, 5), outcome.err
    assert (outcome.out == before.out) is (words in (("suggest",), ("imports",)))  # which did not show him before
    if words[0] != "find":
        assert [mark for mark in (SEAN, "sean@one") if mark in outcome.out] == []
    keys = ("person",) if words[0] == "export" else ("id", "a", "b")  # evidence has an id of its own there
    assert [key for key in keys if f'"{key}": {number},' in outcome.out] == []
    assert f"[{number}]" not in outcome.out


def test_whose_file_it_was_is_not_said(told: Netcli, tmp_path: Path) -> None:
    """If a file's owner is in the trash, the sources do not name the owner.

    If a new book imports the old book's export, the new book gives the same export.
    """
    file, other = told.db.parent / "friend.csv", Netcli(tmp_path / "other.db")
    file.write_text("name,email\nAnna van der Berg,anna@one.example\n", "utf-8")
    told.ok("import", file, "--owner", SEAN)
    told.ok("remove", SEAN)
    anna = told.ok("show", "Anna van der Berg")["result"]["person"]
    assert [each["owner"] for each in anna["sources"] if each["file"] == str(file)] == [None]
    (tmp_path / "book.json").write_text(told.export(), "utf-8")
    other.ok("import", tmp_path / "book.json")
    assert other.export() == told.export()


def test_what_came_of_introductions_to_them_does_not_count(told: Netcli) -> None:
    """An introduction to a person in the trash does not change any chance."""
    told.ok("add", "Ada Neumann")
    stages = [_chance(told, "José Álvarez")]
    for words in (("intro", "asked", "Ada Neumann", "--via", "José Álvarez"), ("intro", "declined", "Ada Neumann")):
        told.ok(*words)
    stages.append(_chance(told, "José Álvarez"))
    for words in (("remove", "Ada Neumann"), ("trash", "restore", "Ada Neumann")):
        told.ok(*words)
        assert told.ok("check")["result"]["problems"] == []
        stages.append(_chance(told, "José Álvarez"))
    assert stages[0] > stages[1]
    assert stages[2:] == stages[:2]


@pytest.mark.parametrize("named", ["id:{}", "email:sean@one.example", "@chess", "sean o'neil"])
def test_they_come_back_with_everything(told: Netcli, named: str) -> None:
    """A person is restored completely by id, key, alias or full name."""
    before, named = told.export(), named.format(_number(told))
    gone = told.ok("remove", named)["result"]
    assert ([each["name"] for each in gone["people"]], gone["changed"]) == ([SEAN], 1)
    assert told.ok("check")["result"]["problems"] == []
    back = told.ok("trash", "restore", named)["result"]
    assert [each["name"] for each in back["people"]] == [SEAN]
    assert (told.export(), told.ok("trash")["result"]) == (before, [])
    assert told.ok("check")["result"]["problems"] == []


def test_undo_and_redo(told: Netcli) -> None:
    """The removal and the restoration of a person can be undone and redone."""
    stages = [told.export()]
    for words in (("remove", SEAN), ("trash", "restore", SEAN), ("remove", SEAN)):
        told.ok(*words)
        stages.append(told.export())
    for stage in stages[2::-1]:
        told.ok("undo")
        assert told.export() == stage
    for stage in stages[1:]:
        told.ok("redo")
        assert told.export() == stage


def test_the_trash_says_who_since_when_and_with_how_many_links(told: Netcli) -> None:
    """`netcli trash` shows each person's id, removal time and number of links."""
    number = _number(told)
    told.ok("remove", SEAN)
    [thrown] = told.ok("trash")["result"]
    assert (thrown["person"]["id"], thrown["removed"], thrown["links"]) == (number, "2026-11-23T10:00:00Z", 3)


def test_a_later_file_that_names_them_brings_them_back(told: Netcli) -> None:
    """If an import mentions a person in the trash, the person is restored."""
    number, people, links = _number(told), *(told.ok("where")["result"][each] for each in ("people", "links"))
    told.ok("remove", SEAN)
    before = told.export()
    entry = _bring(told, "later.csv", "name,email,city\nSeán O'Neil,sean@one.example,Cork\nNew Person,new@x.example,\n")
    assert (entry["people"]["new"], entry["people"]["updated"], entry["people"]["unchanged"]) == (2, 0, 0)
    now = told.ok("where")["result"]
    assert (now["people"], now["links"]) == (people + 1, links + 1)
    assert entry["links"]["new"] == 4
    assert (_number(told), told.ok("trash")["result"]) == (number, [])
    assert told.ok("check")["result"]["problems"] == []
    told.ok("undo")
    assert (told.export(), len(told.ok("trash")["result"])) == (before, 1)


def test_a_file_that_does_not_name_them_leaves_them_there(told: Netcli) -> None:
    """An import that does not mention a person leaves the person in the trash."""
    told.ok("remove", SEAN)
    entry = _bring(told, "later.csv", "name,email\nNew Person,new@x.example\n")
    assert (entry["people"]["new"], entry["people"]["merged"], entry["links"]["new"]) == (1, 0, 1)
    assert len(told.ok("trash")["result"]) == 1
    assert told.ok("check")["result"]["problems"] == []


def test_taking_their_file_back_leaves_what_was_said_by_hand(told: Netcli) -> None:
    """The undo of an import gives the same book, whether or not a person was removed before."""
    other = told.export()
    told.ok("undo", "--batch", "1", "--yes")
    expected = told.export()
    told.ok("undo")
    assert told.export() == other
    told.ok("remove", SEAN)
    told.ok("undo", "--batch", "1", "--yes")
    assert told.export() == expected
    assert told.ok("check")["result"]["problems"] == []


def test_the_owner_stays(told: Netcli) -> None:
    """The owner of the book cannot be removed: the exit code is 6."""
    assert told("remove", "me", "--json").error()["exit"] == 6


@pytest.mark.parametrize("words", ["Seán", "Sean Onel", "id:99", "@nobody"])
def test_nothing_less_than_a_whole_name_removes_anybody(told: Netcli, words: str) -> None:
    """A part of a name, a misspelt name or an unknown id removes nobody."""
    before = told.export()
    assert (told("remove", words).code, told.export()) == (3, before)


@pytest.mark.parametrize(("words", "code"), [("Anna van der Berg", 3), ("nobody", 3), ("Marie Martin", 4)])
def test_who_is_not_there_cannot_come_back(told: Netcli, words: str, code: int) -> None:
    """`netcli trash restore` needs exactly one matching person in the trash."""
    for mail in ("marie@one.example", "marie@two.example"):
        told.ok("add", "Marie Martin", "--new", "--email", mail)
        told.ok("remove", f"email:{mail}")
    assert told("trash", "restore", words).code == code


def test_a_removal_can_be_tried(told: Netcli) -> None:
    """A dry run of `netcli remove` removes nobody."""
    before = told.export()
    assert told("remove", SEAN, "--dry-run").err == f"would remove {SEAN}; nothing written\n"
    assert told.export() == before


def test_their_key_is_free_meanwhile(told: Netcli) -> None:
    """The address of a person in the trash can be given to another person."""
    told.ok("remove", SEAN)
    told.ok("add", "Other Sean", "--email", "sean@one.example")
    told.ok("trash", "restore", SEAN)
    assert told.ok("check")["result"]["problems"] == []


@pytest.mark.parametrize("words", ["seán", "oneil-vale"])
def test_a_part_of_a_name_spelt_right_brings_somebody_back(told: Netcli, words: str) -> None:
    """If a part of a name is spelt correctly, the person in the trash is restored."""
    told.ok("remove", SEAN)
    told.ok("remove", "Anna van der Berg")
    code = {"seán": 0, "oneil-vale": 3}[words]
    assert told("trash", "restore", words).code == code


def test_a_misspelt_name_brings_nobody_back(told: Netcli) -> None:
    """A misspelt name restores nobody. The error suggests a similar name."""
    told.ok("remove", "Anna van der Berg")
    outcome = told("trash", "restore", "Anna Bergh")
    said = "netcli: nobody called 'Anna Bergh' is in the trash; did you mean Anna van der Berg?"
    assert (outcome.code, outcome.err.splitlines()[0]) == (3, said)


def test_names_in_the_trash_are_completed(told: Netcli) -> None:
    """`netcli trash restore` completes only names of people in the trash."""
    told.ok("remove", "Anna van der Berg")
    surroundings = {"_NETCLI_COMPLETE": "complete_bash", "COMP_WORDS": "netcli trash restore ", "COMP_CWORD": "3"}
    assert told(environment=surroundings).out == "Anna van der Berg\n"
