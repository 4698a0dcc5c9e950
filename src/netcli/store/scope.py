"""Hide private data or details by temporary views, until the transaction ends.

No count, suggestion or search includes hidden people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from netcli.store import dialect
from netcli.store.dialect import FILE, GREATEST, LEAST
from netcli.store.evidence import PRIVATE
from netcli.store.reader import Reader

UNTOLD: Final[Mapping[str, str]] = {
    "birthday": "NULL",
    "note": "NULL",
    "aliases": "'[]'",
    "emails": "'[]'",
    "phones": "'[]'",
    "urls": "'[]'",
    "tags": "'[]'",
}
"""The details of a person, each with the SQL value that replaces it."""
PEOPLE: Final = (
    "id",
    "kind",
    "name",
    "folded",
    "company",
    "title",
    "city",
    "private",
    "mentioned",
    "created",
    "updated",
)
"""The columns of `person` that stay visible if `Scope.details` is false."""
NAMES: Final = ("name", "alias", "mention")
"""The kinds of identifiers that stay visible if `Scope.details` is false."""


class Scope(NamedTuple):
    """The visible part of the book.

    *private* shows private people and links. *details* shows more than names, workplaces, titles and cities.
    """

    private: bool = True
    details: bool = True


WHOLE: Final = Scope()


def narrow(reader: Reader, scope: Scope) -> None:
    """Hide everything outside *scope* from all reads in this transaction."""
    if scope == WHOLE:
        return
    reader.left_out = (0, 0) if scope.private else _private(reader)
    hidden, told = "(SELECT id FROM temp.hidden)", "" if scope.details else " WHERE 1 = 0"
    with dialect.own_tables(reader.connection):
        _hide(reader, private=scope.private)
        views = {
            "person": f"SELECT {_columns(details=scope.details)} FROM {FILE}.person WHERE id NOT IN {hidden}",
            "link": f"SELECT * FROM {FILE}.link WHERE a NOT IN {hidden} AND b NOT IN {hidden}"
            " AND NOT EXISTS (SELECT 1 FROM temp.apart t WHERE t.a = link.a AND t.b = link.b)",
            "identifier": f"SELECT * FROM {FILE}.identifier WHERE person NOT IN {hidden}"
            + ("" if scope.details else f" AND kind IN ({', '.join(map(repr, NAMES))})"),
            "record": f"SELECT * FROM {FILE}.record WHERE person NOT IN {hidden}",
            "evidence": f"SELECT e.* FROM {FILE}.evidence e WHERE {_TOLD}",
            "meeting": f"SELECT * FROM {FILE}.meeting{told}",
            "favour": f"SELECT * FROM {FILE}.favour{told}",
            "introduction": f"SELECT * FROM {FILE}.introduction WHERE target NOT IN {hidden} AND ask NOT IN {hidden}",
        }
        for name, select in views.items():
            reader.connection.execute(f"CREATE TEMP VIEW {name} AS {select}")


_TOLD: Final = (
    f"NOT EXISTS (SELECT 1 FROM temp.apart t JOIN {FILE}.record r ON r.person = t.a"
    f" JOIN {FILE}.record s ON s.person = t.b"
    " WHERE (r.id = e.a AND s.id = e.b) OR (r.id = e.b AND s.id = e.a))"
)
"""The SQL condition that excludes evidence of hidden links."""


def _private(reader: Reader) -> tuple[int, int]:
    """Return how many people (except the user) and how many links are marked private."""
    mine = "coalesce((SELECT value FROM setting WHERE key = 'me'), 0)"
    people = reader.connection.execute(f"SELECT count(*) FROM person WHERE private = 1 AND id <> {mine}").fetchone()[0]
    return people, len(set(reader.marked(PRIVATE)))


def _hide(reader: Reader, *, private: bool) -> None:
    """Collect the people and links to hide."""
    run, where = reader.connection.execute, "1 = 0" if private else "1 = 1"
    run(
        f"CREATE TEMP TABLE hidden AS SELECT id FROM {FILE}.person WHERE {where} AND private = 1"
        f" AND id <> coalesce((SELECT value FROM {FILE}.setting WHERE key = 'me'), 0)"
    )
    run("CREATE UNIQUE INDEX temp.hidden_id ON hidden (id)")
    run(
        f"CREATE TEMP TABLE apart AS SELECT {LEAST}(r.person, s.person) AS a, {GREATEST}(r.person, s.person) AS b"
        f" FROM {FILE}.evidence e JOIN {FILE}.record r ON r.id = e.a JOIN {FILE}.record s ON s.id = e.b"
        f" WHERE {where} AND e.kind = '{PRIVATE}'"
    )
    run("CREATE INDEX temp.apart_pair ON apart (a, b)")


def _columns(*, details: bool) -> str:
    return ", ".join(
        [*PEOPLE, *UNTOLD] if details else [*PEOPLE, *(f"{text} AS {name}" for name, text in UNTOLD.items())]
    )
