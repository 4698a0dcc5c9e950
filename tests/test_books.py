"""Books that earlier code made still give the same answers.

`sample.db` and `mix.db` are from commit b4e7929 of 2026-11-23. `mail.db` is from commit d34de67, and is the first book
with moments (see `netcli.moments`). `sample.db` is the book of `netcli demo`. `mix.db` and `mail.db` are the results of
the commands in `mix.made` and `mail.made`.

These books are never made again. Each newer schema gets an additional book.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Final

import pytest

from .running import Netcli
from .sessions import Stage, check

BOOKS: Final = Path(__file__).parent / "books"
EACH: Final = pytest.mark.parametrize("name", [book.stem for book in sorted(BOOKS.glob("*.db"))])


@EACH
def test_answers_the_same(name: str, stage: Stage, regenerate: bool) -> None:
    """An old book still gives the same answers."""
    shutil.copy(BOOKS / f"{name}.db", stage.folder)
    check(BOOKS / f"{name}.txt", stage, regenerate)


@EACH
def test_a_change_and_its_undo_leave_the_book_as_it_was(name: str, tmp_path: Path) -> None:
    """Undo takes back a change to an old book."""
    book = Netcli(Path(shutil.copy(BOOKS / f"{name}.db", tmp_path)))
    before = book.export()
    book.ok("tag", "me", "energy")
    assert book.export() != before
    book.ok("undo")
    assert book.export() == before


@EACH
def test_its_tables_become_those_of_a_new_book(name: str, netcli: Netcli, tmp_path: Path) -> None:
    """After a change, an old book has the same tables as a new book."""
    book = Netcli(Path(shutil.copy(BOOKS / f"{name}.db", tmp_path)))
    netcli.ok("init", "--me", "Zoé Exemple")
    book.ok("tag", "me", "energy")
    assert _made_of(book.db) == _made_of(netcli.db)


def _made_of(book: Path) -> set[tuple[str, str, str]]:
    with contextlib.closing(sqlite3.connect(book)) as connection:
        return set(connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))


@EACH
def test_restored_from_its_export(name: str, tmp_path: Path) -> None:
    """If a new book imports the export of an old book, both exports are equal."""
    book = Netcli(Path(shutil.copy(BOOKS / f"{name}.db", tmp_path)))
    whole = book.export()
    (tmp_path / "whole.json").write_text(whole, "utf-8")
    again = Netcli(tmp_path / "again.db")
    again.ok("import", tmp_path / "whole.json")
    assert again.export() == whole
