"""Distances between all people: the distribution of hops, and the diameter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph, Nodes, hops_from
from netcli.graph.whole.draws import draw
from netcli.graph.whole.waves import Waves, batches, searches

EXACT_PEOPLE: Final = 20_000  # takes about a second (measured)
"""If a network has more people than this number, distances are estimated by default."""
SOURCES: Final = 1024  # the standard error of the mean distance is some hundredths of a hop
"""Number of sources in a sample."""
DIAMETER_SOURCES: Final = 2048
"""Maximum number of searches for the diameter, if the distances are estimated. If the diameter requires more searches,
the result is a lower bound.
"""
WIDE_SHARE: Final = 0.9
"""Share of pairs within the effective diameter (Leskovec, Kleinberg and Faloutsos 2005)."""


@dataclass(frozen=True, slots=True)
class Distances:
    """The distances between all people in a connected graph, in hops."""

    exact: bool
    sources: int
    pairs: tuple[int, ...]  # number of pairs at 1, 2, 3 … hops, estimated unless `exact` is true
    mean: float
    error: float  # standard error of `mean`
    median: int
    effective_diameter: float
    diameter: int
    diameter_exact: bool


def distances(graph: Graph, *, exact: bool = False) -> Distances | None:
    """Return the distances in a connected graph; None if there are no pairs of people.

    If *exact* is true, nothing is estimated.

    >>> from netcli.graph.whole.csr import build
    >>> distances(build(range(3), [0, 1], [1, 2]))
    Distances(exact=True, sources=3, pairs=(2, 1), mean=1.3333333333333333, error=0.0, median=1, \
effective_diameter=1.7000000000000002, diameter=2, diameter_exact=True)
    """
    people = graph.people
    if people < 2:
        return None
    waves = Waves(graph)
    sources = draw(people, people if exact or people <= EXACT_PEOPLE else SOURCES)
    counts: list[int] = []
    total = np.zeros(people, np.int64)  # for each person, the sum of the hops to all sources
    for batch in batches(sources):
        for hop, (new, _) in enumerate(waves.run(batch)):
            reached = np.bitwise_count(new).sum(axis=1, dtype=np.int64)
            total += hop * reached
            if hop == len(counts):
                counts.append(0)
            counts[hop] += int(reached.sum())
    del counts[0]  # without people's distances to themselves
    whole = len(sources) == people
    found = sum(counts)
    # estimate the spread of the mean hops of the sources by the spread of everybody's mean hops to the sources
    deviation = float((total / len(sources)).std()) * people / (people - 1)
    diameter, certain = (len(counts), True) if whole else longest(graph, waves, len(counts))
    return Distances(
        exact=whole,
        sources=len(sources),
        pairs=tuple(round(count * people / (2 * len(sources))) for count in counts),
        mean=sum(hop * count for hop, count in enumerate(counts, start=1)) / found,
        error=0.0 if whole else deviation * math.sqrt((1 - len(sources) / people) / len(sources)),
        median=1 + int(np.searchsorted(np.cumsum(counts), found / 2)),
        effective_diameter=effective_diameter(counts),
        diameter=diameter,
        diameter_exact=certain,
    )


def harmonic(graph: Graph) -> tuple[NDArray[np.float64], int]:
    """Return everybody's harmonic reach, and the number of sources of the computation.

    >>> from netcli.graph.whole.csr import build
    >>> harmonic(build(range(4), [0, 1], [1, 2]))
    (array([1.5, 2. , 1.5, 0. ]), 4)
    """
    people = graph.people
    waves = Waves(graph)
    sources = draw(people, people if people <= EXACT_PEOPLE else SOURCES)
    reach = np.zeros(people)
    for batch in batches(sources):
        for hop, (new, _) in enumerate(waves.run(batch)):
            if hop:
                reach += np.bitwise_count(new).sum(axis=1, dtype=np.int64) / hop
    return reach[waves.row] * (people / max(len(sources), 1)), len(sources)


def effective_diameter(counts: Sequence[int]) -> float:
    """Return the effective diameter: `WIDE_SHARE` of all pairs are at most this number of hops apart.

    The result is interpolated. `counts[h]` is the number of pairs that are h + 1 hops apart.

    >>> effective_diameter([78, 265, 137, 73, 8])  # Zachary's karate club
    3.3410958904109593
    """
    wanted = WIDE_SHARE * sum(counts)
    within = 0
    for hop, count in enumerate(counts):
        if within + count >= wanted:
            return hop + (wanted - within) / count
        within += count
    return 0.0


def longest(graph: Graph, waves: Waves, known: int, most: int = DIAMETER_SOURCES) -> tuple[int, bool]:
    """Return the diameter of a connected graph, and whether it is exact.

    `known` is a lower bound. The method is iFUB (Crescenzi et al. 2013).
    """
    far = hops_from(graph, int(graph.contacts.argmax()))
    end = hops_from(graph, int(far.argmax()))
    other = hops_from(graph, int(end.argmax()))
    known = max(known, int(end.max()))
    # among the nodes halfway between two distant people, take the node with the most contacts
    halfway = np.flatnonzero((end == end.max() // 2) & (end + other == end.max()))
    level = hops_from(graph, int(halfway[graph.contacts[halfway].argmax()]))
    for hops in range(int(level.max()), 0, -1):
        if known >= 2 * hops:
            return known, True
        ring = np.flatnonzero(level == hops)
        for batch in batches(ring[:most]):
            known = max(known, int(eccentricities(waves, batch).max()))
        if len(ring) > most:
            return known, known >= 2 * hops
        most -= len(ring)
    return known, True


def eccentricities(waves: Waves, sources: Nodes) -> NDArray[np.int64]:
    """Return the number of hops from each of `sources` to the farthest person."""
    hops = np.full(len(sources), -1)
    for new, _ in waves.run(sources):
        hops += searches(np.bitwise_or.reduce(new, axis=0), len(sources))
    return hops
