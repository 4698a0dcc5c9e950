"""Measures of a person's position between other people (Burt, Structural Holes, 1992)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph, entries_of


def constraint(graph: Graph, node: int) -> float | None:
    """Return how much a node depends on contacts who know each other.

    Return None if the node has no contacts.

    >>> from netcli.graph.whole.csr import build
    >>> constraint(build(range(3), [0, 0], [1, 2]), 0)
    0.5
    """
    owner, other, contacts = _among(graph, node)
    count = len(contacts)
    if not count:
        return None
    # the share of the node's attention that each contact claims, directly and through mutual contacts
    through = np.bincount(other, weights=1 / graph.contacts[contacts][owner], minlength=count)
    return float((((1 + through) / count) ** 2).sum())


def effective_size(graph: Graph, node: int) -> float | None:
    """Return the number of contacts, minus the average number of links from a contact to the other contacts.

    Return None if the node has no contacts.

    >>> from netcli.graph.whole.csr import build
    >>> effective_size(build(range(3), [0, 0, 1], [1, 2, 2]), 0)
    1.0
    """
    owner, _, contacts = _among(graph, node)
    return len(contacts) - len(owner) / len(contacts) if len(contacts) else None


def harmonic_reach(hops: NDArray[np.int32]) -> float:
    """Return the sum of 1 / hops over all people reached.

    >>> harmonic_reach(np.array([0, 1, 1, 2, -1]))
    2.5
    """
    reached = np.bincount(hops[hops > 0])
    return float((reached[1:] / np.arange(1, len(reached))).sum())


def _among(graph: Graph, node: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
    """Return the contacts of `node`, and the links between these contacts.

    The result is (owner, place, contacts): `contacts[owner[i]]` is linked to `contacts[place[i]]`.
    """
    contacts = graph.others[graph.starts[node] : graph.starts[node + 1]]
    others = graph.others[entries_of(graph.starts, contacts.astype(np.int64))]
    owner = np.repeat(np.arange(len(contacts)), graph.contacts[contacts])
    place = np.searchsorted(contacts, others)
    place[place == len(contacts)] = 0
    among = contacts[place] == others if len(contacts) else np.zeros(0, bool)
    return owner[among], place[among], contacts
