"""Reading is written in SQL and the tables in SQLModel: on a fresh book every statement of the readers still fits."""

from __future__ import annotations

import ast
import inspect
import sqlite3
from types import ModuleType

import pytest

from netcli.intake import batches
from netcli.store import adjacency, check, dump, filtering, finding, history, naming, reader
from netcli.store.reader import Reader

from .running import Netcli

READERS = (reader, finding, naming, filtering, adjacency, dump, check, history)


def statements(module: ModuleType) -> list[str]:
    """The whole SQL statements in *module*'s source, with its constants put in."""
    found = []
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, (ast.Constant, ast.JoinedStr)):
            continue
        try:
            text = eval(compile(ast.Expression(node), module.__name__, "eval"), vars(module).copy())
        except NameError:  # built from what the caller says: the questions below ask it
            continue
        if isinstance(text, str) and text.lstrip().startswith(("SELECT ", "WITH ", "PRAGMA ")) and "{" not in text:
            found.append(text)
    return found


@pytest.mark.parametrize("module", READERS, ids=lambda module: module.__name__.rpartition(".")[2])
def test_statements_fit_a_fresh_schema(book: Netcli, module: ModuleType) -> None:
    """Each can be prepared: no table or column is misspelt or gone."""
    connection = sqlite3.connect(book.db)
    for statement in statements(module):
        try:
            connection.execute(f"EXPLAIN {statement}", [None] * 50)
        except (sqlite3.ProgrammingError, sqlite3.OperationalError) as error:
            told = str(error)  # prepared, and only the number of values differs; or a part of a statement
            if not any(harmless in told for harmless in ("bindings", "syntax error", "incomplete input")):
                pytest.fail(f"{statement}: {told}")
    connection.close()


def test_questions_fit_a_fresh_book(book: Netcli) -> None:
    """Each public question can be asked of a book with nobody but its owner."""
    connection = sqlite3.connect(book.db)
    fresh = Reader(connection)
    assert (fresh.me(), fresh.forwarded(1), fresh.counts()) == (1, 1, (1, 0))
    assert (fresh.answering("name", "exemple zoe"), fresh.person(2), fresh.links([(1, 2)])) == ([1], None, {})
    assert (fresh.links_of(1), fresh.signals(1), len(fresh.full([1]))) == ([], [], 1)
    assert (check.problems(fresh), batches.listed(fresh), len(history.entries(fresh, 1))) == ([], [], 1)
    filters = [f"{key}:x" for key in filtering.KEYS if key not in ("since", "hops", "has")]
    filters += ["since:2019", "hops:0..1", *(f"has:{what}" for what in filtering.HAS), "-x", "x"]
    for text in filters:
        assert filtering.matching(fresh, [text]) in ([], [1])
    every = adjacency.Constraints(frozenset([2]), ("friend",), "2019", guesses=True)
    assert list(adjacency.Graph(fresh, every)([1])) == []
    connection.close()
