"""Tests of people whom an import counts as unsure."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ..running import Netcli

RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">'
    "<foaf:Person><foaf:name>{}</foaf:name><foaf:mbox_sha1sum>{}</foaf:mbox_sha1sum></foaf:Person></rdf:RDF>"
)
PAGE = "https://www.linkedin.com/in/"


def row(name: str, *values: str) -> tuple[str, str]:
    """Return the name and content of a CSV file with one row."""
    header = ["Name", "E-mail", "Company", "City", "Birthday", "LinkedIn", "Aliases"]
    return "a.csv", ",".join(header) + "\n" + ",".join([name, *values, *[""] * (6 - len(values))]) + "\n"


def hashed(name: str, address: str) -> tuple[str, str]:
    """Return the name and content of a FOAF file with one hash."""
    return "a.rdf", RDF.format(name, hashlib.sha1(f"mailto:{address}".encode(), usedforsecurity=False).hexdigest())


def card(name: str, parts: str, address: str) -> tuple[str, str]:
    """Return the name and content of a vCard with two names of one person."""
    return "a.vcf", f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nN:{parts}\nEMAIL:{address}\nEND:VCARD\n"


Given = tuple[str, str]
CASES: dict[str, tuple[Given, Given, int, list[tuple[str, list[str]]]]] = {
    "two addresses at one domain": (
        row("Ada Poe", "ada@example.org"),
        row("Ada Poe", "ada2@example.org"),
        1,
        [("other", [])],
    ),
    "two numbered addresses": (row("Ada Poe", "ada1@example.org"), row("Ada Poe", "ada2@example.org"), 0, []),
    "two hashes, two names": (
        hashed("Ada Poe", "poe@example.net"),
        hashed("Ben Poe", "poe@example.net"),
        1,
        [("other", ["different given names"])],
    ),
    "an address and its hash, two names": (
        row("Ada Poe", "p.oe@gmail.com"),
        hashed("Ben Poe", "p.oe@gmail.com"),
        1,
        [("other", ["different given names"])],
    ),
    "one word": (row("Madonna", "m@example.org"), row("Madonna", "n@example.net"), 1, [("other", [])]),
    "no name of a person": (row("Maman", "m@example.org"), row("Maman", "n@example.net"), 0, []),
    "another name of somebody": (
        card("Tonton Jo", "Marchand;Joseph;;;", "jo@example.org"),
        row("Joseph Marchand", "jm@example.com"),
        1,
        [("name_company", [])],
    ),
    "one birthday, two pages": (
        row("Ada Poe", "", "", "", "1980-03-12", f"{PAGE}ada-a"),
        row("Ada Poe", "", "", "", "1980-03-12", f"{PAGE}ada-b"),
        1,
        [("other", ["different LinkedIn profiles"])],
    ),
    "two companies and cities": (
        row("Marie Martin", "", "Acme", "Lyon"),
        row("Marie Martin", "", "Zeta", "Lille"),
        0,
        [],
    ),
    "two cities": (row("Marie Martin", "", "", "Lyon"), row("Marie Martin", "", "", "Lille"), 1, [("other", [])]),
}


@pytest.mark.parametrize(("first", "second", "unsure", "waiting"), CASES.values(), ids=CASES)
def test_whoever_is_unsure_waits(
    book: Netcli, tmp_path: Path, first: Given, second: Given, unsure: int, waiting: list[tuple[str, list[str]]]
) -> None:
    """`netcli duplicates` lists exactly the pairs that an import counts as unsure."""
    counted = []
    for place, (name, text) in enumerate((first, second)):
        path = tmp_path / str(place) / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        counted.append(book.ok("import", path)["result"][0]["people"])
    assert [(each["new"], each["unsure"]) for each in counted] == [(1, 0), (1 - unsure, unsure)]
    groups = book.ok("duplicates")["result"]["groups"]
    found = [(group["rule"], pair) for group in groups for pair in group["pairs"]]
    assert [(rule, pair["vetoes"]) for rule, pair in found] == waiting
    for _, pair in found:
        assert pair["score"] == pytest.approx(sum(each["bits"] for each in pair["reasons"]), abs=1e-3)


def test_a_name_of_a_crowd_identifies_nobody(book: Netcli, tmp_path: Path) -> None:
    """If more than 30 people share a name, the name identifies nobody."""
    path = tmp_path / "a.csv"
    rows = [f"Ada Poe,{chr(97 + place)}@{chr(97 + place)}.example\n" for place in range(26)]
    rows += [f"Ada Poe,z{chr(97 + place)}@z{chr(97 + place)}.example\n" for place in range(5)]
    path.write_text("Name,E-mail\n" + "".join(rows[:30]), encoding="utf-8")
    assert book.ok("import", path, "--dry-run")["result"][0]["people"]["unsure"] == 29
    path.write_text("Name,E-mail\n" + "".join(rows), encoding="utf-8")
    assert book.ok("import", path)["result"][0]["people"]["unsure"] == 0
    assert book.ok("duplicates")["result"]["waiting"] == 0


def test_a_rule_accepted_merges_nobody_against_the_evidence(book: Netcli, tmp_path: Path) -> None:
    """`--accept` refuses namesakes with different addresses at one domain."""
    path = tmp_path / "a.csv"
    path.write_text("Name,E-mail\nAda Poe,ada@example.org\nAda Poe,ada2@example.org\n", encoding="utf-8")
    book.ok("import", path)
    outcome = book("duplicates", "--accept", "other", "--yes", "--json")
    assert outcome.json()["result"] == {"merged": 0, "refused": 1}
