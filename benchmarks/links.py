"""Time the import of a long list of links, in comparison with `sqlite-utils insert`.

python benchmarks/links.py --rows 1000000 --people 100000
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from imports import timed

GIVEN = [
    "Ana",
    "Ben",
    "Cleo",
    "Dov",
    "Eve",
    "Fay",
    "Gus",
    "Hal",
    "Ida",
    "Jo",
    "Kim",
    "Lea",
    "Max",
    "Noa",
    "Otto",
    "Pia",
    "Rosa",
    "Sam",
    "Tim",
    "Uma",
]
KINDS = ("colleague", "friend", "contact")


def name(number: int) -> str:
    """Return a different name for each number."""
    letters, rest = "", number + 26**3
    while rest:
        letters, rest = chr(97 + rest % 26) + letters, rest // 26
    return f"{GIVEN[number % len(GIVEN)]} {letters.capitalize()}son"


def write(path: Path, rows: int, people: int) -> None:
    """Write the given number of links between random pairs of people."""
    chosen = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        file.write("from,to,kind,since\n")
        for _ in range(rows):
            one, other = chosen.randrange(people), chosen.randrange(people - 1)
            other += other >= one
            file.write(f"{name(one)},{name(other)},{chosen.choice(KINDS)},{chosen.randrange(1990, 2026)}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--people", type=int, default=20_000)
    options = parser.parse_args()
    netcli, rival = Path(sys.executable).with_name("netcli"), Path(sys.executable).with_name("sqlite-utils")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "links.csv")
        write(file, options.rows, options.people)
        environment = {**os.environ, "NETCLI_DB": str(Path(folder, "book.db"))}
        theirs = timed([str(rival), "insert", str(Path(folder, "rival.db")), "links", str(file), "--csv"], environment)
        subprocess.run([netcli, "init", "--me", "Moi Test", "-q"], check=True, env=environment)
        ours = timed([str(netcli), "import", str(file), "--json"], environment)
    print(f"sqlite-utils insert: {theirs[0]:.1f} s, processor {theirs[1]:.1f} s")
    print(f"netcli import: {ours[0]:.1f} s, processor {ours[1]:.1f} s, peak of the largest process {ours[2]} MB")
    print(f"ratio on the clock {ours[0] / theirs[0]:.2f}, of the processor {ours[1] / theirs[1]:.2f}")


if __name__ == "__main__":
    main()
