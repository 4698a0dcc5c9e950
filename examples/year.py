"""Add an invented year of 200 meetings to the sample book.

    netcli demo
    python examples/year.py

The script prints the first lines of the diary, the seconds of the import and the keystrokes per line. Then the script
lists the people who are silent for unusually long.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import netcli
from netcli import clock

MEETINGS = 200
KINDS = ("lunch", "coffee", "call", "dinner", "")
PLACES = ("Toulouse", "Lyon", "the market", "", "", "")
NOTES = ("about rail", "moving house", "looks for a job", "", "", "")


def diary(names: Sequence[str], until: date, seed: int = 1) -> list[str]:
    """Return the lines of the diary.

    A few people occur often and most people rarely. Each date is as short as possible.
    """
    draw = random.Random(seed)
    weights = [1 / rank for rank, _ in enumerate(names, 1)]
    days = sorted(until - timedelta(draw.randrange(1, 365)) for _ in range(MEETINGS))
    lines = []
    for before, day in pairwise([date.min, *days]):
        same = (day.year, day.month) == (before.year, before.month)
        written = f"{day.day}" if same else f"{day:%m-%d}" if day.year == before.year else day.isoformat()
        people = ", ".join(dict.fromkeys(draw.choices(names, weights, k=draw.choice((1, 1, 1, 2, 3)))))
        place, note = draw.choice(PLACES), draw.choice(NOTES)
        words = (written, draw.choice(KINDS), people, f"@{place}" if place else "")
        lines.append(" ".join(filter(None, words)) + (f": {note}" if note else ""))
    return lines


def overhead(line: str, names: Sequence[str]) -> int:
    """Return the number of keystrokes in *line* without its names and words."""
    day, _, rest = line.partition(" ")
    bare = rest
    for text in (*sorted(names, key=len, reverse=True), *sorted(filter(None, PLACES + NOTES), key=len, reverse=True)):
        bare = bare.replace(text, "")
    return len(day) + 1 + len(re.sub(r"[a-z]+", "", bare))


def fits_one(book: netcli.Book, name: str) -> bool:
    """Return whether *name* identifies exactly one person."""
    try:
        return bool(book.show(name, limit=1))
    except netcli.NetcliError:
        return False


def main() -> int:
    """Add the invented year to the book, and print the results. Return the exit code."""
    try:
        with netcli.open() as book:
            names = [
                name
                for name in (each.person.name or "" for each in book.show("me").result.links)
                if fits_one(book, name)
            ]
        with netcli.open(write=True) as book:
            lines = diary(names, clock.today())
            began = time.perf_counter()
            answer = book.read_diary(lines, "year.txt")
            took = time.perf_counter() - began
        with netcli.open() as book:
            silent = [f"{each.person.name}: {each.why}" for each in book.due(fading=True).result]
    except netcli.NetcliError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    strokes = [overhead(line, names) for line in lines]
    print(*lines[:5], "...", sep="\n")
    print(f"{answer.summary}, in {took:.1f} s")
    print(f"keystrokes beyond names and words: {sum(strokes) / len(strokes):.1f} a line, {max(strokes)} at most")
    print(*silent, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
