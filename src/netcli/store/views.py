"""Stable views of the book for other programs (docs/reference/sql.md)."""

from __future__ import annotations

import sqlite3
from typing import Final

from netcli.kinds import HASHED
from netcli.store import dialect

_LINK: Final = "kind, kinds, since, last_contact, certainty, closeness"
_LINKS: Final = (
    f"SELECT a, b, {dialect.first_of('kinds')} AS kind, kinds, since, last_contact, certainty, closeness FROM link"
)


def _each(column: str, name: str) -> str:
    """Return the SQL for one row per value of a JSON list."""
    return (
        f"SELECT p.id AS person, each.value AS {name}, each.key + 1 AS place"
        f" FROM person p CROSS JOIN {dialect.items_of(f'p.{column}')} each"
    )


VIEWS: Final = {
    "people": "SELECT id, kind, name, company, title, city, birthday, note, private,"
    " id = (SELECT value FROM setting WHERE key = 'me') AS me,"
    " (SELECT count(*) FROM link WHERE a = id) + (SELECT count(*) FROM link WHERE b = id) AS contacts,"
    " created, updated FROM person",
    "emails": _each("emails", "email"),
    "phones": _each("phones", "phone"),
    "urls": f"{_each('urls', 'url')} WHERE each.value NOT LIKE '{HASHED}%'",
    "aliases": _each("aliases", "alias"),
    "tags": _each("tags", "tag"),
    "links": _LINKS,
    "contacts": f"SELECT a AS person, b AS other, {_LINK} FROM ({_LINKS})"
    f" UNION ALL SELECT b, a, {_LINK} FROM ({_LINKS})",
    "reasons": "SELECT r.person AS a, s.person AS b, coalesce(i.network, 'hand') AS network, e.batch AS import,"
    " coalesce(e.file, i.file) AS file, e.line, e.kind, e.link, e.certainty, e.since, e.last, e.count, e.direction,"
    " e.detail FROM evidence e JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
    " JOIN person p ON p.id = r.person JOIN person q ON q.id = s.person LEFT JOIN batch i ON i.id = e.batch",
    "sources": "SELECT r.person, r.id AS record, coalesce(i.network, 'hand') AS network, r.batch AS import,"
    " coalesce(r.file, i.file) AS file, r.line, coalesce(r.as_of, i.as_of) AS seen"
    " FROM record r JOIN person p ON p.id = r.person LEFT JOIN batch i ON i.id = r.batch",
    "imports": "SELECT id, file, archive, network, owner, as_of, imported, people, links FROM batch"
    " WHERE undone IS NULL",
}
"""The views by name. Only new columns at the end of a view are allowed."""


def make_temporary(connection: sqlite3.Connection) -> None:
    """Create the current views for this connection only."""
    for name, select in VIEWS.items():
        connection.execute(f"CREATE TEMP VIEW IF NOT EXISTS {name} AS {select}")


def renew(connection: sqlite3.Connection) -> None:
    """Replace the views of the book by the current views, if they differ."""
    made = dict(dialect.views(connection))
    if all(made.get(name) == f"CREATE VIEW {name} AS {select}" for name, select in VIEWS.items()):
        return
    for name in VIEWS.keys() & made.keys():
        connection.execute(f"DROP VIEW {name}")
    for name, select in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {select}")
