"""Measure how fast and how reliably `netcli find` finds people by misspelt names.

    python benchmarks/lookup.py --records 100000 --each 30 --book-dir DIR
    python benchmarks/lookup.py --people 1000000 --links 10000000 --each 30 --book-dir DIR

With --records, the benchmark imports a contact set. With --people, it loads people and links straight into a book.

All searches are for people with a unique name. The table shows processor times, with and without the time of an empty
Typer program.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any, Final

import contacts
import loading
import population
from identity import Netcli, fill, read_book, read_truth
from invented import words
from population import fold, unaccented

LIMIT: Final = 5
"""Maximum number of answers to a query."""
EMPTY: Final = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\napp()\n"
"""A Typer program that does nothing."""
SOUNDS: Final = (
    ("eaux", "o"),
    ("eau", "o"),
    ("ault", "o"),
    ("ph", "f"),
    ("ff", "f"),
    ("ck", "k"),
    ("qu", "k"),
    ("tt", "t"),
    ("ll", "l"),
    ("nn", "n"),
    ("ss", "c"),
    ("ou", "oo"),
    ("ai", "é"),
    ("y", "i"),
    ("th", "t"),
    ("au", "o"),
    ("c", "k"),
    ("s", "z"),
    ("en", "an"),
    ("sch", "ch"),
    ("z", "s"),
    ("i", "y"),
    ("v", "w"),
    ("m", "mm"),
)
"""Pairs of spellings that sound alike to some people.

The most telling pairs come first.
"""
NEIGHBOURS: Final = dict(zip("azertyuiopqsdfghjklmwxcvbn", "zertyuiopmsdfghjklmlxcvbnj", strict=True))
"""For each letter, a neighbouring key on a French keyboard."""
RARE: Final = 0.18
"""Share of people whose surname consists of random syllables."""
SYLLABLES: Final = [
    start + end
    for start, end in product(
        words("b c d f g h k l m n p r s t v br ch dr fr gr kl kr pl pr sch st tr"),
        words("a e i o u ai ou an en on er ar el"),
    )
]


@dataclass(frozen=True, slots=True)
class Known:
    """A person whose full name is in the book."""

    id: str
    given: str
    family: str
    company: str
    city: str


@dataclass(frozen=True, slots=True)
class Query:
    """The text that somebody types, and the person that they mean."""

    kind: str
    text: str
    person: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids of the people found, and the processor seconds. The id of the best match is first."""

    found: tuple[int, ...]
    seconds: float


def _slip(change: Callable[[str, int], str]) -> Callable[[Known, Random], str]:
    """Return a function that makes *change* at a random place in a name."""

    def spelling(person: Known, rng: Random) -> str:
        given, family = person.given, person.family
        word = family if len(family) >= 5 else given
        places = [i for i in range(1, len(word) - 1) if word[i].isalpha() and word[i + 1].isalpha()]
        if not places:
            return ""
        slipped = change(word, rng.choice(places))
        return f"{given} {slipped}" if word is family else f"{slipped} {family}"

    return spelling


def _sounded(person: Known, _: Random) -> str:
    family = person.family.lower()
    for written, heard in SOUNDS:
        if written in family[1:]:
            return f"{person.given} {family[0]}{family[1:].replace(written, heard, 1)}"
    return ""


def _unaccented(person: Known, _: Random) -> str:
    name = f"{person.given} {person.family}"
    return unaccented(name) if unaccented(name) != name else ""


def _two_slips(person: Known, rng: Random) -> str:
    if len(person.family) < 6:
        return ""
    return f"{contacts.typo(person.given, rng)} {contacts.typo(person.family, rng)}".lower()


def _first_part(person: Known, _: Random) -> str:
    first, dash, _rest = person.given.partition("-")
    return f"{first} {person.family}" if dash else ""


