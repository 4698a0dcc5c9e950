"""`fragile`: people and links whose loss would cut other people off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netcli.answers import Answer, Remark, Words, limited
from netcli.answers.fragile import Cut, CutLink, Fragile, Route
from netcli.ask.missing import likeliest_link
from netcli.ask.network import Network
from netcli.language import say
from netcli.store.reader import Reader

if TYPE_CHECKING:
    from netcli.graph.whole.cuts import Branch, Cuts

ROUTES: Final = 5
"""Maximum number of second routes proposed."""
SIDE: Final = 200
"""Maximum number of people considered at each end of a second route."""


def fragile(reader: Reader, *, guesses: bool = False, limit: int = 0) -> Answer[Words, Fragile]:
    """Answer with people and links whose loss would cut other people off."""
    from netcli.graph.whole.cuts import cuts

    network = Network(reader, guesses=guesses)
    found = cuts(network.graph, network.me)
    nodes, cut_nodes = limited(sorted(found.nodes, key=lambda cut: (-cut.cuts_off, cut.node)), limit, say("people"))
    people = network.people(cut.node for cut in nodes)
    links, cut_links = _links(reader, network, found, limit)
    result = Fragile(
        people=[Cut(person, cut.cuts_off, cut.from_root) for person, cut in zip(people, nodes, strict=True)],
        links=links,
        second_routes=[_route(reader, network, branch) for branch in found.branches(ROUTES)],
    )
    return Answer("fragile", {"guesses": guesses, "limit": limit}, result, [*cut_nodes, *cut_links])


def _links(reader: Reader, network: Network, found: Cuts, limit: int) -> tuple[list[CutLink], list[Remark]]:
    """Return the links that no other route can replace, and warnings."""
    ids = network.graph.ids
    ranked = sorted(found.bridges, key=lambda bridge: (-bridge.cuts_off, bridge.near, bridge.far))
    bridges, warnings = limited(ranked, limit, say("links"))
    pairs = [tuple(sorted((int(ids[bridge.near]), int(ids[bridge.far])))) for bridge in bridges]
    links = reader.links((a, b) for a, b in pairs)
    people = network.people(node for bridge in bridges for node in (bridge.near, bridge.far))
    told = [
        CutLink(**links[a, b].__dict__, cuts_off=bridge.cuts_off, _people=tuple(people[2 * turn : 2 * turn + 2]))
        for turn, ((a, b), bridge) in enumerate(zip(pairs, bridges, strict=True))
    ]
    return told, warnings


def _route(reader: Reader, network: Network, branch: Branch) -> Route:
    """Return the most plausible link that would reconnect *branch*."""
    import numpy as np

    from netcli.graph.whole.csr import hops_from

    graph = network.graph
    hops, beyond = hops_from(graph, network.me), hops_from(graph, branch.far)
    near, far = hops > 0, np.zeros(graph.people, bool)
    far[branch.people] = True
    near &= ~far
    near[branch.near] = far[branch.far] = False
    sides = []
    for side, distance in ((near, hops), (far, beyond)):
        nodes = np.flatnonzero(side)
        nodes = nodes[np.argsort(distance[nodes], kind="stable")][:SIDE]
        sides.append(list(zip(graph.ids[nodes].tolist(), distance[nodes].tolist(), strict=True)))
    me, end, through = network.people((network.me, branch.far, branch.near))
    best = likeliest_link(reader, me, end, (sides[0], sides[1]))
    return Route(best.a, best.b, len(branch.people), through, best.why)
