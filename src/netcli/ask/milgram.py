"""`milgram`: simulate letters to me from random people."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Final

from netcli.answers import Answer, Words
from netcli.answers.milgram import LastSender, Milgram, OnTheWay
from netcli.ask.guesses import AFFILIATION, CITY
from netcli.ask.network import Network, figure
from netcli.companies import company_key
from netcli.folding import fold
from netcli.store.network import places
from netcli.store.reader import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TENTHS: Final = 10
"""Factor that turns plausibilities into whole tenths."""


def milgram(
    reader: Reader, *, letters: int = 1000, seed: int = 1967, attrition: float = 0.25, guesses: bool = False
) -> Answer[Words, Milgram]:
    """Simulate letters to me. Answer with how many letters arrive, and how many intermediaries pass them on.

    Each holder drops the letter with probability *attrition*.
    """
    from netcli.graph.whole.letters import send

    network = Network(reader, guesses=guesses)
    sent = send(network.graph, network.me, _likeness(reader, network), letters=letters, seed=seed, attrition=attrition)
    arrived, last = sent.intermediaries, sorted(sent.last_senders.items(), key=lambda each: (-each[1], each[0]))
    top3 = sum(count for _, count in last[:3])
    result = Milgram(
        seed=seed,
        letters=letters,
        completed=len(arrived),
        intermediaries=OnTheWay(
            figure(statistics.fmean(arrived)) if arrived else None, statistics.median(arrived) if arrived else None
        ),
        funnel_top3=figure(top3 / len(arrived)) if arrived else None,
        attrition=attrition,
        _given_up=sent.given_up,
        _lost=sent.lost,
        _last_senders=tuple(
            LastSender(person, count)
            for person, (_, count) in zip(network.people(node for node, _ in last[:3]), last, strict=False)
        ),
    )
    return Answer("milgram", {"letters": letters, "seed": seed, "attrition": attrition, "guesses": guesses}, result)


def _likeness(reader: Reader, network: Network) -> NDArray[np.int64]:
    """Return, in tenths, how much each person has in common with me."""
    import numpy as np

    mine = int(network.graph.ids[network.me])
    known = {person: (company_key(company or ""), fold(city or "")) for person, company, city in places(reader)}
    company, city = known[mine]
    alike = np.zeros(network.graph.people, np.int64)
    for node, person in enumerate(network.graph.ids.tolist()):
        other_company, other_city = known[person]
        alike[node] = round(TENTHS * AFFILIATION) * (company == other_company != "") + round(TENTHS * CITY) * (
            city == other_city != ""
        )
    return alike
