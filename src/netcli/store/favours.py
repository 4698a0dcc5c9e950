"""Read favours, without the slow import of `store.touch`."""

from __future__ import annotations

from typing import NamedTuple

from netcli.store.reader import Reader


class KeptFavour(NamedTuple):
    """A favour, with the person who gave or received it."""

    id: int
    person: int
    day: str
    direction: str
    what: str


def favours(reader: Reader, person: int) -> list[KeptFavour]:
    """Return the favours between me and *person*, oldest first."""
    found = reader.connection.execute(
        "SELECT f.id, r.person, f.day, f.direction, f.what FROM favour f JOIN record r ON r.id = f.record"
        " WHERE r.person = ? ORDER BY f.day, f.id",
        (person,),
    )
    return [KeptFavour._make(row) for row in found]
