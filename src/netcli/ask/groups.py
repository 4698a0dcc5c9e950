"""`groups`: groups of closely linked people, and the links between groups."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from netcli.answers import Answer, Words, limited
from netcli.answers.groups import Bridge, Group, Groups
from netcli.answers.people import Link
from netcli.ask.network import Network, figure
from netcli.companies import company_key
from netcli.folding import fold
from netcli.language import say
from netcli.store.graph import Constraints, Graph, tags
from netcli.store.network import places
from netcli.store.reader import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Labels = NDArray[np.int64]

COMMON: Final = 0.25
"""A group is named after a trait only if at least this part of the members have the trait."""
BEST: Final = 3
"""Number of people listed for each group, unless everybody is listed."""
BETWEEN: Final = 50
"""Maximum number of pairs of groups for which the likeliest link is listed."""
WEIGHED: Final = 100
"""Maximum number of links compared to find the likeliest link between two groups."""


def groups(reader: Reader, *, guesses: bool = False, limit: int = 0, everybody: bool = True) -> Answer[Words, Groups]:
    """Answer with all groups, largest first.

    If *everybody* is false, list at most `BEST` people of each group.
    """
    import numpy as np

    from netcli.graph.whole.groups import groups as grouped
    from netcli.graph.whole.groups import modularity

    network = Network(reader, guesses=guesses)
    graph = network.graph
    labels = grouped(graph)
    order = np.lexsort((np.arange(graph.people), -graph.contacts, labels))
    members = [nodes.tolist() for nodes in np.split(order, np.cumsum(np.bincount(labels))[:-1])]
    shown, warnings = limited(members, limit)
    told = [nodes if everybody else nodes[:BEST] for nodes in shown]
    people = iter(network.people(node for nodes in told for node in nodes))
    called = common_names(reader, graph.ids, labels)
    found = []
    for number, (nodes, some) in enumerate(zip(shown, told, strict=True), 1):
        best = [next(people) for _ in some]
        name = called.get(number - 1) or say("around {name}", name=best[0].shown())
        found.append(Group(number, name, len(nodes), best))
    between, bridges, pairs = _between(reader, network, labels, guesses=guesses)
    if everybody and pairs > len(between):
        message = say("showing {shown:,} of {of:,} pairs of linked groups", shown=len(between), of=pairs)
        warnings = [*warnings, {"code": "cut", "message": message, "shown": len(between), "of": pairs}]
    query = {"guesses": guesses, "limit": limit}
    several = sum(len(nodes) > 1 for nodes in members)
    counts = several, len(members) - several
    result = Groups(figure(modularity(graph, labels)), found, between, bridges, *counts)
    return Answer("groups", query, result, warnings)


def members(reader: Reader, number: int) -> list[int]:
    """Return the people in the group with that number."""
    from netcli.graph.whole.groups import groups as grouped

    graph = Network(reader).graph
    found: list[int] = graph.ids[grouped(graph) == number - 1].tolist()
    return found


def common_names(reader: Reader, ids: Labels, labels: Labels) -> dict[int, str]:
    """For each group, return the company, tag or city that best distinguishes the group.

    If no value distinguishes a group, the group is left out.
    """
    label = dict(zip(ids.tolist(), labels.tolist(), strict=True))
    spelt: dict[tuple[str, str], Counter[str]] = {}
    overall: Counter[tuple[str, str]] = Counter()
    inside: dict[int, Counter[tuple[str, str]]] = {}
    where = places(reader)
    traits = [(person, "company", company_key(company), company) for person, company, _ in where if company]
    traits += [(person, "tag", tag, tag) for person, tag in tags(reader)]
    traits += [(person, "city", fold(city), city) for person, _, city in where if city]
    for person, kind, key, text in traits:
        if person in label and key:
            trait = kind, key
            spelt.setdefault(trait, Counter())[text] += 1
            overall[trait] += 1
            inside.setdefault(label[person], Counter())[trait] += 1
    sizes = Counter(label.values())
    called = {}
    for group, counts in inside.items():
        size = sizes[group]
        lifts = [
            (count / size - overall[trait] / len(label), trait)
            for trait, count in counts.items()
            if count > 1 and count >= COMMON * size
        ]
        if lifts:
            best = max(lifts, key=lambda each: (each[0], each[1]))[1]
            called[group] = min(spelt[best].items(), key=lambda each: (-each[1], each[0]))[0]
    return called


def _between(
    reader: Reader, network: Network, labels: Labels, *, guesses: bool
) -> tuple[list[Link], tuple[Bridge, ...], int]:
    """Return the likeliest link for each pair of groups, and the number of pairs."""
    import numpy as np

    a, b = network.graph.pairs()
    apart = labels[a] != labels[b]
    a, b = a[apart], b[apart]
    count = int(labels.max(initial=0)) + 1
    keys = np.minimum(labels[a], labels[b]) * count + np.maximum(labels[a], labels[b])
    pairs, shared = np.unique(keys, return_counts=True)
    chosen = pairs[np.lexsort((pairs, -shared))][:BETWEEN]
    ids, graph = network.graph.ids, Graph(reader, Constraints(guesses=guesses))
    best, bridges = [], []
    for key in chosen.tolist():
        some = np.flatnonzero(keys == key)
        ends = list(zip(ids[a[some[:WEIGHED]]].tolist(), ids[b[some[:WEIGHED]]].tolist(), strict=True))
        costs = graph.costs(ends)
        best.append(min(ends, key=lambda pair: (costs[pair], pair)))
        bridges.append((key, len(some)))
    links = reader.links(best)
    people = reader.people(person for pair in best for person in pair)
    told = []
    for (low, high), (key, many) in zip(best, bridges, strict=True):
        first, second = divmod(key, count)
        a, b = (low, high) if labels[network.node(people[low])] == first else (high, low)
        told.append(Bridge(first + 1, second + 1, many, (people[a], people[b])))
    return [links[pair] for pair in best], tuple(told), len(pairs)
