"""Measure which share of shortest chains goes through a person's main contacts.

python benchmarks/funnel.py FOLDER [NAME ...] [--people 200] [--seed 7]

FOLDER holds NAME.txt.gz files in the format that benchmarks/literature.py describes.

The output has two lines for each network. The first line covers random people of the largest component. The second line
leaves out people who have fewer than ten contacts.

Each line has the mean shares of the first, the second and the third contact in `netcli stars`. The figure `ten` is the
mean sum of the first ten shares. The last figures are the mean and the median of the effective gateways.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import fmean, median, stdev

from literature import Book

import netcli
from netcli.answers.stars import Funnel

MANY = 10
"""For each network, a second line of output covers people with at least this number of contacts."""


def funnels(file: Path, people: int, seed: int) -> list[Funnel]:
    """Return the funnels of random people of the largest component, at most *people* funnels."""
    with gzip.open(file, "rt") as lines, tempfile.TemporaryDirectory() as place:
        links = [(int(a), int(b)) for a, b, *_ in map(str.split, lines)]
        Book(Path(place), 1, links)  # whoever has no link is in no funnel
        with netcli.open(Path(place) / "book.db") as book:
            giant = book.stats().result.giant.people
            everybody = ["me", *(f"id:{person.id}" for person in book.list().result)]
            Random(seed).shuffle(everybody)
            found: list[Funnel] = []
            for who in everybody:
                funnel = book.stars(who).result
                if funnel.reachable == giant - 1:
                    found.append(funnel)
                if len(found) == people:
                    break
            return found


def row(name: str, found: Sequence[Funnel]) -> str:
    """Return one line of the output."""
    if not found:
        return f"{name:<30} nobody"
    shares = [[star.share for star in funnel.stars] for funnel in found]
    places = [fmean(each[place] if len(each) > place else 0.0 for each in shares) for place in range(3)]
    error = stdev(each[0] for each in shares) / len(shares) ** 0.5 if len(shares) > 1 else 0.0
    ten = fmean(sum(each[:10]) for each in shares)
    gateways = [funnel.effective_gateways for funnel in found]
    first, second, third = (f"{place:.3f}" for place in places)
    return (
        f"{name:<30} {len(found):5} people  first {first} ± {error:.3f}  second {second}  third {third}"
        f"  ten {ten:.3f}  gateways {fmean(gateways):.1f}, median {median(gateways):.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    for file in sorted(options.folder.glob("*.txt.gz")):
        name = file.name.removesuffix(".txt.gz")
        if "." in name or (options.names and name not in options.names):
            continue
        started = time.process_time()
        found = funnels(file, options.people, options.seed)
        many = [funnel for funnel in found if len(funnel.stars) >= MANY]
        print(row(name, found), flush=True)
        print(row(f"  with {MANY} contacts or more", many), f" {time.process_time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
