"""Exports of some of the book: who fits, the owner, and what was said of them alone."""

from __future__ import annotations

import json

import pytest

from .running import Netcli


def test_an_export_of_some(village: Netcli) -> None:
    """Who fits and the owner, their links among themselves, and no record of anybody else."""
    result = village.ok("export", "company:airbus")["result"]
    names = [person["name"] for person in result["people"]]
    assert names == ["Zoé Exemple", "Aïcha O'Neil", "Jacques van der Berg", "Sophie Durand"]
    people = {person["id"] for person in result["people"]}
    whole = village.ok("export")["result"]
    assert result["links"] == [link for link in whole["links"] if {link["a"], link["b"]} <= people]
    assert "Pierre" not in json.dumps(result["records"])


def test_an_export_of_some_can_be_imported(village: Netcli) -> None:
    """It makes a book of its own, which holds the same people and says the same of them."""
    file = village.db.with_name("some.json")
    village("export", "-tag:rail", "-o", file)
    other = Netcli(village.db.with_name("other.db"))
    other.ok("import", file)
    assert other.ok("check")["result"] == {"problems": []}
    told = json.loads(file.read_text(encoding="utf-8"))["result"]
    again = other.ok("export")["result"]
    for person in (*told["people"], *again["people"]):
        del person["contacts"]  # of the whole book, and of the small one
    assert again == told


def test_a_dry_run_makes_no_file(village: Netcli) -> None:
    """Nor does it overwrite one, but it says that it would have to."""
    file = village.db.with_name("book.json")
    assert village("export", "-o", file, "--dry-run").code == 0
    assert not file.exists()
    file.write_text("precious")
    assert village("export", "-o", file, "--dry-run").code == 73


def test_a_dash_is_stdout(village: Netcli, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for import, `-` is no file."""
    monkeypatch.chdir(village.db.parent)
    assert village("export", "-o", "-").out == village.export()
    assert not village.db.with_name("-").exists()
