"""Measure how well netcli tells people apart, on labelled contact sets.

    python benchmarks/identity.py --records 100000 --seeds 1,2,3 --book-dir DIR

A person with n records counts as n - 1 *merges*. If these records truly belong to t people, t - 1 merges are wrong.
*Pairs* are all pairs of records of one person in the book.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import contacts
from exports import FORMATS
from memory import megabytes
from population import fold

BATCH_RULE: Final = "name_company"
"""The rule whose pairs netcli offers as one batch."""
REVIEWED_FROM: Final = (6, 0)
"""Minimum score of the pairs to review in each stage, in bits."""
TRAPS: Final = (
    "numbered_addresses",
    "homonym_in_company",
    "father_and_son",
    "spouses",
    "couple_in_two_scripts",
    "one_in_two_scripts",
    "bridge",
    "card_of_two",
    "homonym",
    "organisation",
    "anonymous",
    "first_name_only",
    "role_mailbox",
    "shared_mailbox",
    "shared_landline",
)
"""All traps. If several traps can explain a wrong merge, the first of these traps counts."""
OF_ONE_RECORD: Final = frozenset(("organisation", "anonymous", "first_name_only"))
"""Traps that can confuse a record with any other record."""

Place = tuple[str, int]
"""A file's base name and a line number in the file."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth about one record. A trap is written as `label:group`."""

    person: str
    traps: frozenset[str] = frozenset()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The person of each record, and the pairs that wait for a decision."""

    person: Mapping[Place, int]
    waiting: Sequence[Waiting] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair of people that netcli asks about."""

    rule: str
    a: int
    b: int
    score: float
    vetoed: bool = False


