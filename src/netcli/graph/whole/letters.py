"""Simulate Milgram's letters. People pass on a letter, and each person knows only their surroundings."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph

MOST_HANDS: Final = 100  # Milgram's longest chain had ten intermediaries
"""Maximum number of people who hand on a letter."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The results of sending letters."""

    intermediaries: tuple[int, ...]  # of each letter that arrived, the number of intermediaries
    last_senders: Counter[int]  # number of letters that each person handed to the target
    given_up: int
    lost: int  # the holder knew no new contact, or the letter already had `MOST_HANDS` holders


def send(
    graph: Graph, target: int, likeness: NDArray[np.int64], *, letters: int, seed: int, attrition: float
) -> Letters:
    """Send letters to a node from random people; return what becomes of the letters.

    A holder gives up with probability *attrition*. If the target is not near, the letter goes to the contact with the
    greatest *likeness*. Ties are drawn in proportion to numbers of contacts.

    >>> from netcli.graph.whole.csr import build
    >>> send(build(range(4), [0, 1, 2], [1, 2, 3]), 0, np.zeros(4, np.int64), letters=4, seed=1, attrition=0.0)
    Letters(intermediaries=(0, 2, 0, 2), last_senders=Counter({1: 4}), given_up=0, lost=0)
    """
    chance = random.Random(seed).random  # `random()` is the one method whose numbers Python promises not to change
    contacts, starts = graph.contacts, graph.starts.tolist()
    near = np.zeros(graph.people, bool)
    near[graph.others[starts[target] : starts[target + 1]]] = True
    promise = likeness + near * (int(likeness.max(initial=0)) + 1)
    had = np.zeros(graph.people, bool)
    arrived: list[int] = []
    last_senders: Counter[int] = Counter()
    given_up = lost = 0
    for _ in range(letters if graph.people > 1 else 0):
        holder = int(chance() * (graph.people - 1))
        holder += holder >= target  # anybody except the target
        hands = [holder]
        while True:
            if chance() < attrition:
                given_up += 1
                break
            if near[holder]:
                arrived.append(len(hands) - 1)
                last_senders[holder] += 1
                break
            had[holder] = True
            others = graph.others[starts[holder] : starts[holder + 1]]
            others = others[~had[others]]  # a letter bears the names of all its holders
            if not len(others) or len(hands) == MOST_HANDS:
                lost += 1
                break
            others = others[promise[others] == promise[others].max()]
            weights = np.cumsum(contacts[others])
            holder = int(others[np.searchsorted(weights, int(chance() * int(weights[-1])), side="right")])
            hands.append(holder)
        had[hands] = False
    return Letters(tuple(arrived), last_senders, given_up, lost)
