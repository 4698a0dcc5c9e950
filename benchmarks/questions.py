"""Compare netcli's commands with igraph on the same book.

python benchmarks/loading.py 100000 1000000 book.db
pip install igraph    # GPL: for this comparison only
python benchmarks/questions.py book.db

Each run is a new process.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from path import EMPTY, run

IGRAPH = """
import math, sqlite3, sys, igraph
book, question, *targets = sys.argv[1:]
connection = sqlite3.connect(book)
if question == "reach":
    targets = [row[0] for row in connection.execute("SELECT id FROM person WHERE company = 'Colossal'")]
weighed = question == "chance"
rows = connection.execute("SELECT a, b, base FROM link" if weighed else "SELECT a, b FROM link").fetchall()
people = connection.execute("SELECT max(id) FROM person").fetchone()[0] + 1
graph = igraph.Graph(people, [row[:2] for row in rows] if weighed else rows)
weights = [math.log1p(math.exp(-row[2])) + 0.1 for row in rows] if weighed else None
targets = [int(target) for target in targets]
if question == "several":
    found = graph.get_k_shortest_paths(1, targets[0], k=5)
else:
    found = graph.get_shortest_paths(1, targets, weights)
print(found)
"""
"""An igraph program that answers the same questions as netcli.

For `chance`, the program ignores the dates of evidence. With the dates, the program would need the same time.
"""


class Question(NamedTuple):
    """A question to netcli and igraph, and the number of runs of netcli."""

    name: str
    words: list[str]
    rival: str | None
    runs: int


QUESTIONS = (
    Question("path --by hops", ["path", "me", "{}", "--json"], "hops", 25),
    Question("path --by chance", ["path", "me", "{}", "--json", "--by", "chance"], "chance", 25),
    Question("path -k 5", ["path", "me", "{}", "--json", "-k", "5"], "several", 25),
    Question("path --disjoint", ["path", "me", "{}", "--json", "--disjoint"], None, 15),
    Question("reach, 500 people", ["reach", "company:colossal", "--json"], "reach", 5),
    Question("reach, by chance", ["reach", "company:colossal", "--json", "--by", "chance"], None, 5),
    Question("interview, first question", ["interview"], None, 5),
    Question("infer", ["infer", "--json"], None, 2),
)


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description="Time the questions on a large book.")
    parser.add_argument("book", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rival", type=int, default=3, metavar="N", help="runs of igraph per question; 0: none")
    options = parser.parse_args()
    environment = {**os.environ, "NETCLI_DB": str(options.book)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    netcli = str(Path(sys.executable).with_name("netcli"))
    random.seed(1)
    targets = [str(random.randrange(2, options.people)) for _ in range(25)]

    def timed(command: list[str], runs: int) -> tuple[float, float, float, int]:
        """Return the median seconds, the median and maximum CPU seconds, and the peak memory in MB."""
        figures = []
        for target in targets[:runs]:
            before = os.times()
            seconds, peak, _ = run([word.format(target) for word in command], environment, stdin=subprocess.DEVNULL)
            after = os.times()
            busy = after.children_user + after.children_system - before.children_user - before.children_system
            figures.append((seconds, busy, peak))
        seconds, busy, peaks = zip(*figures, strict=True)
        return statistics.median(seconds), statistics.median(busy), max(busy), max(peaks)

    # Other programs on the machine change the elapsed seconds, but hardly the CPU seconds. Compare the CPU seconds.
    print(f"{'':28}{'seconds':>8}{'CPU':>7}{'slowest':>9}{'MB':>6}{'igraph':>9}{'MB':>6}{'times':>7}")
    empty, busy, slowest, peak = timed([sys.executable, "-c", EMPTY.replace("{", "{{").replace("}", "}}"), "x"], 15)
    print(f"{'an empty Typer program':28}{empty:8.2f}{busy:7.2f}{slowest:9.2f}{peak:6}")
    for question in QUESTIONS:
        words = [f"id:{word}" if word == "{}" else word for word in question.words]
        ours, busy, slowest, peak = timed([netcli, *words], question.runs)
        line = f"{question.name:28}{ours:8.2f}{busy:7.2f}{slowest:9.2f}{peak:6}"
        if question.rival and options.rival:
            script = IGRAPH.replace("{", "{{").replace("}", "}}")
            _, theirs, _, peak = timed(
                [sys.executable, "-c", script, str(options.book), question.rival, "{}"], options.rival
            )
            line += f"{theirs:9.2f}{peak:6}{theirs / busy:7.1f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
