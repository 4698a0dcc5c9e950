"""People and links as columns of numbers, for measures of the whole book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcli.store.dialect import joined
from netcli.store.graph import CERTAIN, GUESSED, Graph
from netcli.store.reader import WEIGHT, Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Chances = NDArray[np.float64]


def everybody(reader: Reader) -> Numbers:
    """Return the ids of all people, without placeholders and organizations."""
    # parsing one text takes half as long as reading rows
    (text,) = reader.connection.execute(f"SELECT {joined('id')} FROM person WHERE kind = 'person'").fetchone()
    return _parsed(text or "")


def links(graph: Graph) -> tuple[Numbers, Numbers]:
    """Return both ends of each link of *graph*, the smaller number first."""
    a, b = graph.columns()
    return _parsed(a), _parsed(b)


def count_guesses(reader: Reader) -> int:
    """Return the number of guessed links."""
    found = reader.connection.execute("SELECT count(*) FROM link WHERE passable = ?", (GUESSED,))
    return int(found.fetchone()[0])


def weighed_links(reader: Reader, *, guesses: bool = False) -> tuple[Numbers, Numbers, Chances]:
    """Return the first ids, the second ids and the chances of all passable links."""
    import numpy as np

    passable = GUESSED if guesses else CERTAIN
    rows = reader.connection.execute(f"SELECT a, b, {WEIGHT} FROM link WHERE passable >= ?", (passable,))
    chance = reader.chance
    columns = [(a, b, chance(*weight)) for a, b, *weight in rows]
    a, b, chances = zip(*columns, strict=True) if columns else ((), (), ())
    return np.array(a, np.int64), np.array(b, np.int64), np.array(chances, np.float64)


def fresh_chances(reader: Reader, person: int) -> dict[int, float]:
    """For each link of *person*, assume a contact today, and return the link's chance.

    The keys are the people at the other ends.
    """
    rows = reader.connection.execute(
        f"SELECT b, {WEIGHT} FROM link WHERE a = ? UNION ALL SELECT a, {WEIGHT} FROM link WHERE b = ?", (person, person)
    )
    today = reader.today.isoformat()
    return {other: reader.chance(base, since, today, *rest) for other, base, since, _, *rest in rows}


def faded_chances(reader: Reader, person: int) -> dict[int, float]:
    """For each link of *person*, assume years without contact, and return the link's chance.

    The keys are the people at the other ends.
    """
    rows = reader.connection.execute(
        f"SELECT b, {WEIGHT} FROM link WHERE a = ? UNION ALL SELECT a, {WEIGHT} FROM link WHERE b = ?", (person, person)
    )
    return {other: reader.chance(base, since or last, None, *rest) for other, base, since, last, *rest in rows}


def is_star(reader: Reader) -> bool:
    """Return whether chains use only links of the user.

    Without links, return False.
    """
    me, some = reader.me(), "SELECT 1 FROM link WHERE passable >= ?"
    elsewhere = reader.connection.execute(f"{some} AND a <> ? AND b <> ? LIMIT 1", (CERTAIN, me, me)).fetchone()
    return elsewhere is None and reader.connection.execute(f"{some} LIMIT 1", (CERTAIN,)).fetchone() is not None


def places(reader: Reader) -> list[tuple[int, str | None, str | None]]:
    """Return everybody's id, company and city."""
    return reader.connection.execute("SELECT id, company, city FROM person WHERE kind = 'person'").fetchall()


def mailboxes(reader: Reader) -> list[tuple[int, str]]:
    """Return everybody's e-mail addresses."""
    return reader.connection.execute(
        "SELECT person, value FROM identifier JOIN person ON id = person"
        " WHERE identifier.kind = 'email' AND person.kind = 'person'"
    ).fetchall()


def _parsed(text: str) -> Numbers:
    import numpy as np  # takes 0.1 s to import, for rare questions

    return np.fromstring(text, dtype=np.int64, sep=" ")
