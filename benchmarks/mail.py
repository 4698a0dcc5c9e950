"""Time `netcli import` of a 1 GB mbox, in comparison with a bare Python loop.

    python benchmarks/mail.py [--bytes 1000000000] [--messages 200000] [--runs 3] [--keep FILE]

The import may take at most 3 times as long as the loop, and at most 200 MB of memory. The messages have realistic
headers, quoted threads and attachments.

Each run is a whole process: the bare loop, the import into a new book, or the reading alone.

Memory is the sum over all processes of a run; shared pages count once (PSS). The memory is measured in a separate run.
The measurement needs Linux.
"""

from __future__ import annotations

import argparse
import base64
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

PEOPLE = 3000
CIRCLE = 15
COPIES = (0, 1, 2, 4, 8, 20)
COPIES_ODDS = (60, 18, 10, 7, 4, 1)
"""Weights of the values in COPIES."""
ME = "Moi Test <moi@example.org>"
RATIO = 3.0
PEAK_MB = 200
BARE = "import sys\nfor line in open(sys.argv[1], 'rb'):\n    pass"
IMPORT = """
import sys
from netcli.__main__ import main
sys.argv[1:1] = ["import"]
main()
"""
READ = """
import sys
from collections import Counter
from pathlib import Path
from netcli.importers import mail
from netcli.importers.places import of_path
kinds = Counter()
for item in mail.read(of_path(Path(sys.argv[1]))):
    kinds[type(item).__name__] += getattr(item, "rows", 1)
print(dict(kinds))
"""
GIVEN = ["Zoé", "José", "Paul", "Marie", "Wei", "Ana", "Tom", "Lucie", "Omar", "Inès", "Karl", "Nina"]
FAMILY = ["Exemple", "O'Neil", "Martin", "van_der_Berg", "Durand", "李", "Núñez", "Roy", "Petit", "Schmidt"]
WORDS = [
    "bonjour",
    "merci",
    "pour",
    "le",
    "rapport",
    "que",
    "nous",
    "avons",
    "vu",
    "hier",
    "avec",
    "la",
    "direction",
    "et",
    "les",
    "clients",
    "From",
    "here",
    "on",
    "it",
    "is",
    "a",
    "question",
    "of",
    "time",
    "please",
    "find",
    "attached",
    "the",
    "minutes",
    "of",
    "our",
    "meeting",
    "regards",
    "cordialement",
]


def person(number: int) -> str:
    name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // 7 % len(FAMILY)].replace('_', ' ')}"
    address = f"p{number}@example.{('org', 'net', 'com')[number % 3]}"
    if number % 5 == 0:
        return f'"{name}" <{address}>' if name.isascii() else f"{encoded(name)} <{address}>"
    return f"{name} <{address}>" if name.isascii() else address


def encoded(text: str) -> str:
    return f"=?UTF-8?B?{base64.b64encode(text.encode()).decode()}?="


