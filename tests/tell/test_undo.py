"""Tests of undo and redo, and of restoring a book from an export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from ..running import EXAMPLES, Netcli, Screen
from . import journal
from .journal import restored

BOOKS = 25
"""Number of random books in the test below."""


@pytest.mark.slow
def test_every_change_can_be_taken_back() -> None:
    """Every random command can be undone and redone."""
    journal.play(BOOKS)


@pytest.fixture
def full(netcli: Netcli, _filled: Path) -> Netcli:
    """A fixture: a book with all examples, changes by hand and an undone import."""
    return netcli.begin_with(_filled)


@pytest.fixture(scope="module")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fixture: the path of the original book for the fixture `full`."""
    book = Netcli(tmp_path_factory.mktemp("full") / "netcli.db")
    book.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
    book("import", EXAMPLES, "--yes")
    book.ok("add", "Bo", "--tag", "new")
    book.ok("link", "me", "Bo", "--kind", "friend")
    book.ok("undo", "--batch", "2", "--yes")
    return book.db


def test_an_export_restores_an_empty_book(full: Netcli, tmp_path: Path) -> None:
    """If an export is imported into a new book, both books give the same answers."""
    document = full.export()
    assert restored(document, tmp_path) == document
    other = Netcli(tmp_path / "restored.db")
    for words in (("list", "--all"), ("show", "Bo"), ("imports",), ("path", "me", "Bo")):
        theirs, ours = full.ok(*words)["result"], other.ok(*words)["result"]
        if words == ("imports",):
            theirs = [batch for batch in theirs if not batch["undone"]]
        assert ours == theirs
    assert other.ok("check")["result"] == {"problems": [], "repaired": 0}


def test_the_owner_of_an_empty_book_gives_way(full: Netcli, tmp_path: Path) -> None:
    """If a book contains only its owner, an imported export replaces the owner."""
    document = tmp_path / "export.json"
    document.write_text(full.export(), encoding="utf-8")
    other = Netcli(tmp_path / "other.db")
    other.ok("init", "--me", "Ann Other")
    before = other.export()
    [warning] = other.ok("import", document)["warnings"]
    assert (warning["code"], "Ann Other" in warning["message"]) == ("restored", True)
    assert other.export() == document.read_text(encoding="utf-8")
    other.ok("undo")
    assert other.export() == before
    other.ok("redo")
    assert other.export() == document.read_text(encoding="utf-8")


def test_the_same_export_again_changes_nothing(full: Netcli, tmp_path: Path) -> None:
    """An import of a book's own export into that book changes nothing."""
    document = tmp_path / "export.json"
    document.write_text(full.export(), encoding="utf-8")
    assert full.ok("import", document)["result"][0]["repeated"] is True
    assert full.export() == document.read_text(encoding="utf-8")


def test_into_a_book_with_people_an_export_is_a_source(full: Netcli, tmp_path: Path) -> None:
    """In a book with people, an export is imported as the network `netcli`."""
    document = tmp_path / "export.json"
    document.write_text(full.export(), encoding="utf-8")
    other = Netcli(tmp_path / "other.db")
    other.ok("init", "--me", "Zoé Exemple", "--email", "zoe@example.org")
    other.ok("add", "Madonna")
    before = other.ok("where")["result"]
    [entry] = other.ok("import", document)["result"]
    after = other.ok("where")["result"]
    assert (entry["network"], entry["read"]) == ("netcli", entry["used"])
    assert after["people"] - before["people"] == entry["people"]["new"] + entry["people"]["unsure"]
    assert (
        after["links"] - before["links"] == entry["links"]["new"] == len(json.loads(full.export())["result"]["links"])
    )


BROKEN: Final = (
    *("no records", "nobody's evidence", "no owner"),
    *("a word for a number", "a fraction", "a row that is none"),
)


def _broken(document: dict[str, Any], how: str) -> dict[str, Any]:
    result = document["result"]
    if how == "no records":
        del result["records"]
    elif how == "nobody's evidence":
        result["evidence"][0]["a"] = 99_999
    elif how == "no owner":
        result["me"] = 99_999
    elif how == "a word for a number":
        result["records"][0]["born"] = "one"
    elif how == "a fraction":
        result["evidence"][0]["count"] = 1.5
    else:
        result["records"][3] = "?"
    return document


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_export_restores_nothing(full: Netcli, tmp_path: Path, how: str) -> None:
    """A broken export makes no new book and does not change an existing book."""
    path = tmp_path / "export.json"
    path.write_text(json.dumps(_broken(json.loads(full.export()), how)), encoding="utf-8")
    other = Netcli(tmp_path / "other.db")
    assert other("import", path).code == 65
    assert not other.db.exists()
    other.ok("init", "--me", "Ann Other")
    before = other.export()
    assert other("import", path).code == 65
    assert other.export() == before


