"""`suggest`: the people whom I should meet next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from netcli.answers import Answer, cut
from netcli.answers.paths import Chain
from netcli.answers.suggest import Acquaintance, Wish
from netcli.ask.chains import described
from netcli.ask.filters import matching, unknown_values
from netcli.ask.network import Network, figure
from netcli.graph.reach import to_many
from netcli.store.graph import Constraints, Graph
from netcli.store.reader import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from netcli.graph.whole.closer import Closer

LOOKED_AT: Final = 64
"""Number of people whose gain and chain are computed exactly. In measurements, the best people were among the top 50
estimates.
"""
PASSED_ON: Final = 0.37
"""Chance that an acquaintance passes a request on (Dodds, Muhamad and Watts 2003)."""
MAX_HOPS: Final = 6
"""Maximum number of hops to a suggested person, as in `netcli path`."""


def suggest(
    reader: Reader, filters: Sequence[str] = (), *, together: bool = False, guesses: bool = False, limit: int = 10
) -> Answer[Wish, list[Acquaintance]]:
    """Answer with the people to meet next. Only people who match all *filters* are considered.

    At most *limit* people are listed (0: all). If *together* is true, a person's gain is computed as if I had met
    everybody earlier in the list.
    """
    import numpy as np

    from netcli.graph.whole.closer import Closer
    from netcli.graph.whole.csr import hops_from

    network = Network(reader, guesses=guesses)
    hops = hops_from(network.graph, network.me)
    strangers = (hops > 1) & (hops <= MAX_HOPS)
    if filters:
        strangers &= np.isin(network.graph.ids, matching(reader, filters))
    reachable, before = int((hops > 0).sum()), int(hops[hops > 0].sum())
    closer, chains = Closer(network.graph, hops), _Chains(reader, network, guesses=guesses)
    found: list[Acquaintance] = []
    of = int(strangers.sum())
    many = min(limit, of) if limit else of
    while len(found) < many:
        for node, gain, chain in _ranked(closer, strangers, chains, many)[: 1 if together else many]:
            after = int(closer.hops[hops > 0].sum()) - gain
            score = figure(gain * chain.chance)
            person = chain.people[-1]
            found.append(Acquaintance(person, gain, figure(after / reachable), chain.chance, score, chain))
            if together:
                closer.meet(node)
                strangers[node] = False
        if not together:
            break
    wish = Wish(list(filters), together, guesses, limit, figure(before / reachable) if reachable else None)
    warnings = cut(len(found), of)
    return Answer("suggest", wish, found, warnings if found else unknown_values(reader, filters))


class _Chains:
    """Finds and remembers the likeliest chains from me."""

    def __init__(self, reader: Reader, network: Network, *, guesses: bool) -> None:
        self._reader, self._network = reader, network
        self._graph = Graph(reader, Constraints(guesses=guesses))
        self._known: dict[int, Chain | None] = {}

    def to(self, nodes: Sequence[int]) -> dict[int, Chain]:
        """Return the chain to each of *nodes* that can be reached."""
        ids = self._network.graph.ids
        missing = [node for node in nodes if node not in self._known]
        if missing:
            targets = [int(ids[node]) for node in missing]
            me = int(ids[self._network.me])
            ways = to_many(self._graph, me, targets, by="chance", max_hops=MAX_HOPS)
            chains = dict(zip(ways, described(self._reader, list(ways.values())), strict=True))
            self._known |= {node: chains.get(target) for node, target in zip(missing, targets, strict=True)}
        return {node: chain for node in nodes if (chain := self._known[node])}


def _ranked(closer: Closer, strangers: NDArray[np.bool_], chains: _Chains, many: int) -> list[tuple[int, int, Chain]]:
    """Return the best of *strangers* with gains and chains, best first."""
    import numpy as np

    estimates = closer.estimates() * PASSED_ON**closer.hops
    candidates = np.flatnonzero(strangers)
    looked_at = candidates[np.argsort(-estimates[candidates], kind="stable")[: max(LOOKED_AT, many)]]
    ways = chains.to(looked_at.tolist())
    gains = dict(zip(looked_at.tolist(), closer.gains(looked_at).tolist(), strict=True))
    ranked = sorted(ways, key=lambda node: (-figure(gains[node] * ways[node].chance), node))
    return [(node, gains[node], ways[node]) for node in ranked]
