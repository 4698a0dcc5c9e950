"""Damage copies of the sample book, and check that netcli reports the damage.

python benchmarks/damage.py [COPIES]

No command may exit with 70, the code for a bug. If a command gives a wrong answer, `netcli check` must find the damage.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final
from unittest.mock import patch

from netcli.cli import app

COMMANDS: Final = (
    ("list", "--all", "--json"),
    ("find", "sophie", "--json"),
    ("show", "me", "--json"),
    ("show", "Pierre Martin", "--json"),
    ("path", "me", "Sophie Durand", "--json"),
    ("stats", "--json"),
    ("export", "--json"),
    ("intro", "list", "--json"),
    ("history", "--json"),
    ("imports", "--json"),
    ("duplicates", "--json"),
    ("add", "Bo Example", "--json"),
    ("undo", "--json"),
)
PAGE: Final = 4096
"""Size of a page of the book, in bytes."""
WRITES: Final = frozenset(("add", "undo"))
"""Commands that change the book. The benchmark does not compare their answers."""


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return *content* with random damage, such as wrong bytes or a missing end."""
    book = bytearray(content)
    kind = chance.randrange(4)
    if kind == 0:
        for _ in range(chance.randint(1, 64)):
            book[chance.randrange(100, len(book))] = chance.randrange(256)
    elif kind == 1:
        page = chance.randrange(1, len(book) // PAGE) * PAGE
        book[page : page + PAGE] = bytes(PAGE)
    elif kind == 2:
        del book[chance.randrange(PAGE, len(book)) :]
    else:
        letters = [place for place, byte in enumerate(book) if chr(byte) in '{}[]":,0123456789']
        for place in chance.sample(letters, chance.randint(1, 8)):
            book[place] = ord(chance.choice('{}[]":,x9'))
    return bytes(book)


def run(book: Path, *words: str) -> tuple[int, str]:
    """Run a command on *book*; return the exit code and the output."""
    surroundings = {"NETCLI_DB": str(book), "NETCLI_NOW": "2026-11-23", "NO_COLOR": "1"}
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with patch.dict(os.environ, surroundings), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            app.main([*words])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
    out.flush()
    return code, out.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]  # it is one of ours


def main(copies: int, seed: int = 1) -> int:
    """Run every command on damaged copies of the sample book. Return the number of bad commands.

    A command is bad if it exits with 70, or gives a wrong answer while `netcli check` finds no damage. An unexpected
    exit code of `netcli check` is also bad.
    """
    codes: Counter[int] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        whole, copy = Path(folder) / "whole.db", Path(folder) / "copy.db"
        run(whole, "demo")
        with contextlib.closing(sqlite3.connect(whole, isolation_level=None)) as connection:
            connection.execute("UPDATE setting SET value = ? WHERE key = 'book'", ("0" * 32,))  # the same every time
            connection.execute("VACUUM")
        content = whole.read_bytes()
        right = {words: run(whole, *words) for words in COMMANDS if words[0] not in WRITES}
        for number in range(copies):
            told = damaged(content, random.Random(seed * 1_000_000 + number))
            copy.write_bytes(told)
            found, _ = run(copy, "check", "--json")
            codes[found] += 1
            for words in COMMANDS:
                copy.write_bytes(told)
                code, answer = run(copy, *words)
                codes[code] += 1
                wrong = code == 0 and words in right and answer != right[words][1] and found == 0
                if code == 70 or wrong or found not in (0, 65, 66):
                    bad += 1
                    print(f"copy {number}: {' '.join(words)} ends in {code}, check in {found}")
    print(f"{copies} copies, {sum(codes.values())} commands; exit codes: {dict(sorted(codes.items()))}; {bad} bad")
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)))
