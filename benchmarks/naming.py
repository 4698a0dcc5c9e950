"""Measure what netcli does with a name that has one typing error.

    python benchmarks/naming.py --people 1000

The benchmark misspells the given name, the surname, or the surname in a full name. If several people have the name, the
right answer is to ask.
"""

from __future__ import annotations

import argparse
import csv
import io
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Final

from identity import Netcli
from lookup import NEIGHBOURS, SOUNDS, named
from population import fold

from netcli.ask import naming
from netcli.errors import Ambiguous, Unknown
from netcli.store import connection
from netcli.store.reader import Reader

SHORTEST: Final = 4
"""Minimum length of a word that is misspelt."""
OUTCOMES: Final = ("right", "asked", "refused", "wrong")
ASKED_FOR: Final = ("given name", "surname", "both")


def _inside(change: Callable[[str, int], str]) -> Callable[[str, Random], str]:
    """Return a function that makes *change* at a random place after the first letter."""
    return lambda word, rng: change(word, rng.randrange(1, len(word) - 1))


def _by_ear(word: str, _: Random) -> str:
    for written, heard in SOUNDS:
        if written in word[1:]:
            return word[0] + word[1:].replace(written, fold(heard), 1)
    return ""


def _halved(word: str, _: Random) -> str:
    places = [i for i in range(1, len(word)) if word[i] == word[i - 1]]
    return word[: places[0]] + word[places[0] + 1 :] if places else ""


SLIPS: Final[Mapping[str, Callable[[str, Random], str]]] = {
    "swapped letters": _inside(lambda w, i: w[:i] + w[i + 1] + w[i] + w[i + 2 :]),
    "dropped letter": _inside(lambda w, i: w[:i] + w[i + 1 :]),
    "doubled letter": _inside(lambda w, i: w[: i + 1] + w[i:]),
    "halved double": _halved,
    "wrong key": _inside(lambda w, i: w[:i] + NEIGHBOURS.get(w[i], "e") + w[i + 1 :]),
    "by ear": _by_ear,
}
"""Ways to misspell a word once. An empty text means that a way is unsuitable."""


def fill(book: Path, people: int) -> None:
    """Add the given number of people with invented names to a new book."""
    netcli = Netcli(book)
    netcli("init", "--me", "Proprio Exemple")
    table = io.StringIO()
    csv.writer(table).writerows([("name", "company"), *((p["name"], p["company"]) for _, p in named(people + 1))])
    subprocess.run(
        [*netcli.command, "add", "-", "-q"], env=netcli.environment, input=table.getvalue().encode(), check=True
    )


def outcome(reader: Reader, text: str, meant: set[int]) -> str:
    """Return the outcome of *text*, which may mean any of *meant*."""
    try:
        taken = naming.person(reader, text).id
    except Ambiguous as error:
        offered = {person.id for person in error.candidates}
        return ("right" if len(meant) > 1 else "asked") if offered & meant else "wrong"
    except Unknown:
        return "refused"
    return "right" if {taken} == meant else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how netcli takes misspelt names in questions.")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=300, help="number of people to look up")
    parser.add_argument("--show", type=int, default=0, help="number of wrong answers to print")
    options = parser.parse_args()
    rng = Random(f"naming {options.people}")
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "names.db"
        fill(book, options.people)
        reader = Reader(connection.connect(book))
        names = {
            number: fold(name) for number, name in reader.connection.execute("SELECT id, name FROM person WHERE id > 1")
        }
        bearers: dict[str, set[int]] = defaultdict(set)
        for number, name in names.items():
            for part in {name, *name.split()}:
                bearers[part].add(number)
        for number in rng.sample(sorted(names), min(options.sample, len(names))):
            parts = names[number].split()
            given, family = parts[0], parts[-1]
            for kind, slip in SLIPS.items():
                for asked in ASKED_FOR:
                    word = given if asked == "given name" else family
                    slipped = slip(word, rng) if len(word) >= SHORTEST else ""
                    if not slipped or slipped == word or slipped in bearers:
                        continue
                    text = f"{given} {slipped}" if asked == "both" else slipped
                    meant = bearers[given] & bearers[family] if asked == "both" else bearers[word]
                    came = outcome(reader, text, meant)
                    counts[kind, asked][came] += 1
                    if came == "wrong":
                        wrong.append((text, names[number]))
    print("| asked for by | slip | queries | " + " | ".join(OUTCOMES) + " |\n|---|---|---|---|---|---|---|")
    for asked in ASKED_FOR:
        for kind in (*SLIPS, "all"):
            some = sum((counts[each, asked] for each in SLIPS if kind in (each, "all")), Counter())
            total = max(1, some.total())
            print(
                f"| {asked} | {kind} | {some.total()} | "
                + " | ".join(f"{some[o] / total:.3f}" for o in OUTCOMES)
                + " |"
            )
    for text, name in rng.sample(wrong, min(options.show, len(wrong))):
        print(f"{text!r} for {name!r}")


if __name__ == "__main__":
    main()
