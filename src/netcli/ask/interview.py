"""`interview`: the questions whose answers open most."""

from __future__ import annotations

from typing import Final

from netcli.answers.interview import Question
from netcli.ask.guesses import Plausible, pairs
from netcli.graph.breadth_first import BreadthFirst
from netcli.graph.reach import nearest, reachable
from netcli.store.graph import Graph, worth_meeting
from netcli.store.reader import Reader

NEAR: Final = 2_000
"""People around me whom questions are about; finding more takes longer than the first question may."""
STRANGERS: Final = 2_000
"""People further away who share an employer with those, or who have no link at all, at most: a yes brings them near."""
BEST: Final = 300
"""The most plausible pairs, of which the gain is worked out."""
BEHIND: Final = 200
"""People behind a pair who are counted as brought nearer, at most."""
UNREACHED: Final = 1_000_000
"""Hops to somebody whom no chain reaches."""
WITHIN: Final = 3
"""Hops within which an interview counts the people reached."""
COUNTED: Final = 100_000
"""People reached, past which they are not counted."""


def questions(reader: Reader, limit: int = 20) -> list[Question]:
    """Return the *limit* questions (0: all) to ask, the best expected gain first."""
    ordered = by_gain(reader)
    asked = ordered[:limit] if limit else ordered
    people = reader.people({number for each, _ in asked for number in (each.a, each.b)})
    return [Question(people[each.a], people[each.b], each.kind, list(each.why), nearer) for each, nearer in asked]


def reached(reader: Reader) -> int:
    """Return how many people I reach within a few hops."""
    return reachable(Graph(reader).hops, reader.me(), max_hops=WITHIN, cap=COUNTED)[0]


def by_gain(reader: Reader) -> list[tuple[Plausible, int]]:
    """Return the pairs to ask about, with how many people a yes would bring nearer to me; best expected gain first.

    The gain is plausibility × (1 + people brought nearer): the pair itself counts, as it makes other chains.
    """
    graph, me = Graph(reader), reader.me()
    hops = {me: 0, **dict(nearest(graph.hops, me, NEAR))}
    pool = {*hops, *worth_meeting(reader, hops, STRANGERS)}
    found, _, _ = pairs(reader, pool, BEST, guessed=True)
    far = max(hops.values()) + 1 if len(hops) > NEAR else UNREACHED
    gains = [(each, _nearer(graph, hops, far, each)) for each in found]
    gains.sort(key=lambda gain: (-gain[0].score * (1 + gain[1]), gain[0].a, gain[0].b))
    return gains


def _nearer(graph: Graph, hops: dict[int, int], far: int, pair: Plausible) -> int:
    """Return how many people a link of the *pair* brings nearer to me, BEHIND at most; others than *hops* are *far*."""
    near, other = sorted((pair.a, pair.b), key=lambda person: hops.get(person, far))
    depth = hops.get(near, far) + 1
    search, count = BreadthFirst(other), 0
    while search.fringe and count < BEHIND:
        nearer = [person for person in search.fringe if depth + search.depth < hops.get(person, far)]
        count += len(nearer)
        search.grow(each for _, each, _ in (graph.hops(nearer) if nearer and depth + search.depth + 1 < far else ()))
    return min(count, BEHIND)
