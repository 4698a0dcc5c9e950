"""A folder of cards is kept in step with the book."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli
from ..sessions import WRITTEN


@pytest.fixture
def folder(village: Netcli) -> Path:
    """A fixture: a folder with the exported cards of the village."""
    folder = village.db.with_name("cards")
    village.ok("export", "--format", "vcard", "-o", f"{folder}/")
    return folder


def _card(folder: Path, name: str) -> Path:
    """Return the card of the person called *name*."""
    (card,) = (path for path in folder.iterdir() if f"FN:{name}\r\n" in path.read_bytes().decode())
    return card


def _edit(card: Path, pattern: str, replacement: str) -> None:
    """Change a card in the same way as another program would."""
    text, changes = re.subn(pattern, replacement, card.read_bytes().decode())
    assert changes
    card.write_bytes(text.encode())


def _shown(village: Netcli, name: str) -> Any:
    return village.ok("show", name)["result"]["person"]


def test_a_card_a_person(village: Netcli, folder: Path) -> None:
    """Each person has one private file, named after the card's identifier."""
    assert len([*folder.iterdir()]) == 8
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert all(f"UID:urn:uuid:{path.stem}\r\n" in path.read_bytes().decode() for path in folder.iterdir())


def test_only_what_changed_is_written(village: Netcli, folder: Path) -> None:
    """An export writes only the cards of people whose data changed."""
    for path in folder.iterdir():
        os.utime(path, (WRITTEN, WRITTEN))
    village.ok("edit", "Sophie", "--title", "Captain")
    outcome = village("export", "--format", "vcard", "-o", folder)
    assert outcome.err == f"wrote 8 people and 6 links to {folder} (1 card changed)\n"
    assert {path for path in folder.iterdir() if path.stat().st_mtime != WRITTEN} == {_card(folder, "Sophie Durand")}


def test_what_was_not_edited_says_nothing(village: Netcli, folder: Path) -> None:
    """An import of cards that nobody edited changes nothing."""
    before = village.export()
    for entry in village.ok("import", folder)["result"]:
        assert (entry["batch"], entry["repeated"]) == (None, True)
        assert entry["people"] == {
            "new": 0,
            "updated": 0,
            "unchanged": 1,
            "merged": 0,
            "unsure": 0,
            "placeholders": 0,
            "organizations": 0,
        }
    assert village.export() == before
    assert village("import", folder).out == "8 files contain nothing new\n"
    assert [change["command"] for change in village.ok("history")["result"]] == ["link", "add", "init"]


def test_edits_come_back(village: Netcli, folder: Path) -> None:
    """Edits on a card become the user's own statements. One undo removes these edits."""
    card = _card(folder, "Sophie Durand")
    _edit(card, "ORG:Airbus", "ORG:Exemple SA\r\nTITLE:Captain\r\nTEL:+33 6 12 34 56 78")
    _edit(card, "EMAIL.*\r\n", "")
    _edit(card, "REV:2026", "REV:2025")
    before = _shown(village, "Sophie Durand")
    entries = village.ok("import", folder)["result"]
    assert sorted(entry["people"]["updated"] for entry in entries) == [0] * 7 + [1]
    person = _shown(village, "Sophie Durand")
    assert (person["company"], person["title"], person["phones"], person["emails"]) == (
        "Exemple SA",
        "Captain",
        ["+33612345678"],
        [],
    )
    assert [(each["network"], each["seen"]) for each in person["sources"]][-1] == ("hand", "2025-11-23")
    assert len(village.ok("list")["result"]) == 7
    assert village.ok("check")["result"] == {"problems": [], "repaired": 0}
    village.ok("undo")
    assert _shown(village, "Sophie Durand") == before


def test_the_same_edits_again_change_nothing(village: Netcli, folder: Path) -> None:
    """A second import of the same edits changes nothing, even after an export."""
    _edit(_card(folder, "Sophie Durand"), "ORG:Airbus", "ORG:Exemple SA")
    village.ok("import", folder)
    before = village.export()
    assert all(entry["repeated"] for entry in village.ok("import", folder)["result"])
    village.ok("export", "--format", "vcard", "-o", folder)
    assert all(entry["repeated"] for entry in village.ok("import", folder)["result"])
    assert village.export() == before


