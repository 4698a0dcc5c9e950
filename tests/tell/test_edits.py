"""Tests of how edits by the user override imported values."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
EDITIONS = {
    "older": "Ada,Neumann,https://www.linkedin.com/in/ada-n,,Thales,Engineer,01 Jan 2015\n",
    "newer": "Ada,Neumann-Roy,https://www.linkedin.com/in/ada-n,,Airbus,Director,01 Jan 2025\n",
}
EDIT = "edited"
"""Name of the step in which the user edits the person."""


def _ada(book: Netcli) -> dict[str, Any]:
    person = book.ok("show", "url:https://www.linkedin.com/in/ada-n")["result"]["person"]
    return {key: person[key] for key in ("name", "company", "title")}


def _import(book: Netcli, folder: Path, edition: str) -> None:
    file = folder / edition / "Connections.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEADER + EDITIONS[edition], encoding="utf-8")
    book.ok("import", file)


@pytest.mark.parametrize("order", [each for each in permutations([*EDITIONS, EDIT]) if each[0] != EDIT])
def test_an_edit_beats_every_import(book: Netcli, tmp_path: Path, order: tuple[str, ...]) -> None:
    """A company that the user edited stays, whatever is imported."""
    for step in order:
        if step == EDIT:
            book.ok("edit", "url:https://www.linkedin.com/in/ada-n", "--company", "Dupuis")
        else:
            _import(book, tmp_path, step)
    assert _ada(book) == {"name": "Ada Neumann-Roy", "company": "Dupuis", "title": "Director"}


def test_an_edit_taken_back_leaves_the_import(book: Netcli, tmp_path: Path) -> None:
    """An edit to '' removes the user's value. The imported value is shown again."""
    _import(book, tmp_path, "older")
    before = _ada(book)
    book.ok("edit", "Ada Neumann", "--company", "Dupuis", "--name", "Ada King")
    assert _ada(book) == {"name": "Ada King", "company": "Dupuis", "title": "Engineer"}
    book.ok("edit", "Ada King", "--company", "")
    assert _ada(book) == before | {"name": "Ada King"}


def test_a_name_survives_the_import_that_gave_it(book: Netcli, tmp_path: Path) -> None:
    """If an import is undone, an edited person keeps the imported name."""
    _import(book, tmp_path, "older")
    book.ok("edit", "Ada Neumann", "--company", "Dupuis")
    book.ok("undo", "--batch", "1", "--yes")
    [person] = book.ok("list")["result"]
    assert (person["name"], person["company"], person["title"]) == ("Ada Neumann", "Dupuis", None)


def test_an_edit_makes_no_name(book: Netcli) -> None:
    """If the city of a nameless person is edited, the person still has no name."""
    book.ok("add", "-", stdin='{"email": "ada@example.org"}\n')
    book.ok("edit", "email:ada@example.org", "--city", "Lyon")
    [person] = book.ok("list")["result"]
    assert (person["name"], person["city"], person["emails"]) == (None, "Lyon", ["ada@example.org"])


def test_what_nobody_has_cannot_be_taken(village: Netcli) -> None:
    """If a person does not have a value, removing the value changes nothing."""
    before = village.ok("history")
    for words in (("edit", "Madonna", "--remove-email", "m@example.org"), ("tag", "Madonna", "-rail")):
        assert village.ok(*words)["result"]["changed"] == 0
    assert village.ok("history") == before


@pytest.mark.parametrize("day", ["2027", "2026-12", "2026-11-24"])
@pytest.mark.parametrize("option", ["--since", "--last-contact"])
def test_a_link_is_not_of_a_day_that_is_still_to_come(village: Netcli, option: str, day: str) -> None:
    """If a link has a future day, month or year, the command is refused as wrong usage."""
    refused = village("link", "me", "Madonna", option, day)
    assert (refused.code, refused.err.splitlines()[-1].split(";")[0]) == (2, f"netcli: {day} is in the future")
    assert village("link", "me", "Madonna", option, "2026").code == 0


@pytest.mark.parametrize(
    "words", [("add", "Bo Ek"), ("edit", "Pierre"), ("edit", "--where", "company:thales", "--yes")], ids=" ".join
)
@pytest.mark.parametrize("day", ["2026-11-24", "2026-12", "2027"])
def test_a_birthday_to_come(village: Netcli, words: tuple[str, ...], day: str) -> None:
    """A birthday after today is wrong usage, and nothing is written."""
    before = village.export()
    assert village(*words, "--birthday", day).code == 2
    assert village.export() == before


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11", "2026", "--12-24"])
def test_a_birthday_that_has_begun(village: Netcli, day: str) -> None:
    """A birthday can be today, the current month, the current year, or a day without a year."""
    village.ok("edit", "Pierre", "--birthday", day)
    assert village.ok("show", "Pierre")["result"]["person"]["birthday"] == day


def test_a_birthday_to_come_in_a_row(book: Netcli) -> None:
    """If a row of `netcli add -` has a birthday after today, the birthday is reported and not stored."""
    (entry,) = book.ok("add", "-", stdin="name,birthday\nBo Ek,2026-11-24\n")["result"]
    assert [(each["field"], each["count"]) for each in entry["not_understood"]] == [("birthday", 1)]
    assert book.ok("show", "Bo Ek")["result"]["person"]["birthday"] is None


def test_an_address_for_a_name(book: Netcli) -> None:
    """A person added by a bare address has this address and no name, so a later file finds the person."""
    (person,) = book.ok("add", "Ada@Example.org")["result"]["people"]
    shown = book.ok("show", "email:ada@example.org")["result"]["person"]
    assert (shown["id"], shown["name"], shown["emails"]) == (person["id"], None, ["ada@example.org"])


def test_an_address_that_somebody_has(book: Netcli) -> None:
    """Nobody is added by a bare address that somebody has; the error names who has the address."""
    book.ok("add", "Ada Kern", "--email", "ada@example.org")
    outcome = book("add", "--json", "ada@example.org")
    assert (outcome.code, [each["name"] for each in outcome.error()["candidates"]]) == (6, ["Ada Kern"])
