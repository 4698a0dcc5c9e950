"""Salted hashes that identify erased people, so that imports skip these people."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from netcli.store import settings
from netcli.store.reader import Reader

PREFIX: Final = "forgotten:"
SALT: Final = "salt:"
"""Prefixes of the settings for hashes and salts.

A book may have several salts.
"""
BYTES: Final = 16
"""Size of a salt and of a digest, in bytes."""


class Tombstones(NamedTuple):
    """The stored salts and hashes.

    The dictionary `whose` maps all hashes of one person to the same value.
    """

    salts: Sequence[str]
    whose: dict[str, str]

    def of(self, marks: Iterable[str]) -> set[str]:
        """Return one value for each erased person whom *marks* identify."""
        digests = (digest(salt, mark) for mark in marks for salt in self.salts)
        return {self.whose[each] for each in digests if each in self.whose}


def digest(salt: str, mark: str) -> str:
    """Return the hash of *mark* with *salt*."""
    return blake2b(mark.encode("utf-8", "surrogatepass"), key=bytes.fromhex(salt), digest_size=BYTES).hexdigest()


def read(reader: Reader) -> Tombstones:
    """Return the salts and hashes stored in the book."""
    return Tombstones([*reader.settings(SALT)], reader.settings(PREFIX))


def bury(reader: Reader, marks: Iterable[str]) -> None:
    """Store the hashes of *marks*, the texts that identify one person."""
    salts, _ = read(reader)
    salt = salts[0] if salts else os.urandom(BYTES).hex()
    whose = os.urandom(BYTES // 2).hex()
    enter(reader, Tombstones([salt], dict.fromkeys(sorted(digest(salt, mark) for mark in marks), whose)))


def enter(reader: Reader, tombstones: Tombstones) -> None:
    """Add *tombstones* to the book."""
    for salt in tombstones.salts:
        settings.put(reader.connection, SALT + salt, "")
    for each, whose in tombstones.whose.items():
        settings.put(reader.connection, PREFIX + each, whose)
