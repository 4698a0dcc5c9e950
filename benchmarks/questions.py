"""Whole-process medians of the questions, on a book that `loading.py` made.

python benchmarks/loading.py 100000 1000000 book.db && python benchmarks/questions.py book.db
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

QUESTIONS = {
    "path --by hops": ["path", "me", "{}", "--json"],
    "path --by chance": ["path", "me", "{}", "--json", "--by", "chance"],
    "path -k 5": ["path", "me", "{}", "--json", "-k", "5"],
    "reach, 500 people": ["reach", "company:colossal", "--json"],
    "interview, first question": ["interview"],
}


def seconds(book: Path, words: list[str], target: str) -> float:
    """How long one run takes, from the start of the process to its end."""
    command = [sys.executable, "-m", "netcli", *(word.format(target) for word in words)]
    started = time.perf_counter()
    subprocess.run(
        command, env={**os.environ, "NETCLI_DB": str(book)}, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return time.perf_counter() - started


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time the questions on a large book.")
    parser.add_argument("book", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    random.seed(1)
    targets = [f"id:{random.randrange(2, options.people)}" for _ in range(options.runs)]
    for name, words in QUESTIONS.items():
        runs = targets if "{}" in words else targets[:5]
        print(f"{name:28} {statistics.median(seconds(options.book, words, each) for each in runs):.2f} s", flush=True)


if __name__ == "__main__":
    main()
