"""Hashes of addresses: FOAF hides an e-mail behind its sum, and whoever has that e-mail is met by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcli.identifiers import mbox_sha1

from ..running import Netcli

FRIEND = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
<foaf:Person rdf:nodeID="me"><foaf:name>Ana Ruiz</foaf:name><foaf:knows><foaf:Person>
<foaf:mbox_sha1sum>{}</foaf:mbox_sha1sum></foaf:Person></foaf:knows></foaf:Person></rdf:RDF>"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A page that knows somebody by the hash of an e-mail alone, and a table with that e-mail."""
    page, table = tmp_path / "ana.rdf", tmp_path / "people.csv"
    page.write_text(FRIEND.format(mbox_sha1("jose@example.org")), encoding="utf-8")
    table.write_text("Name,Email,City\nJosé O'Neil,jose@example.org,Lyon\n", encoding="utf-8")
    return [page, table]


@pytest.mark.parametrize("first", [0, 1], ids=["hash first", "e-mail first"])
def test_whoever_has_the_email_is_met(book: Netcli, files: list[Path], first: int) -> None:
    """In either order they are one person, linked to whoever knows the hash."""
    book.ok("import", files[first])
    book.ok("import", files[1 - first])
    people = {each["name"]: each for each in book.ok("list", "--all")["result"]}
    assert people.keys() == {"Zoé Exemple", "Ana Ruiz", "José O'Neil"}
    assert (people["José O'Neil"]["emails"], people["José O'Neil"]["urls"]) == (["jose@example.org"], [])
    assert book.ok("path", "Ana", "José")["result"]["hops"] == 1


def test_a_hash_is_no_page(book: Netcli, files: list[Path]) -> None:
    """It is a key, and in no list of pages, whoever asks."""
    book.ok("import", files[0])
    (hidden,) = (each for each in book.ok("list", "--all")["result"] if each["kind"] == "placeholder")
    assert (hidden["name"], hidden["urls"]) == (None, [])
    assert book.ok("sql", "SELECT * FROM urls")["result"]["rows"] == []
    assert book.ok("list", "--all", "has:url")["result"] == []


def test_undo_leaves_no_hash(book: Netcli, files: list[Path]) -> None:
    """After the page's import is taken back, the e-mail's owner is alone again."""
    book.ok("import", files[0])
    book.ok("undo")
    book.ok("import", files[1])
    assert [each["name"] for each in book.ok("list")["result"]] == ["José O'Neil"]
    assert book.ok("check")["result"]["problems"] == []