KINDS: Final[Mapping[str, Callable[[Known, Random], str]]] = {
    "exact": lambda p, _: f"{p.given} {p.family}",
    "swapped letters": _slip(lambda w, i: w[:i] + w[i + 1] + w[i] + w[i + 2 :]),
    "dropped letter": _slip(lambda w, i: w[:i] + w[i + 1 :]),
    "doubled letter": _slip(lambda w, i: w[: i + 1] + w[i:]),
    "wrong key": _slip(lambda w, i: w[:i] + NEIGHBOURS.get(fold(w[i])[:1], "e") + w[i + 1 :]),
    "two slips": _two_slips,
    "by ear": _sounded,
    "no accents": _unaccented,
    "surname first": lambda p, _: f"{p.family} {p.given}".lower(),
    "first name, company": lambda p, _: f"{p.given} {p.company}" if p.company else "",
    "surname, city": lambda p, _: f"{p.family} {p.city}".lower() if p.city else "",
    "initial, surname": lambda p, _: f"{p.given[0]}. {p.family}",
    "beginnings": lambda p, _: f"{p.given[:4]} {p.family[:5]}".lower() if len(p.family) > 6 else "",
    "run together": lambda p, _: fold(p.given + p.family).replace(" ", ""),
    "half a double name": _first_part,
}
"""Ways to type a name. If a way does not suit a name, the text is empty."""


TOLD_BY: Final = {
    "first name, company": "company",
    "surname, city": "city",
    "initial, surname": "initial",
    "beginnings": "beginnings",
}
"""For each kind of query, a key of `_distinctive`.

A person is chosen only if nobody else has the same text under this key.
"""


def queries(people: Sequence[Known], seed: int, each: int) -> list[Query]:
    """Return queries of all kinds. Every query means only one person.

    The number *each* is the maximum of queries per kind.
    """
    rng = Random(f"lookup {seed}")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for person in people:
        for key, text in _distinctive(person).items():
            counts[key][text] += 1
    found = []
    for kind, spelling in KINDS.items():
        key = TOLD_BY.get(kind, "name")
        wanted = each
        for person in rng.sample(people, len(people)):
            if not wanted:
                break
            marks = _distinctive(person)
            text = spelling(person, rng).strip()
            names_another = fold(text) != marks["name"] and fold(text) in counts["name"]
            if text and counts[key][marks[key]] == 1 and not names_another:
                found.append(Query(kind, text, person.id))
                wanted -= 1
    return found


def _distinctive(person: Known) -> dict[str, str]:
    """Return the texts that may distinguish a person from everybody else."""
    given, family = fold(person.given), fold(person.family)
    return {
        "name": f"{given} {family}",
        "company": f"{given} {fold(person.company)}",
        "city": f"{family} {fold(person.city)}",
        "initial": f"{given[0]} {family}",
        "beginnings": f"{given[:4]} {family[:5]}",
    }


def read_people(folder: Path) -> list[Known]:
    """Return the people that `contacts.generate` wrote into *folder*."""
    with (folder / "people.csv").open(encoding="utf-8", newline="") as stream:
        return [Known(*row) for row in list(csv.reader(stream))[1:]]


