"""Breadth-first search: people layer by layer, by their hops from the origin."""

from __future__ import annotations

from collections.abc import Iterable


class BreadthFirst:
    """One side of a search by hops. `fringe` is the last layer, sorted by id.

    >>> search = BreadthFirst(1)
    >>> search.grow([2, 3, 2])
    >>> search.grow([1, 3, 4])
    >>> search.hops, search.fringe, search.depth
    ({1: 0, 2: 1, 3: 1, 4: 2}, [4], 2)
    """

    def __init__(self, origin: int) -> None:
        self.depth = 0
        self.hops = {origin: 0}
        self.fringe = [origin]

    def grow(self, neighbours: Iterable[int]) -> None:
        """Make the next layer from the `neighbours` who have not been reached yet."""
        self.depth += 1
        self.fringe = sorted(set(neighbours) - self.hops.keys())
        self.hops.update(dict.fromkeys(self.fringe, self.depth))
