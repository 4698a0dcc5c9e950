"""Funnel: the contacts through whom a person reaches everybody else, each with the share of shortest chains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.carried import carried
from netcli.graph.whole.csr import Graph, Nodes


@dataclass(frozen=True, slots=True)
class Funnel:
    """The `contacts` of a person who reaches `reachable` people, and the `shares` of these people reached through each.

    A person reached counts for the contact with whom the shortest chain to them starts. If several chains are as short,
    each contact gets the share of these chains that start with it. The shares add up to 1.
    """

    reachable: int
    contacts: Nodes
    shares: NDArray[np.float64]

    @property
    def effective_gateways(self) -> float:
        """How many contacts with equal shares would be as concentrated as these are: the inverse of Simpson's index."""
        return 1 / float((self.shares**2).sum()) if len(self.shares) else 0.0


def funnel(graph: Graph, source: int) -> Funnel:
    """Return the funnel of a node.

    >>> from netcli.graph.whole.csr import build
    >>> way = funnel(build(range(5), [0, 0, 1, 2, 3], [1, 2, 3, 3, 4]), 0)
    >>> way.reachable, way.contacts.tolist(), way.shares.tolist(), way.effective_gateways
    (4, [1, 2], [0.5, 0.5], 2.0)
    """
    (hops,), (people,) = carried(graph, np.array([source]))
    contacts = np.flatnonzero(hops == 1)
    reachable = int((hops > 0).sum())
    return Funnel(reachable, contacts, people[contacts] / max(reachable, 1))
