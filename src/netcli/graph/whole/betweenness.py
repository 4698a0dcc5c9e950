"""Betweenness: the share of all shortest chains that pass through each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.carried import carried
from netcli.graph.whole.csr import Graph
from netcli.graph.whole.draws import draw

STEPS: Final = 1 << 18  # some megabytes, which fit in the cache
"""Approximate number of links that the searches of one batch visit together."""
EXACT_STEPS: Final = 1 << 28  # takes some seconds (measured)
"""Maximum number of links that all searches together visit. If an exact result is requested, there is no maximum."""
LEAST_SOURCES: Final = 256  # the standard error is then known to about 5 %
"""Minimum number of sources in a sample."""
SPREAD: Final = 2.5758293035489004  # at least 95 % of the intervals of the twenty highest values are right (measured)
"""Half the width of a 99 % interval of a normal distribution, in standard errors."""


@dataclass(frozen=True, slots=True)
class Betweenness:
    """For each node, the share of pairs whose shortest chain passes through the node.

    A pair with several shortest chains counts as a fraction. If `exact` is true, `low` and `high` equal `value`.
    """

    exact: bool
    samples: int
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def ranks(self) -> NDArray[np.int64]:
        """Return each node's rank: 1 + the number of nodes whose `low` is above this node's `high`."""
        return 1 + len(self.low) - np.searchsorted(np.sort(self.low), self.high, side="right")


def betweenness(graph: Graph, *, exact: bool = False) -> Betweenness:
    """Return everybody's betweenness. In a large network, the values are estimated unless *exact* is true.

    >>> from netcli.graph.whole.csr import build
    >>> betweenness(build(range(3), [0, 1], [1, 2])).value.tolist()
    [0.0, 1.0, 0.0]
    """
    count = graph.people
    affordable = EXACT_STEPS // max(2 * graph.links, 1)
    sources = draw(count, count if exact or count <= affordable else max(affordable, LEAST_SOURCES))
    total, squares = np.zeros(count), np.zeros(count)
    width = max(1, STEPS // max(2 * graph.links, count, 1))
    for first in range(0, len(sources), width):
        batch = sources[first : first + width]
        hops, people = carried(graph, batch, nearer_less=True)
        between = np.where(hops > 0, people - 1, 0.0)
        total += between.sum(axis=0)
        squares += (between**2).sum(axis=0)
    pairs = max((count - 1) * (count - 2) / 2, 1)
    drawn = max(len(sources), 1)
    value = total * (count / drawn / pairs)
    if drawn >= count:
        return Betweenness(True, count, value, value, value)
    variance = np.maximum(squares - total**2 / drawn, 0) / (drawn - 1)
    spread = SPREAD * np.sqrt(variance * (1 - drawn / count) / drawn) * (count / pairs)
    return Betweenness(False, drawn, value, np.maximum(value - spread, 0), value + spread)
