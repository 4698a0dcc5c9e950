"""Measure the time and memory of `netcli duplicates` on a large book.

    python benchmarks/matching.py 100000 book.db

Every record of `contacts.py` is loaded as a separate person.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

import contacts
from loading import STAMP
from memory import megabytes
from population import population

from netcli.records import KeptRecord
from netcli.store.derive import person
from netcli.store.writer import opened
from netcli.tell import edits

CHUNK: Final = 50_000
"""Number of records that are loaded at a time."""


def load(path: Path, records: int, seed: int = 1) -> None:
    """Make a book in which each of *records* records is a person."""
    with opened(path, create=True) as writer, writer.change("load") as change:
        change.summary = "loaded by a benchmark"
        edits.begin_book(change, "Proprio Exemple", {})
        change.connection.execute(
            "INSERT INTO batch (id, change, file, sha256, network, owner, as_of, as_of_from, imported, people, links)"
            " VALUES (1, 1, 'loaded.csv', '', 'csv', 1, '2026-01-01', 'now', ?, ?, 0)",
            (STAMP, records),
        )
        told = enumerate(islice(_cards(records, seed), records), 2)
        while some := list(islice(told, CHUNK)):
            change.journal.load("record", [_record(number, fields) for number, fields in some])
            change.add_people([(number, person([_kept(number, fields)])) for number, fields in some])


def _cards(records: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the fields of each record. The records are in random order."""
    chance = Random(f"contacts {seed}")
    shares = [contacts._sources(chance) for _ in range(records // 2)]
    cards = [
        contacts.describe(somebody, source, chance)
        for somebody, share in zip(population(len(shares), seed), shares, strict=True)
        for source in share
    ]
    chance.shuffle(cards)
    for card in cards:
        phones = [number for number in (card.mobile, card.landline, card.office) if number]
        fields = {
            "name": card.name,
            "given": card.given,
            "family": card.family,
            "emails": card.emails,
            "phones": phones,
            "urls": [card.url] if card.url else [],
            "company": card.company,
            "title": card.title,
            "city": card.city,
            "birthday": card.birthday,
        }
        yield {field: value for field, value in fields.items() if value}


def _record(number: int, fields: dict[str, Any]) -> tuple[Any, ...]:
    place = (number, number, number, 1, str(number), None, "loaded.csv", number, None)
    return (*place, json.dumps(fields, ensure_ascii=False), STAMP, STAMP)


def _kept(number: int, fields: dict[str, Any]) -> KeptRecord:
    return KeptRecord(number, number, 1, str(number), None, "csv", "2026-01-01", fields, STAMP, STAMP)


def measured(path: Path, *options: str) -> str:
    """Run `netcli duplicates`. Return the time, the memory and the number of pairs."""
    reader, writer = os.pipe()
    words = [sys.executable, "-m", "netcli", "duplicates", "--json", *options]
    with subprocess.Popen(words, env=os.environ | {"NETCLI_DB": str(path)}, stdout=writer) as process:
        os.close(writer)
        start = b""
        with os.fdopen(reader, "rb") as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                start = start or block[:200]
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    waiting = start.partition(b'"waiting": ')[2].partition(b",")[0].decode()
    return f"{used.ru_utime + used.ru_stime:.1f} s, {megabytes(used.ru_maxrss)} MB, {waiting} pairs"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the matching of a whole book.")
    parser.add_argument("records", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--all", action="store_true", help="also measure a run that lists every pair")
    options = parser.parse_args()
    if not options.file.exists():
        load(options.file, options.records)
    print(f"{options.records:,} records: {measured(options.file)}", flush=True)
    if options.all:
        print(f"{options.records:,} records, every pair listed: {measured(options.file, '--limit', '0')}")


if __name__ == "__main__":
    main()
