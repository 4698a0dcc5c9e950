"""Breadth-first searches from many people at once, with one bit per search.

Source: Then et al., The More the Merrier: Efficient Multi-Source Graph Traversal, PVLDB 8 (2014).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph, Nodes, entries_of

Bits = NDArray[np.uint64]
"""Bits with one row per node and one bit per search."""

WORD: Final = 64
BATCH: Final = 16 * WORD  # one row of bits fills two cache lines
"""Number of searches that run at once."""

COLUMNS: Final = 64
"""At most this number of contacts of each node are processed column by column."""
ROWS: Final = 4096
"""Number of rows processed at once. The bits of these rows fit in the cache."""
FEW: Final = 8
"""If less than 1/FEW of all links start at new nodes, only these links are followed."""


class Waves:
    """A graph prepared for searches. Rows are the nodes in `order`: most contacts first."""

    def __init__(self, graph: Graph) -> None:
        contacts = graph.contacts
        self.order: Nodes = np.argsort(-contacts, kind="stable")
        self.row: Nodes = np.empty_like(self.order)
        self.row[self.order] = np.arange(graph.people)
        self._starts, self._others = graph.starts, self.row[graph.others]
        contacts, first = contacts[self.order], graph.starts[self.order]
        self._contacts = contacts
        # the nodes that have a j-th contact are the first rows, so that a column is gathered at once
        having = np.searchsorted(-contacts, -np.arange(1, COLUMNS + 1), side="right")
        self._columns = [self._others[first[:many] + j] for j, many in enumerate(having) if many]
        hubs = np.flatnonzero(contacts > COLUMNS)
        self._hubs = [self._others[first[hub] + COLUMNS : first[hub] + contacts[hub]] for hub in hubs]

    def _start(self, sources: Nodes) -> Bits:
        """Return the bits before the first step. One search starts from each of `sources`."""
        bits = np.zeros((len(self.order), -(-len(sources) // WORD)), np.uint64)
        turn = np.arange(len(sources))
        bits[self.row[sources], turn // WORD] = np.uint64(1) << (turn % WORD).astype(np.uint64)
        return bits

    def run(self, sources: Nodes) -> Iterator[tuple[Bits, Bits]]:
        """Yield (new, seen) after 0, 1, 2 … hops: the new bits, and all bits found until then.

        `sources` must be distinct. The next step overwrites the array `seen`.
        """
        seen = self._start(sources)
        new = seen.copy()
        while new.any():
            yield new, seen
            new = self._step(new)
            new &= ~seen
            seen |= new

    def _step(self, new: Bits) -> Bits:
        """Return, for each node, all bits that its contacts have in `new`."""
        got = np.zeros_like(new)
        active = np.flatnonzero(new.any(axis=1))
        if self._contacts[active].sum() * FEW < len(self._others):
            return self._follow(active, new, got)
        gathered = np.empty((ROWS, new.shape[1]), np.uint64)
        for column in self._columns:
            for low in range(0, len(column), ROWS):
                rows = column[low : low + ROWS]
                part = gathered[: len(rows)]
                np.take(new, rows, axis=0, out=part, mode="clip")  # mode clip needs neither checks nor a buffer
                got[low : low + len(rows)] |= part
        for hub, rows in enumerate(self._hubs):
            got[hub] |= np.bitwise_or.reduce(new[rows], axis=0)
        return got

    def _follow(self, active: Nodes, new: Bits, got: Bits) -> Bits:
        """Pass on the bits of each active node to the node's contacts.

        `new` contains the bits of the nodes. Return `got`, which receives the bits of the contacts.
        """
        reached = self._others[entries_of(self._starts, self.order[active])]
        order = np.argsort(reached, kind="stable")
        reached = reached[order]
        owner = np.repeat(active, self._contacts[active])[order]
        first = np.flatnonzero(np.diff(reached, prepend=-1))
        if len(first):
            got[reached[first]] = np.bitwise_or.reduceat(new[owner], first, axis=0)
        return got


def batches(sources: Nodes) -> Iterator[Nodes]:
    """Yield batches of at most `BATCH` sources."""
    for low in range(0, len(sources), BATCH):
        yield sources[low : low + BATCH]


def searches(bits: Bits, count: int) -> NDArray[np.bool_]:
    """Return the first `count` bits of each row as separate values.

    >>> searches(packed(np.array([True, False, True])), 3)
    array([ True, False,  True])
    """
    eights = np.ascontiguousarray(bits).astype("<u8", copy=False).view(np.uint8)
    return np.unpackbits(eights, axis=-1, count=count, bitorder="little").astype(bool)


def packed(flags: NDArray[np.bool_]) -> Bits:
    """Return one row of bits, one flag per search."""
    words = np.zeros(-(-len(flags) // WORD) * WORD // 8, np.uint8)
    eights = np.packbits(flags, bitorder="little")
    words[: len(eights)] = eights
    return words.view("<u8").astype(np.uint64)
