"""Find chains that avoid a weak link or a recently asked contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from netcli.answers import Remark
from netcli.answers.paths import Chain, Question
from netcli.ask.chains import Enough, described, glance
from netcli.graph.model import Neighbours
from netcli.graph.shortest import shortest
from netcli.language import say
from netcli.store.graph import Graph
from netcli.store.introductions import asked_since
from netcli.store.reader import Reader

DAYS: Final = 90
"""Number of days for which a request counts as recent (chosen, not measured)."""
SPARE: Final = 0.35
"""Cost in nats of each recent request to a contact (chosen, not measured)."""
GLANCE: Final = 20_000
"""Maximum number of links visited to find a detour. The search takes about 30 ms."""


def detour(reader: Reader, graph: Neighbours, question: Question, chains: Sequence[Chain]) -> Chain | None:
    """If *chains* contains one chain, return the best detour around the weakest link of the chain.

    Return None if *chains* contains several chains, or if no detour is found.
    """
    if len(chains) != 1 or chains[0].hops < 2 or question.via:
        return None
    people, weakest = chains[0].people, chains[0].weakest or 0
    weak = {people[weakest].id, people[weakest + 1].id}

    def around(fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        return [link for link in graph(fringe) if {link[0], link[1]} != weak]

    others = glance(around, GLANCE)
    ends = question.source.id, question.target.id
    try:
        if question.by == "chance":
            from netcli.graph.likeliest import likeliest

            chain = likeliest(others, *ends, max_hops=question.max_hops)
        else:
            layers = shortest(others, *ends, max_hops=question.max_hops)
            chain = next(layers.chains()) if layers else None
    except Enough:
        return None
    return described(reader, [chain])[0] if chain else None


def sparing(graph: Neighbours, reader: Reader) -> Neighbours:
    """Return *graph* with costlier links to contacts whom I asked recently."""
    me, asked = reader.me(), _asked(reader)

    def spared(fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        for person, other, cost in graph(fringe):
            friend = other if person == me else person if other == me else None
            yield person, other, cost + SPARE * asked.get(friend, 0) if friend else cost

    return spared


def spared(reader: Reader, graph: Graph, question: Question, chains: Sequence[Chain]) -> list[Remark]:
    """Return remarks about contacts whom I asked recently.

    These contacts are the first in *chains*, or in the likeliest chain of *graph*.
    """
    asked = _asked(reader)
    me = reader.me()
    firsts = {chain.people[1].id for chain in chains if chain.people[0].id == me}
    avoided: set[int] = set()
    if not question.via and question.source.id == me:
        from netcli.graph.likeliest import likeliest

        chain = likeliest(graph, question.source.id, question.target.id, max_hops=question.max_hops)
        avoided = {chain[1]} - firsts if chain else set()
    people = reader.people(number for number in (*firsts, *avoided) if number in asked)
    remarks: list[Remark] = []
    for number, person in sorted(people.items()):
        times = say(
            "once in {days} days" if asked[number] == 1 else "{asked} times in {days} days",
            **({"asked": asked[number]} if asked[number] > 1 else {}),
            days=DAYS,
        )
        spared = number in avoided
        remarks.append(
            {
                "code": "spared" if spared else "asked_often",
                "message": say(
                    "{name} is left out, because you asked them {times}" if spared else "{name} was asked {times}",
                    name=person.shown(),
                    times=times,
                ),
                "person": number,
                "asked": asked[number],
            }
        )
    return remarks


def _asked(reader: Reader) -> dict[int, int]:
    """Return how often I asked each of my contacts recently."""
    first = max(1, reader.today.toordinal() - DAYS)
    return asked_since(reader, date.fromordinal(first).isoformat())
