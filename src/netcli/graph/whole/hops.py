"""Searches by hops in memory.

The results are the same as in `netcli.graph.shortest` and `netcli.graph.reach`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.shortest import Layers
from netcli.graph.whole.csr import Graph, Nodes

SLICE: Final = 1_000  # a whole layer may have far more people than the `cap` of a search
"""Number of people whose contacts are counted at once."""

Ways = Iterator[tuple[Nodes, Nodes]]
"""Links as two arrays: the ends nearer to the origin, and the ends farther from the origin."""


class Searches:
    """The searches in *graph*. People outside *graph* have no links.

    >>> from netcli.graph.whole.csr import build
    >>> searches = Searches(build([1, 2, 3, 4], [1, 1, 2, 3], [2, 3, 4, 4]))
    >>> searches.shortest(1, 4).after
    {1: [(2, 0), (3, 0)], 2: [(4, 0)], 3: [(4, 0)]}
    >>> searches.nearest(4, 2), searches.nearest(4, 9)
    ([(2, 1), (3, 1)], [(2, 1), (3, 1), (1, 2)])
    >>> searches.reachable(1), searches.reachable(1, max_hops=1), searches.reachable(1, cap=2)
    ((3, False), (2, False), (2, True))
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._layers = np.zeros(graph.people, np.int32)  # kept, because clearing all of it takes as long as a search

    def shortest(self, source: int, target: int, *, max_hops: int = 0) -> Layers | None:
        """Return the result of `netcli.graph.shortest.shortest`, with a cost of 0 for every link.

        *source* and *target* must differ.
        """
        start, end = self._node(source), self._node(target)
        if start is None or end is None:
            return None
        ahead, behind = _Side(self._graph, start, self._layers, 1), _Side(self._graph, end, self._layers, -1)
        try:
            meeting = _met(ahead, behind, max_hops)
            if meeting is None:
                return None
            after: dict[int, list[tuple[int, int]]] = {}
            for nearer, farther in ahead.back(meeting):
                self._join(after, nearer, farther)
            for nearer, farther in behind.back(meeting):
                self._join(after, farther, nearer)
            return Layers(source, target, ahead.depth + behind.depth, after)
        finally:
            ahead.clear()
            behind.clear()

    def reachable(self, source: int, *, max_hops: int = 0, cap: int = 0) -> tuple[int, bool]:
        """Return how many other people `source` reaches, and whether counting stopped at `cap`.

        If `max_hops` or `cap` is 0, it limits nothing.
        """
        count = 0
        for _, found in self._spreading(source, max_hops):
            count += len(found)
            if cap and count > cap:
                return cap, True
        return count, False

    def nearest(self, source: int, limit: int) -> list[tuple[int, int]]:
        """Return (id, hops) for the `limit` people nearest to `source`, ordered by (hops, id)."""
        near: list[tuple[int, int]] = []
        for depth, parts in itertools.groupby(self._spreading(source), itemgetter(0)):
            layer = np.sort(np.concatenate([found for _, found in parts]))
            near += [(person, depth) for person in self._graph.ids[layer[: limit - len(near)]].tolist()]
            if len(near) == limit:
                break
        return near

    def _spreading(self, source: int, max_hops: int = 0) -> Iterator[tuple[int, Nodes]]:
        """Yield (hops, people): people at this number of hops from `source`."""
        start = self._node(source)
        if start is None:
            return
        graph, depth, layer = self._graph, 0, np.array([start])
        seen = np.zeros(graph.people, bool)
        seen[start] = True
        while len(layer) and (depth < max_hops or not max_hops):
            depth += 1
            parts = []
            for begin in range(0, len(layer), SLICE):
                reached = graph.spread(layer[begin : begin + SLICE])
                found = _distinct(reached[~seen[reached]])
                seen[found] = True
                parts.append(found)
                yield depth, found
            layer = np.concatenate(parts)

    def _node(self, person: int) -> int | None:
        """Return the node of *person*; None if they are not in the graph."""
        node = self._graph.node(person)
        return node if node < self._graph.people and self._graph.ids[node] == person else None

    def _join(self, after: dict[int, list[tuple[int, int]]], earlier: Nodes, later: Nodes) -> None:
        """For each i, store the link from `earlier[i]` to `later[i]` in the map `after`."""
        ids = self._graph.ids
        for one, next_one in zip(ids.take(earlier).tolist(), ids.take(later).tolist(), strict=True):
            after.setdefault(one, []).append((next_one, 0))


class _Side:
    """One end of a search, with the layers of people found so far.

    Both ends share `marks`: the number of each person's layer, from 1, times `sign`.
    """

    def __init__(self, graph: Graph, origin: int, marks: NDArray[np.int32], sign: int) -> None:
        self.depth = 0
        self.sign = sign
        self._graph, self._marks = graph, marks
        self._layers: list[Nodes] = []
        self._add(np.array([origin]))

    def grow(self, other: _Side) -> Nodes:
        """Return the people in the next layer whom the other end has also reached.

        If there are no such people, add the next layer to this end.
        """
        reached = self._graph.others.take(_entries(self._first, self._contacts))
        marks = self._marks.take(reached)
        meeting = reached[marks > 0 if other.sign > 0 else marks < 0]
        self.depth += 1
        if len(meeting):
            return _distinct(meeting)
        self._add(_distinct(reached[marks == 0]))
        return meeting.astype(np.int64)

    def back(self, layer: Nodes) -> Ways:
        """Yield the links of the shortest chains from the origin to `layer`, last links first."""
        starts = self._graph.starts
        for depth in range(self.depth, 0, -1):
            first = starts.take(layer)
            contacts = starts.take(layer + 1) - first
            others = self._graph.others.take(_entries(first, contacts))
            nearer = self._marks.take(others) == self.sign * depth
            others = others[nearer]
            yield others, layer.repeat(contacts)[nearer]
            layer = _distinct(others)

    def clear(self) -> None:
        """Remove all marks that this end of the search has set."""
        for layer in self._layers:
            self._marks[layer] = 0

    def _add(self, layer: Nodes) -> None:
        self._marks[layer] = self.sign * (self.depth + 1)
        self._layers.append(layer)
        self._first = self._graph.starts.take(layer)
        self._contacts = self._graph.starts.take(layer + 1) - self._first
        self.links = int(self._contacts.sum())


def _met(ahead: _Side, behind: _Side, max_hops: int) -> Nodes | None:
    """Grow both ends until they share people; return these people.

    Return None if the ends do not meet within *max_hops* hops (0: no limit).
    """
    while ahead.links and behind.links:
        if max_hops and ahead.depth + behind.depth == max_hops:
            return None
        grown, other = (ahead, behind) if ahead.links <= behind.links else (behind, ahead)
        if len(meeting := grown.grow(other)):
            return meeting
    return None


def _entries(first: Nodes, counts: Nodes) -> Nodes:
    """Return `counts[i]` consecutive numbers from `first[i]`, for each i, in one array."""
    if len(first) == 1:
        return np.arange(first[0], first[0] + counts[0])
    ends = counts.cumsum()
    entries: Nodes = (first - ends + counts).repeat(counts) + np.arange(ends[-1] if len(ends) else 0)
    return entries


def _distinct(nodes: NDArray[np.int32]) -> Nodes:
    """Return each of `nodes` once, in ascending order."""
    ordered = nodes.astype(np.int64)
    if len(ordered) > 1:
        ordered.sort()
        new = np.empty(len(ordered), bool)
        new[0] = True
        np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
        ordered = ordered[new]
    return ordered
