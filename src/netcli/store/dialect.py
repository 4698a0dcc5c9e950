"""SQLite's dialect: everything that differs from PostgreSQL's SQL.

Other modules insert these parts into plain SQL:

    f"SELECT name FROM person WHERE id IN {LIST}", (listed(numbers),)
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Final

# --- lists as single values -----------------------------------------------------------------------------------------

LIST: Final = "(SELECT value FROM json_each(?))"
"""SQL for a table with the column `value`; the parameter is a list."""
PAIRS: Final = "(SELECT json_extract(value, '$[0]') AS a, json_extract(value, '$[1]') AS b FROM json_each(?))"
"""SQL for a table with the columns `a` and `b`; the parameter is a list of pairs."""
# SQLite's planner would start with the larger table
LOOP_JOIN: Final = "CROSS JOIN"
"""SQL for a join that scans the left table first."""


def listed(values: Iterable[object]) -> str:
    """Return *values* as the one parameter of LIST or PAIRS."""
    return json.dumps(values if isinstance(values, (list, tuple)) else list(values))


# --- JSON ---------------------------------------------------------------------------------------------------------


def json_field(column: str, name: str) -> str:
    """Return the SQL for the field *name* of the JSON object in *column*.

    Lists and objects come as JSON.
    """
    return f"json_extract({column}, '$.{name}')"


def first_item(column: str) -> str:
    """Return the SQL for the first item of the JSON list in *column*."""
    return f"json_extract({column}, '$[0]')"


def items_of(column: str) -> str:
    """Return the SQL for the items of a JSON list: `key` and `value`."""
    return f"json_each({column})"


def json_row(columns: Iterable[str]) -> str:
    """Return the SQL for a JSON object with the values of *columns*."""
    return "json_object({})".format(", ".join(f"'{name}', \"{name}\"" for name in columns))


def first_of(column: str) -> str:
    """Return the SQL for the first item of a comma-separated list in *column*."""
    return f"substr({column}, 1, instr({column} || ',', ',') - 1)"


def is_no_json(column: str) -> str:
    """Return the SQL condition for invalid JSON in *column*. NULL counts as valid."""
    return f"({column} IS NOT NULL AND NOT json_valid({column}))"


def sound_json(column: str) -> str:
    """Return SQL for *column*. If the value is invalid JSON, the SQL gives NULL."""
    return f"CASE WHEN json_valid({column}) THEN {column} END"


# --- scalars ------------------------------------------------------------------------------------------------------

LEAST: Final = "min"
GREATEST: Final = "max"
"""The SQL functions for the smallest and the largest of several values."""
DISTINCT_FROM: Final = "IS NOT"
"""The operator for "not equal" that treats NULL as an ordinary value."""


def joined(column: str) -> str:
    """Return the SQL that joins all values of *column* with spaces."""
    return f"group_concat({column}, ' ')"


# --- tables -----------------------------------------------------------------------------------------------------------

# with a plain INSERT, SQLite copies every page that the statement changes, which takes four times as long in all
INSERT_MANY: Final = "INSERT OR FAIL INTO"
"""The beginning of a statement that inserts several rows.

If one row fails, the caller must roll back.
"""
NEVER_REUSED: Final = {"sqlite_autoincrement": True}
"""Table option for SQLAlchemy: the id of a deleted row is never used again."""
IN_KEY_ORDER: Final = {"sqlite_with_rowid": False}
"""Table option for SQLAlchemy: rows are stored in the order of their key."""

# --- the search index ---------------------------------------------------------------------------------------------

# `ascii` treats every non-ASCII character as a letter; some queries need `detail = full`; a prefix index took a third
# of the writing time and saved nothing
SEARCH_TABLE: Final = (
    "CREATE VIRTUAL TABLE search"
    " USING fts5(name, company, title, city, tokenize = 'ascii', detail = full, columnsize = 0)"
)
"""The index of each person's folded words, by person id."""
SEARCH_ID: Final = "rowid"
"""The column of `search` that contains the person's id."""
MATCHES: Final = "search MATCH ?"
"""The SQL condition on the table `search`. The parameter is the result of `search_query`."""


INDEXED_TABLE: Final = "CREATE VIRTUAL TABLE temp.indexed USING fts5vocab('main', 'search', 'instance')"
"""SQL that creates a temporary table of the words in the search index, with positions."""


