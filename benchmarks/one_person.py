"""Measure how the cost of an import grows with the rows about one person.

    python benchmarks/one_person.py --rows 1000 4000 [--ways 'cards*' mails] [--exports FOLDER] [--seconds 120]

Each kind of file is imported into a new book, and then once more with an additional row. Then both imports are undone.
The output has the processor seconds, and the peak memory of the largest process in MB.

The output also has an exponent `x`: the seconds grow like `rows ** x`. With --exports, the exports of all books are
kept, so that two versions of netcli can be compared.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import NamedTuple

from memory import megabytes

ANA = "Ana Petit"
HEADER = ("name", "email", "phone", "company", "city", "url", "birthday", "note", "tags")
Row = dict[str, str]
Files = dict[str, str]
"""The text of each input file, by the file's name. If there are several files, their folder is imported."""


def day(number: int) -> date:
    return date(1990, 1, 1) + timedelta(days=number)


FIELDS: dict[str, Callable[[int], Row]] = {
    "same": lambda _: {"name": ANA, "email": "ana@example.org"},
    "names": lambda n: {"name": word(n), "email": "ana@example.org"},
    "namesakes": lambda _: {"name": ANA},
    "namesakes of one phone": lambda _: {"name": ANA, "phone": "+33612345678"},
    "names of one phone": lambda n: {"name": word(n), "phone": "+33612345678"},
    "emails of a name": lambda n: {"name": ANA, "email": f"{word(n).replace(' ', '.').lower()}@example.org"},
    "phones of a name": lambda n: {"name": ANA, "phone": f"+336{n:08}"},
    "cities of a name": lambda n: {"name": ANA, "city": word(n)},
    "phones": lambda n: {"name": ANA, "email": "ana@example.org", "phone": f"+336{n:08}"},
    "companies": lambda n: {"name": ANA, "email": "ana@example.org", "company": f"Atelier {word(n)}"},
    "notes": lambda n: {"name": ANA, "email": "ana@example.org", "note": f"Note {n}"},
    "pages": lambda n: {"name": ANA, "email": "ana@example.org", "url": f"https://example.org/ana/{n}"},
    "birthdays": lambda n: {"name": ANA, "email": "ana@example.org", "birthday": day(n).isoformat()},
    "tags": lambda n: {"name": ANA, "email": "ana@example.org", "tags": f"tag{n}"},
}


