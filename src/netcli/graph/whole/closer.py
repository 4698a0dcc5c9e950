"""Find the people whose acquaintance would bring everybody closer to a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import APART, Graph, Nodes, hops_from
from netcli.graph.whole.draws import draw
from netcli.graph.whole.waves import WORD, Bits, Waves, batches, packed, searches

EXACT_PEOPLE: Final = 20_000  # takes about a second (measured)
"""Maximum number of people for which every gain is computed exactly."""
TARGETS: Final = 5 * WORD  # enough to find the people whose gain is worth computing exactly (measured)
"""Number of people in the sample from which netcli estimates gains."""


class Closer:
    """The hops that a new link from a node would save, summed over everybody reached.

    A link to v saves max(0, hops[t] − 1 − hops from v to t) hops to each person t.
    """

    def __init__(self, graph: Graph, hops: NDArray[np.int32]) -> None:
        self._graph, self._waves = graph, Waves(graph)
        self.hops = hops.copy()

    def estimates(self, *, exact: bool = True) -> NDArray[np.float64]:
        """Return the gain of a link to each node.

        In a large graph, or if *exact* is false, the gains are estimates.
        """
        far = np.flatnonzero(self.hops > 1)
        exact = exact and self._graph.people <= EXACT_PEOPLE
        targets = far if exact else far[draw(len(far), TARGETS)]
        gained = np.zeros(self._graph.people, np.int64)
        for batch in batches(targets):
            hops = self.hops[batch]
            for hop, seen in self._within(batch, int(hops.max()) - 1):
                # over all rounds, a pair of candidate and target is counted once for each hop that a link to the
                # candidate saves
                gained += np.bitwise_count(seen & packed(hops >= hop + 2)).sum(axis=1, dtype=np.int64)
        return gained[self._waves.row] * np.float64(len(far) / max(len(targets), 1))

    def gains(self, candidates: Nodes) -> NDArray[np.int64]:
        """Return the exact gain of a link to each of `candidates`.

        >>> from netcli.graph.whole.csr import build
        >>> line = build(range(5), [0, 1, 2, 3], [1, 2, 3, 4])
        >>> Closer(line, hops_from(line, 0)).gains(np.array([2, 3, 4]))
        array([3, 4, 4])
        """
        gained = [np.zeros(0, np.int64)]
        for first in range(0, len(candidates), WORD):
            batch = candidates[first : first + WORD]
            of_batch = np.zeros(len(batch), np.int64)
            for hop, seen in self._within(batch, int(self.hops.max()) - 1):
                far = (self.hops >= hop + 2)[self._waves.order]
                of_batch += searches(seen[far], len(batch)).sum(axis=0)
            gained.append(of_batch)
        return np.concatenate(gained)

    def _within(self, sources: Nodes, levels: int) -> Iterator[tuple[int, Bits]]:
        """Yield each number of hops, and the people whom `sources` reach within that number."""
        run = self._waves.run(sources)
        seen = None
        for hop in range(levels):
            step = next(run, None)
            seen = step[1] if step else seen
            assert seen is not None
            yield hop, seen

    def meet(self, node: int) -> None:
        """Add a link to `node`."""
        away = hops_from(self._graph, node)
        nearer = (away != APART) & (away + 1 < self.hops)
        self.hops[nearer] = away[nearer] + 1
