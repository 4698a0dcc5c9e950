"""Compare netcli's measures of a whole network with igraph.

python benchmarks/loading.py 200000 1000000 book.db
python benchmarks/measures.py book.db --igraph PYTHON
python benchmarks/measures.py small.db book.db large.db     # also prints how time and memory grow with the links

PYTHON is an interpreter with numpy and igraph (under the GPL). Each measure is a separate process.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import shlex
import sqlite3
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Final

from memory import megabytes

LOAD: Final = """
import sqlite3, sys
import igraph
book = sqlite3.connect(sys.argv[1])
ids = [row[0] for row in book.execute("SELECT id FROM person WHERE kind = 'person'")]
place = {number: node for node, number in enumerate(ids)}
links = [(place[a], place[b]) for a, b in book.execute("SELECT a, b FROM link WHERE passable >= 2")]
graph = igraph.Graph(n=len(ids), edges=links)
me = place[int(book.execute("SELECT value FROM setting WHERE key = 'me'").fetchone()[0])]
"""
SOURCES: Final = 128
"""Number of people from whom igraph measures hops. netcli measures hops from eight times as many people."""

RIVALS: Final = {
    "stats": f"""
import random
from collections import Counter
parts = graph.connected_components()
giant = parts.giant()
hops = Counter()
for source in random.Random(1).sample(range(giant.vcount()), min({SOURCES}, giant.vcount())):
    hops.update(giant.distances(source=source)[0])
print(len(parts), giant.vcount(), graph.transitivity_avglocal_undirected(mode="zero"), graph.transitivity_undirected(),
      len(graph.list_triangles()), sum(hop * count for hop, count in hops.items()) / sum(hops.values()))
print(Counter(graph.distances(source=me)[0]))
""",
    "stars": """
hops = graph.distances(source=me)[0]
layers = {}
for node, hop in enumerate(hops):
    layers.setdefault(hop, []).append(node)
others = graph.get_adjlist()
layers = [layers[hop] for hop in sorted(hop for hop in layers if hop != float("inf"))]
ways = [0.0] * len(hops)
ways[me] = 1.0
for layer in layers[1:]:
    for node in layer:
        ways[node] = sum(ways[other] for other in others[node] if hops[other] == hops[node] - 1)
through = [1.0] * len(hops)
for layer in layers[:1:-1]:
    for node in layer:
        for other in others[node]:
            if hops[other] == hops[node] - 1:
                through[other] += ways[other] / ways[node] * through[node]
reached = sum(map(len, layers)) - 1
print(sorted((through[node] / reached for node in layers[1]), reverse=True)[:10])
""",
    "groups": """
found = graph.community_leiden(objective_function="modularity")
print(len(found), found.modularity)
""",
    "suggest": None,
    "fragile": """
print(len(graph.articulation_points()), len(graph.bridges()))
""",
}
"""For each command, the igraph program, or None if igraph has no such measure."""


def run(command: list[str], environment: dict[str, str]) -> tuple[float, int, str]:
    """Run a command. Return the processor seconds, the peak memory in MB, and the output."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(command)} failed")
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, megabytes(usage.ru_maxrss), out.read()


def measure(command: str, book: Path, options: argparse.Namespace) -> tuple[float, int]:
    """Print the time and memory of *command* on *book*.

    Return the shortest time in seconds and the largest memory in MB.
    """
    environment = {**os.environ, "NETCLI_DB": str(book), "OPENBLAS_NUM_THREADS": "1"}
    netcli = [str(Path(sys.executable).with_name("netcli")), *shlex.split(command)]
    words = [run(netcli, environment) for _ in range(options.times)]
    seconds, peak = min(each[0] for each in words), max(each[1] for each in words)
    line = f"{command:<14} {book.name:<12} words {seconds:7.2f} s {peak:5} MB"
    if not options.words:
        ours = [run([*netcli, "--json"], environment) for _ in range(options.times)]
        line += f"  json {min(each[0] for each in ours):7.2f} s {max(each[1] for each in ours):5} MB"
    rival = RIVALS.get(command)
    if options.igraph and rival:
        theirs = [run([options.igraph, "-c", LOAD + rival, str(book)], environment) for _ in range(options.times)]
        least = min(each[0] for each in theirs)
        line += f"  igraph {least:6.2f} s {max(each[1] for each in theirs):4} MB  words / igraph {seconds / least:.2f}"
    print(line, flush=True)
    if command == "groups" and not options.words:
        print(f"  modularity {json.loads(ours[0][2])['result']['modularity']}", flush=True)
    return seconds, peak


def count_links(book: Path) -> int:
    with contextlib.closing(sqlite3.connect(book)) as connection:
        return int(connection.execute("SELECT count(*) FROM link").fetchone()[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--igraph", metavar="PYTHON")
    parser.add_argument("--commands", nargs="*", default=list(RIVALS))
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--words", action="store_true", help="run each command only with text output, not with --json")
    options = parser.parse_args()
    links = [count_links(book) for book in options.books]
    for command in options.commands:
        taken = [measure(command, book, options) for book in options.books]
        for (before, after), ((less, small), (more, large)) in zip(pairwise(links), pairwise(taken), strict=True):
            scale = math.log(after / before)
            time, memory = (math.log(ratio) / scale for ratio in (more / less, large / small))
            print(f"  {before:,} to {after:,} links: seconds ^ {time:.2f}, memory ^ {memory:.2f}", flush=True)


if __name__ == "__main__":
    main()
