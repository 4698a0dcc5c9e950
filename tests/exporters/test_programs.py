"""Programs other than netcli can copy, edit and open what netcli writes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ..running import Netcli

VDIRSYNCER = """
[general]
status_path = "{folder}/status/"

[pair cards]
a = "ours"
b = "theirs"
collections = null
conflict_resolution = "b wins"

[storage ours]
type = "filesystem"
path = "{folder}/ours/"
fileext = ".vcf"

[storage theirs]
type = "filesystem"
path = "{folder}/theirs/"
fileext = ".vcf"
"""


def _run(*words: str | Path, **environment: str) -> str:
    done = subprocess.run(
        [*map(str, words)], capture_output=True, check=False, text=True, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _person(village: Netcli, name: str) -> Any:
    return village.ok("show", name)["result"]["person"]


@pytest.mark.needs("vdirsyncer")
def test_vdirsyncer_carries_cards(village: Netcli, tmp_path: Path) -> None:
    """vdirsyncer copies cards to another folder and back. Changes of the copies reach the book."""
    settings = tmp_path / "settings"
    settings.write_text(VDIRSYNCER.format(folder=tmp_path))
    for folder in ("ours", "theirs", "status"):
        (tmp_path / folder).mkdir()
    village.ok("export", "--format", "vcard", "-o", f"{tmp_path}/ours/")

    def carry() -> None:
        _run("vdirsyncer", "-c", settings, "discover")
        _run("vdirsyncer", "-c", settings, "sync")

    carry()
    theirs = list((tmp_path / "theirs").iterdir())
    assert len(theirs) == 8
    (card,) = (path for path in theirs if "FN:Sophie Durand" in path.read_text())
    card.write_bytes(card.read_bytes().replace(b"ORG:Airbus", b"ORG:Exemple SA\r\nTITLE:Captain"))
    (tmp_path / "theirs" / "new.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nUID:new\nFN:Maeve O'Neil\nEND:VCARD\n")
    carry()
    entries = village.ok("import", tmp_path / "ours")["result"]
    assert sum(entry["people"]["updated"] for entry in entries) == 1
    assert sum(entry["people"]["new"] for entry in entries) == 1
    sophie = _person(village, "Sophie Durand")
    assert (sophie["company"], sophie["title"]) == ("Exemple SA", "Captain")
    village.ok("export", "--format", "vcard", "-o", f"{tmp_path}/ours/")
    carry()
    assert all(entry["repeated"] for entry in village.ok("import", tmp_path / "theirs")["result"])
    assert len(village.ok("list")["result"]) == 8


def test_a_card_written_anew_by_another_program(village: Netcli, tmp_path: Path) -> None:
    """If another program rewrites a card, only the program's own edit reaches the book."""
    vobject = pytest.importorskip("vobject", reason="a development dependency")
    village.ok(
        "edit", "Sophie", "--note", 'A long note, with "marks"; ' * 6, "--phone", "+33612345678", "--alias", "sd"
    )
    before = _person(village, "Sophie Durand")
    village.ok("export", "--format", "vcard3", "-o", f"{tmp_path}/cards/")
    for path in (tmp_path / "cards").iterdir():
        card = vobject.readOne(path.read_text(encoding="utf-8"))
        if card.fn.value == "Sophie Durand":
            card.add("title").value = "Captain"
        path.write_text(card.serialize(), encoding="utf-8")
    village.ok("import", tmp_path / "cards")
    after = _person(village, "Sophie Durand")
    changed = {field for field in after if after[field] != before[field]}
    assert (after["title"], changed - {"updated", "sources"}) == ("Captain", {"title"})
    assert len(village.ok("list")["result"]) == 7


@pytest.mark.needs("sqlite-utils")
def test_sqlite_utils_reads_the_views(village: Netcli) -> None:
    """sqlite-utils reads the views of a book in the same way as tables."""
    rows = json.loads(_run("sqlite-utils", "rows", village.db, "people", "--limit", "1"))
    assert (rows[0]["name"], rows[0]["me"], rows[0]["contacts"]) == ("Zoé Exemple", 1, 3)
    tables = json.loads(_run("sqlite-utils", "views", village.db))
    assert {"people", "links", "emails"} <= {table["view"] for table in tables}


@pytest.mark.needs("datasette")
def test_datasette_opens_the_book(village: Netcli, tmp_path: Path) -> None:
    """Datasette opens a book and leaves no other file in its folder."""
    folder = tmp_path / "alone"
    folder.mkdir()
    shutil.copy(village.db, folder / "book.db")
    address = "/book/contacts.json?_shape=array&_size=max"
    rows = json.loads(_run("datasette", "-i", folder / "book.db", "--get", address, HOME=str(tmp_path)))
    assert len(rows) == 12
    assert [path.name for path in folder.iterdir()] == ["book.db"]
