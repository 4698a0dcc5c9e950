"""Load a large network straight into a book by SQL.

python benchmarks/loading.py 100000 1000000 book.db

An import would take hours.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scale import network

from netcli import strength
from netcli.records import KeptRecord, Sign
from netcli.store.derive import person
from netcli.store.writer import opened
from netcli.tell import edits

COMPANY: int = 500
"""Maximum number of people in the company `Colossal`."""
STAMP = "2026-01-01T00:00:00Z"
CHUNK = 20_000
"""Number of people or links that are held in memory at once."""
MONTHS = [f"{year}-{month:02}" for year in range(2000, 2026) for month in range(1, 13)]
WROTE = 0.3
"""Share of links whose two people have written to each other."""


def load(path: Path, people: int, links: int, seed: int = 1) -> None:
    """Make a book with the given numbers of people and links."""
    random.seed(seed)
    ends = network(people, links, seed)
    with opened(path, create=True) as writer:
        driver = writer.connection
        with writer.change("load") as change:
            change.summary = "loaded by a benchmark"
            edits.begin_book(change, "Person 1", {})
            driver.execute(
                "INSERT INTO batch"
                " (id, change, file, sha256, network, owner, as_of, as_of_from, imported, people, links, report)"
                " VALUES (1, 1, 'loaded.csv', '', 'csv', 1, '2026-01-01', 'now', ?, ?, ?, '{}')",
                (STAMP, people, links),
            )
            for rows in _chunks(_people(people)):
                change.journal.load("record", [_record(number, fields) for number, fields in rows])
                change.add_people([(number, person([_kept(number, fields)])) for number, fields in rows])
        # The links are loaded outside the change. Inside a change, netcli would weigh all neighbouring links again for
        # every new link.
        later = driver.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'index' AND tbl_name IN ('evidence', 'link') AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in later:
            driver.execute(f"DROP INDEX {name}")
        for rows in _chunks(_links(ends, seed)):
            evidence, weighed = zip(*rows, strict=True)
            driver.executemany(_insert("evidence", EVIDENCE), evidence)
            driver.executemany(_insert("link", LINK), weighed)
        for _, statement in later:  # sorted once, rather than kept in order link by link
            driver.execute(statement)


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _people(people: int) -> Iterator[tuple[int, dict[str, Any]]]:
    giants = set(random.sample(range(2, people + 1), min(COMPANY, people - 1)))
    for number in range(2, people + 1):
        company = "Colossal" if number in giants else f"Company {random.randrange(max(1, people // 30))}"
        yield number, {"name": f"Person {number}", "company": company, "city": f"City {number % 97}"}


def _record(number: int, fields: dict[str, Any]) -> tuple[Any, ...]:
    place = (number, number, number, 1, str(number), None, "loaded.csv", number, None)
    return (*place, json.dumps(fields), STAMP, STAMP)


def _kept(number: int, fields: dict[str, Any]) -> KeptRecord:
    return KeptRecord(number, number, 1, str(number), None, "csv", "2026-01-01", fields, STAMP, STAMP)


EVIDENCE = ("a", "b", "batch", "kind", "link", "certainty", "since", "last", "count")
LINK = ("a", "b", "passable", "kinds", "certainty", "since", "last_contact", "base", "volume")


def _insert(table: str, columns: tuple[str, ...]) -> str:
    named = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"


def _links(ends: NDArray[np.int64], seed: int) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Yield the evidence row and the link row of each link."""
    rng = np.random.default_rng(seed)
    for some in np.array_split(ends, max(1, len(ends) // CHUNK)):
        size = len(some)
        since, last = rng.integers(len(MONTHS), size=size), rng.integers(len(MONTHS) - 96, len(MONTHS), size=size)
        drawn = zip(some.tolist(), since.tolist(), last.tolist(), (rng.random(size) < WROTE).tolist(), strict=True)
        for ((a, b), first, latest, wrote), count in zip(drawn, rng.integers(1, 99, size).tolist(), strict=True):
            kind, spoke = ("message", f"{MONTHS[max(first, latest)]}-15") if wrote else ("connected", None)
            yield (
                (a, b, 1, kind, "contact", "sure", MONTHS[first], spoke, count),
                (a, b, 2, "contact", "sure", MONTHS[first], spoke, *_weighed(kind, count)),
            )


@cache
def _weighed(kind: str, count: int) -> tuple[float, float]:
    base, _, volume = strength.weigh((Sign(kind, count=count, batch=1),))
    return base, volume


def main() -> None:
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
