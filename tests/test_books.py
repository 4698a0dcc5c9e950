"""Books that earlier code made, kept in `tests/books/`: today's code opens them, answers the same and finds them whole.

`sample.db` is what `netcli demo` made, `mix.db` what the commands of `mix.made` made, both by the code of b4e7929 on
2026-11-23; `mail.db`, the first with moments, is of d34de67. They are never made anew: a book of a later schema is
added beside them.
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
    """Questions are answered as by the code that made the book."""
    shutil.copy(BOOKS / f"{name}.db", stage.folder)
    check(BOOKS / f"{name}.txt", stage, regenerate)


@EACH
def test_a_change_and_its_undo_leave_the_book_as_it_was(name: str, tmp_path: Path) -> None:
    """Today's code writes to it, takes that back, and nothing else has changed."""
    book = Netcli(Path(shutil.copy(BOOKS / f"{name}.db", tmp_path)))
    before = book.export()
    book.ok("tag", "me", "energy")
    assert book.export() != before
    book.ok("undo")
    assert book.export() == before


@EACH
def test_its_tables_become_those_of_a_new_book(name: str, netcli: Netcli, tmp_path: Path) -> None:
    """A change of tables without a migration would leave it behind."""
    book = Netcli(Path(shutil.copy(BOOKS / f"{name}.db", tmp_path)))
    netcli.ok("init", "--me", "Zoé Exemple")
    book.ok("tag", "me", "energy")
    assert _made_of(book.db) == _made_of(netcli.db)


def _made_of(book: Path) -> set[tuple[str, str, str]]:
    with contextlib.closing(sqlite3.connect(book)) as connection:
        return set(connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))


@EACH
def test_restored_from_its_export(name: str, tmp_path: Path) -> None:
    """What it exports makes the same book again."""
    book = Netcli(Path(shutil.copy(BOOKS / f"{name}.db", tmp_path)))
    whole = book.export()
    (tmp_path / "whole.json").write_text(whole, "utf-8")
    again = Netcli(tmp_path / "again.db")
    again.ok("import", tmp_path / "whole.json")
    assert again.export() == whole
