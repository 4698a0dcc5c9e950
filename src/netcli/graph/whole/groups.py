"""Communities by modularity: groups with many links inside and few links to other groups.

The method is Louvain's (Blondel et al. 2008), refined from the top level down (Rotta and Noack 2011). The groups are
the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph, Nodes, entries_of, joined_labels
from netcli.graph.whole.draws import SEED, mixed

Labels = NDArray[np.int64]
"""The label of each node's group: an integer below the number of nodes."""

PARTS: Final = 32  # with only 8 parts, networks of small groups get bad groups (measured)
"""The nodes are divided into this number of parts. All nodes of one part change their groups at once."""
SWEEPS: Final = 32
"""Maximum number of rounds of moves per level."""
SETTLED: Final = 100
"""A level is finished when a round moves less than 1/`SETTLED` of its nodes."""
MOST_TRIES: Final = 8
"""Maximum number of attempts, each with a random order of the nodes. The best result counts."""
TRIED_LINKS: Final = 1 << 19  # takes about half a second (measured)
"""This number, divided by the number of links, is the maximum number of attempts. At least one attempt is made."""


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """A graph whose nodes may be groups of the nodes of another graph."""

    starts: NDArray[np.int64]
    others: NDArray[np.integer]
    weight: NDArray[np.int64] | None  # None: all weights are 1
    degree: NDArray[np.int64]  # number of link ends, including links within a group


def groups(graph: Graph) -> Labels:
    """Return the number of each node's group. The largest group has the number 0.

    Groups of the same size are sorted by their first nodes.

    >>> from netcli.graph.whole.csr import build
    >>> groups(build(range(7), [0, 0, 1, 3, 3, 4, 2], [1, 2, 2, 4, 5, 5, 3])).tolist()
    [0, 0, 0, 1, 1, 1, 2]
    """
    level = _Level(graph.starts, graph.others, None, graph.contacts)
    tries = min(max(TRIED_LINKS // max(graph.links, 1), 1), MOST_TRIES)
    found = (_split(graph, _grouped(level, SEED + number)) for number in range(tries))
    labels = max(found, key=lambda labels: modularity(graph, labels))
    lowest, first, size = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -size))
    number = np.empty(graph.people, np.int64)
    number[lowest[order]] = np.arange(len(lowest))
    return number[labels]


def modularity(graph: Graph, labels: Labels) -> float:
    """Return the modularity of the groups `labels` (Newman and Girvan 2004).

    Modularity is the share of links within groups, minus the share expected by chance.

    >>> from netcli.graph.whole.csr import build
    >>> modularity(build(range(4), [0, 2], [1, 3]), np.array([0, 0, 1, 1]))
    0.5
    """
    if not graph.links:
        return 0.0
    a, b = graph.pairs()
    ends = np.bincount(labels, weights=graph.contacts) / (2 * graph.links)
    return int((labels[a] == labels[b]).sum()) / graph.links - float((ends**2).sum())


def _split(graph: Graph, labels: Labels) -> Labels:
    """Split groups into their connected parts; return the new groups."""
    a, b = graph.pairs()
    same = labels[a] == labels[b]
    return joined_labels(graph.people, a[same], b[same])


def _grouped(level: _Level, seed: int) -> Labels:
    """Return the groups of a level's nodes."""
    count = len(level.degree)
    labels = _moved(level, np.arange(count), seed)
    names, above = np.unique(labels, return_inverse=True)
    if len(names) == count:
        return labels
    return _moved(level, _grouped(_aggregated(level, above, len(names)), seed)[above], seed)


def _aggregated(level: _Level, above: Labels, count: int) -> _Level:
    """Return the next level above *level*. Each group of *level* becomes one node of the next level."""
    owners = np.repeat(above, np.diff(level.starts))
    others = above[level.others]
    apart = owners != others
    keys = owners[apart] * count + others[apart]
    if level.weight is None:
        keys, weight = np.unique(keys, return_counts=True)
    else:
        order = np.argsort(keys, kind="stable")
        keys, first = np.unique(keys[order], return_index=True)
        weight = np.add.reduceat(level.weight[apart][order], first) if len(first) else first
    degree = np.zeros(count, np.int64)
    np.add.at(degree, above, level.degree)
    return _Level(np.searchsorted(keys, np.arange(count + 1) * count), keys % count, weight, degree)


def _moved(level: _Level, labels: Labels, seed: int) -> Labels:
    """Move nodes to raise modularity, until few nodes move. Return the new groups."""
    count = len(level.degree)
    labels = labels.copy()
    degree = np.zeros(count, np.int64)
    np.add.at(degree, labels, level.degree)
    turn = mixed(np.arange(count, dtype=np.uint64), seed)
    active = np.argsort(turn)
    for _ in range(SWEEPS):
        moved = [np.empty(0, np.int64)]
        for part in np.array_split(active, min(PARTS, max(len(active), 1))):
            better = _best(level, part, labels, degree)
            changed = better != labels[part]
            nodes, groups_ = part[changed], better[changed]
            np.subtract.at(degree, labels[nodes], level.degree[nodes])
            np.add.at(degree, groups_, level.degree[nodes])
            labels[nodes] = groups_
            moved.append(nodes)
        nodes = np.concatenate(moved)
        if len(nodes) * SETTLED < count:
            break
        # in the next round, only contacts of moved nodes can gain by moving
        entries = entries_of(level.starts, nodes)
        near = level.others[entries]
        wake = np.zeros(count, bool)
        wake[near[labels[near] != np.repeat(labels[nodes], np.diff(level.starts)[nodes])]] = True
        active = np.flatnonzero(wake)
        active = active[np.argsort(turn[active])]
    return labels


def _best(level: _Level, part: Nodes, labels: Labels, degree: NDArray[np.int64]) -> Labels:
    """Return the best group for each node of `part`, as if all other nodes kept their groups."""
    count = len(labels)
    ends = int(level.degree.sum())
    entries = entries_of(level.starts, part)
    who = np.repeat(np.arange(len(part)), np.diff(level.starts)[part])
    own = labels[part]
    # a node's own group is always a choice, even without links to it
    keys = np.concatenate((who * count + labels[level.others[entries]], np.arange(len(part)) * count + own))
    if level.weight is None:
        keys.sort()
        fresh = np.flatnonzero(np.diff(keys, prepend=-1))
        weight = np.diff(fresh, append=len(keys))
    else:
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        fresh = np.flatnonzero(np.diff(keys, prepend=-1))
        weight = np.add.reduceat(np.concatenate((level.weight[entries], np.zeros(len(part), np.int64)))[order], fresh)
    keys = keys[fresh]
    who, group = keys // count, keys % count
    mine = level.degree[part][who]
    stays = group == own[who]
    if level.weight is None:
        weight = weight - stays
    gain = ends * weight - mine * (degree[group] - mine * stays)
    first = np.flatnonzero(np.diff(who, prepend=-1))
    best = np.maximum.reduceat(gain, first)
    # nodes without a gain stay
    stay = gain[stays]
    winner = np.flatnonzero(gain == best[who])
    chosen = winner[np.flatnonzero(np.diff(who[winner], prepend=-1))]
    return np.where(best > stay, group[chosen], own)
