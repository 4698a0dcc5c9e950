"""Generate large networks with hubs, communities, small components and one long path.

python benchmarks/scale.py 1000000 10000000 --seed 1 links.csv
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

PATH: Final = 40
"""Number of people on one long path that leaves the giant component."""
ISOLATED: Final = 0.02
"""Share of people without links."""
STRAYS: Final = 0.01
"""Share of people in small components."""
LARGEST_STRAY: Final = 6
"""Maximum number of people in a small component."""
COPYING: Final = 0.5
"""Probability that a new person is linked to an acquaintance of a random person. These links create hubs."""
WITHIN: Final = 0.65
"""Probability that an additional link stays inside one community."""
TO_HUBS: Final = 0.2
MEAN_COMMUNITY: Final = 20
"""Average number of people in a community. The sizes follow a skewed distribution."""
SPREAD: Final = 2.5
"""Shape of the Pareto distribution of community sizes."""

Links = NDArray[np.int64]
"""Rows (a, b) with a < b, unique and sorted."""


def network(people: int, links: int, seed: int) -> Links:
    """Return a network with *links* links between the people 1 to *people*.

    The ids are shuffled, except `path_end(people)`. Raise ValueError if there are too few people, or too few or too
    many links.
    """
    rng = np.random.default_rng(seed)
    strays = int(people * STRAYS)
    core = people - PATH - strays - int(people * ISOLATED)
    if core < LARGEST_STRAY:
        raise ValueError(f"{people} people are too few")
    tree = _tree(core, rng)
    path = np.column_stack((np.r_[rng.integers(core), np.arange(core, core + PATH - 1)], np.arange(core, core + PATH)))
    kept = np.concatenate((tree, path, _small_components(core + PATH, strays, rng)))
    wanted = links - len(kept)
    most = len(kept) + core * (core - 1) // 8
    if not len(kept) <= links <= most:
        raise ValueError(f"for {people} people, ask for {len(kept)} to {most} links")
    base = np.unique(_keys(kept, people))
    extra = np.empty(0, dtype=np.int64)
    while len(extra) < wanted:
        more = _keys(_further(core, int((wanted - len(extra)) * 1.3) + 100, tree, rng), people)
        extra = np.unique(np.concatenate((extra, more)))
        extra = extra[~_among(extra, base)]
    extra = rng.choice(extra, wanted, replace=False, shuffle=False)
    names = _names(people, core + PATH - 1, rng)
    keys = np.concatenate((base, extra))
    ends = np.column_stack((names[keys // people], names[keys % people]))
    keys = _keys(ends, people + 1)
    keys.sort()
    return np.column_stack((keys // (people + 1), keys % (people + 1)))


def path_end(people: int) -> int:
    """Return the person at the far end of the long path."""
    return people


def _tree(core: int, rng: np.random.Generator) -> Links:
    """Return one link for each person except the first. Each link leads to an earlier person.

    The earlier person is drawn at random. In some cases, the link goes to the first acquaintance of the drawn person
    instead.
    """
    newcomers = np.arange(1, core)
    stranger = np.r_[0, (rng.random(core - 1) * newcomers).astype(np.int64)]
    copies = np.r_[False, rng.random(core - 1) < COPYING]
    copies[stranger == 0] = False
    first = np.where(copies, -1, stranger)
    while (open_ := np.flatnonzero(first < 0)).size:
        first[open_] = first[stranger[open_]]
    return np.column_stack((first[1:], newcomers))


def _small_components(start: int, strays: int, rng: np.random.Generator) -> Links:
    """Return the links of chains and stars of two to six people."""
    sizes = rng.integers(2, LARGEST_STRAY + 1, strays)
    begins = np.cumsum(np.r_[0, sizes])
    begins = begins[begins < strays]
    member = np.arange(strays)
    centre = begins[np.searchsorted(begins, member, side="right") - 1]
    star = rng.random(strays)[centre] < 0.5
    known = np.where(star, centre, member - 1)
    rows = member != centre
    return np.column_stack((known[rows], member[rows])) + start


def _further(core: int, count: int, tree: Links, rng: np.random.Generator) -> Links:
    """Return at most *count* links in addition to *tree*. Some links may occur twice.

    The links stay inside a community, or go to hubs or neighbouring communities.
    """
    sizes = (rng.pareto(SPREAD, core // MEAN_COMMUNITY + 2) + 0.5) * MEAN_COMMUNITY / (1 / (SPREAD - 1) + 0.5)
    borders = np.cumsum(np.maximum(sizes, 3).astype(np.int64))
    borders = np.r_[0, borders[borders < core], core]
    one = rng.integers(core, size=count)
    home = np.searchsorted(borders, one, side="right") - 1
    kind = rng.random(count)
    place = np.where(kind < WITHIN + TO_HUBS, home, (home + rng.geometric(0.3, count)) % (len(borders) - 1))
    low = borders[place]
    other = low + (rng.random(count) * (borders[place + 1] - low)).astype(np.int64)
    hubs = (kind >= WITHIN) & (kind < WITHIN + TO_HUBS)
    other[hubs] = tree[rng.integers(len(tree), size=int(hubs.sum())), 0]
    apart = one != other
    return np.column_stack((one[apart], other[apart]))


def _keys(ends: Links, base: int) -> NDArray[np.int64]:
    """Return `a * base + b` for each link, with the smaller end as `a`."""
    keys: NDArray[np.int64] = np.minimum(ends[:, 0], ends[:, 1]) * base + np.maximum(ends[:, 0], ends[:, 1])
    return keys


def _among(values: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each number in *values*, return whether the sorted array *known* contains the number."""
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == values
    return found


def _names(people: int, end: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return random numbers from 1 to *people*, one for each person.

    Person *end* gets the last number.
    """
    names = rng.permutation(people) + 1
    last = int(np.flatnonzero(names == people)[0])
    names[[last, end]] = names[[end, last]]
    return names


def main() -> None:
    """Write a network from the command line."""
    parser = argparse.ArgumentParser(description="Write a large network as a list of links.")
    parser.add_argument("people", type=int)
    parser.add_argument("links", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.perf_counter()
    links = network(options.people, options.links, options.seed)
    print(f"{len(links):,} links in {time.perf_counter() - started:.1f} s")
    np.savetxt(options.file, links, fmt="%d", delimiter=",", header="from,to", comments="")


if __name__ == "__main__":
    main()
