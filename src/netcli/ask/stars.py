"""`stars`: the people through whom most chains pass."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from netcli.answers import Answer, Words, limited
from netcli.answers.people import Person
from netcli.answers.stars import Alike, Between, Funnel, Gateway, Whole
from netcli.ask.as_of import iso
from netcli.ask.network import Network, figure
from netcli.store.reader import Reader

MILGRAM_TOP3: Final = 0.48
"""Share of arrived letters that passed through three people (Travers and Milgram 1969)."""
ALIKE: Final = 50
"""Maximum number of people whose funnels are averaged for comparison."""
ALIKE_STEPS: Final = 1 << 24
"""Maximum number of links visited to measure similar people. The visits take about half a second."""
TOP: Final = 20
"""Number of people that `--whole` lists by default."""


def stars(
    reader: Reader, source: Person, *, guesses: bool = False, limit: int = 0, as_of: str | None = None
) -> Answer[Words, Funnel]:
    """Answer with the contacts of *source* and their shares.

    Of all shortest chains from *source*, a contact's share is the part that starts with this contact.
    """
    import numpy as np

    from netcli.graph.whole.funnel import funnel

    network = Network(reader, guesses=guesses)
    found = funnel(network.graph, network.node(source))
    shares = np.array([figure(share) for share in found.shares.tolist()])
    order = np.argsort(-shares, kind="stable")
    ranked, contacts = found.contacts[order].tolist(), network.graph.contacts
    cumulated = [figure(min(1.0, share)) for share in accumulate(found.shares[order].tolist())]
    shown, warnings = limited(ranked, limit)
    result = Funnel(
        by="funnel",
        from_=source,
        reachable=found.reachable,
        stars=[
            Gateway(rank + 1, person, float(shares[order[rank]]), cumulated[rank], int(contacts[ranked[rank]]))
            for rank, person in enumerate(network.people(shown))
        ],
        top3=cumulated[:3][-1] if cumulated else 0.0,
        effective_gateways=figure(found.effective_gateways),
        milgram_top3=MILGRAM_TOP3,
        _alike=_alike(network, network.node(source)) if ranked else None,
    )
    query = {"from": source, "whole": False, "guesses": guesses, "limit": limit, "as_of": iso(as_of)}
    return Answer("stars", query, result, warnings)


def _alike(network: Network, node: int) -> Alike | None:
    """Return averages over people with a similar number of contacts, or None."""
    import numpy as np

    from netcli.graph.whole.csr import components
    from netcli.graph.whole.draws import mixed
    from netcli.graph.whole.funnel import funnel

    graph = network.graph
    labels, contacts = components(graph), graph.contacts
    like = (2 * contacts >= contacts[node]) & (contacts <= 2 * contacts[node])
    others = np.flatnonzero((labels == labels[node]) & like)
    others = others[others != node]
    most = min(ALIKE, ALIKE_STEPS // (2 * graph.links))
    # take the people whose number of contacts is closest to the contacts of the node; ties are broken at random
    nearest = others[np.lexsort((mixed(others.astype(np.uint64)), abs(contacts[others] - contacts[node])))][:most]
    funnels = [funnel(graph, each) for each in nearest.tolist()]
    if not funnels:
        return None
    top3 = [float(np.sort(each.shares)[-3:].sum()) for each in funnels]
    return Alike(
        people=len(funnels),
        fewest=int(contacts[nearest].min()),
        most=int(contacts[nearest].max()),
        top3=sum(top3) / len(top3),
        effective_gateways=sum(each.effective_gateways for each in funnels) / len(funnels),
    )


def whole(
    reader: Reader,
    *,
    exact: bool = False,
    guesses: bool = False,
    limit: int | None = None,
    as_of: str | None = None,
) -> Answer[Words, Whole]:
    """Answer with the people through whom the largest shares of shortest chains pass.

    If *exact* is false, the shares in a large network are estimated.
    """
    import numpy as np

    from netcli.graph.whole.betweenness import betweenness

    network = Network(reader, guesses=guesses)
    found = betweenness(network.graph, exact=exact)
    value, low, high = (
        np.array([figure(each) for each in side.tolist()]) for side in (found.value, found.low, found.high)
    )
    ranks = found.ranks()
    order = np.lexsort((-value, ranks))
    shown, warnings = limited(order.tolist(), TOP if limit is None else limit)
    result = Whole(
        by="betweenness",
        exact=found.exact,
        samples=found.samples,
        stars=[
            Between(int(ranks[node]), person, float(value[node]), float(low[node]), float(high[node]))
            for node, person in zip(shown, network.people(shown), strict=True)
        ],
    )
    query: dict[str, object] = {"whole": True, "exact": exact, "guesses": guesses}
    query |= {"limit": TOP if limit is None else limit, "as_of": iso(as_of)}
    return Answer("stars", query, result, warnings)