def test_an_import_goes_back_and_forth(book: Netcli) -> None:
    """Undo and redo of an import can be repeated."""
    before = book.export()
    book("import", EXAMPLES / "csv")
    after = book.export()
    for _ in range(3):
        book.ok("undo")
        assert book.export() == before
        book.ok("redo")
        assert book.export() == after


def test_what_was_undone_before_a_change_is_not_done_again(book: Netcli) -> None:
    """After an undo, a new change discards the undone change."""
    book.ok("add", "Ann")
    book.ok("undo")
    book.ok("add", "Bo")
    book.ok("undo")
    book.ok("redo")
    assert [person["name"] for person in book.ok("list")["result"]] == ["Bo"]
    assert book("redo").code == 3


def test_a_command_of_several_files_goes_back_and_forth(book: Netcli, tmp_path: Path) -> None:
    """Undo and redo also work for an import of several files."""
    two, one = tmp_path / "d.csv", tmp_path / "c.csv"
    two.write_text("name,email,phone\nZoe Ex,,+33600000001\nZoe Ex,zoe@x.org,\n", encoding="utf-8")
    one.write_text("name,email,phone\nZoe Ex,zoe@x.org,+33600000001\n", encoding="utf-8")
    before = book.export()
    book("import", two, one)
    after = book.export()
    for _ in range(2):
        book.ok("undo")
        assert book.export() == before
        book.ok("redo")
        assert book.export() == after


def test_undoing_a_merge_gives_each_link_its_own_outcomes_back(book: Netcli) -> None:
    for name in ("Ann A", "Ann B", "Tom T"):
        book.ok("add", name)
    for name in ("Ann A", "Ann B"):
        book.ok("link", "me", name)
    book.ok("intro", "asked", "Tom T", "--via", "Ann B")
    book.ok("intro", "declined", "Tom T")
    before = book.export()
    book.ok("merge", "Ann A", "Ann B", "--yes")
    merged = book.export()
    for _ in range(2):
        book.ok("undo")
        assert book.export() == before
        book.ok("redo")
        assert book.export() == merged


def test_characters_that_no_book_holds_are_removed_and_said(book: Netcli) -> None:
    """Null characters and lone surrogates are removed from texts and reported."""
    rows = '{"from": "me", "to": "Bo\\ud800 Lind", "note": "n\\u0000m"}\n'
    (entry,) = book.ok("link", "-", stdin=rows)["result"]
    assert {(each["field"], each["count"]) for each in entry["not_understood"]} == {("note", 1), ("name", 1)}
    after = book.export()
    assert ("Bo Lind" in after, '"nm"' in after) == (True, True)
    book.ok("undo")
    book.ok("redo")
    assert book.export() == after


def test_an_owner_whom_a_file_lists_owns_all_files(book: Netcli, tmp_path: Path) -> None:
    """If the first of two files lists the owner, both files belong to this owner."""
    book.ok("add", "Ann")
    book.ok("add", "Ann Lind", "--email", "ann@x.org")
    one, other = tmp_path / "c.csv", tmp_path / "e.csv"
    one.write_text("name,email\nAnn Lind,ann@x.org\nBo,bo@x.org\n", encoding="utf-8")
    other.write_text("name,email\nCy,cy@x.org\n", encoding="utf-8")
    first, second = book.ok("import", one, other, "--owner", "email:ann@x.org")["result"]
    (ann,) = [each["id"] for each in book.ok("list")["result"] if each["emails"] == ["ann@x.org"]]
    assert (first["owner"]["id"], second["owner"]["id"]) == (ann, ann)
    assert book.ok("path", "email:ann@x.org", "Cy")["result"]["hops"] == 1


