"""The trash. People in the trash keep their records, but have no links and no row in the table `person`.

The setting `trash:ID` contains the time when the person was moved to the trash.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from netcli.store.dialect import GREATEST, LEAST
from netcli.store.reader import Pair, Reader

PREFIX: Final = "trash:"
"""Prefix of settings that mark people in the trash; the id follows."""
AFTER: Final = "trash;"
"""The first possible key after all keys that begin with PREFIX."""


class Thrown(NamedTuple):
    """A person in the trash, and the time when they were moved there."""

    person: int
    removed: str


def key(person: int) -> str:
    """Return the key of the setting that puts *person* in the trash."""
    return f"{PREFIX}{person}"


def person_of(key: str) -> int | None:
    """If *key* is the setting of a person in the trash, return their id, else None."""
    number = key.removeprefix(PREFIX)
    return int(number) if key != number and number.isdecimal() else None


def everybody(reader: Reader) -> list[Thrown]:
    """Return everybody in the trash, latest first."""
    found = reader.connection.execute(
        "SELECT key, value FROM setting WHERE key >= ? AND key < ? ORDER BY value DESC, key", (PREFIX, AFTER)
    )
    return [Thrown(number, value) for key, value in found if (number := person_of(key)) is not None]


def numbers(reader: Reader) -> set[int]:
    """Return the ids of everybody in the trash."""
    return {each.person for each in everybody(reader)}


def pairs_of(reader: Reader, person: int) -> set[Pair]:
    """Return all pairs that contain *person* and are linked by evidence."""
    ends = f"{LEAST}(r.person, s.person), {GREATEST}(r.person, s.person)"
    of_one = "FROM record o JOIN evidence e ON {} = o.id JOIN record r ON r.id = e.a JOIN record s ON s.id = e.b"
    found = reader.connection.execute(
        f"SELECT {ends} {of_one.format('e.a')} WHERE o.person = ? AND e.link IS NOT NULL"
        f" UNION SELECT {ends} {of_one.format('e.b')} WHERE o.person = ? AND e.link IS NOT NULL",
        (person, person),
    )
    return {(a, b) for a, b in found if a != b}


def empty(reader: Reader) -> None:
    """Take everybody out of the trash, without an undo image.

    `fill` puts the people back.
    """
    reader.connection.execute("DELETE FROM setting WHERE key >= ? AND key < ?", (PREFIX, AFTER))


def fill(reader: Reader, people: Collection[Thrown]) -> None:
    """Put *people* back into the trash, after the function `empty` took them out."""
    put = "INSERT INTO setting (key, value) VALUES (?, ?)"
    reader.connection.executemany(put, [(key(each.person), each.removed) for each in people])
