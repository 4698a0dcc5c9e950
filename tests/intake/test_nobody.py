"""Tests of accounts without a name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from netcli.importers.shared.nobody import is_nobody

from ..running import Netcli

CALLED: Final = (
    "LinkedIn Member",
    "Utilisateur LinkedIn",
    "LinkedIn-Mitglied",
    "Miembro de LinkedIn",
    "Facebook User",
    "Utilisateur de Facebook",
    "Facebook-Nutzer",
    "Usuario de Facebook",
    "Użytkownik Facebooka",
    "Utilisateur d’Instagram",
    "InstagramUser",
    "Deleted Account",
    "Compte supprimé",
    "Gelöschtes Konto",
    "Удалённый аккаунт",
    "Membre anonyme",
    "Utilisateur inconnu",
    "Member, LinkedIn",
    "inconnu, Utilisateur",
    "[Deleted User]",
)
FILES: Final = {
    "people.csv": ("Name,City\n", "{},\n"),
    "google.csv": ("Name,Given Name,Family Name,Group Membership,E-mail 1 - Value\n", "{},,,* myContacts,\n"),
    "outlook.csv": ('"First Name","Last Name","E-mail Address","E-mail Type"\n', '"{}","","",""\n'),
    "cards.vcf": ("", "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD\n"),
    "book.ldif": ("", "dn: cn={0}\nobjectclass: person\nobjectclass: mozillaAbPersonAlpha\ncn: {0}\n\n"),
}
"""Address books, each with first lines and a template of a row."""


@pytest.mark.parametrize("name", CALLED)
def test_names_of_nobody(name: str) -> None:
    """A name such as `LinkedIn Member` is recognised as no name."""
    assert (is_nobody(name), is_nobody(name.upper()), is_nobody(f"{name} Roth")) == (True, True, False)


@pytest.mark.parametrize("file", FILES)
def test_equal_rows_of_nobody_are_placeholders(book: Netcli, tmp_path: Path, file: str) -> None:
    """Each row without a real name is a separate placeholder."""
    begin, row = FILES[file]
    called = ("LinkedIn Member", "Ada Lo", "LinkedIn Member", "Ada Lo")
    path = tmp_path / file
    path.write_text(begin + "".join(map(row.format, called)), encoding="utf-8")
    (entry,) = book.ok("import", path)["result"]
    people = entry["people"]
    assert (entry["used"], people["new"], people["unsure"], people["placeholders"]) == (4, 1, 0, 2)
    before = book.export()
    path.write_text(begin + "".join(map(row.format, (*called, "Bo Li"))), encoding="utf-8")
    (entry,) = book.ok("import", path)["result"]
    assert (entry["people"]["new"], entry["people"]["placeholders"]) == (1, 0)
    book.ok("undo")
    assert book.export() == before


def test_nobody_with_the_surname_first_is_a_placeholder(book: Netcli, tmp_path: Path) -> None:
    """A phone book may write `Member, LinkedIn`. Two such rows are two placeholders."""
    path = tmp_path / "phones.csv"
    path.write_text('Name,Phone\n"Member, LinkedIn",\nAda Lo,\n"Member, LinkedIn",\n', encoding="utf-8")
    (entry,) = book.ok("import", path)["result"]
    assert (entry["people"]["new"], entry["people"]["placeholders"]) == (1, 2)


def test_nobody_who_can_be_reached_keeps_the_name(book: Netcli, tmp_path: Path) -> None:
    """A person called `Facebook User` with an e-mail address keeps the name."""
    path = tmp_path / "people.csv"
    path.write_text("Name,E-mail\nFacebook User,a@x.example\nFacebook User,b@x.example\n", encoding="utf-8")
    book.ok("import", path)
    people = book.ok("list")["result"]
    assert [each["name"] for each in people] == ["Facebook User", "Facebook User"]
