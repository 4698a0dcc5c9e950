"""Tests of `netcli dossier`, which shows all data about a person."""

from __future__ import annotations

from typing import Any

import pytest

from ..running import Netcli

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Seán O'Neil
EMAIL:sean@one.example
TEL:+33 6 12 34 56 78
CATEGORIES:rail,choir
NOTE:likes trains
END:VCARD
"""


@pytest.fixture
def sean(book: Netcli) -> Any:
    """The dossier of Seán, an imported and edited person."""
    file = book.db.parent.parent / "cards.vcf"
    file.write_text(CARDS, "utf-8")
    book.ok("import", file)
    book.ok("edit", "Seán O'Neil", "--city", "Lyon", "--remove-email", "sean@one.example")
    book.ok("link", "Seán O'Neil", "Anna van der Berg", "--create")
    book.ok("link", "Anna van der Berg", "Marie Martin", "--create")
    book.ok("intro", "asked", "Marie Martin", "--via", "Seán O'Neil")
    book.ok("met", "Seán O'Neil", "--on", "2026-11-02", "--place", "Lyon", "--note", "about trains")
    book.ok("favour", "Seán O'Neil", "given", "a book on trains")
    return book.ok("dossier", "Seán O'Neil")["result"]


def test_each_value_is_told_with_where_it_comes_from(sean: Any) -> None:
    """The dossier shows the source of each value, even of a removed value."""
    assert [
        (each["field"], each["value"], each["source"]["network"], each["source"]["line"]) for each in sean["values"]
    ] == [
        ("name", "Seán O'Neil", "vcard", 1),
        ("email", "sean@one.example", "vcard", 1),
        ("phone", "+33 6 12 34 56 78", "vcard", 1),
        ("note", "likes trains", "vcard", 1),
        ("tag", "rail", "vcard", 1),
        ("tag", "choir", "vcard", 1),
        ("name", "Seán O'Neil", "hand", None),
        ("mention", "Seán O'Neil", "hand", None),
        ("city", "Lyon", "hand", None),
        ("no email", "sean@one.example", "hand", None),
    ]
    assert all(each["source"] in sean["person"]["sources"] for each in sean["values"])


def test_links_evidence_introductions_and_changes_are_told(sean: Any) -> None:
    """The dossier shows all links, evidence, introductions, meetings, favours and changes of the person."""
    assert [each["person"]["name"] for each in sean["links"]] == ["Zoé Exemple", "Anna van der Berg"]
    assert sorted((each["kind"], each["person"]["name"]) for each in sean["evidence"]) == [
        ("declared", "Anna van der Berg"),
        ("declared", "Zoé Exemple"),
        ("meeting", "Zoé Exemple"),
    ]
    assert [(each["ask"]["name"], each["target"]["name"]) for each in sean["introductions"]] == [
        ("Seán O'Neil", "Marie Martin")
    ]
    assert [(each["date"], each["place"], each["note"]) for each in sean["meetings"]] == [
        ("2026-11-02", "Lyon", "about trains")
    ]
    assert [each["what"] for each in sean["favours"]["given"]] == ["a book on trains"]
    assert [each["command"] for each in sean["history"]] == ["favour", "met", "link", "edit", "import"]


def test_words_hold_every_value(book: Netcli, sean: Any) -> None:
    """The text of a dossier contains every value."""
    told = book("dossier", "Seán O'Neil").out
    assert [each["value"] for each in sean["values"] if each["value"] not in told] == []