def message(number: int, seed: random.Random, size: int) -> bytes:
    when = datetime(2012, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * number + seed.randrange(30))
    other = person(min(int(seed.paretovariate(0.6)), PEOPLE))
    circle = seed.randrange(PEOPLE // CIRCLE)  # the others come from one of many teams and families
    others = {circle * CIRCLE + seed.randrange(CIRCLE) for _ in range(*seed.choices(COPIES, COPIES_ODDS))}
    sent = seed.random() < 0.4
    seal = base64.b64encode(seed.randbytes(258)).decode()
    headers = [
        f"From {1828754568043628583 + number}@xxx {when:%a %b %d %H:%M:%S +0000 %Y}",
        f"X-GM-THRID: {1828754568043628583 + number // 3}",
        "X-Gmail-Labels: " + ("Envoyés" if sent else encoded("Boîte de réception,Non lus")),
        "Delivered-To: moi@example.org",
        f"Received: by 2002:a05:6402:1d10:b0:5e4:{number % 9999} with SMTP id d16; {when:%a, %d %b %Y %H:%M:%S} -0700",
        "Return-Path: <bounce@example.org>",
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=20230601;\n        b={seal[:70]}\n"
        + "\n".join(f"         {seal[at : at + 76]}" for at in range(70, len(seal), 76)),
        f"From: {ME if sent else other}",
        f"To: {other if sent else ME}",
        *([f"Cc: {', '.join(map(person, sorted(others)))}"] if others else []),
        f"Subject: {encoded(' '.join(seed.choices(WORDS, k=6)))}",
        f"Date: {when:%a, %d %b %Y %H:%M:%S} +0200",
        f"Message-ID: <{number}.{seal[:20]}@mail.example.org>",
        *(["List-Unsubscribe: <mailto:leave@example.org>"] if seed.random() < 0.1 else []),
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="=_b"',
    ]
    body = "\n".join(" ".join(seed.choices(WORDS, k=12)) for _ in range(seed.randrange(4, 25)))
    quoted = "\n".join(f"> {line}" for line in body.splitlines()[:8])
    text = "\n".join(headers) + f"\n\n--=_b\nContent-Type: text/plain; charset=utf-8\n\n{body}\n{quoted}\n"
    room = size - len(text)
    if room > 500:
        name = f"rapport-{number}.pdf"
        text += f'--=_b\nContent-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n\n'
        text += base64.encodebytes(seed.randbytes(room * 3 // 4)).decode()
    return (text + "\n--=_b--\n\n").encode()


def write(path: Path, *, messages: int, size: int) -> None:
    """Write a mailbox in which one message in ten carries a file."""
    seed = random.Random(2026)
    with path.open("wb") as file:
        for number in range(messages):
            file.write(message(number, seed, (size * 6 // messages) if seed.random() < 0.1 else size // messages // 3))
            if number % 1000 == 999:  # attachments make up for what short messages left
                missing = size * (number + 1) // messages - file.tell()
                if missing > 0:
                    file.write(message(number, seed, missing)[:-1] + b"\n")


@dataclass(frozen=True)
class Run:
    """A whole process: the elapsed seconds, the processor seconds, and the output."""

    wall: float
    cpu: float
    output: str


def run(code: str, path: Path, book: Path) -> Run:
    environment = os.environ | {"NETCLI_DB": str(book)}
    start = time.perf_counter()
    words = [sys.executable, "-c", code, str(path)]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)
    output = child.stdout.read() if child.stdout else ""
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the run failed: {status}")
    child.returncode = 0
    wall = time.perf_counter() - start
    return Run(wall, usage.ru_utime + usage.ru_stime, output.strip())


def peak(code: str, path: Path, book: Path) -> float:
    """Return the peak memory of a run and its child processes, in MB."""
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.DEVNULL, env=os.environ | {"NETCLI_DB": str(book)}
    )
    most = 0
    while child.poll() is None:
        most = max(most, held(child.pid))
        time.sleep(0.02)
    return most / 1024


def held(process: int) -> int:
    """Return the memory of a process and its children, in KB.

    Shared memory is divided equally among the processes (PSS).
    """
    try:
        told = dict(line.split(":", 1) for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:])
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has ended
        return 0
    return int(told["Pss"].split()[0]) + sum(map(held, map(int, children)))


def fresh(book: Path) -> Path:
    """Replace *book* by an empty book of the mailbox's owner. Return *book*."""
    for path in book.parent.glob(f"{book.name}*"):
        path.unlink()
    words = [sys.executable, "-m", "netcli", "init", "--me", "Moi Test", "--email", "moi@example.org", "--quiet"]
    subprocess.run(words, check=True, env=os.environ | {"NETCLI_DB": str(book)}, capture_output=True)
    return book


def main() -> None:
    options = argparse.ArgumentParser(description="Time the import of a mailbox against a bare loop over its lines.")
    options.add_argument("--bytes", type=int, default=1_000_000_000)
    options.add_argument("--messages", type=int, default=200_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--keep", type=Path, help="path of the mailbox, which is made if it is missing")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.keep or Path(folder) / "made.mbox"
        book = Path(folder) / "book.db"
        if not path.exists():
            write(path, messages=chosen.messages, size=chosen.bytes)
        runs: dict[str, list[Run]] = {"bare loop": [], "netcli import": [], "reading alone": []}
        for _ in range(chosen.runs):
            runs["bare loop"].append(run(BARE, path, book))
            runs["netcli import"].append(run(IMPORT, path, fresh(book)))
            runs["reading alone"].append(run(READ, path, book))
    print(f"{path.name}: {runs['netcli import'][0].output}")
    wall = {name: median(each.wall for each in found) for name, found in runs.items()}
    cpu = {name: median(each.cpu for each in found) for name, found in runs.items()}
    most = {"bare loop": peak(BARE, path, book), "reading alone": peak(READ, path, book)}
    most["netcli import"] = peak(IMPORT, path, fresh(book))
    ratio = {name: seconds / wall["bare loop"] for name, seconds in wall.items()}
    for name in runs:
        print(
            f"{name}: {wall[name]:.2f} s on the clock ({ratio[name]:.2f} times the bare loop),"
            f" {cpu[name]:.2f} s of CPU ({cpu[name] / cpu['bare loop']:.2f} times), {most[name]:.0f} MB"
        )
    print(f"goals of the import: {RATIO} times the bare loop on the clock, {PEAK_MB} MB")
    if ratio["netcli import"] > RATIO or most["netcli import"] > PEAK_MB:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
