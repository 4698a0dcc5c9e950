"""Tests of files that contain hashes of e-mail addresses."""

from __future__ import annotations

from hashlib import md5, sha1, sha256
from pathlib import Path
from typing import Final

import pytest

from netcli.identifiers import mbox_sha1

from ..running import Netcli

FRIEND = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
<foaf:Person rdf:nodeID="me"><foaf:name>Ana Ruiz</foaf:name><foaf:knows><foaf:Person>
<foaf:mbox_sha1sum>{}</foaf:mbox_sha1sum></foaf:Person></foaf:knows></foaf:Person></rdf:RDF>"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A fixture: a FOAF page with a hash, and a table with the address."""
    page, table = tmp_path / "ana.rdf", tmp_path / "people.csv"
    page.write_text(FRIEND.format(mbox_sha1("jose@example.org")), encoding="utf-8")
    table.write_text("Name,Email,City\nJosé O'Neil,jose@example.org,Lyon\n", encoding="utf-8")
    return [page, table]


@pytest.mark.parametrize("first", [0, 1], ids=["hash first", "e-mail first"])
def test_whoever_has_the_email_is_met(book: Netcli, files: list[Path], first: int) -> None:
    """In either order of import, an e-mail address and its hash become one person."""
    book.ok("import", files[first])
    book.ok("import", files[1 - first])
    people = {each["name"]: each for each in book.ok("list", "--all")["result"]}
    assert people.keys() == {"Zoé Exemple", "Ana Ruiz", "José O'Neil"}
    assert (people["José O'Neil"]["emails"], people["José O'Neil"]["urls"]) == (["jose@example.org"], [])
    assert book.ok("path", "Ana", "José")["result"]["hops"] == 1


def test_a_hash_is_no_page(book: Netcli, files: list[Path]) -> None:
    """A hash is a key, and no command lists it as a page."""
    book.ok("import", files[0])
    (hidden,) = (each for each in book.ok("list", "--all")["result"] if each["kind"] == "placeholder")
    assert (hidden["name"], hidden["urls"]) == (None, [])
    assert book.ok("sql", "SELECT * FROM urls")["result"]["rows"] == []
    assert book.ok("list", "--all", "has:url")["result"] == []


def test_undo_leaves_no_hash(book: Netcli, files: list[Path]) -> None:
    """An undo of the import also removes the hash."""
    book.ok("import", files[0])
    book.ok("undo")
    book.ok("import", files[1])
    assert [each["name"] for each in book.ok("list")["result"]] == ["José O'Neil"]
    assert book.ok("check")["result"]["problems"] == []


def hashes(address: str) -> dict[str, str]:
    """Return several hashes of *address*. Each key is the name of a column."""
    data = address.encode()
    return {
        "email_md5": md5(data).hexdigest(),
        "SHA-1": sha1(data).hexdigest(),
        "Email SHA256": sha256(data).hexdigest(),
    }


JOSE: Final = hashes("jose@example.org")
AVATAR: Final = f"https://www.gravatar.com/avatar/{JOSE['email_md5']}?s=80"
CARD: Final = "BEGIN:VCARD\nVERSION:3.0\nFN:J. O'Neil\n{}\nEND:VCARD\n"
HIDING: Final = {
    **{name: ("hidden.csv", f"Name,{name}\nJ. O'Neil,{value}\n") for name, value in JOSE.items()},
    "gravatar": ("hidden.csv", f"Name,Gravatar\nJ. O'Neil,{AVATAR}\n"),
    "picture": ("hidden.csv", f"Name,Photo\nJ. O'Neil,{AVATAR}\n"),
    "page on a card": ("hidden.vcf", CARD.format(f"URL:https://gravatar.com/{JOSE['Email SHA256']}")),
    "picture on a card": ("hidden.vcf", CARD.format(f"PHOTO;VALUE=uri:{AVATAR}")),
    "property": ("hidden.vcf", CARD.format(f"X-EMAIL-SHA256:{JOSE['Email SHA256'].upper()}")),
}
"""For each kind of hash: the name and the text of a file."""


@pytest.mark.parametrize("first", [0, 1], ids=["hash first", "e-mail first"])
@pytest.mark.parametrize("how", HIDING)
def test_a_plain_hash_meets_the_address(book: Netcli, files: list[Path], how: str, first: int) -> None:
    """If one row has an e-mail address and another row has the address's hash, both rows become one person.

    An undo restores the book.
    """
    name, text = HIDING[how]
    hidden = files[1].with_name(name)
    hidden.write_text(text, encoding="utf-8")
    order = [hidden, files[1]] if not first else [files[1], hidden]
    book.ok("import", order[0])
    before = book.export()
    (entry,) = book.ok("import", order[1])["result"]
    assert (entry["not_understood"], entry["unused_columns"], entry["people"]["new"]) == ([], [], 0)
    (person,) = book.ok("list")["result"]
    assert sorted((person["name"], *person["aliases"])) == ["J. O'Neil", "José O'Neil"]
    assert (person["emails"], person["urls"]) == (["jose@example.org"], [])
    assert book.ok("check")["result"]["problems"] == []
    book.ok("undo")
    assert book.export() == before


def test_a_hash_of_mine_is_me(book: Netcli, tmp_path: Path) -> None:
    """A row with the hash of the user's address is the user. Invalid hashes are reported."""
    mine, nothing = hashes("zoe@example.org")["email_md5"], md5(b"").hexdigest()
    table = tmp_path / "people.csv"
    table.write_text(f"Name,MD5\nZ. E.,{mine}\nAda Lo,{nothing}\nBo Li,none\n", encoding="utf-8")
    (entry,) = book.ok("import", table)["result"]
    assert [(each["field"], each["column"], each["count"]) for each in entry["not_understood"]] == [("email", "MD5", 2)]
    assert sorted(each["name"] for each in book.ok("list", "--all")["result"]) == ["Ada Lo", "Bo Li", "Zoé Exemple"]
