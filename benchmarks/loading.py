"""A large network straight into a book, by SQL: what an import would leave, without its hours.

python benchmarks/loading.py 100000 1000000 book.db
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scale import network

from netcli import strength
from netcli.records import Sign
from netcli.store import hand
from netcli.store.book import Book, opened
from netcli.store.derive import Statement, person

COMPANY: int = 500
"""People of the company `Colossal`; others work in companies of about thirty."""
STAMP = "2026-01-01T00:00:00Z"


def load(path: Path, people: int, links: int, seed: int = 1) -> None:
    """Make a book of *people* people and *links* links at *path*; me is number 1."""
    random.seed(seed)
    ends = network(people, links, seed).tolist()
    with opened(path, strength, create=True) as book:
        book.begin_change("load")
        hand.begin_book(book, "Person 1", {})
        book.end_change("loaded by a benchmark")
        run = book.connection.execute
        run(
            "INSERT INTO batch (id, change, file, sha256, network, owner, as_of, as_of_from, imported, people, links)"
            " VALUES (1, 1, 'loaded.csv', '', 'csv', 1, '2026-01-01', 'now', ?, ?, ?)",
            (STAMP, people, links),
        )
        rows = list(_people(people))
        book.journal.load("record", [_record(number, fields) for number, fields in rows])
        book.add_people([(number, person([_statement(number, fields)])) for number, fields in rows])
        _links(book, ends)


def _people(people: int) -> Iterator[tuple[int, dict[str, Any]]]:
    giants = set(random.sample(range(2, people + 1), COMPANY))
    for number in range(2, people + 1):
        company = "Colossal" if number in giants else f"Company {random.randrange(max(1, people // 30))}"
        yield number, {"name": f"Person {number}", "company": company, "city": f"City {number % 97}"}


def _record(number: int, fields: dict[str, Any]) -> tuple[Any, ...]:
    place = (number, number, number, 1, str(number), None, "loaded.csv", number, None)
    return (*place, json.dumps(fields), STAMP, STAMP)


def _statement(number: int, fields: dict[str, Any]) -> Statement:
    return Statement(number, 1, "csv", "2026-01-01", fields, STAMP, STAMP)


def _links(book: Book, ends: list[list[int]]) -> None:
    """Links of all ages; some of the two have written to each other."""
    evidence, links = [], []
    for a, b in ends:
        since = f"{random.randrange(2000, 2026)}-{random.randrange(1, 13):02}"
        wrote = random.random() < 0.3
        last = f"{random.randrange(2018, 2026)}-{random.randrange(1, 13):02}-15" if wrote else None
        sign = Sign("message" if wrote else "connected", since=since, last=last, count=random.randrange(1, 99), batch=1)
        base, closeness, volume = strength.weigh((sign,))
        evidence.append(
            (None, a, b, 1, sign.kind, "contact", "sure", since, last, sign.count, None, None, None, None, None)
        )
        links.append((a, b, 2, "contact", "sure", since, last, closeness, volume, base, 0.0, 0, 0))
    book.journal.load("evidence", evidence)
    book.journal.load("link", links)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Load a large network into a new book.")
    parser.add_argument("people", type=int)
    parser.add_argument("links", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.perf_counter()
    load(options.file, options.people, options.links, options.seed)
    print(
        f"{options.file}: {options.people:,} people, {options.links:,} links in {time.perf_counter() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
