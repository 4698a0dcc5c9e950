"""Measure how fast a name is completed.

python benchmarks/loading.py 1000000 5000000 book.db
python benchmarks/completion.py book.db "Person 7" m email:

Each run is a new process, and is compared with an empty Typer program.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from memory import megabytes

EMPTY = "import typer\n\ndef main(word: str) -> None:\n    print(word)\n\ntyper.run(main)\n"


def run(command: list[str], environment: dict[str, str]) -> tuple[float, int, bytes]:
    """Return the processor milliseconds, the peak memory in MB, and the output."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    out = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    return 1000 * (usage.ru_utime + usage.ru_stime), megabytes(usage.ru_maxrss), out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book", type=Path)
    parser.add_argument("words", nargs="+")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    netcli = str(Path(sys.executable).with_name("netcli"))
    environment = {**os.environ, "NETCLI_DB": str(options.book)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.py")
        empty.write_text(EMPTY, encoding="utf-8")
        for word in options.words:
            quoted = word.replace(" ", "\\ ")
            asked = {"_NETCLI_COMPLETE": "complete_bash", "COMP_WORDS": f"netcli show {quoted}", "COMP_CWORD": "2"}
            pairs = [
                (run([sys.executable, str(empty), "x"], environment), run([netcli], environment | asked))
                for _ in range(options.runs + 1)
            ][1:]  # the first ones write bytecode
            ratio = median(ours[0] / theirs[0] for theirs, ours in pairs)
            base, taken = (median(pair[which][0] for pair in pairs) for which in (0, 1))
            print(
                f"{word!r:<14} {len(pairs[0][1][2].splitlines()):3} candidates"
                f"  {taken:6.1f} ms, empty {base:6.1f} ms, median of the ratios {ratio:.2f},"
                f" peak {max(ours[1] for _, ours in pairs)} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
