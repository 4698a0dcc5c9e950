"""Time the import of a large LinkedIn export, in comparison with `sqlite-utils insert`.

python benchmarks/imports.py --rows 100000 --runs 3
python benchmarks/imports.py --rows 100000 --alone --edition
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import invented
from memory import megabytes

HEADER = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
CHANGED = 13
NOTE = 'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'


def names() -> tuple[list[str], list[str]]:
    """Return given names and surnames that give a realistic number of namesakes."""
    given = sorted({name for culture in invented.CULTURES for name in culture.women + culture.men})
    family = sorted({name for culture in invented.CULTURES for name in culture.surnames})
    return given, [f"{one}{other}" for one in family for other in ("", "-Lenoir", "-Petit", "son", "eau", "ov")]


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write an invented export of *rows* connections.

    As in real exports, few connections have an e-mail.
    """
    chosen = random.Random(seed)
    given, family = names()
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(NOTE)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        for number in range(rows):
            first, last = chosen.choice(given), chosen.choice(family)
            email = f"{number}.{first[:3].lower()}@example.org".replace(" ", "") if number % 20 == 0 else ""
            day = f"{chosen.randint(1, 28):02} {chosen.choice(months)} {chosen.randint(2008, 2025)}"
            company = f"Atelier {chosen.randint(1, rows // 100 + 1)}"
            out.writerow((first, last, f"https://www.linkedin.com/in/p-{number:x}", email, company, "Directrice", day))


def write_edition(path: Path, first: Path) -> None:
    """Write a later export. CHANGED is the number of people who have a new title."""
    lines = first.read_text(encoding="utf-8").split("\n")
    for line in range(10, 10 + CHANGED):
        lines[line] = lines[line].replace("Directrice", "Présidente")
    path.write_text("\n".join(lines), encoding="utf-8")


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float, int]:
    """Run a command. Return the elapsed seconds, the processor seconds, and the peak memory in MB."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_utime + usage.ru_stime, megabytes(usage.ru_maxrss)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="do not run sqlite-utils")
    parser.add_argument("--edition", action="store_true", help="also import a later edition with 13 new titles")
    options = parser.parse_args()
    netcli, rival = Path(sys.executable).with_name("netcli"), Path(sys.executable).with_name("sqlite-utils")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "Connections.csv")
        write(file, options.rows)
        plain = Path(folder, "plain.csv")
        plain.write_text(file.read_text(encoding="utf-8").removeprefix(NOTE), encoding="utf-8")
        later = Path(folder, "Connections_2026-06-01.csv")
        write_edition(later, file)
        ours, theirs, used, peak = [], [], [], 0
        for run in range(options.runs):
            environment = {**os.environ, "NETCLI_DB": str(Path(folder, f"{run}.db"))}
            subprocess.run([netcli, "init", "--me", "Moi Test", "-q"], check=True, env=environment)
            seconds, processor, peak = timed([str(netcli), "import", str(file), "--json"], environment)
            ours.append(seconds)
            if options.edition:
                used.append((processor, timed([str(netcli), "import", str(later), "--json"], environment)[1]))
            if not options.alone:
                command = [str(rival), "insert", str(Path(folder, f"r{run}.db")), "people", str(plain), "--csv"]
                theirs.append(timed(command, environment)[0])
    print(f"netcli import: {statistics.median(ours):.2f} s, peak {peak} MB")
    if used:
        first, edition = (statistics.median(each) for each in zip(*used, strict=True))
        print(f"processor: {first:.1f} s, a later edition {edition:.1f} s")
    if theirs:
        ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
        print(f"sqlite-utils insert: {statistics.median(theirs):.2f} s; ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
