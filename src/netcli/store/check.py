"""Check the book: the file's structure, and that every row refers to one that is there."""

from __future__ import annotations

from collections import Counter
from typing import Final

from netcli.store import dialect, views
from netcli.store.dialect import SEARCH_ID
from netcli.store.reader import Reader

ORPHANS: Final = {
    "a trigger or view that netcli did not make": dialect.foreign_objects("count(*)", views.VIEWS),
    "a record of nobody": "SELECT count(*) FROM record WHERE person NOT IN (SELECT id FROM person)",
    "a person without a record": "SELECT count(*) FROM person WHERE id NOT IN (SELECT person FROM record)",
    "a record of no batch": "SELECT count(*) FROM record WHERE batch IS NOT NULL"
    " AND batch NOT IN (SELECT id FROM batch)",
    "evidence of no record": "SELECT count(*) FROM evidence WHERE a NOT IN (SELECT id FROM record)"
    " OR b NOT IN (SELECT id FROM record)",
    "a link of nobody": "SELECT count(*) FROM link WHERE a NOT IN (SELECT id FROM person)"
    " OR b NOT IN (SELECT id FROM person)",
    "a link of one": "SELECT count(*) FROM link WHERE a >= b",
    "an identifier of nobody": "SELECT count(*) FROM identifier WHERE person NOT IN (SELECT id FROM person)",
    "a person whom find overlooks": f"SELECT count(*) FROM person WHERE id NOT IN (SELECT {SEARCH_ID} FROM search)",
    "somebody gone whom find finds": f"SELECT count(*) FROM search WHERE {SEARCH_ID} NOT IN (SELECT id FROM person)",
}
"""What must not be in a book, and how to count it."""


def problems(reader: Reader) -> list[str]:
    """Return what is wrong with the book, in words; nothing if it is whole."""
    return dialect.damage(reader.connection) or orphans(reader)


def orphans(reader: Reader) -> list[str]:
    """Return what refers to something that is not there, or is counted wrongly."""
    found = []
    for what, statement in ORPHANS.items():
        count = reader.connection.execute(statement).fetchone()[0]
        if count:
            found.append(f"{what} ({count})")
    if miscounted := _miscounted(reader):
        found.append(f"a word that find miscounts ({miscounted})")
    return found


def _miscounted(reader: Reader) -> int:
    """Count the words that stand more or less often in the search index than the vocabulary says."""
    used: Counter[str] = Counter()
    for texts in reader.connection.execute("SELECT name, company, title, city FROM search"):
        used.update(" ".join(texts).split())
    counted = dict(reader.connection.execute("SELECT word, uses FROM vocabulary").fetchall())
    return len(used.items() ^ counted.items())
