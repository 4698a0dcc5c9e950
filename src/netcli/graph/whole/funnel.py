"""Funnel: the share of people whom a person reaches through each contact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.carried import carried
from netcli.graph.whole.csr import Graph, Nodes


@dataclass(frozen=True, slots=True)
class Funnel:
    """The share of people whom a person reaches through each of their contacts.

    Several shortest chains to a person have equal weight.
    """

    reachable: int  # number of people reached
    contacts: Nodes
    shares: NDArray[np.float64]  # of each contact; the sum is 1

    @property
    def effective_gateways(self) -> float:
        """The effective number of gateways: the inverse of Simpson's index of the shares.

        For n equal shares, this number is n.
        """
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
