"""Compare the lengths of shortest chains with networkx, in several real networks.

python benchmarks/exactness.py FOLDER

FOLDER holds files *.txt.gz. Each line is a link and has two numbers.
"""

from __future__ import annotations

import argparse
import gzip
import random
from pathlib import Path

import networkx

from netcli.graph.model import graph_of
from netcli.graph.shortest import shortest

PAIRS = 1_000
GRAPHS = 5
"""Number of files to compare. The largest files of the folder are taken."""


def differences(file: Path, seed: int = 1) -> tuple[int, int]:
    """Return how many pairs have a chain, and how many lengths differ from networkx."""
    with gzip.open(file, "rt") as lines:
        ends = [line.split()[:2] for line in lines if line[:1].isdigit()]
    links = {(min(a, b), max(a, b)): 1.0 for a, b in (map(int, pair) for pair in ends) if a != b}
    oracle, ours = networkx.Graph(list(links)), graph_of(links)
    people = sorted(oracle)
    random.seed(seed)
    found = wrong = 0
    for _ in range(PAIRS):
        source, target = random.sample(people, 2)
        layers = shortest(ours, source, target)
        expected = (
            networkx.shortest_path_length(oracle, source, target) if networkx.has_path(oracle, source, target) else None
        )
        found += expected is not None
        wrong += (layers.hops if layers else None) != expected
    return found, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare lengths of shortest chains with networkx.")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    files = [file for file in options.folder.glob("*.txt.gz") if file.name.count(".") == 2]
    for file in sorted(files, key=lambda each: -each.stat().st_size)[:GRAPHS]:
        found, wrong = differences(file)
        print(f"{file.name:28} {PAIRS} pairs, {found} with a chain, {wrong} lengths differ")


if __name__ == "__main__":
    main()