@dataclass(slots=True)
class Quality:
    """Counts for one clustering. The counts of several sets can be added."""

    records: int = 0
    merges: int = 0
    wrong_merges: int = 0
    pairs: int = 0
    right_pairs: int = 0
    true_pairs: int = 0
    questions: int = 0
    yes: int = 0
    traps: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Quality) -> Quality:
        return Quality(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def merge_precision(self) -> float:
        """1 - (wrong merges / merges)."""
        return 1 - self.wrong_merges / self.merges if self.merges else 1.0

    @property
    def precision(self) -> float:
        """The share of joined pairs that truly belong to one person."""
        return self.right_pairs / self.pairs if self.pairs else 1.0

    @property
    def recall(self) -> float:
        """The share of true pairs that are joined."""
        return self.right_pairs / self.true_pairs if self.true_pairs else 1.0


class Joined:
    """Items that are joined into groups (union-find)."""

    def __init__(self) -> None:
        self._up: dict[Hashable, Hashable] = {}

    def root(self, item: Hashable) -> Hashable:
        """Return the item that represents the group of *item*."""
        while (up := self._up.get(item, item)) != item:
            self._up[item] = self._up.get(up, up)
            item = up
        return item

    def join(self, a: Hashable, b: Hashable) -> None:
        """Join the groups of *a* and *b* into one group."""
        self._up[self.root(a)] = self.root(b)


def pairs_of(sizes: Iterable[int]) -> int:
    """Return the number of pairs within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


def measure(truth: Mapping[Place, Truth], cluster: Mapping[Place, Hashable]) -> Quality:
    """Return the counts for a clustering.

    A record without a cluster is alone. A record that is missing in *truth* does not count.
    """
    members: dict[Hashable, list[Truth]] = defaultdict(list)
    for place, stated in truth.items():
        members[cluster.get(place, place)].append(stated)
    quality = Quality(len(truth), true_pairs=pairs_of(Counter(stated.person for stated in truth.values()).values()))
    for records in members.values():
        people = Counter(stated.person for stated in records)
        quality.merges += len(records) - 1
        quality.wrong_merges += len(people) - 1
        quality.pairs += pairs_of([len(records)])
        quality.right_pairs += pairs_of(people.values())
        if len(people) > 1:
            quality.traps.update(_blamed(records))
    return quality


def _blamed(records: Sequence[Truth]) -> list[str]:
    """Return the trap behind each wrong merge of one group."""
    by_person: dict[str, list[Truth]] = defaultdict(list)
    for record in records:
        by_person[record.person].append(record)
    people = list(by_person.values())
    return [
        min((trap_of(a, b) for a in people[i] for earlier in people[:i] for b in earlier), key=_importance)
        for i in range(1, len(people))
    ]


def trap_of(a: Truth, b: Truth) -> str:
    """Return the trap that best explains why two people were joined."""
    shared = {trap.partition(":")[0] for trap in a.traps & b.traps}
    alone = {trap.partition(":")[0] for trap in a.traps | b.traps} & OF_ONE_RECORD
    chance = {"homonym by chance"} if a.name and a.name == b.name else {"none"}
    return min(shared | alone | chance, key=_importance)


def _importance(trap: str) -> int:
    order = (*TRAPS, "homonym by chance", "none")
    return order.index(trap)


def accepted(book: Book, rule: str = BATCH_RULE) -> Joined:
    """Join all pairs of *rule* except vetoed pairs, and return the groups."""
    joined = Joined()
    for pair in book.waiting:
        if pair.rule == rule and not pair.vetoed:
            joined.join(pair.a, pair.b)
    return joined


def reviewed(truth: Mapping[Place, Truth], book: Book, least: float) -> tuple[Joined, int, int]:
    """Accept the batch. Then give the true answer for each pair with a score of *least* bits or more.

    Return the groups, the number of questions, and the number of yes answers. If a person in the book mixes records of
    several true people, the answers assume the true person with the most records.
    """
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for place, person in book.person.items():
        if place in truth:
            votes[person][truth[place].person] += 1
    whose = {person: max(sorted(count), key=count.__getitem__) for person, count in votes.items()}
    joined = accepted(book)
    questions = yes = 0
    for pair in sorted(book.waiting, key=lambda pair: (-pair.score, pair.a, pair.b)):
        if pair.score < least or pair.rule == BATCH_RULE or joined.root(pair.a) == joined.root(pair.b):
            continue
        questions += 1
        if pair.a in whose and whose[pair.a] == whose.get(pair.b):
            yes += 1
            joined.join(pair.a, pair.b)
    return joined, questions, yes


def stages(truth: Mapping[Place, Truth], book: Book) -> dict[str, Quality]:
    """Return the counts of each stage: automatic merges, the accepted batch, and each review."""
    batch = accepted(book)
    figures = {
        "automatic": measure(truth, book.person),
        f"+ {BATCH_RULE} accepted": measure(truth, {place: batch.root(p) for place, p in book.person.items()}),
    }
    for least in REVIEWED_FROM:
        joined, questions, yes = reviewed(truth, book, least)
        quality = measure(truth, {place: joined.root(person) for place, person in book.person.items()})
        quality.questions, quality.yes = questions, yes
        figures[f"+ review at score >= {least}"] = quality
    return figures


def read_truth(folder: Path) -> dict[Place, Truth]:
    """Return the truth that `contacts.generate` wrote into *folder*."""
    with (folder / "people.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["person"]: fold(f"{row['given']} {row['family']}") for row in csv.DictReader(stream)}
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        return {
            (row["file"], int(row["line"])): Truth(
                row["person"], frozenset(row["trap"].split()), names.get(row["person"], "")
            )
            for row in csv.DictReader(stream)
        }


def read_book(export: dict[str, Any], duplicates: dict[str, Any]) -> Book:
    """Return the book from the output of `netcli export` and `netcli duplicates`."""
    export = export.get("result", export)
    files = {batch["batch"]: Path(batch["file"]).name for batch in export["batches"]}
    person: dict[Place, int] = {}
    for record in sorted(export["records"], key=lambda record: int(record["record"])):
        if record["batch"] in files and record["line"] is not None:
            person.setdefault((files[record["batch"]], record["line"]), record["person"])
    waiting = tuple(
        Waiting(group["rule"], pair["a"]["id"], pair["b"]["id"], pair["score"], bool(pair.get("vetoes")))
        for group in duplicates["result"]["groups"]
        for pair in group["pairs"]
    )
    return Book(person, waiting)


class Netcli:
    """The command line under test, for one book."""

    def __init__(self, book: Path, command: Sequence[str] = (sys.executable, "-m", "netcli")) -> None:
        self.command = tuple(command)
        self.environment = os.environ | {"NETCLI_DB": str(book), "NETCLI_NOW": "2026-01-01"}

    def __call__(self, *words: str) -> Any:
        """Run a command, and return its JSON output. If the command fails, exit."""
        done = subprocess.run([*self.command, *words], env=self.environment, capture_output=True, check=False)
        if done.returncode:
            raise SystemExit(f"netcli {' '.join(words)}: exit {done.returncode}\n{done.stderr.decode()}")
        return json.loads(done.stdout) if done.stdout.strip() else None


def fill(netcli: Netcli, folder: Path) -> float:
    """Import a generated set into a new book. Return the seconds of the import."""
    netcli("init", "--me", "Proprio Exemple")
    started = time.perf_counter()
    netcli("import", *(str(folder / file) for file in FORMATS), "--json", "--no-input")
    return time.perf_counter() - started


def run(records: int, seed: int, work: Path) -> tuple[dict[str, Quality], float]:
    """Generate, import and judge one set. Return the counts of each stage, and the import's seconds."""
    folder = work / f"contacts-{records}-{seed}"
    if not (folder / "people.csv").exists():
        contacts.generate(records, seed, folder)
    path = work / f"book-{records}-{seed}.db"
    path.unlink(missing_ok=True)
    netcli = Netcli(path)
    seconds = fill(netcli, folder)
    book = read_book(netcli("export", "--format", "json"), netcli("duplicates", "--json", "--limit", "0"))
    return stages(read_truth(folder), book), seconds


def report(figures: Mapping[str, Quality]) -> str:
    """Return a Markdown table of the stages, and a table of the traps."""
    lines = [
        "| stage | merges | wrong | merge precision | pairwise precision | pairwise recall | questions / 1,000 | yes |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for stage, q in figures.items():
        asked = f"{1000 * q.questions / q.records:.0f} | {q.yes / q.questions:.2f}" if q.questions else "- | -"
        shares = f"{q.merge_precision:.5f} | {q.precision:.5f} | {q.recall:.3f}"
        lines.append(f"| {stage} | {q.merges:,} | {q.wrong_merges:,} | {shares} | {asked} |")
    first, second = list(figures.values())[:2]
    lines += ["", f"| wrong merges by trap | automatic | + {BATCH_RULE} accepted |", "|---|---|---|"]
    lines += [
        f"| {trap.replace('_', ' ')} | {first.traps[trap]:,} | {second.traps[trap]:,} |"
        for trap in (*TRAPS, "homonym by chance", "none")
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well netcli tells people apart.")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--seeds", default="1,2,3", help="seeds of the sets, separated by commas")
    parser.add_argument("--book-dir", type=Path, default=Path("benchmark-books"), help="folder for sets and books")
    options = parser.parse_args()
    options.book_dir.mkdir(parents=True, exist_ok=True)
    pooled: dict[str, Quality] = {}
    imports = []
    for seed in options.seeds.split(","):
        figures, seconds = run(options.records, int(seed), options.book_dir)
        pooled = {stage: pooled.get(stage, Quality()) + quality for stage, quality in figures.items()}
        imports.append(f"{seconds:.1f} s")
    peak = megabytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(f"{options.records:,} records, seeds {options.seeds}; imports took {', '.join(imports)}; peak {peak} MB\n")
    print(report(pooled))


if __name__ == "__main__":
    main()
