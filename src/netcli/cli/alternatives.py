"""Chains that do without somebody: without the weakest link, and sparing friends who were asked of late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from netcli.answers.paths import Chain, Found, Question
from netcli.cli.path import Enough, described, glance, walked
from netcli.clock import today
from netcli.graph.model import Neighbours
from netcli.graph.shortest import shortest
from netcli.store.introductions import asked_since
from netcli.store.reader import Reader

DAYS: Final = 90
"""Days for which a friend is spared after each request (a quarter: a choice)."""
SPARE: Final = 0.35
"""Nats that each of these requests adds to a link of the asker: three divide its chance by 2.9 (a choice)."""
GLANCE: Final = 20_000
"""Links looked at for the chain that avoids the weakest link: some 30 ms."""


def detour(reader: Reader, question: Question, found: Found) -> Chain | None:
    """The best chain that does without the weakest link of the only one shown, if a glance finds it."""
    if len(found.chains) != 1 or found.hops < 2 or question.via:
        return None
    people, weakest = found.chains[0].people, found.chains[0].weakest or 0
    weak = {people[weakest].id, people[weakest + 1].id}
    graph = walked(reader, question)

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


def _asked(reader: Reader) -> dict[int, int]:
    """How often I asked each of my friends of late."""
    return asked_since(reader, (today() - timedelta(DAYS)).isoformat())


def sparing(graph: Neighbours, reader: Reader) -> Neighbours:
    """The *graph*, in which my links to friends asked of late cost more."""
    me, asked = reader.me(), _asked(reader)

    def spared(fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        for person, other, cost in graph(fringe):
            friend = other if person == me else person if other == me else None
            yield person, other, cost + SPARE * asked.get(friend, 0) if friend else cost

    return spared


def spared(reader: Reader, question: Question, chains: Sequence[Chain]) -> list[dict[str, Any]]:
    """Remarks: who of the first people on the *chains* was asked of late, and whom the best one spares."""
    asked = _asked(reader)
    me = reader.me()
    plain = question.replaced(spare=False, all=False, disjoint=False, count=1)
    firsts = {chain.people[1].id for chain in chains if chain.people[0].id == me}
    spared_ones: set[int] = set()
    if not question.via and question.source.id == me:
        from netcli.graph.likeliest import likeliest

        chain = likeliest(walked(reader, plain), question.source.id, question.target.id, max_hops=question.max_hops)
        spared_ones = {chain[1]} - firsts if chain else set()
    people = reader.people(number for number in (*firsts, *spared_ones) if number in asked)
    remarks = []
    for number, person in sorted(people.items()):
        times = f"{asked[number]} time{'s' if asked[number] > 1 else ''} in {DAYS} days"
        code, what = ("spared", "is spared: asked") if number in spared_ones else ("asked_often", "was asked")
        remarks.append(
            {
                "code": code,
                "message": f"{person.name or number} {what} {times}",
                "person": number,
                "asked": asked[number],
            }
        )
    return remarks
