"""Tests of `netcli check`, which finds and repairs damage in a book."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any, Final

import pytest

from ..running import Netcli

PEOPLE: Final = """name,email,company,tag
José Álvarez,jose@one.example,Nordwind,energy
Jose Alvarez,jose@two.example,Südwind,
Seán O'Neil,sean@one.example,Nordwind,rail
Anna van der Berg,anna@one.example,Nordwind,
李小龙,li@one.example,,
"""
LINKS: Final = """from,to,kind,since
email:jose@one.example,Seán O'Neil,colleague,2019
Seán O'Neil,Anna van der Berg,friend,2015
Anna van der Berg,李小龙,colleague,2020
"""
RECORD: Final = "(SELECT id FROM record WHERE key <> 'hand' AND key <> '@owner' AND person = 3)"

DERIVED: Final = {
    "a changed name": ("UPDATE person SET name = 'Somebody Else' WHERE id = 3", "person"),
    "e-mails emptied": ("UPDATE person SET emails = '[]' WHERE id = 3", "person"),
    "a person gone": ("DELETE FROM person WHERE id = 3", "person"),
    "a person too many": (
        "INSERT INTO person SELECT 99, kind, name, folded, company, title, city, birthday, note,"
        " private, mentioned, aliases, emails, phones, urls, tags, created, updated"
        " FROM person WHERE id = 3",
        "person",
    ),
    "the base of a chance": ("UPDATE link SET base = base + 1 WHERE b = 4", "link"),
    "what surrounds a link": ("UPDATE link SET around = around + 1 WHERE b = 4", "link"),
    "who may pass": ("UPDATE link SET passable = 0 WHERE b = 4", "link"),
    "outcomes": ("UPDATE link SET asks = 7 WHERE b = 4", "link"),
    "kinds of a link": ("UPDATE link SET kinds = 'spouse' WHERE b = 4", "link"),
    "no links": ("DELETE FROM link", "link"),
    "a link too many": (
        "INSERT INTO link SELECT 2, 6, passable, kinds, certainty, since, last_contact, closeness,"
        " volume, base, around, asks, agreed FROM link LIMIT 1",
        "link",
    ),
    "no identifiers": ("DELETE FROM identifier", "identifier"),
    "an identifier of another": ("UPDATE OR REPLACE identifier SET person = 4 WHERE person = 3", "identifier"),
    "no search index": ("DELETE FROM search", "search"),
    "another text to search": ("UPDATE search SET company = 'elsewhere' WHERE rowid = 3", "search"),
    "somebody gone found": (
        "INSERT INTO search (rowid, name, company, title, city) VALUES (99, 'x', '', '', '')",
        "search",
    ),
    "an index out of step": ("UPDATE search_content SET c0 = 'elsewhere' WHERE id = 3", "search"),
    "words miscounted": ("UPDATE vocabulary SET uses = uses + 1 WHERE word = 'nordwind'", "vocabulary"),
    "no settings": ("DELETE FROM setting", "said"),
    "the book of another": ("UPDATE setting SET value = '4' WHERE key = 'me'", "said"),
    "a note by hand changed": ("UPDATE record SET fields = '{}' WHERE key = 'hand' AND person = 4", "said"),
    "a verdict gone": ("DELETE FROM verdict", "said"),
    "a number that leads nowhere": ("UPDATE forward SET person = 77", "said"),
    "an introduction of another": ("UPDATE introduction SET target = 2", "said"),
    "a number to be given again": ("UPDATE sqlite_sequence SET seq = 2 WHERE name = 'person'", "number"),
    "a number of another type": ("UPDATE person SET mentioned = 'x' WHERE id = 3", "type"),
}
"""Kinds of repairable damage, each with an SQL statement and a problem code."""
BROKEN: Final = {
    "no JSON": (f"UPDATE record SET fields = '{{\"name\": ' WHERE id = {RECORD}", "record"),
    "no object": (f"UPDATE record SET fields = '[]' WHERE id = {RECORD}", "record"),
    "a name that is no text": (f"UPDATE record SET fields = '{{\"name\": 7}}' WHERE id = {RECORD}", "record"),
    "e-mails that are no list": (f'UPDATE record SET fields = \'{{"emails": "x"}}\' WHERE id = {RECORD}', "record"),
    "evidence of nobody": ("DELETE FROM record WHERE key = '@owner'", "orphan"),
    "a kind that is none": ("UPDATE evidence SET link = 'foe' WHERE id = 3", "evidence"),
    "a time that is none": ("UPDATE batch SET imported = '20,6-11-23T00:00:00Z' WHERE id = 1", "moment"),
    "a batch gone": ("DELETE FROM batch WHERE id = 1", "orphan"),
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON person BEGIN SELECT 1; END", "foreign"),
}
"""Kinds of irreparable damage, each with an SQL statement and a problem code."""


@pytest.fixture
def told(netcli: Netcli, made: Path) -> Netcli:
    """A fixture: a book with imported people, links, a merge and an introduction."""
    return netcli.begin_with(made)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, _begun: Path) -> Path:
    """A fixture: the path of the original book for the fixture `told`."""
    book = Netcli(tmp_path_factory.mktemp("told") / "netcli.db").begin_with(_begun)
    file = book.db.parent / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    book.ok("import", file)
    book.ok("link", "-", stdin=LINKS)
    book.ok("edit", "Seán O'Neil", "--note", "chess")
    book.ok("add", "Marie Martin", "--email", "marie@one.example")
    book.ok("add", "Marie Martin", "--new", "--email", "marie@two.example")
    book.ok("merge", "email:marie@one.example", "email:marie@two.example")
    book.ok("intro", "asked", "email:marie@one.example", "--via", "Anna van der Berg")
    return book.db


def _damage(book: Netcli, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(book.db)) as connection, connection:
        assert connection.execute(statement).rowcount != 0


def _checked(book: Netcli, *words: str) -> tuple[int, set[str], Any]:
    outcome = book("check", "--json", *words)
    result = outcome.json()["result"]
    return outcome.code, {problem["code"] for problem in result["problems"]}, result


@pytest.mark.parametrize("what", DERIVED)
def test_what_does_not_follow_is_found_and_derived_again(told: Netcli, what: str) -> None:
    """`netcli check` reports repairable damage. After `--repair`, the export equals the export before the damage."""
    before, (statement, code) = told.export(), DERIVED[what]
    _damage(told, statement)
    exit_code, codes, result = _checked(told)
    assert (exit_code, code in codes, result["repaired"]) == (65, True, 0)
    assert all(problem["mendable"] for problem in result["problems"])
    exit_code, codes, mended = _checked(told, "--repair")
    assert (exit_code, codes, mended["repaired"]) == (0, set(), len(result["problems"]))
    assert (told.export(), _checked(told)[0]) == (before, 0)


@pytest.mark.parametrize("what", BROKEN)
def test_a_statement_that_is_damaged_is_named(told: Netcli, what: str) -> None:
    """`netcli check` reports damage that cannot be repaired, even with `--repair`."""
    statement, code = BROKEN[what]
    _damage(told, statement)
    for words in ((), ("--repair",)) if code != "foreign" else ((),):
        exit_code, _, result = _checked(told, *words)
        assert (exit_code, {each["code"] for each in result["problems"] if not each["mendable"]}) == (65, {code})


def test_a_broken_record_is_named_with_its_place(told: Netcli, made: Path) -> None:
    """`netcli check` reports where a broken record comes from. Repairable damage is still repaired."""
    _damage(told, BROKEN["no JSON"][0])
    _damage(told, DERIVED["no links"][0])
    _, _, result = _checked(told, "--repair")
    [problem] = result["problems"]
    file = made.with_name("people.csv")
    assert (
        problem["what"] == f"record 4 (batch 1, {file}, line 3) cannot be read: the fields of this record are not JSON"
    )
    assert (problem["person"]["id"], problem["mendable"], result["repaired"] > 0) == (3, False, True)


def test_a_value_of_another_type_is_named_with_its_place(told: Netcli) -> None:
    """`netcli check` reports which value has the wrong type, and suggests `netcli restore`."""
    _damage(told, "UPDATE evidence SET count = 'x' WHERE batch = 2 AND line = 3")
    [problem] = _checked(told)[2]["problems"]
    assert problem["what"] == "row 7 of evidence (batch 2, standard input, line 3) has values of the wrong type: count"
    assert (problem["person"]["name"], problem["mendable"]) == ("Seán O'Neil", False)
    assert "netcli restore FILE" in told("check").out.splitlines()[-1]


def test_what_a_repair_drops_is_named_as_lost(told: Netcli) -> None:
    """If a repair drops a link, warnings name the link and the backup."""
    _damage(told, "DELETE FROM evidence WHERE batch = 2 AND line = 3")
    outcome = told("check", "--repair")
    [copy] = told.db.parent.glob("*.backup")
    lost, where = outcome.err.splitlines()
    assert lost == "warning: lost: the link of Seán O'Neil and Anna van der Berg: none of its evidence is left"
    assert where.startswith(f"warning: {copy} is the book as it was before this repair")
    assert outcome.out == "1 problem repaired\nno damage found\n"


def test_a_repair_that_drops_nothing_warns_of_nothing(told: Netcli) -> None:
    """A repair that only derives rows again causes no warning."""
    _damage(told, DERIVED["no links"][0])
    assert told("check", "--repair", "--json").json()["warnings"] == []


def test_a_repair_is_a_step_after_a_verified_backup(told: Netcli) -> None:
    """A repair keeps a backup of the damaged book. An undo does not restore the damage."""
    _damage(told, DERIVED["a changed name"][0])
    told.ok("check", "--repair")
    whole = told.export()
    [copy] = told.db.parent.glob("*.backup")
    assert _checked(Netcli(copy))[1] == {"person"}
    assert told.ok("history")["result"][0]["command"] == "check"
    told.ok("undo")
    assert (told.export(), _checked(told)[0]) == (whole, 0)
    assert (told.ok("history")["result"][0]["command"], told.ok("history")["result"][0]["undone"]) == ("check", True)


def test_a_book_that_is_whole_is_left_alone(told: Netcli) -> None:
    """A repair of an undamaged book makes no backup and no history step."""
    steps = told.ok("history")["result"]
    assert told.ok("check", "--repair")["result"] == {"problems": [], "repaired": 0}
    assert (told.ok("history")["result"], [*told.db.parent.glob("*.backup")]) == (steps, [])


def test_a_repair_can_be_tried(told: Netcli) -> None:
    """A dry run of a repair counts the problems but repairs none."""
    _damage(told, DERIVED["no links"][0])
    found = len(_checked(told)[2]["problems"])
    assert told.ok("check", "--repair", "--dry-run")["result"] == {"problems": [], "repaired": found}
    assert (_checked(told)[0], [*told.db.parent.glob("*.backup")]) == (65, [])


def test_a_long_list_is_cut(told: Netcli) -> None:
    """A warning states that `--limit` shortened the list of problems."""
    _damage(told, DERIVED["no identifiers"][0])
    outcome = told("check", "--json", "--limit", "1").json()
    assert (len(outcome["result"]["problems"]), outcome["warnings"][0]["code"]) == (1, "cut")


@pytest.mark.parametrize("command", [("show", "me"), ("link", "me", "Zoé Roth"), ("undo",)])
def test_an_older_book_without_a_readable_owner_is_damaged(netcli: Netcli, command: tuple[str, ...]) -> None:
    """If the book's owner cannot be read, the error is `damaged_book`."""
    netcli.ok("init", "--me", "Moi Test")
    netcli.ok("link", "me", "Zoé Roth", "--create")
    netcli.ok("link", "Zoé Roth", "李小龙", "--create")
    netcli.ok("intro", "asked", "李小龙")
    with contextlib.closing(sqlite3.connect(netcli.db)) as connection, connection:
        connection.execute("UPDATE setting SET value = '{}' WHERE key IN ('me', 'names', 'strength')")
    connection.close()
    outcome = netcli(*command, "--json")
    assert (outcome.code, outcome.error()["code"]) == (65, "damaged_book")
