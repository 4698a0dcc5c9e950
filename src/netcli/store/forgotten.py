"""Who is forgotten: salted hashes of what identified them, by which later files know whom to leave out.

Each is a setting of the book, `forgotten:DIGEST`, that holds which of them belong together.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from netcli.store import settings
from netcli.store.reader import Reader

PREFIX: Final = "forgotten:"
SALT: Final = "salt:"
"""How the keys of such settings begin, and those of the salts; one, unless books with other salts were restored."""
BYTES: Final = 16
"""Bytes of a salt, and of a digest."""


class Tombstones(NamedTuple):
    """What a book holds of the forgotten: its salts, and whose each digest is."""

    salts: Sequence[str]
    whose: dict[str, str]

    def of(self, marks: Iterable[str]) -> set[str]:
        """Return whose *marks* these are: nobody's, unless somebody was forgotten under one of them."""
        digests = (digest(salt, mark) for mark in marks for salt in self.salts)
        return {self.whose[each] for each in digests if each in self.whose}


def digest(salt: str, mark: str) -> str:
    """Return what stands for *mark* under that *salt*."""
    return blake2b(mark.encode("utf-8", "surrogatepass"), key=bytes.fromhex(salt), digest_size=BYTES).hexdigest()


def read(reader: Reader) -> Tombstones:
    """Return what the book holds of the forgotten."""
    return Tombstones([*reader.settings(SALT)], reader.settings(PREFIX))


def bury(reader: Reader, marks: Iterable[str]) -> None:
    """Enter the digests of one person's *marks*."""
    salts, _ = read(reader)
    salt = salts[0] if salts else os.urandom(BYTES).hex()
    whose = os.urandom(BYTES // 2).hex()
    enter(reader, Tombstones([salt], dict.fromkeys(sorted(digest(salt, mark) for mark in marks), whose)))


def enter(reader: Reader, tombstones: Tombstones) -> None:
    """Have the book hold *tombstones*, too."""
    for salt in tombstones.salts:
        settings.put(reader.connection, SALT + salt, "")
    for each, whose in tombstones.whose.items():
        settings.put(reader.connection, PREFIX + each, whose)
