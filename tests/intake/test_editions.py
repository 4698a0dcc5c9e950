"""Tests of later editions of an address book."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli

UUID = "urn:uuid:11111111-1111-4111-8111-111111111111"


def card(uid: str, name: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", f"FN:{name}", *lines, "END:VCARD", ""])


def imported(book: Netcli, folder: Path, name: str, text: str) -> Any:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return book.ok("import", path)["result"][0]


def people(book: Netcli) -> set[tuple[str, ...]]:
    return {(person["name"], *person["emails"]) for person in book.ok("list", "--limit", "0")["result"]}


OLD = card(UUID, "Lena Vogt", "EMAIL:lena@example.org", "REV:20200101T000000Z")
NEW = card(UUID, "Lena Berg", "EMAIL:berg@example.net", "REV:20250101T000000Z")


@pytest.mark.parametrize("uid", [UUID, "zoe-1", "p42@phone"])
def test_a_card_is_the_same_persons_whatever_changed(book: Netcli, tmp_path: Path, uid: str) -> None:
    """A card with a known UID is the same person, even under another name."""
    imported(book, tmp_path, "contacts-2020-01-01.vcf", OLD.replace(UUID, uid))
    report = imported(book, tmp_path, "book-2025-01-01.vcf", NEW.replace(UUID, uid))
    assert report["people"] == {
        "new": 0,
        "merged": 0,
        "updated": 1,
        "unchanged": 0,
        "unsure": 0,
        "placeholders": 0,
        "organizations": 0,
    }
    assert people(book) == {("Lena Berg", "berg@example.net", "lena@example.org")}


def test_a_file_name_may_contain_the_separator_of_row_keys(book: Netcli, tmp_path: Path) -> None:
    """A card with a known UID is the same person, even if a file's name contains a bar."""
    imported(book, tmp_path, "friends|family.vcf", OLD)
    imported(book, tmp_path, "book.vcf", NEW)
    assert people(book) == {("Lena Berg", "berg@example.net", "lena@example.org")}


def test_the_order_of_editions_does_not_matter(book: Netcli, tmp_path: Path) -> None:
    other = card("22222222-2222-4222-8222-222222222222", "Lena Vogt", "EMAIL:lena@example.org")
    editions = {"a-2020-01-01.vcf": OLD, "b-2025-01-01.vcf": NEW, "c-2024-01-01.vcf": other}
    seen = set()
    for order in itertools.permutations(editions):
        for name in order:
            imported(book, tmp_path, name, editions[name])
        seen.add(frozenset(people(book)))
        for _ in order:
            book.ok("undo")
    assert seen == {
        frozenset({("Lena Berg", "berg@example.net", "lena@example.org"), ("Lena Vogt", "lena@example.org")})
    }


def test_an_edition_is_taken_back(book: Netcli, tmp_path: Path) -> None:
    """If the first edition is undone, the statements of the second edition remain."""
    first = imported(book, tmp_path, "a-2020-01-01.vcf", OLD)["batch"]
    imported(book, tmp_path, "b-2025-01-01.vcf", NEW)
    book.ok("undo", "--batch", str(first), "--yes")
    assert people(book) == {("Lena Berg", "berg@example.net")}


def test_the_numbers_of_two_books_are_not_their_peoples(book: Netcli, tmp_path: Path) -> None:
    """A short UID in two address books may mean two people."""
    imported(book, tmp_path, "a.vcf", card("1", "Lena Vogt", "EMAIL:lena@example.org"))
    imported(book, tmp_path, "b.vcf", card("1", "Paul Martin", "EMAIL:paul@example.org"))
    assert people(book) == {("Lena Vogt", "lena@example.org"), ("Paul Martin", "paul@example.org")}


def test_two_cards_of_one_uid_in_one_file_stay_two(book: Netcli, tmp_path: Path) -> None:
    """Two cards in one file with one UID and different names are two people."""
    both = card(UUID, "Lena Vogt", "EMAIL:lena@example.org") + card(UUID, "Paul Martin", "EMAIL:paul@example.org")
    imported(book, tmp_path, "a.vcf", both)
    assert len(people(book)) == 2


def test_equal_rows_are_one_person(book: Netcli, tmp_path: Path) -> None:
    """Two equal rows are one person. A row with another city is another person."""
    text = "Name,City\nMarie Martin,Lyon\nMarie Martin,Lyon\nMarie Martin,Brest\n"
    report = imported(book, tmp_path, "a.csv", text)
    assert (report["read"], report["used"]) == (3, 3)
    assert report["people"]["new"] + report["people"]["unsure"] == 2
    assert len(book.ok("list")["result"]) == 2


def test_who_has_only_a_name_is_the_same_in_a_copy_of_the_file(book: Netcli, tmp_path: Path) -> None:
    """A person with only a name is the same in a copy of the file."""
    text = "Name,City\nMarie Martin,Lyon\n{},Brest\n"
    imported(book, tmp_path, "club.csv", text.format("Ann"))
    for name, other in (("club (1).csv", "Bo"), ("club-2026-11-02.csv", "Cy"), ("club copy.csv", "Di")):
        report = imported(book, tmp_path, name, text.format(other))["people"]
        assert (report["new"], report["unsure"], report["unchanged"]) == (1, 0, 1)
    assert imported(book, tmp_path, "choir.csv", text.format("Ed"))["people"]["unsure"] == 1


LINKS = (
    "from,to,kind,since\nAna Lee,Ben Roy,friend,2019\nAna Lee,Cleo Day,colleague,2020\nBen Roy,Cleo Day,contact,2018\n"
)


@pytest.mark.parametrize(
    ("was", "now", "counts"),
    [
        ("", "", (0, 0, 3)),
        ("colleague,2020", "colleague,2017", (0, 1, 2)),
        ("Ben Roy,friend", "Ben Roy,sibling", (0, 1, 2)),
        ("Ana Lee,Ben Roy", "Ben Roy,Ana Lee", (0, 0, 3)),
        ("Ben Roy,Cleo Day,contact,2018", "Ben Roy,Dov Fay,contact,2018", (1, 0, 2)),
    ],
)
def test_an_edition_counts_the_links_that_it_repeats(
    book: Netcli, tmp_path: Path, was: str, now: str, counts: tuple[int, int, int]
) -> None:
    """The report of a new edition counts new, updated and unchanged links."""
    for day in ("01", "02"):
        imported(book, tmp_path, f"links-2026-01-{day}.csv", LINKS)
    report = imported(book, tmp_path, "links-2026-01-03.csv", LINKS.replace(was, now) + "\n")
    assert tuple(report["links"].values()) == counts
    assert book.ok("check")["result"]["problems"] == []


def test_an_edition_counts_no_link_of_whom_it_makes_one_with_another(book: Netcli, tmp_path: Path) -> None:
    """If an import merges two contacts, the report counts -1 new links."""
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    one = "Ana,Lee,https://www.linkedin.com/in/ana-lee,{},Atelier,Director,05 Mar 2020\n"
    other = "Ana,Lee,,ana@example.org,Atelier,Director,05 Mar 2020\n"
    imported(book, tmp_path, "Connections-2026-01-01.csv", header + one.format("") + other)
    report = imported(book, tmp_path, "Connections-2026-01-02.csv", header + one.format("ana@example.org") + other)
    assert (report["people"]["merged"], report["links"]) == (1, {"new": -1, "updated": 0, "unchanged": 1})
    assert book.ok("check")["result"]["problems"] == []
