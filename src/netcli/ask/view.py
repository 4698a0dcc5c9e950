"""`view`: choose the people to draw, and lay them out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from netcli.answers.people import Link
from netcli.answers.view import Star, View
from netcli.ask.export import CHUNK, Scope, choose
from netcli.ask.groups import common_names
from netcli.ask.network import Network
from netcli.language import say
from netcli.store.reader import Pair, Reader

if TYPE_CHECKING:
    from netcli.graph.whole.csr import Graph, Nodes

DRAWN: Final = 20_000
"""Maximum number of people on a page. A page with 20,000 people and 200,000 links reaches 53 frames per second."""
STARS: Final = 10
"""Maximum number of stars that each get a different colour."""


def view(reader: Reader, scope: Scope) -> View:
    """Return the people of *scope* and their links, with a layout.

    At most `DRAWN` people are kept, nearest to the ego (default: me) first. Read the links before the book closes.
    """
    import numpy as np

    from netcli.graph.whole import csr, layout
    from netcli.graph.whole.groups import groups as grouped

    chosen = choose(reader, scope)
    network = Network(reader)
    nodes, notes = _drawn(network, chosen.people, network.me if scope.ego is None else network.node(scope.ego))
    graph = csr.within(network.graph, nodes)
    labels = grouped(graph)
    x, y = layout.layout(graph, labels)
    people = network.people(nodes.tolist())
    names = common_names(reader, graph.ids, labels)
    sizes = np.bincount(labels).tolist() if len(labels) else []
    first: dict[int, str] = {}
    best = sorted(range(graph.people), key=lambda node: (-int(graph.contacts[node]), node))
    for node in best:
        first.setdefault(
            int(labels[node]), say("you") if people[node].me else people[node].name or str(people[node].id)
        )
    called = [names.get(label) or say("around {name}", name=first[label]) for label in range(len(sizes))]
    kept = set(graph.ids.tolist())
    pairs = [pair for pair in chosen.links if kept.issuperset(pair)]
    return View(
        title=say("{name} and the people around them", name=scope.ego.name or scope.ego.id)
        if scope.ego
        else say("My network"),
        people=people,
        x=x.tolist(),
        y=y.tolist(),
        radius=layout.radii(graph).tolist(),
        group=[label if sizes[label] > 1 else -1 for label in labels.tolist()],
        groups=called,
        stars=_stars(graph, network),
        links=_links(reader, pairs),
        link_count=len(pairs),
        seed=layout.SEED,
        left_out=chosen.left_out,
        notes=notes,
        warnings=chosen.warnings,
        query=scope.query,
    )


def _drawn(network: Network, people: Collection[int], centre: int) -> tuple[Nodes, list[str]]:
    """Return the nodes to draw, and notes about people left out."""
    import numpy as np

    from netcli.graph.whole import csr

    nodes = np.flatnonzero(np.isin(network.graph.ids, np.fromiter(people, np.int64)))
    notes: list[str] = []
    others = len(people) - len(nodes)
    if others:
        notes.append(
            say("{others:,} organization or placeholder is not drawn", others=others)
            if others == 1
            else say("{others:,} organizations or placeholders are not drawn", others=others)
        )
    if len(nodes) <= DRAWN:
        return nodes, notes
    hops = csr.hops_from(network.graph, centre)[nodes]
    far = np.where(hops == csr.APART, np.iinfo(np.int32).max, hops)
    order = np.lexsort((nodes, -network.graph.contacts[nodes], far))
    notes.append(
        say(
            "of {nodes:,} people, only the {drawn:,} nearest to you are drawn; to draw the people around one "
            "person: --ego P --radius N",
            drawn=DRAWN,
            nodes=len(nodes),
        )
    )
    return np.sort(nodes[order[:DRAWN]]), notes


def _stars(graph: Graph, network: Network) -> list[Star]:
    """Return the contacts through whom I reach most of the people drawn."""
    import numpy as np

    from netcli.graph.whole.funnel import funnel

    me = int(network.graph.ids[network.me])
    node = graph.node(me)
    if node >= graph.people or graph.ids[node] != me or not graph.contacts[node]:
        return []
    found = funnel(graph, node)
    order = np.argsort(-found.shares, kind="stable")[:STARS]
    return [Star(int(found.contacts[each]), round(float(found.shares[each]), 4)) for each in order]


def _links(reader: Reader, pairs: Sequence[Pair]) -> Iterator[Link]:
    for start in range(0, len(pairs), CHUNK):
        chunk = pairs[start : start + CHUNK]
        found = reader.links(chunk)
        yield from (found[pair] for pair in chunk)
