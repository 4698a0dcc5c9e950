"""`interview`: the questions whose answers would improve the network most."""

from __future__ import annotations

from typing import Final

from netcli.answers.interview import Question
from netcli.ask.guesses import Plausible, pairs
from netcli.graph.breadth_first import BreadthFirst
from netcli.graph.reach import nearest, reachable
from netcli.store.graph import Graph, worth_meeting
from netcli.store.reader import Reader

NEAR: Final = 2_000
"""Maximum number of people near me who are considered for questions."""
STRANGERS: Final = 2_000
"""Maximum number of people outside my neighbourhood about whom netcli may ask a question."""
BEST: Final = 300
"""The gain is computed for this number of pairs, the most plausible pairs first."""
BEHIND: Final = 200
"""Upper limit for the number of people whom one link brings nearer."""
UNREACHED: Final = 1_000_000
"""Number of hops assigned to a person whom no chain reaches."""
WITHIN: Final = 3
"""Maximum number of hops at which a person counts as reached."""
COUNTED: Final = 100_000
"""Number of reached people at which counting stops."""


def questions(reader: Reader, limit: int = 20) -> list[Question]:
    """Return at most *limit* questions, highest expected gain first (0: all)."""
    ordered = by_gain(reader)
    asked = ordered[:limit] if limit else ordered
    people = reader.people({number for each, _ in asked for number in (each.a, each.b)})
    return [Question(people[each.a], people[each.b], each.kind, list(each.why), nearer) for each, nearer in asked]


def reached(reader: Reader) -> int:
    """Return how many people I reach within `WITHIN` hops."""
    return reachable(Graph(reader).around, reader.me(), max_hops=WITHIN, cap=COUNTED)[0]


def by_gain(reader: Reader) -> list[tuple[Plausible, int]]:
    """Return the pairs to ask about, highest gain first.

    Each pair comes with the number of people brought nearer. The gain is plausibility × (1 + people brought nearer to
    me).
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
    """Return how many people a link between *pair* would bring nearer to me.

    People who are missing in *hops* are *far* hops away. The count stops at `BEHIND`.
    """
    near, other = sorted((pair.a, pair.b), key=lambda person: hops.get(person, far))
    depth = hops.get(near, far) + 1
    search, count = BreadthFirst(other), 0
    while search.fringe and count < BEHIND:
        nearer = [person for person in search.fringe if depth + search.depth < hops.get(person, far)]
        count += len(nearer)
        search.grow(each for _, each, _ in (graph.hops(nearer) if nearer and depth + search.depth + 1 < far else ()))
    return min(count, BEHIND)