def search_query(groups: Iterable[Iterable[str]], *, column: str = "", prefixes: bool = False) -> str:
    """Return the query for people with a word from each group.

    >>> search_query([["anna"], ["bob", "rob"]], column="name")
    'name : ("anna" AND ("bob" OR "rob"))'
    >>> search_query([["an"], ['o"neil']], prefixes=True)
    '"an" * AND "o""neil" *'
    """
    star = " *" if prefixes else ""
    parts = []
    for group in groups:
        quoted = ['"{}"{}'.format(word.replace('"', '""'), star) for word in group]
        parts.append(quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})")
    query = " AND ".join(parts)
    return f"{column} : ({query})" if column else query


def has_any(column: str, characters: str) -> str:
    """Return the SQL condition that *column* has one of *characters*, which must be no `]`, `^` or `-`."""
    return "{} GLOB '*[{}]*'".format(column, characters.replace("'", "''"))


# --- numbers of new rows ------------------------------------------------------------------------------------------

RAISE_PERSON_IDS: Final = (
    "UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT max(old) FROM forward), 0),"
    " coalesce((SELECT max(born) FROM record), 0), coalesce((SELECT max(owner) FROM batch), 0)) WHERE name = 'person'"
)
"""SQL that raises the next person's id above all ids used so far."""


def next_id(connection: sqlite3.Connection, table: str) -> int:
    """Return the id of the next row of *table*; ids are never reused."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return 1 if row is None else int(row[0]) + 1


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of *table*, in order."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


BULK: Final = 50_000
"""If at least this number of rows is new, recreating indexes is faster than updating indexes.

The new rows must also be most of the table.
"""


def drop_indexes(connection: sqlite3.Connection, table: str) -> list[str]:
    """Drop the explicit indexes of *table*, and return the statements that create them."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    indexes = connection.execute(f"{made} ORDER BY rootpage", (table,)).fetchall()
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in indexes]


def remake_indexes(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    """Create the indexes that `drop_indexes` dropped."""
    # sorting in memory would take 60 bytes per entry, and more time; the temporary files contain only ids
    with contextlib.suppress(sqlite3.OperationalError):  # it cannot be changed once there is a temporary table
        connection.execute("PRAGMA temp_store=FILE")
    for statement in statements:
        connection.execute(statement)
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA temp_store=MEMORY")


def remaking(connection: sqlite3.Connection, table: str, statement: str) -> list[str]:
    """Return the SQL that recreates *table* by *statement*.

    The rows stay, but not the indexes.
    """
    kept = ", ".join(f'"{name}"' for name in columns(connection, table))
    return [
        "PRAGMA legacy_alter_table=ON",  # views keep referring to the new table
        f"ALTER TABLE {table} RENAME TO before",
        "PRAGMA legacy_alter_table=OFF",
        statement,
        f"INSERT INTO {table} ({kept}) SELECT {kept} FROM before ORDER BY id",
        "DROP TABLE before",
        f"DELETE FROM sqlite_sequence WHERE name = '{table}'",
        f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {next_id(connection, table) - 1})",
    ]


_TYPES: Final = {"INTEGER": "'integer'", "FLOAT": "'real', 'integer'", "TEXT": "'text'", "VARCHAR": "'text'"}


