"""For random pairs of people, compare `netcli path` with networkx and an empty Typer program.

python benchmarks/loading.py 1000000 10000000 book.db
python benchmarks/path.py book.db --pairs 200
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from memory import megabytes

EMPTY = """
import typer
app = typer.Typer()

@app.command()
def hello(name: str) -> None:
    print(name)

app()
"""
NETWORKX = """
import sqlite3, sys, networkx
links = sqlite3.connect(sys.argv[1]).execute("SELECT a, b FROM link")
graph = networkx.Graph(iter(links))
try:
    print(networkx.shortest_path_length(graph, int(sys.argv[2]), int(sys.argv[3])))
except networkx.NetworkXException:
    print(None)
"""


def run(command: list[str], environment: dict[str, str], stdin: int | None = None) -> tuple[float, int, bytes]:
    """Run a command. Return the elapsed seconds, the peak memory in MB, and the output."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdin=stdin, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        out.seek(0)
        return seconds, megabytes(usage.ru_maxrss), out.read()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rival", type=int, default=0, metavar="N", help="number of pairs that networkx answers, too")
    options = parser.parse_args()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["NETCLI_DB"] = str(options.book)
    netcli = str(Path(sys.executable).with_name("netcli"))
    with contextlib.closing(sqlite3.connect(options.book)) as connection:
        (people,) = connection.execute("SELECT max(id) FROM person").fetchone()
    chosen = random.Random(options.seed)
    ours, empties, peaks, hops, without = [], [], [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.py")
        empty.write_text(EMPTY, encoding="utf-8")
        pairs = [chosen.sample(range(1, people + 1), 2) for _ in range(options.pairs)]
        for a, b in pairs:
            empties.append(run([sys.executable, str(empty), "x"], environment)[0])
            seconds, peak, printed = run([netcli, "path", f"id:{a}", f"id:{b}", "--json"], environment)
            ours.append(seconds)
            peaks.append(peak)
            found = json.loads(printed)["result"]["hops"]
            hops.append(found)
            without += found is None
        ratio = statistics.median(a / b for a, b in zip(ours, empties, strict=True))
        print(f"empty Typer program: median {statistics.median(empties) * 1000:.0f} ms")
        print(
            f"netcli path: median {statistics.median(ours) * 1000:.0f} ms, slowest {max(ours) * 1000:.0f} ms,"
            f" peak {max(peaks)} MB; median ratio {ratio:.2f}; {without} of {len(pairs)} pairs without a chain"
        )
        for (a, b), known in list(zip(pairs, hops, strict=True))[: options.rival]:
            rival = [sys.executable, "-c", NETWORKX, str(options.book), str(a), str(b)]
            seconds, peak, printed = run(rival, environment)
            print(f"networkx: {seconds:.1f} s, {peak} MB, hops {printed.decode().strip()} (netcli: {known})")


if __name__ == "__main__":
    main()
