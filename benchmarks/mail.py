"""A 1 GB mbox against a bare Python loop that only reads its lines: at most 3 times its time, at most 200 MB.

    python benchmarks/mail.py [--bytes 1000000000] [--messages 200000] [--keep FILE]

The mailbox is made from a fixed seed: headers as long as real ones, quoted threads, and base64 attachments. Both runs
are whole processes, best of three.
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
from datetime import UTC, datetime, timedelta
from pathlib import Path

PEOPLE = 3000
CIRCLE = 15
COPIES = (0, 1, 2, 4, 8, 20)
COPIES_ODDS = (60, 18, 10, 7, 4, 1)
"""Cc of one mail: most have none, one in a hundred is a broadcast."""
ME = "Moi Test <moi@example.org>"
RATIO = 3.0
PEAK_MB = 200
BARE = "import sys\nfor line in open(sys.argv[1], 'rb'):\n    pass"
READ = """
import sys
from collections import Counter
from pathlib import Path
from netcli.importers import mail
from netcli.importers.source import of_path
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
    """The same mailbox at every run: most messages are short, one in ten carries a file."""
    seed = random.Random(2026)
    with path.open("wb") as file:
        for number in range(messages):
            file.write(message(number, seed, (size * 6 // messages) if seed.random() < 0.1 else size // messages // 3))
            if number % 1000 == 999:  # attachments make up for what short messages left
                missing = size * (number + 1) // messages - file.tell()
                if missing > 0:
                    file.write(message(number, seed, missing)[:-1] + b"\n")


def run(code: str, path: Path) -> tuple[float, float, str]:
    """Seconds, peak megabytes and output of a whole process."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    output = child.stdout.read() if child.stdout else ""
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the run failed: {status}")
    child.returncode = 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024, output.strip()


def main() -> None:
    options = argparse.ArgumentParser(description="Time netcli's mbox reader against a bare line loop.")
    options.add_argument("--bytes", type=int, default=1_000_000_000)
    options.add_argument("--messages", type=int, default=200_000)
    options.add_argument("--keep", type=Path, help="use, or make and keep, the mailbox at this path")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.keep or Path(folder) / "made.mbox"
        if not path.exists():
            write(path, messages=chosen.messages, size=chosen.bytes)
        bare = min(run(BARE, path) for _ in range(3))
        read = min(run(READ, path) for _ in range(3))
        print(f"{path.stat().st_size:,} bytes: {read[2]}")
        print(f"bare loop {bare[0]:.2f} s, {bare[1]:.0f} MB · netcli {read[0]:.2f} s, {read[1]:.0f} MB")
        ratio = read[0] / bare[0]
        print(f"ratio {ratio:.2f} (goal {RATIO}), peak {read[1]:.0f} MB (goal {PEAK_MB})")
        if ratio > RATIO or read[1] > PEAK_MB:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
