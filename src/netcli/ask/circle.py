"""Estimate quickly how many hops people are from me, so that the nearest can be listed first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from netcli.graph.breadth_first import BreadthFirst
from netcli.store.graph import Graph
from netcli.store.reader import Reader

FRINGE: Final = 300
"""Largest fringe from which the quick search goes one hop further; most of us have fewer contacts."""


def hops(
    reader: Reader, people: Collection[int], near: Mapping[int, int] | None = None, *, enough: int | None = None
) -> dict[int, int]:
    """Return the hops from me to each of *people* over links that chains use, without people too far away.

    The values are exact. All people around me are visited up to some number of hops (or taken from *near*), and anybody
    just outside that circle is found from their own side, unless at least *enough* of the people are inside it.
    """
    found = near or circle(reader)
    inside = {person: found[person] for person in people if person in found}
    outside = set(people) - inside.keys()
    if not outside or len(inside) >= (enough or len(people)):
        return inside
    far = max(found.values())
    border = {person for person, hop in found.items() if hop == far}
    return inside | {person: far + 1 for person, other, _ in Graph(reader).hops(list(outside)) if other in border}


def circle(reader: Reader, most: int | None = None, center: int | None = None) -> dict[int, int]:
    """Return the people around me, or *center*, with their hops: up to *most*, or as far as a quick search goes."""
    center, graph = reader.me() if center is None else center, Graph(reader)
    search = BreadthFirst(center)
    while search.fringe and (len(search.fringe) <= FRINGE if most is None else search.depth < most):
        search.grow(other for _, other, _ in graph.hops(search.fringe))
    return search.hops
