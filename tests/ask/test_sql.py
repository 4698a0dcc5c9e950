"""Tests of `netcli sql`, which only reads the tables and the stable views."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from netcli.store.views import VIEWS

from ..running import Netcli


def test_rows_of_a_view(village: Netcli) -> None:
    """The result has the names of the columns, and values as JSON types."""
    document = village.ok(
        "sql", "SELECT name, company, me, 1.5, NULL FROM people WHERE company = 'Airbus' ORDER BY name"
    )
    assert document["result"] == {
        "columns": ["name", "company", "me", "1.5", "NULL"],
        "rows": [
            ["Aïcha O'Neil", "Airbus", 0, 1.5, None],
            ["Jacques van der Berg", "Airbus", 0, 1.5, None],
            ["Sophie Durand", "Airbus", 0, 1.5, None],
        ],
    }


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("SELECT name, email FROM people JOIN emails ON person = id WHERE name = 'Madonna'", []),
        (
            "SELECT tag, place FROM tags JOIN people ON id = person WHERE name = 'Sophie Durand'",
            [["rail", 1], ["drh", 2]],
        ),
        ("SELECT count(*), max(kind), min(since) FROM links", [[6, "manager", "2009"]]),
        ("SELECT count(*) FROM contacts", [[12]]),
        (
            "SELECT value FROM person, json_each(tags) WHERE name = 'Sophie Durand' ORDER BY key",
            [["rail"], ["drh"]],
        ),
        ("SELECT count(*) FROM json_tree('{\"a\": [1, 2]}')", [[4]]),
        ("SELECT contacts FROM people WHERE me", [[3]]),
        (
            "SELECT network, import, line, kind, link FROM reasons WHERE link = 'manager'",
            [["hand", 2, 6, "declared", "manager"]],
        ),
        ("SELECT DISTINCT network, file FROM sources WHERE import = 1", [["hand", "-"]]),
        ("SELECT id, network, links FROM imports", [[1, "hand", 0], [2, "hand", 6]]),
        (
            "-- hi\n/* a */ WITH RECURSIVE t(x) AS (VALUES (1) UNION ALL SELECT x+1 FROM t WHERE x<3) SELECT x FROM t",
            [[1], [2], [3]],
        ),
        ("SELECT count(*) FROM search WHERE search MATCH 'sophie'", [[1]]),
        ("VALUES (1, x'00ff', 9e999)", [[1, "00ff", None]]),
    ],
    ids=range(13),
)
def test_questions(village: Netcli, statement: str, rows: list[list[object]]) -> None:
    """A statement can read views, tables or no table at all."""
    assert village.ok("sql", "--", statement)["result"]["rows"] == rows


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM person",
        "INSERT INTO people (name) VALUES ('x')",
        "WITH x AS (SELECT 1) DELETE FROM person",
        "SELECT 1; DELETE FROM person",
        "PRAGMA user_version = 7",
        "SELECT * FROM pragma_table_info('person')",
        "ATTACH 'other.db' AS other",
        "SELECT load_extension('x')",
        "CREATE TEMP TABLE x (y)",
        "VACUUM INTO 'copy.db'",
        "BEGIN",
        "EXPLAIN SELECT 1",
        "SELECT * FROM nowhere",
        "SELEC 1",
        "",
    ],
)
def test_nothing_else(village: Netcli, statement: str) -> None:
    """`netcli sql` refuses anything except one valid query."""
    before = village.db.read_bytes()
    outcome = village("sql", "--json", "--", statement)
    assert (outcome.code, outcome.out, json.loads(outcome.err)["error"]["code"]) == (2, "", "usage")
    assert village.db.read_bytes() == before


def test_a_statement_from_standard_input(village: Netcli) -> None:
    """A statement can be read from standard input and can be very long."""
    assert village.ok("sql", "-", stdin="SELECT count(*)\nFROM people")["result"]["rows"] == [[8]]
    names = ",".join(f"'Person {number}'" for number in range(15_000))
    statement = f"SELECT count(*) FROM people WHERE name NOT IN ({names})"
    assert village.ok("sql", "-", stdin=statement)["result"]["rows"] == [[8]]


def test_a_table_for_spreadsheets(village: Netcli) -> None:
    """The columns of the CSV and TSV output are the columns of the statement."""
    statement = "SELECT name, note FROM people WHERE name = 'Madonna'"
    village.ok("edit", "Madonna", "--note", 'one, "two"')
    assert village("sql", statement, "--csv").out == 'name,note\r\nMadonna,"one, ""two"""\r\n'
    assert village("sql", statement, "--tsv").out == 'name\tnote\nMadonna\tone, "two"\n'
    assert village("sql", statement, "--csv", "--fields", "name").code == 2
    assert village("sql", statement).out == 'Madonna\tone, "two"\n'


def test_the_views_are_listed(village: Netcli) -> None:
    """Without a statement, `netcli sql` lists the views and their columns."""
    rows = village.ok("sql")["result"]["rows"]
    assert [name for name, _ in rows] == [*VIEWS]
    assert dict(rows)["emails"] == "person, email, place"


def test_other_programs_find_the_views(village: Netcli) -> None:
    """The views are stored in the book, so other programs can read them."""
    with closing(sqlite3.connect(f"file:{village.db}?mode=ro", uri=True)) as book:
        assert book.execute("SELECT email FROM people JOIN emails ON person = id WHERE me").fetchall() == [
            ("zoe@example.org",)
        ]
        made = [row[0] for row in book.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY rowid")]
    assert sorted(made) == sorted(VIEWS)


def test_a_book_has_the_views_of_today(village: Netcli) -> None:
    """A change of the book creates missing views and replaces outdated views. An unknown view stops the change."""
    with closing(sqlite3.connect(village.db)) as book:
        book.executescript("DROP VIEW emails; DROP VIEW people; CREATE VIEW people AS SELECT 'old'")
    assert village.ok("sql", "SELECT count(*) FROM people JOIN emails ON person = id")["result"]["rows"] == [[7]]
    village.ok("tag", "Madonna", "singer")
    test_other_programs_find_the_views(village)
    with closing(sqlite3.connect(village.db)) as book:
        book.execute("CREATE VIEW mine AS SELECT 1")
    assert village("tag", "Madonna", "dancer").code == 65