def named(count: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the numbers from 2 to *count*, each with the fields of an invented person."""
    rng = Random(7)
    firms = population.companies(max(20, count // 6), rng)
    sizes = list(accumulate(1 / (rank + 6) for rank in range(len(firms))))
    for number in range(2, count + 1):
        person = population._person(f"p{number}", rng, firms, sizes)
        family = person.family
        if rng.random() < RARE:
            root = "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3, 3, 4)))).title()
            family = root + rng.choice(("", "t", "x", "s", "ski", "er", "ez"))
        firm, title = person.jobs[0]
        yield (
            number,
            {"name": f"{person.given} {family}", "company": firm.name, "title": title, "city": person.city},
        )


def loaded(folder: Path, people: int, links: int) -> Path:
    """Return the path of a book with people from `named`. If the book is missing, make the book."""
    path = folder / f"named-{people}-{links}.db"
    if not path.exists():
        loading._people = named
        loading.load(path, people, links)
    return path


def known(book: Path) -> list[Known]:
    """Return all people except the owner from a book that `loaded` made."""
    with contextlib.closing(sqlite3.connect(book)) as connection:
        found = connection.execute(
            "SELECT id, name, company, city FROM person WHERE id > 1 AND name LIKE '% %'"
        ).fetchall()
    return [
        Known(str(number), *name.rsplit(" ", 1), company or "", city or "") for number, name, company, city in found
    ]


def spent() -> float:
    """Return the processor seconds of all child processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ask(netcli: Netcli, text: str) -> Answer:
    """Run `netcli find` in a process of its own."""
    started = spent()
    done = subprocess.run(
        [*netcli.command, "find", "--json", "--limit", str(LIMIT), "--", text],
        env=netcli.environment,
        capture_output=True,
        check=True,
    )
    seconds = spent() - started
    return Answer(tuple(hit["person"]["id"] for hit in json.loads(done.stdout)["result"]), seconds)


def idle(times: int) -> list[float]:
    """Return the processor seconds of several runs of an empty Typer program."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        seconds = []
        for _ in range(times):
            started = spent()
            subprocess.run([sys.executable, str(script)], check=True)
            seconds.append(spent() - started)
    return seconds


def recall(asked: Sequence[Query], answers: Sequence[Answer], ids: Mapping[str, set[int]], first: int) -> float:
    """Return the share of queries that are answered well.

    A query is answered well if the person is among the best answers. The number of these answers is *first*.
    """
    hits = sum(
        bool(ids[query.person] & set(answer.found[:first])) for query, answer in zip(asked, answers, strict=True)
    )
    return hits / len(asked)


def report(asked: Sequence[Query], answers: Sequence[Answer], ids: Mapping[str, set[int]], base: float) -> str:
    """Return a Markdown table with recall and times for each kind of query."""
    lines = [
        "| kind | queries | r@1 | r@5 | p50 ms | p95 ms | p50 beyond Typer | p95 beyond Typer |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in (*KINDS, "all"):
        chosen = [pair for pair in zip(asked, answers, strict=True) if kind in ("all", pair[0].kind)]
        if not chosen:
            continue
        some, theirs = zip(*chosen, strict=True)
        times = sorted(1000 * answer.seconds for answer in theirs)
        p50, p95 = median(times), quantiles([*times, times[-1]], n=20, method="inclusive")[-1]
        shares = f"{recall(some, theirs, ids, 1):.3f} | {recall(some, theirs, ids, LIMIT):.3f}"
        lines.append(
            f"| {kind} | {len(some)} | {shares} | {p50:.0f} | {p95:.0f} | {p50 - base:.0f} | {p95 - base:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how netcli finds misspelt people.")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--people", type=int, help="number of people to load instead of importing records")
    parser.add_argument("--links", type=int, default=1_000_000, help="number of links to load with --people")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=30, help="number of queries of each kind")
    parser.add_argument("--book-dir", type=Path, default=Path("benchmark-books"), help="folder for sets and books")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles netcli anew for every question
    options.book_dir.mkdir(parents=True, exist_ok=True)
    if options.people:
        path = loaded(options.book_dir, options.people, options.links)
        people = known(path)
        asked = queries(people, options.seed, options.each)
        tell(Netcli(path), asked, {person.id: {int(person.id)} for person in people}, f"{options.people:,} people")
        return
    folder = options.book_dir / f"contacts-{options.records}-{options.seed}"
    if not (folder / "people.csv").exists():
        contacts.generate(options.records, options.seed, folder)
    path = options.book_dir / f"book-{options.records}-{options.seed}.db"
    netcli = Netcli(path)
    if not path.exists():
        fill(netcli, folder)
    book = read_book(netcli("export", "--format", "json"), {"result": {"groups": []}})
    ids: dict[str, set[int]] = defaultdict(set)
    for place, stated in read_truth(folder).items():
        if place in book.person:
            ids[stated.person].add(book.person[place])
    tell(netcli, queries(read_people(folder), options.seed, options.each), ids, f"{options.records:,} records")


def tell(netcli: Netcli, asked: Sequence[Query], ids: Mapping[str, set[int]], size: str) -> None:
    """Run all queries, and print the results."""
    before = idle(20)
    answers = [ask(netcli, query.text) for query in asked]
    base = 1000 * median([*before, *idle(20)])
    print(f"{size}; an empty Typer program takes {base:.0f} ms\n")
    print(report(asked, answers, ids, base))


if __name__ == "__main__":
    main()
