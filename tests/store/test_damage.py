"""Tests of damaged books."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Final

import pytest

from ..running import Netcli

PAGE: Final = 4096
"""Size of a page of the book, in bytes."""
COMMANDS: Final = (
    ("list", "--all"),
    ("find", "sophie"),
    ("show", "me"),
    ("path", "me", "Sophie Durand"),
    ("stats",),
    ("export",),
    ("imports",),
    ("history",),
    ("check",),
    ("add", "Bo"),
)
BOOK: Final = Path(__file__).parents[1] / "books" / "mix.db"


def _damaged(content: bytes, kind: str, chance: random.Random) -> bytes:
    book = bytearray(content)
    if kind == "bytes":
        for _ in range(chance.randint(1, 64)):
            book[chance.randrange(100, len(book))] = chance.randrange(256)
    elif kind == "page":
        page = chance.randrange(1, len(book) // PAGE) * PAGE
        book[page : page + PAGE] = bytes(PAGE)
    elif kind == "end":
        del book[chance.randrange(PAGE, len(book)) :]
    else:
        places = [place for place, byte in enumerate(book) if byte in b'{}[]":,0123456789']
        for place in chance.sample(places, chance.randint(1, 8)):
            book[place] = chance.choice(b'{}[]":,x9')
    return bytes(book)


@pytest.fixture
def mixed(tmp_path: Path) -> Netcli:
    """A book with data of every kind, migrated to the current schema."""
    book = Netcli(Path(shutil.copy(BOOK, tmp_path / "netcli.db")))
    book.ok("tag", "me", "energy")
    return book


@pytest.mark.parametrize("kind", ["bytes", "page", "end", "letters"])
def test_damage_is_no_bug(mixed: Netcli, kind: str) -> None:
    """On a damaged book, no command ends with exit code 70."""
    content = mixed.db.read_bytes()
    for number in range(10):
        damaged = _damaged(content, kind, random.Random(number))
        for words in COMMANDS:
            mixed.db.write_bytes(damaged)
            outcome = mixed(*words)
            assert outcome.code in (0, 3, 4, 5, 6, 65, 66), (number, words, outcome)
