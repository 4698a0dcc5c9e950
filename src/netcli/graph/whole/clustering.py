"""Clustering: how often two contacts of a person know each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph

CHUNK: Final = 1 << 20
"""Number of pairs of contacts processed at once (a few tens of megabytes)."""


@dataclass(frozen=True, slots=True)
class Clustering:
    """Measures of how often two contacts of a person know each other."""

    mean_local: float  # mean over people of their share of pairs who know each other (Watts and Strogatz 1998)
    transitivity: float  # share of all people's pairs of contacts who know each other
    triangles: int


def clustering(graph: Graph) -> Clustering:
    """Return the clustering of a graph.

    >>> from netcli.graph.whole.csr import build
    >>> clustering(build(range(4), [0, 0, 1, 2], [1, 2, 2, 3]))
    Clustering(mean_local=0.5833333333333334, transitivity=0.6, triangles=1)
    """
    contacts = graph.contacts
    own = triangles(graph)
    pairs = contacts * (contacts - 1) // 2
    some = pairs > 0
    # people with fewer than two contacts have a share of 0
    local = (own[some] / pairs[some]).sum() / graph.people if graph.people else 0.0
    total = int(pairs.sum())
    return Clustering(float(local), int(own.sum()) / total if total else 0.0, int(own.sum()) // 3)


def triangles(graph: Graph) -> NDArray[np.int64]:
    """Return, for each node, how many pairs of its contacts know each other.

    This takes at most about links × √links steps (Chiba and Nishizeki 1985).
    """
    own = np.zeros(graph.people, np.int64)
    # each link is directed to the end with more contacts, so that few links leave a node
    rank = np.empty(graph.people, np.int64)
    rank[np.argsort(graph.contacts, kind="stable")] = np.arange(graph.people)
    owners, others = graph.owners(), graph.others
    up = rank[owners] < rank[others]
    tails, heads = owners[up].astype(np.int64), others[up].astype(np.int64)
    ahead = np.bincount(tails, minlength=graph.people)
    first = np.concatenate(([0], np.cumsum(ahead)))
    known = tails << 32 | heads  # in ascending order, like contacts
    # to close a triangle (a, b, c), take a or b, whichever has fewer outgoing links, and look for c among the ends of
    # these links
    count = np.minimum(ahead[tails], ahead[heads])
    base = np.where(ahead[tails] <= ahead[heads], tails, heads)
    other = tails + heads - base
    ends = np.cumsum(count)
    low = 0
    while low < len(tails):
        high = max(low + 1, int(np.searchsorted(ends, (ends[low - 1] if low else 0) + CHUNK, side="right")))
        part = slice(low, high)
        many = count[part]
        place = np.repeat(first[base[part]] - (np.cumsum(many) - many), many) + np.arange(many.sum())
        third = heads[place]
        wanted = np.repeat(other[part], many) << 32 | third
        at = np.searchsorted(known, wanted)
        at[at == len(known)] = 0
        closed = known[at] == wanted
        link = np.repeat(np.arange(low, high), many)[closed]
        for corner in (tails[link], heads[link], third[closed]):
            own += np.bincount(corner, minlength=graph.people)
        low = high
    return own
