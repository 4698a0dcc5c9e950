"""The useful no: what cut the chain, how far each end reaches, and which single link would make one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from netcli.answers import Answer, Remark
from netcli.answers.paths import Missing, Near, NearSides, NotFound, Question, Sides
from netcli.cli.missing import missing_links
from netcli.cli.path import constraints, searched
from netcli.graph.reach import nearest, reachable
from netcli.store.adjacency import Graph
from netcli.store.reader import Reader

REACH_CAP: Final = 20_000
"""People counted on one side before counting stops: about a tenth of a second."""
NEAREST: Final = 5
"""People and links that a no lists."""
AROUND: Final = 300
"""People of each side looked at for a link that would join them."""


def no_chain(reader: Reader, question: Question, typed: dict[str, Any]) -> Answer[Question, NotFound]:
    """The answer when no chain meets the *question*; *typed* holds the constraints as the user wrote them."""
    graph = Graph(reader, constraints(question), weighed=False)
    source, target = question.source.id, question.target.id
    cut_by, hops_without = None, None
    people_both = question.source.kind == question.target.kind == "person"
    for option, relaxed in _relaxed(question, typed):
        chains = searched(Graph(reader, constraints(relaxed), weighed=False), relaxed).chains if people_both else ()
        if chains:
            cut_by, hops_without = option, len(chains[0]) - 1
            break
    reason = "apart" if cut_by is None else "max_hops" if cut_by.startswith("--max-hops") else "constraint"
    warnings: list[Remark] = []
    counts = []
    for person in (question.source, question.target):
        count, capped = 0, False
        if person.kind == "person":
            count, capped = reachable(graph, person.id, max_hops=question.max_hops, cap=REACH_CAP)
        counts.append(count)
        if capped:
            message = f"{person.name or person.id} reaches more than {count} people: counting stopped there"
            warnings.append({"code": "reach_capped", "message": message, "person": person.id})
    around = _around(graph, source, question.max_hops), _around(graph, target, question.max_hops)
    sides = [reader.people(number for number, _ in side) for side in around]
    result = NotFound(
        found=False,
        hops=None,
        intermediaries=None,
        equally_short=0,
        chains=[],
        reason=reason,
        cut_by=cut_by,
        hops_without=hops_without,
        reach=Sides(*counts),
        nearest=NearSides.of(
            [Near(known[number], hops) for number, hops in side[:NEAREST]]
            for side, known in zip(around, sides, strict=True)
        ),
        missing=missing_links(reader, question.source, question.target, around, most_hops=question.max_hops)
        if people_both
        else [],
    )
    return Answer("path", question, result, warnings, exit_code=5)


def _around(graph: Graph, person: int, max_hops: int) -> list[tuple[int, int]]:
    """Who is nearest to *person*, with her hops, under the same ceiling as the chain."""
    return [(number, hops) for number, hops in nearest(graph, person, AROUND) if hops <= (max_hops or hops)]


def _relaxed(question: Question, typed: dict[str, Any]) -> Iterator[tuple[str, Question]]:
    """The question with its constraints lifted, one at a time, then together, with the options as they were typed."""
    plain = question.replaced(by="hops", all=False, disjoint=False, count=1)
    lifted: dict[str, Any] = {}
    shown = []
    for name, nothing in (("via", []), ("avoid", []), ("only", []), ("since", None)):
        if getattr(question, name):
            words = typed[f"--{name}"]
            option = " ".join(f"--{name} {word}" for word in (words if isinstance(words, list) else [words]))
            yield option, plain.replaced(**{name: nothing})
            lifted[name] = nothing
            shown.append(option)
    ceiling = f"--max-hops {question.max_hops}"
    if question.max_hops:
        yield ceiling, plain.replaced(max_hops=0)
    if len(shown) > 1:
        yield " ".join(shown), plain.replaced(**lifted)
    if question.max_hops and shown:
        yield " ".join((*shown, ceiling)), plain.replaced(**lifted, max_hops=0)


def shortcuts(reader: Reader, question: Question, hops: int) -> list[Missing]:
    """Links that would make a chain shorter than the *hops* of the shortest."""
    if hops < 2:
        return []
    graph = Graph(reader, constraints(question))
    ends = question.source, question.target
    sides = nearest(graph, ends[0].id, AROUND), nearest(graph, ends[1].id, AROUND)
    return missing_links(reader, *ends, sides, most_hops=hops - 1)
