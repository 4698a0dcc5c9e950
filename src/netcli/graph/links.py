"""What a search asks of a graph: the links of a fringe of people, each with its cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

Chain = tuple[int, ...]
"""The ids of people, each linked to the next, none twice."""

NAT: Final = 10**9
"""A cost is weighed in whole billionths of a nat: sums are exact, the same from either end, and ties are ties."""


class Neighbours(Protocol):
    """Tells every link of every person of a fringe, as (person, neighbour, cost), each once; cost is −ln chance ≥ 0.

    A link is told from both its ends, at the same cost. Whoever makes the callable leaves out what may not be used.
    """

    def __call__(self, fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        """Return the links of the people of `fringe`, in any order."""
        ...


def nanonats(cost: float) -> int:
    """Return `cost`, in nats, as a whole number that adds up exactly.

    >>> nanonats(0.1) + nanonats(0.2) == nanonats(0.3)
    True
    """
    return int(cost * NAT + 0.5)


def graph_of(links: Mapping[tuple[int, int], float]) -> Neighbours:
    """Return a graph held in memory, made of the cost of each link.

    >>> graph_of({(1, 2): 0.5, (2, 3): 0.7})([1, 2])
    [(1, 2, 0.5), (2, 1, 0.5), (2, 3, 0.7)]
    """
    known: dict[int, list[tuple[int, float]]] = {}
    for (a, b), cost in links.items():
        known.setdefault(a, []).append((b, cost))
        known.setdefault(b, []).append((a, cost))
    return lambda fringe: [(person, other, cost) for person in fringe for other, cost in known.get(person, ())]
