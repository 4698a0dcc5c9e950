"""Tests of the guard that checks SQL statements against the current schema."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest

from netcli.ask import filters
from netcli.store import batches, check, graph, history, search
from netcli.store.reader import Reader

from ..drift import prepare
from ..running import Netcli


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT shoe_size FROM person",
        "SELECT id FROM people WHERE id = ?",
        "DELETE FROM person WHERE",
        "INSERT INTO person (id, shoe_size) VALUES (?, ?)",
        "WITH one AS (SELECT 1) SELECT id FORM person",
    ],
)
def test_what_does_not_fit_the_schema_is_not_executed(statement: str) -> None:
    """The guard refuses unknown tables, unknown columns and syntax errors."""
    with pytest.raises(AssertionError, match="does not fit the schema"):
        prepare(statement)


def test_every_statement_of_netcli_is_guarded() -> None:
    """The guard refuses a statement that fits the book but not the current schema."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE drifted (x)")
        module = {"__name__": "netcli.somewhere", "connection": connection}
        with pytest.raises(AssertionError, match="no such table: drifted"):
            exec("connection.execute('SELECT x FROM drifted')", module)


def test_questions_fit_a_fresh_book(book: Netcli) -> None:
    """Every query works on a book that contains only its owner."""
    with contextlib.closing(sqlite3.connect(book.db)) as connection:
        fresh = Reader(connection)
        assert (fresh.me(), fresh.forwarded(1), fresh.counts()) == (1, 1, (1, 0))
        assert (fresh.answering("name", "exemple zoe"), fresh.person(2), fresh.links([(1, 2)])) == ([1], None, {})
        assert (fresh.links_of(1), fresh.signals(1), len(fresh.full([1]))) == ([], [], 1)
        assert (check.problems(fresh), batches.every(fresh), len(history.entries(fresh, 1))) == ([], [], 1)
        texts = [f"{key}:x" for key in filters.KEYS if key not in ("since", "hops", "has", "group")]
        texts += ["since:2019", "hops:0..1", "group:1", *(f"has:{what}" for what in search.HAS), "-x", "x"]
        for text in texts:
            assert filters.matching(fresh, [text]) in ([], [1])
        every = graph.Constraints(frozenset([2]), ("friend",), "2019", guesses=True)
        assert list(graph.Graph(fresh, every)([1])) == []
