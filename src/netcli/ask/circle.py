"""Find the people near me, and their hops."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from netcli.graph.breadth_first import BreadthFirst
from netcli.store.graph import Graph
from netcli.store.reader import Reader

FRINGE: Final = 300
"""If a search has no hop limit, the search ends at a layer with more than this number of people."""


def hops(
    reader: Reader, people: Collection[int], near: Mapping[int, int] | None = None, *, enough: int | None = None
) -> dict[int, int]:
    """Return the number of hops from me to each person in *people* who is near me.

    *near* contains known numbers of hops (default: from `circle`). If *near* contains fewer than *enough* of these
    people (default: all), the search goes one hop further.
    """
    found = near or circle(reader)
    inside = {person: found[person] for person in people if person in found}
    outside = set(people) - inside.keys()
    if not outside or len(inside) >= (enough or len(people)):
        return inside
    far = max(found.values())
    border = {person for person, hop in found.items() if hop == far}
    return inside | {person: far + 1 for person, other, _ in Graph(reader).hops(list(outside)) if other in border}


def circle(reader: Reader, max_hops: int | None = None, center: int | None = None) -> dict[int, int]:
    """Return the hops from me (or *center*) to people within *max_hops* hops.

    If *max_hops* is None, see `FRINGE`.
    """
    center, graph = reader.me() if center is None else center, Graph(reader)
    search = BreadthFirst(center)
    while search.fringe and (len(search.fringe) <= FRINGE if max_hops is None else search.depth < max_hops):
        search.grow(other for _, other, _ in graph.hops(search.fringe))
    return search.hops