def mistyped(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Map each column of *table* to the SQL condition for a mistyped value."""
    conditions = {}
    for _, name, kind, needed, _, key in connection.execute(f"PRAGMA table_info({table})"):
        types = _TYPES[kind] if needed or key else f"{_TYPES[kind]}, 'null'"
        conditions[name] = f'typeof("{name}") NOT IN ({types})'
    return conditions


# --- connections and transactions ---------------------------------------------------------------------------------

BEGIN_READ: Final = "BEGIN"
"""SQL that begins a transaction. All reads in the transaction see the same state."""
# with plain BEGIN, the first write could fail
BEGIN_WRITE: Final = "BEGIN IMMEDIATE"
"""SQL that begins a transaction and immediately excludes all other writers."""
# with SQLite's default of 2 000 KiB, early writes of pages take a quarter of an import's SQL time
CACHE_KIB: Final = 49_152
"""Size of the page cache, in KiB."""
READ_SETTINGS: Final = ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY")
WRITE_SETTINGS: Final = (
    "foreign_keys=OFF",  # undo restores rows in any order; `check` verifies references
    "synchronous=FULL",  # changes reported as done survive a power cut
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    f"cache_size=-{CACHE_KIB}",
    "journal_size_limit=67108864",
)

RESTORE_SETTINGS: Final = ("synchronous=FULL", "secure_delete=ON", "mmap_size=0")
"""Settings for a file that is overwritten as a whole."""


def configure(connection: sqlite3.Connection, settings: Iterable[str]) -> None:
    """Apply READ_SETTINGS or WRITE_SETTINGS."""
    for setting in settings:
        connection.execute(f"PRAGMA {setting}")


def widen_cache(connection: sqlite3.Connection) -> None:
    """Enlarge a reader's page cache to the size of a writer's page cache."""
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")


def use_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at the same time.

    Call this function outside a transaction.
    """
    connection.execute("PRAGMA journal_mode=WAL")


def empty_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Move the WAL's contents into the file, waiting at most *patience* seconds for readers."""
    connection.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# --- the file -----------------------------------------------------------------------------------------------------


def foreign_objects(selected: str, views: Iterable[str]) -> str:
    """Return the SQL that finds triggers, and views that are not in *views*.

    *selected* lists the columns, separated by commas.
    """
    ours = ", ".join(f"'{name}'" for name in views)
    foreign = f"type = 'trigger' OR (type = 'view' AND name NOT IN ({ours}))"
    return f"SELECT {selected} FROM sqlite_master WHERE {foreign}"


def views(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return the name and the SQL of every view in the file."""
    rows: list[tuple[str, str]] = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
    ).fetchall()
    return rows


FILE: Final = "main"
"""Name of the schema that contains the book's own tables."""


@contextlib.contextmanager
def own_tables(connection: sqlite3.Connection) -> Iterator[None]:
    """Allow the block to create temporary tables."""
    only = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only=OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA query_only={only}")


@contextlib.contextmanager
def words_of_index(connection: sqlite3.Connection) -> Iterator[Iterable[tuple[str, int, str, int]]]:
    """Yield every word of the search index with its person, column and position."""
    with own_tables(connection):
        connection.execute(INDEXED_TABLE)
        try:
            yield connection.execute("SELECT term, doc, col, offset FROM temp.indexed")
        finally:
            connection.execute("DROP TABLE temp.indexed")


@contextlib.contextmanager
def only_selects(connection: sqlite3.Connection, prepare: Callable[[], None]) -> Iterator[None]:
    """Allow only reads in the block, after *prepare* has run."""
    connection.execute("PRAGMA query_only=OFF")
    prepare()
    # opens the search index and the tables of JSON values, which the block is not allowed to do
    connection.execute("SELECT 1 FROM search, json_each('[]'), json_tree('[]') LIMIT 0")
    connection.execute("PRAGMA query_only=ON")
    connection.set_authorizer(_only_selects)
    try:
        yield
    finally:
        connection.set_authorizer(None)


def _only_selects(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE)
    calls = action == sqlite3.SQLITE_FUNCTION and (second or "").lower() != "load_extension"
    searches = action == sqlite3.SQLITE_PRAGMA and first == "data_version"  # needed by the search index
    return sqlite3.SQLITE_OK if reads or calls or searches else sqlite3.SQLITE_DENY


def state(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return a value that changes whenever this or another connection changes the file."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0]), connection.total_changes


def header(connection: sqlite3.Connection) -> tuple[int, int, bool]:
    """Return the file's application id, its version, and whether it contains anything."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    filled = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]
    return application, version, bool(filled)


def set_header(connection: sqlite3.Connection, application: int, version: int) -> None:
    """Set the file's application id and version."""
    connection.execute(f"PRAGMA application_id={application}")
    connection.execute(f"PRAGMA user_version={version}")


def compact(connection: sqlite3.Connection) -> None:
    """Rewrite the file without unused space or deleted content. No transaction may be open."""
    merge_search_index(connection)
    connection.execute("VACUUM")


def merge_search_index(connection: sqlite3.Connection) -> None:
    """Merge the pieces of the search index, which removes deleted words."""
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def free_bytes(connection: sqlite3.Connection) -> int:
    """Return the number of unused bytes in the file."""
    free, size = (connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("freelist_count", "page_size"))
    return int(free * size)


def rebuild_indexes(connection: sqlite3.Connection) -> None:
    """Rebuild every index from its table."""
    connection.execute("REINDEX")


def damage(connection: sqlite3.Connection) -> list[str]:
    """Return the defects in the file's structure, in SQLite's words."""
    return [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