@pytest.mark.parametrize(
    ("words", "people"),
    [
        (("link", "Pierre Martin", "Sophie Durand"), 2),
        (("link", "me", "Pierre Martin", "--kind", "friend"), 2),
        (("unlink", "me", "Pierre Martin"), 2),
        (("distinct", "id:6", "id:7"), 2),
        (("tag", "Sophie Durand", "drh"), 1),
        (("met", "Sophie Durand"), 2),
        (("rhythm", "Sophie Durand", "6w"), 1),
        (("remove", "Sophie Durand"), 1),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else None,
)
def test_the_history_counts_who_was_affected(village: Netcli, words: tuple[str, ...], people: int) -> None:
    """The history counts all people whom a command affected."""
    village.ok(*words)
    assert village.ok("history")["result"][0]["people"] == people


@pytest.mark.parametrize(
    "words", [("distinct", "id:6", "id:7"), ("remove", "id:7"), ("link", "id:6", "id:7")], ids=lambda each: each[0]
)
def test_the_history_of_a_person_holds_what_affected_them(village: Netcli, words: tuple[str, ...]) -> None:
    """The history of a person contains decisions about the person."""
    village.ok(*words)
    if words[0] == "remove":
        village.ok("trash", "restore", words[1])
    assert words[0] in [each["command"] for each in village.ok("history", "id:7")["result"]]


def test_the_history_counts_the_people_of_an_import_once(book: Netcli, tmp_path: Path) -> None:
    """The history shows the same number of people for an import and for the undo of the import."""
    path = tmp_path / "people.csv"
    path.write_text("name,email\nAnn Berg,ann@x.org\nBo Lind,bo@x.org\n", encoding="utf-8")
    book.ok("import", path)
    assert [each["people"] for each in book.ok("history")["result"]] == [2, 1]
    book.ok("undo", "--batch", "1")
    assert [each["people"] for each in book.ok("history")["result"]] == [2, 2, 1]
    book.ok("undo")
    book.ok("undo")
    assert [each["people"] for each in book.ok("history")["result"]] == [2, 2, 1]


@pytest.mark.parametrize(
    "words",
    [
        ("merge", "Ann Berg", "Bo Lind", "--yes"),
        ("distinct", "Ann Berg", "Bo Lind"),
        ("intro", "asked", "Cy Roth", "--via", "Ann Berg"),
        ("tag", "Bo Lind", "choir"),
    ],
    ids=lambda words: words[0],
)
def test_an_import_that_later_changes_build_upon(book: Netcli, tmp_path: Path, words: tuple[str, ...]) -> None:
    """An import is undone only with `--yes` if the user later edited, merged or asked its people."""
    path = tmp_path / "people.csv"
    path.write_text("name,email\nAnn Berg,ann@x.org\nBo Lind,bo@x.org\n", encoding="utf-8")
    book.ok("import", path)
    book.ok("link", "-", stdin="from,to\nAnn Berg,Cy Roth\n")
    book.ok(*words)
    before = book("export", "--include-private").out
    assert book("undo", "--batch", "1").code == 6
    book.ok("undo", "--batch", "1", "--yes")
    book.ok("undo")
    assert book("export", "--include-private").out == before


def test_an_import_is_undone_only_once(book: Netcli, tmp_path: Path) -> None:
    """An import that was already undone cannot be undone again."""
    path = tmp_path / "people.csv"
    path.write_text("name,email\nAnn Berg,ann@x.org\n", encoding="utf-8")
    book.ok("import", path)
    book.ok("undo", "--batch", "1")
    told = [book("undo", "--batch", batch, "--json").error() for batch in ("1", "2")]
    assert [(each["code"], each["exit"]) for each in told] == [("unknown_batch", 3)] * 2
    assert [each["message"].replace(str(path), "FILE") for each in told] == [
        "the import of FILE (batch 1) was already undone",
        "there is no batch 2",
    ]


@pytest.fixture
def friends(book: Netcli, tmp_path: Path) -> tuple[Path, Path]:
    """A fixture: two files of Eve Stern, whom the book does not know."""
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("name,email\nAnn Berg,ann@x.org\n", encoding="utf-8")
    other.write_text("name,email\nBo Lind,bo@x.org\n", encoding="utf-8")
    return one, other


def test_an_import_takes_the_owner_that_it_created_with_it(book: Netcli, friends: tuple[Path, Path]) -> None:
    """Undoing the import removes the created owner, as undoing the whole command does, and can itself be undone."""
    before = book.export()
    book.ok("import", friends[0], "--owner", "Eve Stern", "--create")
    after = book.export()
    book.ok("undo", "--batch", "1")
    assert book.export() == before
    book.ok("undo")
    assert book.export() == after
    book.ok("redo")
    assert book.export() == before


def test_an_owner_of_two_files_goes_with_the_last(book: Netcli, friends: tuple[Path, Path]) -> None:
    """The created owner stays as long as another file of the same command needs them."""
    book.ok("import", *friends, "--owner", "Eve Stern", "--create")
    left = []
    for batch in ("1", "2"):
        book.ok("undo", "--batch", batch)
        left.append([each["name"] for each in book.ok("list")["result"]])
    assert left == [["Bo Lind", "Eve Stern"], []]


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "Eve Stern", "--company", "Acme"),
        ("tag", "Eve Stern", "chess"),
        ("met", "Eve Stern"),
        ("favour", "Eve Stern", "received", "a lift"),
        ("rhythm", "Eve Stern", "6w"),
        ("watch", "add", "Eve Stern"),
        ("link", "me", "Eve Stern"),
        ("distinct", "Eve Stern", "Ann Berg"),
    ],
    ids=lambda words: words[0],
)
def test_a_created_owner_about_whom_more_was_said_stays(
    book: Netcli, friends: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    """If the user made further statements about the created owner, undoing the import needs --yes and keeps them."""
    book.ok("import", friends[0], "--owner", "Eve Stern", "--create")
    book.ok(*words)
    assert book("undo", "--batch", "1", "--json").error()["message"] == (
        "since that import, you have edited 1 of its people (Eve Stern)"
    )
    book.ok("undo", "--batch", "1", "--yes")
    assert [each["name"] for each in book.ok("list")["result"]] == ["Eve Stern"]


def test_what_was_said_before_an_import_is_no_edit_of_its_people(book: Netcli, friends: tuple[Path, Path]) -> None:
    """A person who was added in the second of the import, but before the import, is not called edited."""
    book.ok("add", "Ann Berg", "--email", "ann@x.org")
    before = book.export()
    book.ok("import", friends[0])
    book.ok("undo", "--batch", "1")
    assert book.export() == before


def test_time_zone_of_the_history(village: Netcli) -> None:
    """On a terminal, the heading says that times are in UTC."""
    heading, *_ = village("history", screen=Screen(80)).out.splitlines()
    assert heading.split("  ")[0:2] == ["Change", "When (UTC)"]


def test_redo_says_how_to_bring_an_undone_import_back(book: Netcli, friends: tuple[Path, Path]) -> None:
    """`netcli undo --batch` is a step of its own, which undo reverses, and not redo."""
    book.ok("import", friends[0])
    imported = book.export()
    book.ok("undo", "--batch", "1")
    error = book("redo", "--json").error()
    assert (error["code"], error["message"].replace(str(friends[0]), "FILE"), error["hint"]) == (
        "nothing_to_redo",
        "there is nothing to redo: the last command removed the import of FILE (batch 1)",
        "to bring the import back: netcli undo",
    )
    book.ok("undo")
    assert book.export() == imported


def test_steps_about_forgotten_people_are_skipped(book: Netcli) -> None:
    """Undo reverses the last step of which something is left. The history names the other steps."""
    book.ok("add", "Bo Lind")
    before = book.export()
    book.ok("add", "Ann Berg", "--email", "ann@x.org")
    book.ok("tag", "Bo Lind", "chess")
    book.ok("edit", "Ann Berg", "--company", "Acme")
    book.ok("forget", "Ann Berg", "--yes")
    emptied = "about a person who was then forgotten; nothing is left to undo"
    assert [each["summary"] for each in book.ok("history")["result"]][:3] == [emptied, "tagged Bo Lind: chess", emptied]
    assert "undone: tagged Bo Lind: chess" in book("undo").err
    assert book.export() == before
    assert "redone: tagged Bo Lind: chess" in book("redo").err
    for _ in range(3):  # the tag, the addition of Bo, and the creation of the book
        book.ok("undo")
    assert book("undo", "--json").error()["code"] == "nothing_to_undo"


def test_an_import_whose_owner_was_merged(book: Netcli, tmp_path: Path) -> None:
    """An import is undone only with `--yes` if the user merged the owner whom the import created."""
    path = tmp_path / "people.csv"
    path.write_text("name,email\nAnn Berg,ann@x.org\n", encoding="utf-8")
    book.ok("add", "Cy Roth")
    book.ok("import", path, "--owner", "Bo Lind", "--create")
    book.ok("merge", "Cy Roth", "Bo Lind", "--yes")
    assert book("undo", "--batch", "1").code == 6
