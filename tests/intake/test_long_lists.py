"""Tests of imports of very long lists of links."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from netcli.store.dialect import BULK

from ..running import Netcli

ROWS = BULK + 25_000
PEOPLE = 400


def schema(netcli: Netcli) -> list[tuple[str, str]]:
    """Return all tables and indexes of the book."""
    with contextlib.closing(sqlite3.connect(netcli.db)) as connection, connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@pytest.mark.slow
def test_a_list_that_fills_a_book(book: Netcli, tmp_path: Path) -> None:
    """An import of a very long list adds each link once and keeps all indexes."""
    chosen = random.Random(3)
    rows = [(*chosen.sample(range(PEOPLE), 2), chosen.randint(1950, 2020)) for _ in range(ROWS)]
    path = tmp_path / "links.csv"
    lines = "".join(f"Ada Nr{a},Ada Nr{b},friend,{year}\n" for a, b, year in rows)
    path.write_text(f"from,to,kind,since\n{lines}", encoding="utf-8")
    said = {(min(a, b), max(a, b), year) for a, b, year in rows}
    pairs = {pair[:2] for pair in said}
    before = schema(book)

    [entry] = book.ok("import", path)["result"]
    assert entry["why_ignored"] == {"repeated": ROWS - len(said)}
    assert (entry["people"]["new"], entry["links"]["new"]) == (PEOPLE, len(pairs))
    assert schema(book) == before
    first = {}
    for a, b, year in sorted(said, reverse=True):
        if 7 in (a, b):
            first[f"Ada Nr{a + b - 7}"] = str(year)
    links = book.ok("show", "Ada Nr7", "--limit", "0")["result"]["links"]
    assert {link["person"]["name"]: link["since"] for link in links} == first
    assert len(links) == len(first)
    assert book.ok("check")["result"]["problems"] == []

    book.ok("undo")
    assert [book.ok("where")["result"][name] for name in ("people", "links")] == [1, 0]
    assert schema(book) == before
