"""`stats`: the size of the network, its distances, and published figures for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netcli.answers import Answer, Words
from netcli.answers.stats import (
    Apart,
    Away,
    Clustering,
    Contacts,
    FromMe,
    Giant,
    Hops,
    Intermediaries,
    Published,
    Stats,
)
from netcli.ask.as_of import iso
from netcli.ask.network import Network, figure
from netcli.store.network import count_guesses
from netcli.store.reader import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from netcli.graph.whole.distances import Distances

LITERATURE: Final = (
    Published("Milgram 1967", "median_intermediaries", 5.0, "Psychology Today 2:60-67"),
    Published("Travers and Milgram 1969", "mean_intermediaries", 5.2, "Sociometry 32:425-443"),
    Published("Dodds, Muhamad and Watts 2003", "median_hops_lowest", 5.0, "Science 301:827-829"),
    Published("Dodds, Muhamad and Watts 2003", "median_hops_highest", 7.0, "Science 301:827-829"),
    Published("Facebook 2011", "mean_hops", 4.74, "arXiv:1111.4570"),
    Published("Facebook 2011", "mean_intermediaries", 3.74, "arXiv:1111.4570"),
    Published("Facebook 2016", "mean_hops", 4.57, "research.facebook.com/blog/2016/2"),
    Published("Facebook 2016", "mean_intermediaries", 3.57, "research.facebook.com/blog/2016/2"),
)
"""Published figures for comparison. Milgram counted only letters that arrived. Dodds corrected for lost letters.
Facebook measured all its users.
"""


def stats(
    reader: Reader, *, exact: bool = False, guesses: bool = False, as_of: str | None = None
) -> Answer[Words, Stats]:
    """Answer with the measures of the whole network; with *exact*, estimate nothing."""
    import numpy as np

    from netcli.graph.whole.clustering import clustering
    from netcli.graph.whole.csr import components, giant, hops_from
    from netcli.graph.whole.distances import distances

    network = Network(reader, guesses=guesses)
    graph = network.graph
    labels, contacts = components(graph), graph.contacts
    largest = giant(graph, labels)
    measured = distances(largest, exact=exact)
    tight = clustering(graph)
    result = Stats(
        people=graph.people,
        links=graph.links,
        components=int((labels == np.arange(graph.people)).sum()),
        isolated=int((contacts == 0).sum()),
        giant=Giant(largest.people, largest.links),
        contacts=Contacts(figure(contacts.mean()), float(np.median(contacts)), int(contacts.max())),
        hops=_hops(measured),
        intermediaries=Intermediaries(figure(measured.mean - 1) if measured else None),
        from_me=_from_me(hops_from(graph, network.me)),
        clustering=Clustering(figure(tight.mean_local), figure(tight.transitivity), tight.triangles),
        literature=list(LITERATURE),
        _left_out=0 if guesses else count_guesses(reader),
    )
    return Answer("stats", {"exact": exact, "guesses": guesses, "as_of": iso(as_of)}, result)


def _hops(measured: Distances | None) -> Hops:
    if measured is None:
        return Hops(True, 0, None, None, None, None, True, None, [])
    return Hops(
        exact=measured.exact,
        sources=measured.sources,
        error=figure(measured.error),
        mean=figure(measured.mean),
        median=measured.median,
        diameter=measured.diameter,
        diameter_exact=measured.diameter_exact,
        effective_diameter_90=figure(measured.effective_diameter),
        distribution=[Apart(hops, pairs) for hops, pairs in enumerate(measured.pairs, 1)],
    )


def _from_me(hops: NDArray[np.int32]) -> FromMe:
    import numpy as np

    people = np.bincount(hops[hops > 0]).tolist()
    reachable = sum(people)
    mean = figure(sum(hop * count for hop, count in enumerate(people)) / reachable) if reachable else None
    return FromMe(reachable, mean, [Away(hop, count) for hop, count in enumerate(people) if hop])
