"""Load a generated network straight into a new book, as if one import had brought it: for benchmarks of reading.

    python benchmarks/loading.py BOOK --people 1000000 --links 10000000 --seed 1
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import invented
import scale

from netcli.store import derive, file
from netcli.store.book import Book, opened
from netcli.store.hand import begin_book

CHUNK = 50_000
"""Rows written per statement."""
SINCE = [f"{year}-{month:02}-15" for year in range(2008, 2026) for month in range(1, 13)]


def load(path: Path, people: int, links: int, seed: int) -> None:
    """Make *path* a book of so many invented people and links; person 1 is me, ids are those of `scale.network`."""
    path.unlink(missing_ok=True)
    network = scale.network(people, links, seed)
    with opened(path, lambda _: -1.735, create=True) as book:
        change = book.begin_change("init")
        begin_book(book, "Moi Test", {})
        book.settle()
        _people(book, people, seed)
        run = book.connection.exec_driver_sql
        run(
            "INSERT INTO batch (change, file, sha256, network, owner, as_of, as_of_from, imported, people, links)"
            " VALUES (?, 'network.csv', 'generated', 'edges', 1, '2026-01-01', 'now', '2026-01-01T00:00:00Z', ?, ?)",
            (change, people, len(network)),
        )
        chosen = random.Random(seed)
        for start in range(0, len(network), CHUNK):
            pairs = network[start : start + CHUNK].tolist()
            dates = chosen.choices(SINCE, k=len(pairs))
            book.journal.load("link", [(a, b, 2, "contact", "sure", day, None, None, -1.735) for (a, b), day in zip(pairs, dates)])
            book.journal.load(
                "evidence",
                [
                    (None, a, b, 1, "declared", "contact", "sure", day, None, None, None, None, None, None, number)
                    for number, ((a, b), day) in enumerate(zip(pairs, dates), start + 2)
                ],
            )
        book.end_change("generated")


def _people(book: Book, people: int, seed: int) -> None:
    """One record a person, with the same number; names are invented, companies are shared by a few hundred."""
    chosen = random.Random(seed)
    given, family = invented_names()
    companies = [f"{word} {number}" for number in range(max(1, people // 300)) for word in ("Atelier",)]
    for start in range(2, people + 1, CHUNK):
        records, rows = [], []
        for number in range(start, min(start + CHUNK, people + 1)):
            name = f"{chosen.choice(given)} {chosen.choice(family)}"
            fields = {"name": name, "company": chosen.choice(companies)}
            told = derive.Statement(number, 1, "edges", "2026-01-01", fields, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
            text = f'{{"name": "{name}", "company": "{fields["company"]}"}}'
            records.append((number, number, number, 1, name, None, None, number, None, text, told.added, told.changed))
            rows.append((number, derive.person([told])))
        book.journal.load("record", records)
        book.add_people(rows)


def invented_names() -> tuple[list[str], list[str]]:
    """Given names and surnames, many enough that namesakes are as rare as in life."""
    given = sorted({name for culture in invented.CULTURES for name in culture.women + culture.men})
    family = sorted({name for culture in invented.CULTURES for name in culture.surnames})
    return given, [f"{one}{other}" for one in family for other in ("", "-Lenoir", "-Petit", "son", "eau", "ov")]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--links", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun = time.perf_counter()
    load(options.book, options.people, options.links, options.seed)
    print(f"{options.book}: {time.perf_counter() - begun:.0f} s, {options.book.stat().st_size / 1e6:.0f} MB, schema {file.SCHEMA_VERSION}")