def test_edits_are_not_overwritten(village: Netcli, folder: Path) -> None:
    """Without `--force`, an export keeps an edited card until the next import."""
    card = _card(folder, "Sophie Durand")
    _edit(card, "ORG:Airbus", "ORG:Exemple SA")
    edited = card.read_bytes()
    document = village.ok("export", "--format", "vcard", "-o", folder)
    assert [(each["code"], each["count"]) for each in document["warnings"]] == [("edited", 1)]
    assert card.read_bytes() == edited
    village.ok("import", folder)
    assert village.ok("export", "--format", "vcard", "-o", folder)["warnings"] == []
    assert b"ORG:Exemple SA" in card.read_bytes()
    _edit(card, "ORG:Exemple SA", "ORG:Thales")
    assert village.ok("export", "--format", "vcard", "-o", folder, "--force")["warnings"] == []
    assert b"ORG:Exemple SA" in card.read_bytes()


def test_a_later_word_by_hand_stands(village: Netcli, folder: Path) -> None:
    """A change by hand wins over an older edit on a card."""
    card = _card(folder, "Sophie Durand")
    _edit(card, "ORG:Airbus", "ORG:Exemple SA")
    _edit(card, "REV:2026", "REV:2025")
    village.ok("edit", "Sophie Durand", "--company", "Thales")
    village.ok("import", folder)
    assert _shown(village, "Sophie Durand")["company"] == "Thales"


def test_a_card_that_is_gone_removes_nobody(village: Netcli, folder: Path) -> None:
    """If a card is missing, the import keeps the person. The next export restores the card."""
    card = _card(folder, "Sophie Durand")
    card.unlink()
    village.ok("import", folder)
    assert _shown(village, "Sophie Durand")["company"] == "Airbus"
    village.ok("export", "--format", "vcard", "-o", folder)
    assert card.exists()


def test_a_new_card_is_a_new_person(village: Netcli, folder: Path) -> None:
    """A new card in the folder is a new person. An export keeps this card."""
    card = folder / "new.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:4.0\nUID:abc\nFN:Maeve O'Neil\nEND:VCARD\n")
    entries = village.ok("import", folder)["result"]
    assert sum(entry["people"]["new"] for entry in entries) == 1
    village.ok("export", "--format", "vcard", "-o", folder)
    assert card.exists()


def test_the_cards_of_who_is_gone_go(village: Netcli, folder: Path) -> None:
    """If a person is no longer exported, the export deletes the person's unedited card."""
    card, other = _card(folder, "Madonna"), _card(folder, "Pierre Martin")
    village.ok("edit", "Madonna", "--private")
    village.ok("export", "--format", "vcard", "-o", folder)
    assert not card.exists()
    _edit(other, "ORG:Thales", "ORG:Exemple SA")
    village.ok("export", "--format", "vcard", "company:airbus", "-o", folder)
    assert len([*folder.iterdir()]) == 4
    assert other.exists()


def test_two_cards_of_one_person_become_one(village: Netcli, folder: Path) -> None:
    """After a merge, an export leaves one card with the addresses of both people."""
    village.ok("merge", "email:marie@example.org", "email:marie.martin@example.net", "--yes")
    village.ok("export", "--format", "vcard", "-o", folder)
    (card,) = [text for path in folder.iterdir() if "FN:Marie Martin" in (text := path.read_text("utf-8"))]
    assert sorted(re.findall("EMAIL.*:(.*@.*)", card)) == ["marie.martin@example.net", "marie@example.org"]


def test_a_card_of_who_was_merged_is_who_they_are_now(village: Netcli, folder: Path) -> None:
    """After a merge, an edit on the merged person's card changes the remaining person."""
    cards = [path for path in folder.iterdir() if b"FN:Marie Martin" in path.read_bytes()]
    village.ok("merge", "email:marie@example.org", "email:marie.martin@example.net", "--yes")
    for card in cards:
        if b"EMAIL;PREF=1:marie.martin@" in card.read_bytes():
            _edit(card, "ADR:;;;Lille", "ADR:;;;Nantes")
    village.ok("import", folder)
    assert _shown(village, "Marie Martin")["city"] == "Nantes"


def test_a_dry_run_leaves_the_folder_alone(village: Netcli, folder: Path) -> None:
    """A dry run says what an export would write, and writes nothing."""
    village.ok("edit", "Sophie", "--title", "Captain")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    outcome = village("export", "--format", "vcard", "-o", folder, "--dry-run")
    assert outcome.err == f"would write 8 people and 6 links to {folder} (1 card changed); nothing written\n"
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_cards_in_another_book(village: Netcli, folder: Path) -> None:
    """Cards from another book add people, but no contacts of the user."""
    other = Netcli(village.db.with_name("other.db"))
    other.ok("init", "--me", "Li Exemple", "--email", "li@example.org")
    other.ok("import", folder)
    assert len(other.ok("list")["result"]) == 8
    assert other.ok("show", "me")["result"]["links"] == []
    assert len(other.ok("import", folder)["result"]) == 8
    assert len(other.ok("list")["result"]) == 8
