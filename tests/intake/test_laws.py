"""Three laws of imports, checked on all example files."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from ..running import EXAMPLES, Netcli

FILES = sorted(path for path in EXAMPLES.glob("*/*") if not path.name.endswith(".expected.json"))
ORDERS = 3
ORDERED = [path for path in FILES if path.name not in ("links.csv", "liens.csv")]
"""Example files without lists of links, because the order of such lists matters."""


def _shuffled(seed: int) -> list[Path]:
    files = list(FILES)
    random.Random(seed).shuffle(files)
    return files


def counted(book: Netcli) -> dict[str, int]:
    """Return the number of links, and the number of people of each kind.

    The user is not counted.
    """
    result = json.loads(book.export())["result"]
    kinds = [person["kind"] for person in result["people"] if not person["me"]]
    counts = {kind: kinds.count(kind) for kind in ("person", "placeholder", "organization")}
    return {**counts, "links": len(result["links"])}


def check_rows(entry: dict[str, Any]) -> None:
    """Assert that the numbers of rows in a report add up."""
    for part in (entry, *entry["members"]):
        assert part["read"] == part["used"] + part["ignored"] + part["rejected_count"]
    for name in ("read", "used", "ignored", "rejected_count"):
        assert entry[name] == sum(member[name] for member in entry["members"])
    assert entry["ignored"] == sum(entry["why_ignored"].values())
    assert [why for why in entry["why_ignored"] if not re.fullmatch("[a-z]+(_[a-z]+)*", why)] == []
    assert len(entry["rejected"]) == min(entry["rejected_count"], 100)


def test_a_person_who_turns_out_to_be_an_organization(book: Netcli, tmp_path: Path) -> None:
    """A person who turns out to be an organization counts as merged."""
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:22222222-2222-4222-8222-222222222222\nFN:Muster Vertrieb\n{}END:VCARD\n"
    first, second = tmp_path / "first.vcf", tmp_path / "second.vcf"
    first.write_text(card.format("N:Vertrieb;Muster;;;\n"))
    second.write_text(card.format("ORG:Muster Vertrieb\nX-ABShowAs:COMPANY\n"))
    book.ok("import", first)
    before = counted(book)
    people = book.ok("import", second)["result"][0]["people"]
    assert (people["new"], people["merged"], people["unsure"], people["organizations"]) == (0, 1, 0, 1)
    assert counted(book) == before | {"person": before["person"] - 1, "organization": before["organization"] + 1}
    assert [batch["people"] for batch in book.ok("imports")["result"]] == [0, 1]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ORDERS))
def test_rows_add_up_and_the_book_grows_by_what_is_told(book: Netcli, seed: int) -> None:
    """The numbers of rows in each report add up. The book grows by the reported numbers."""
    for path in _shuffled(seed):
        before = counted(book)
        outcome = book("import", path, "--yes", "--json")
        assert outcome.code == 0, outcome.err
        after = counted(book)
        [entry] = outcome.json()["result"]
        check_rows(entry)
        people = entry["people"]
        assert {name: after[name] - before[name] for name in after} == {
            "person": people["new"] + people["unsure"] - people["merged"],
            "placeholder": people["placeholders"],
            "organization": people["organizations"],
            "links": entry["links"]["new"],
        }, path.name
        assert min(people["new"], people["merged"], people["unsure"]) >= 0, path.name


@pytest.mark.slow
def test_a_file_imported_again_brings_nothing(book: Netcli) -> None:
    """A second import of a file changes nothing, and reports everything as unchanged."""
    for path in FILES:
        [first] = book("import", path, "--yes", "--json").json()["result"]
        before = book.export()
        [again] = book("import", path, "--yes", "--json").json()["result"]
        assert book.export() == before
        assert (again["repeated"], again["batch"], again["read"]) == (True, first["batch"], first["read"])
        assert {name for name, count in again["people"].items() if count} <= {"unchanged"}
        assert {name for name, count in again["links"].items() if count} <= {"unchanged"}
        check_rows(again)


def test_the_owner_whom_an_import_creates_is_counted(book: Netcli) -> None:
    """`--owner P --create` adds P, and the report includes P."""
    before = counted(book)
    [entry] = book.ok("import", EXAMPLES / "csv" / "people.csv", "--owner", "Ann Other", "--create")["result"]
    assert book.ok("imports")["result"][0]["people"] == entry["people"]["new"] + entry["people"]["unsure"]
    grown = entry["people"]["new"] + entry["people"]["unsure"]
    assert counted(book)["person"] - before["person"] == grown
    step = book.ok("history")["result"][0]
    assert (step["people"], f": {grown} new people" in step["summary"]) == (grown, True)


def test_people_whom_a_file_proves_to_be_one_are_counted(book: Netcli, tmp_path: Path) -> None:
    """If a card proves that two people are one person, the report counts one merge."""
    book.ok("add", "Marie Martin", "--email", "marie@example.org")
    book.ok("add", "Marie Martin", "--new", "--email", "mm@example.com")
    file = tmp_path / "both.vcf"
    card = ("BEGIN:VCARD", "VERSION:3.0", "FN:Marie Martin", "EMAIL:marie@example.org", "EMAIL:mm@example.com")
    file.write_text("\r\n".join([*card, "END:VCARD", ""]), encoding="utf-8")
    before = counted(book)
    [entry] = book.ok("import", file)["result"]
    assert counted(book)["person"] - before["person"] == -1
    assert entry["people"] == {
        "new": 0,
        "merged": 1,
        "updated": 1,
        "unchanged": 0,
        "unsure": 0,
        "placeholders": 0,
        "organizations": 0,
    }


INVERSE = {"parent": "child", "child": "parent", "customer": "supplier", "supplier": "customer"}


def drawn(book: Netcli) -> tuple[list[Any], list[Any]]:
    """Return the people and links of the book, without ids."""
    result = json.loads(book.export())["result"]
    told = {
        person["id"]: (
            person["kind"],
            person["name"],
            person["company"],
            person["title"],
            person["city"],
            person["birthday"],
            person["note"],
            *(tuple(sorted(person[name])) for name in ("aliases", "emails", "phones", "urls", "tags")),
        )
        for person in result["people"]
    }
    links = []
    for link in result["links"]:
        ends = [str(told[link["a"]]), str(told[link["b"]])]
        kinds = [INVERSE.get(kind, kind) if ends[0] > ends[1] else kind for kind in link["kinds"]]
        told_of = (
            link["since"],
            link["last_contact"],
            link["certainty"],
            round(link["chance"], 9),
            len(link["evidence"]),
        )
        links.append((sorted(ends), sorted(kinds), *told_of))
    return sorted(map(str, told.values())), sorted(map(str, links))


@pytest.mark.slow
def test_the_order_of_imports_never_decides(netcli: Netcli, tmp_path: Path) -> None:
    """The files give the same graph in any order of imports."""
    drawings = []
    for seed in range(ORDERS):
        other = Netcli(tmp_path / f"{seed}.db")
        other.ok("init", "--me", "Moi Test", "--email", "moi@example.org")
        for path in random.Random(seed).sample(ORDERED, len(ORDERED)):
            other.ok("import", path, "--yes")
        drawings.append(drawn(other))
    people, links = zip(*drawings, strict=True)
    for theirs in people[1:]:
        assert theirs == people[0]
    for theirs in links[1:]:
        assert theirs == links[0]
