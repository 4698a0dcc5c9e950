"""Compare published figures of well-known networks with what netcli measures.

python benchmarks/literature.py FOLDER [NAME ...]

FOLDER holds a file NAME.txt.gz for each key of NETWORKS. Each line `u v` is a link between the people with these
numbers. Person 0 is `me`.

docs/small-world.md says where the files are, and why some published figures differ. The exit code is 1 if a figure
differs from its exact value.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

NETCLI: Final = str(Path(sys.executable).with_name("netcli"))
LARGE: Final = 20_000
"""Number of people above which `netcli stats` is exact only with `--exact`."""


class Figure(NamedTuple):
    """A measure with its published value and its exact value.

    If the published value differs from the exact value, `why` is the reason.
    """

    measure: str
    published: str | None
    exact: str
    why: str = ""


OLDER_PRINT: Final = "printed 1.5 % low"
TWO_CONVENTIONS: Final = "an average of two ways to tell authors apart"
LOWER_BOUND: Final = "from a sample of sources, so a lower bound"

NETWORKS: Final[dict[str, tuple[int, tuple[Figure, ...]]]] = {
    "karate": (
        34,
        (
            Figure("mean", "2.408", "2.40820"),
            Figure("triangles", "45", "45"),
            Figure("betweenness 0", "0.437635", "0.437635"),
            Figure("betweenness 33", "0.304075", "0.304075"),
            Figure("betweenness 32", "0.145247", "0.145247"),
            Figure("constraint 0", "0.155423", "0.155423"),
            Figure("effective size 0", "13.75", "13.75"),
            Figure("effective size 33", "15.2353", "15.2353"),
        ),
    ),
    "lesmis": (77, (Figure("links", "254", "254"), Figure("top betweenness", "0.56999", "0.56999"))),
    "power-grid": (
        4941,
        (
            Figure("people", "4941", "4941"),
            Figure("links", None, "6594"),
            Figure("mean local", "0.080", "0.080104"),
            Figure("mean", "18.7", "18.989185", OLDER_PRINT),
            Figure("diameter", None, "46"),
        ),
    ),
    "celegans-neural": (
        297,
        (
            Figure("people", "282", "297", "another edition of the data"),
            Figure("mean", "2.65", "2.455319", "another edition of the data"),
            Figure("mean local", "0.28", "0.292363", "another edition of the data"),
        ),
    ),
    "ego-facebook": (
        4039,
        (
            Figure("mean", "3.69", "3.692507"),
            Figure("diameter", "8", "8"),
            Figure("triangles", "1612010", "1612010"),
            Figure("mean local", "0.6055", "0.605547"),
            Figure("effective", "4.7", "4.757", "cut, not rounded"),
        ),
    ),
    "email-enron": (
        36_692,
        (
            Figure("giant people", "33696", "33696"),
            Figure("giant links", "180811", "180811"),
            Figure("mean local", "0.4970", "0.4970"),
            Figure("triangles", "727044", "727044"),
            Figure("effective", "4.8", "4.7926"),
            Figure("diameter", "11", "13", LOWER_BOUND),
            Figure("mean", None, "4.025164"),
        ),
    ),
    "email-eu-core": (
        1005,
        (
            Figure("giant people", "986", "986"),
            Figure("mean local", "0.3994", "0.399355"),
            Figure("triangles", "105461", "105461"),
            Figure("diameter", "7", "7"),
            Figure("effective", "2.9", "2.948"),
            Figure("mean", None, "2.586934"),
        ),
    ),
    "ca-grqc": (
        5242,
        (
            Figure("giant people", "4158", "4158"),
            Figure("mean local", "0.5296", "0.5296"),
            Figure("triangles", "48260", "48260"),
            Figure("diameter", "17", "17"),
            Figure("effective", "7.6", "7.6066"),
            Figure("mean", None, "6.049380"),
        ),
    ),
    "ca-hepth": (
        9877,
        (
            Figure("mean local", "0.4714", "0.4714"),
            Figure("triangles", "28339", "28339"),
            Figure("effective", "7.4", "7.4176"),
            Figure("diameter", "17", "18", LOWER_BOUND),
            Figure("mean", None, "5.945432"),
        ),
    ),
    "hep-th-1999": (
        8361,
        (
            Figure("giant people", "71.4 %", "5835", TWO_CONVENTIONS),
            Figure("diameter", "19", "19"),
            Figure("mean", "6.91(6)", "7.026388", TWO_CONVENTIONS),
            Figure("transitivity", "0.327(2)", "0.329576", TWO_CONVENTIONS),
        ),
    ),
    "cond-mat-1999": (
        16_726,
        (
            Figure("giant people", "84.6 %", "13861", TWO_CONVENTIONS),
            Figure("diameter", "18", "18"),
            Figure("mean", "6.4(1)", "6.627829", TWO_CONVENTIONS),
            Figure("transitivity", "0.348(6)", "0.359590", TWO_CONVENTIONS),
        ),
    ),
    "astro-ph-1999": (
        16_706,
        (
            Figure("giant people", "89.4 %", "14845", TWO_CONVENTIONS),
            Figure("diameter", "14", "14"),
            Figure("mean", "4.66(7)", "4.798027", TWO_CONVENTIONS),
            Figure("transitivity", "0.414(6)", "0.425890", TWO_CONVENTIONS),
        ),
    ),
    "netscience": (
        1589,
        (
            Figure("giant people", "379", "379"),
            Figure("giant links", "914", "914"),
            Figure("mean", None, "6.041867"),
            Figure("diameter", None, "17"),
        ),
    ),
    "erdos-2002": (6927, (Figure("within 1 of 6926", "507", "507"), Figure("within 2 of 6926", None, "6926"))),
}
"""For each network: the number of people, and the figures."""

STATS: Final[dict[str, Callable[[Any], Any]]] = {
    "people": lambda stats: stats["people"],
    "links": lambda stats: stats["links"],
    "giant people": lambda stats: stats["giant"]["people"],
    "giant links": lambda stats: stats["giant"]["links"],
    "mean": lambda stats: stats["hops"]["mean"],
    "diameter": lambda stats: stats["hops"]["diameter"],
    "effective": lambda stats: stats["hops"]["effective_diameter_90"],
    "mean local": lambda stats: stats["clustering"]["mean_local"],
    "transitivity": lambda stats: stats["clustering"]["transitivity"],
    "triangles": lambda stats: stats["clustering"]["triangles"],
}
"""Functions that take a measure from the result of `netcli stats --json`."""


class Book:
    """A network that is stored as a netcli book. Commands read the book."""

    def __init__(self, folder: Path, people: int, links: list[tuple[int, int]]) -> None:
        self._environment = {**os.environ, "NETCLI_DB": str(folder / "book.db")}
        self._known: dict[tuple[str, ...], Any] = {}
        self._run("init", "--me", called(0))
        table = folder / "links.csv"
        rows = [f"{called(a)},{called(b)}" for a, b in links]
        table.write_text("\n".join(["from,to", *rows, ""]).replace("Node 0,", "me,").replace(",Node 0\n", ",me\n"))
        self._run("import", str(table))
        alone = sorted(set(range(1, people)) - {end for link in links for end in link})
        if alone:
            self._run("add", "-", stdin="\n".join(["name", *map(called, alone), ""]))

    def ask(self, *words: str) -> Any:
        """Return the result of a command. The same command runs only once."""
        if words not in self._known:
            self._known[words] = self._run(*words)["result"]
        return self._known[words]

    def _run(self, *words: str, stdin: str | None = None) -> Any:
        done = subprocess.run(
            [NETCLI, words[0], "--json", "--no-input", *words[1:]],
            env=self._environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"netcli {' '.join(words)}: {done.stderr.strip()}")
        return json.loads(done.stdout)


def called(node: int) -> str:
    return f"Node {node}"


def who(node: str) -> str:
    return "me" if node == "0" else called(int(node))


def measured(book: Book, measure: str, people: int) -> Any:
    """Return the figure that netcli reports for a measure.

    *measure* can name one person, as in `betweenness 33`.
    """
    if measure in STATS:
        return STATS[measure](book.ask("stats", *(["--exact"] if people > LARGE else [])))
    if measure == "top betweenness":
        return book.ask("stars", "--whole", "--exact")["stars"][0]["betweenness"]
    words = measure.split()
    if words[0] == "betweenness":
        stars = book.ask("stars", "--whole", "--exact", "--limit", "0")["stars"]
        return next(star["betweenness"] for star in stars if star["person"]["name"] == called(int(words[-1])))
    potential = book.ask("potential", who(words[-1]))
    if words[0] == "within":
        return next(row["people"] for row in potential["reach"] if row["hops"] == int(words[1]))
    return potential["_".join(words[:-1])]


def rows(folder: Path, wanted: list[str]) -> Iterator[tuple[str, Figure, str, bool]]:
    """Yield each network, each figure, the measured value, and whether this value is exact.

    The measured value is rounded to as many decimals as `Figure.exact` has.
    """
    for name, (people, figures) in NETWORKS.items():
        file = folder / f"{name}.txt.gz"
        if (wanted and name not in wanted) or not file.exists():
            continue
        with gzip.open(file, "rt") as lines, tempfile.TemporaryDirectory() as place:
            links = [(int(a), int(b)) for a, b, *_ in map(str.split, lines)]
            book = Book(Path(place), people, links)
            for figure in figures:
                digits = len(figure.exact.partition(".")[2])
                value = f"{measured(book, figure.measure, people):.{digits}f}"
                yield name, figure, value, value == figure.exact


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    missed = told = 0
    for name, figure, value, met in rows(options.folder, options.names):
        told += 1
        missed += not met
        sign = "=" if met else f"≠ {figure.exact}"
        published = figure.published or ""
        print(f"{name:<16} {figure.measure:<18} {published:>10} {value:>12} {sign}  {figure.why}", flush=True)
    print(f"{told} figures, {missed} not met")
    sys.exit(bool(missed) or not told)


if __name__ == "__main__":
    main()