def word(number: int) -> str:
    """Return a different name of two words for each number."""
    a, e = "aeiou"[number % 5], "aeiou"[number // 5 % 5]
    first, last = chr(66 + number // 25 % 20), chr(66 + number // 500 % 20)
    return f"{first}{a}l{e} {last}o{e}r{a}{chr(97 + number // 10_000 % 26)}s"


def line(row: Row) -> str:
    """Return *row* as a line of a table in CSV."""
    text = io.StringIO()
    csv.DictWriter(text, HEADER, restval="", lineterminator="\n").writerow(row)
    return text.getvalue()


NAMES = {"name": "FN", "email": "EMAIL", "phone": "TEL", "company": "ORG", "city": "ADR", "url": "URL"}
NAMES |= {"birthday": "BDAY", "note": "NOTE", "tags": "CATEGORIES", "uid": "UID"}


def card(row: Row) -> str:
    shown = {key: f";;;{value};;;" if key == "city" else value for key, value in row.items()}
    lines = [f"{NAMES[key]}:{value}" for key, value in shown.items()]
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


def mail(number: int, copies: int = 0) -> str:
    lines = [
        f"Message-ID: <{number}@example.org>",
        f"From: {ANA} <ana@example.org>",
        "To: Moi Test <moi@example.org>",
        f"Date: {day(number):%a, %d %b %Y} 10:00:00 +0000",
    ]
    if copies:
        every = (f"{word(each)} <p{each}@example.org>" for each in range(copies))
        lines.append(f"Cc: {', '.join(every)}")
    return "\n".join([*lines, "", "Hello", ""])


def posted(number: int, copies: int = 0) -> str:
    """Return a message of an mbox."""
    return f"From ana@example.org {day(number):%a %b %d} 10:00:00 {day(number).year}\n{mail(number, copies)}\n"


def event(number: int) -> str:
    """Return a calendar event with Ana, on a different day for each number."""
    start = f"{day(number):%Y%m%d}"
    lines = ["BEGIN:VEVENT", f"UID:{number}@example.org", f"DTSTART:{start}T100000Z", f"DTEND:{start}T110000Z"]
    lines += ["SUMMARY:Point", "ORGANIZER;CN=Moi Test:mailto:moi@example.org"]
    return "\r\n".join([*lines, f"ATTENDEE;CN={ANA}:mailto:ana@example.org", "END:VEVENT", ""])


def message(called: Callable[[int], str], number: int) -> str:
    """Return a line of a chat. The user writes the lines with odd numbers."""
    who = "Moi Test" if number % 2 else called(number)
    return f"[{day(number):%d/%m/%Y}, 10:00:{number % 60:02}] {who}: Bonjour\n"


def ana(_number: int) -> str:
    """Return the same name for every number."""
    return ANA


def messages(rows: range) -> str:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    people = ("FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS")
    out.writerow(("CONVERSATION ID", "CONVERSATION TITLE", *people, "DATE", "SUBJECT", "CONTENT", "FOLDER"))
    ana, me = (ANA, "https://www.linkedin.com/in/ana-petit"), ("Moi Test", "https://www.linkedin.com/in/moi-test")
    for n in rows:
        one, other = (ana, me) if n % 2 else (me, ana)
        out.writerow(("2-a", "", *one, *other, f"{day(n)} 10:00:{n % 60:02} UTC", "", "Bonjour", "INBOX"))
    return text.getvalue()


def joined(of_row: Callable[[int], str], head: str = "", tail: str = "") -> Callable[[range], str]:
    """Return a function that builds the text of a file from all rows."""

    def text(rows: range) -> str:
        return head + "".join(map(of_row, rows)) + tail

    return text


def single(text: Callable[[range], str], name: str) -> Callable[[range], Files]:
    """Return a function that puts all rows into one file."""

    def files(rows: range) -> Files:
        return {name: text(rows)}

    return files


def spread(text: Callable[[range], str], name: str) -> Callable[[range], Files]:
    """Return a function that puts each row into a separate file."""

    def files(rows: range) -> Files:
        return {name.format(n): text(range(n, n + 1)) for n in rows}

    return files


def ways() -> dict[str, Callable[[range], Files]]:
    """Return functions that make files with many rows about one person."""
    found: dict[str, Callable[[range], Files]] = {}
    head = f"{','.join(HEADER)}\n"
    uids = {f"uid, {name}": lambda n, of=FIELDS[name]: {"uid": "ana-1", **of(n)} for name in ("notes", "names")}
    for name, of in FIELDS.items():
        found[f"table: {name}"] = single(joined(lambda n, of=of: line(of(n)), head), "people.csv")
    for name, of in (FIELDS | uids).items():
        cards = joined(lambda n, of=of: card(of(n)))
        found[f"cards: {name}"] = single(cards, "people.vcf")
        found[f"card files: {name}"] = spread(cards, "{:05}.vcf")
    for name, of in FIELDS.items():
        found[f"tables: {name}"] = spread(joined(lambda n, of=of: line(of(n)), head), "{:05}.csv")
    found["mbox"] = single(joined(posted), "mails.mbox")
    found["mbox, 10 in copy"] = single(joined(lambda n: posted(n, 10)), "mails.mbox")
    found["mail files"] = spread(joined(mail), "{:05}.eml")
    found["mail files, 10 in copy"] = spread(joined(lambda n: mail(n, 10)), "{:05}.eml")
    chat = f"WhatsApp Chat with {ANA}.txt"
    found["chat"] = single(joined(partial(message, ana)), chat)
    found["chats"] = spread(joined(partial(message, ana)), f"{{:05}}/{chat}")
    found["chat of a group"] = single(joined(partial(message, word)), "WhatsApp Chat with Choir.txt")
    events = joined(event, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n")
    found["calendar"] = single(events, "moi.ics")
    found["calendars"] = spread(events, "{:05}.ics")
    found["LinkedIn messages"] = single(messages, "messages.csv")
    pair = joined(lambda n: f"me,{ANA},friend,{day(n)}\n", "from,to,kind,since\n")
    star = joined(lambda n: f"{ANA},{word(n)},friend,{day(n)}\n", "from,to,kind,since\n")
    for name, text in (("one pair", pair), ("a star", star)):
        found[f"links: {name}"] = single(text, "links.csv")
        found[f"lists of links: {name}"] = spread(text, "{:05}.csv")
    return found


def write(files: Files, folder: Path) -> Path:
    """Write *files* into *folder*. Return the path to import."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder if len(files) > 1 else folder / next(iter(files))


class Took(NamedTuple):
    """The processor seconds and the peak memory in MB of a command."""

    seconds: float
    megabytes: int = 0


def took(book: Path, *words: object, most: int, out: Path | None = None) -> Took:
    """Run a command. If the command fails or takes too long, the seconds are infinite."""
    environment = os.environ | {"NETCLI_DB": str(book), "NETCLI_NOW": "2026-11-30T10:00:00Z"}
    environment["PYTHONHASHSEED"] = "0"
    with (out or Path(os.devnull)).open("wb") as target:
        child = subprocess.Popen(
            [sys.executable, "-m", "netcli", *map(str, words)],
            stdout=target,
            stderr=subprocess.PIPE,
            env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (most, most)),
        )
        error = child.stderr.read().decode() if child.stderr else ""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        print(f"  {words[0]}: {error.strip().splitlines()[0] if error else child.returncode}")
        return Took(math.inf)
    return Took(usage.ru_utime + usage.ru_stime, megabytes(usage.ru_maxrss))


def measure(made: Callable[[range], Files], rows: int, most: int, kept: Path | None) -> dict[str, Took]:
    """Measure an import, a second import with one more row, and the undo of both."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "book.db")
        took(book, "init", "--me", "Moi Test", "--email", "moi@example.org", "-q", most=most)
        found: dict[str, Took] = {}
        for step, number in (("first", rows), ("again", rows + 1)):
            path = write(made(range(number)), Path(folder, step))
            found[step] = took(book, "import", path, "--json", "--no-input", "--yes", most=most)
            if math.isinf(found[step].seconds):
                return found
            if kept:
                took(book, "export", most=most, out=kept.with_name(f"{kept.name}, {step}.json"))
        for step in ("undo", "undo first"):
            found[step] = took(book, "undo", "--yes", "--json", most=most)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Time imports of many rows about one person.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 4000])
    parser.add_argument("--ways", nargs="+", default=["*"], help="kinds of files to measure; * stands for any text")
    parser.add_argument("--exports", type=Path, help="folder for the exports of the books")
    parser.add_argument("--seconds", type=int, default=120, help="maximum processor seconds of one command")
    options = parser.parse_args()
    empty = took(Path("no.db"), "--version", most=options.seconds).seconds
    for name, made in ways().items():
        if not any(fnmatch(name, each) for each in options.ways):
            continue
        before: dict[str, Took] = {}
        for place, rows in enumerate(options.rows):
            kept = options.exports and options.exports / f"{name}, {rows}"
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
            found = measure(made, rows, options.seconds, kept)
            shown = []
            for step, one in found.items():
                power = ""
                if step in before and before[step].seconds > empty:
                    ratio = (one.seconds - empty) / (before[step].seconds - empty)
                    power = f" x{math.log(max(ratio, 0.01)) / math.log(rows / options.rows[place - 1]):.2f}"
                shown.append(f"{step} {one.seconds:.2f} {one.megabytes} MB{power}")
            print(f"{name}, {rows}: {', '.join(shown)}", flush=True)
            if any(math.isinf(one.seconds) for one in found.values()):
                break
            before = found


if __name__ == "__main__":
    main()
