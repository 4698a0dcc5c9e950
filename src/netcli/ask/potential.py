"""`potential`: the value of a person's position in the network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from netcli import strength
from netcli.answers import Answer, Remark, Words
from netcli.answers.people import Person
from netcli.answers.potential import Act, Part, Potential, Within
from netcli.ask.network import Network, figure
from netcli.ask.suggest import PASSED_ON
from netcli.language import say
from netcli.store import network as store
from netcli.store.reader import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from netcli.graph.whole.csr import Graph

WEIGHTS: Final = {"nearness": 50, "chance": 25, "bridging": 25}
"""Maximum number of points that each part adds to the index (chosen, not measured):

- nearness: the harmonic reach, per other person in the book
- chance: the expected number of people reached, per other person
- bridging: 1 minus Burt's constraint
"""
LEVEL: Final = 1e-9
"""Relative difference above which two values of harmonic reach count as different. Smaller differences are rounding
errors.
"""
NEAR: Final = 3
"""Maximum number of hops within which the answer counts people."""
ACTS: Final = 3
"""Maximum number of proposed actions. For each kind of action, netcli computes at most this number of gains."""


class _Links(NamedTuple):
    """The two ends and the chance of each link, as columns."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    chance: NDArray[np.float64]


class _Worth(NamedTuple):
    """The measures of one person's position."""

    hops: NDArray[np.int32]
    harmonic: float
    chance_reach: float
    constraint: float | None
    effective_size: float | None
    parts: dict[str, float]

    @property
    def points(self) -> float:
        """The index, as the sum of its weighted parts."""
        return sum(WEIGHTS[part] * value for part, value in self.parts.items())


def potential(reader: Reader, person: Person, *, guesses: bool = False) -> Answer[Words, Potential]:
    """Answer with the connectivity potential of *person*."""
    import numpy as np

    network = Network(reader, guesses=guesses)
    graph, node = network.graph, network.node(person)
    links = _Links(*store.weighed_links(reader, guesses=guesses))
    worth = _worth(graph, links, node)
    near = np.bincount(worth.hops[worth.hops > 0], minlength=NEAR + 1)
    rank, warnings = _rank(graph, node)
    reached = worth.hops[worth.hops > 0]
    result = Potential(
        person=person,
        contacts=int(graph.contacts[node]),
        index=figure(worth.points),
        parts=[
            Part(part, figure(value), WEIGHTS[part], figure(WEIGHTS[part] * value))
            for part, value in worth.parts.items()
        ],
        reach=[Within(hops, int(near[1 : hops + 1].sum())) for hops in range(1, NEAR + 1)],
        harmonic=figure(worth.harmonic),
        chance_reach=figure(worth.chance_reach),
        constraint=None if worth.constraint is None else figure(worth.constraint),
        effective_size=None if worth.effective_size is None else figure(worth.effective_size),
        rank=rank,
        of_=graph.people,
        _acts=tuple(_acts(reader, network, links, node, worth)),
        _mean_hops=int(reached.sum()) / len(reached) if len(reached) else None,
    )
    return Answer("potential", {"person": person, "guesses": guesses}, result, warnings)


def _worth(graph: Graph, links: _Links, node: int) -> _Worth:
    """Return the measures of the position of *node*."""
    from netcli.graph.whole.bridging import constraint, effective_size, harmonic_reach
    from netcli.graph.whole.csr import hops_from
    from netcli.graph.whole.likeliest import along, best_chances

    hops = hops_from(graph, node)
    others = max(graph.people - 1, 1)
    harmonic = harmonic_reach(hops)
    chance_reach = float(best_chances(graph, along(graph, *links), node).sum()) - 1
    free = constraint(graph, node)
    parts = {
        "nearness": harmonic / others,
        "chance": chance_reach / others,
        "bridging": 0.0 if free is None else max(0.0, 1 - free),
    }
    return _Worth(hops, harmonic, chance_reach, free, effective_size(graph, node), parts)


def _rank(graph: Graph, node: int) -> tuple[int, list[Remark]]:
    """Return the rank of *node* by harmonic reach. If the rank is an estimate, also return a remark."""
    from netcli.graph.whole.distances import harmonic

    reach, sources = harmonic(graph)
    rank = 1 + int((reach > reach[node] * (1 + LEVEL)).sum())
    if sources == graph.people:
        return rank, []
    return rank, [
        {
            "code": "sampled",
            "message": say("the rank is estimated from {sources} people", sources=sources),
            "sources": sources,
        }
    ]


def _acts(reader: Reader, network: Network, links: _Links, node: int, worth: _Worth) -> list[Act]:
    """Return the actions that would raise the connectivity index most, best first."""
    acts = [*_meet(reader, network, links, node, worth), *_write(reader, network, links, node, worth)]
    return sorted(acts, key=lambda act: (-act.points, act.act, act.person.id))[:ACTS]


def _meet(reader: Reader, network: Network, links: _Links, node: int, worth: _Worth) -> Iterator[Act]:
    """Yield meetings with somebody new, highest estimated gain first."""
    import numpy as np

    from netcli.graph.whole.closer import Closer
    from netcli.graph.whole.csr import build, hops_from

    graph, hops = network.graph, worth.hops
    today = reader.today.isoformat()
    gains = np.where(hops > 1, Closer(graph, hops).estimates(exact=False) * PASSED_ON**hops, 0.0)
    contacts = graph.others[graph.starts[node] : graph.starts[node + 1]]
    for other in np.argsort(-gains, kind="stable")[:ACTS].tolist():
        if gains[other] <= 0:
            return
        ends = int(graph.ids[node]), int(graph.ids[other])
        grown = _Links(*(np.append(*pair) for pair in zip(links, (*ends, strength.bare(today, today)), strict=True)))
        after = _worth(build(graph.ids, grown.a, grown.b), grown, node)
        first = int(contacts[hops_from(graph, other)[contacts].argmin()])
        person, through = network.people((other, first))
        yield Act("meet", person, through, figure(after.points - worth.points))


def _write(reader: Reader, network: Network, links: _Links, node: int, worth: _Worth) -> Iterator[Act]:
    """Yield actions that renew a link, highest estimated gain first."""
    import numpy as np

    from netcli.graph.whole.funnel import funnel

    graph = network.graph
    person = int(graph.ids[node])
    fresh = store.fresh_chances(reader, person)
    mine = np.flatnonzero((links.a == person) | (links.b == person))
    others = (links.a + links.b - person)[mine]
    gained = np.array([fresh[other] for other in others.tolist()]) - links.chance[mine]
    through = funnel(graph, node)
    share = dict(zip(graph.ids[through.contacts].tolist(), through.shares.tolist(), strict=True))
    weight = gained * np.array([share[other] for other in others.tolist()])
    for place in np.argsort(-weight, kind="stable")[:ACTS].tolist():
        if gained[place] <= 0:
            continue
        chance = links.chance.copy()
        chance[mine[place]] += gained[place]
        after = _worth(graph, links._replace(chance=chance), node)
        (other,) = network.people((graph.node(int(others[place])),))
        yield Act("write", other, None, figure(after.points - worth.points))
