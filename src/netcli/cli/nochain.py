"""The useful no: what cut the chain, how far each end reaches, and which single link would make one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from netcli import names
from netcli.answers import Answer
from netcli.answers.chains import Missing, Near, NearSides, NotFound, Question, Sides
from netcli.answers.people import Person
from netcli.cli.path import constraints, searched
from netcli.graph.reach import nearest, reachable
from netcli.store.adjacency import Graph
from netcli.store.reader import Reader

REACH_CAP: Final = 20_000
"""People counted on one side before counting stops: about a quarter of a second."""
NEAREST: Final = 5
"""People and links that a no lists."""
AROUND: Final = 300
"""People of each side looked at for a link that would join them."""


def no_chain(reader: Reader, question: Question, typed: dict[str, Any]) -> Answer:
    """The answer when no chain meets the *question*; *typed* holds the constraints as the user wrote them."""
    graph = Graph(reader, constraints(question))
    source, target = question.source.id, question.target.id
    cut_by, hops_without = None, None
    for option, relaxed in _relaxed(question, typed):
        chains = searched(Graph(reader, constraints(relaxed)), relaxed).chains
        if chains:
            cut_by, hops_without = option, len(chains[0]) - 1
            break
    reason = "apart" if cut_by is None else "max_hops" if cut_by.startswith("--max-hops") else "constraint"
    warnings = []
    counts = []
    for person in (question.source, question.target):
        count, capped = 0, False
        if person.kind == "person":
            count, capped = reachable(graph, person.id, max_hops=question.max_hops, cap=REACH_CAP)
        counts.append(count)
        if capped:
            message = f"{person.name or person.id} reaches more than {count} people: counting stopped there"
            warnings.append({"code": "reach_capped", "message": message, "person": person.id})
    around = [nearest(graph, end, AROUND) for end in (source, target)]
    sides = [reader.people(number for number, _ in side) for side in around]
    result = NotFound(
        found=False, hops=None, intermediaries=None, equally_short=0, chains=[], reason=reason, cut_by=cut_by,
        hops_without=hops_without, reach=Sides(*counts),
        nearest=NearSides(*([Near(known[number], hops) for number, hops in side[:NEAREST]] for side, known in zip(around, sides, strict=True))),
        missing=_missing(question, around, sides) if reason == "apart" else [],
    )  # fmt: skip
    return Answer("path", question, result, warnings, exit_code=5)


def _relaxed(question: Question, typed: dict[str, Any]) -> Iterator[tuple[str, Question]]:
    """The question with each of its constraints lifted, one at a time, as the option was typed."""
    plain = question.replaced(all=False, disjoint=False, count=1)
    for option, name, nothing in (("--via", "via", []), ("--avoid", "avoid", []), ("--only", "only", []), ("--since", "since", None)):
        if getattr(question, name):
            words = typed[option]
            shown = " ".join(f"{option} {word}" for word in words) if isinstance(words, list) else f"{option} {words}"
            yield shown, plain.replaced(**{name: nothing})
    if question.max_hops:
        yield f"--max-hops {question.max_hops}", plain.replaced(max_hops=0)
    free = plain.replaced(via=[], avoid=[], only=[], since=None, max_hops=0)
    if free != plain.replaced(max_hops=0):
        options = [option for option in ("--via", "--avoid", "--only", "--since") if typed[option]]
        yield " ".join(options), free


def _missing(
    question: Question, around: list[list[tuple[int, int]]], sides: list[dict[int, Person]]
) -> list[Missing]:
    """Single links between the two sides, the most plausible first, then those of the shortest chains."""
    near = [(question.source, 0), *((sides[0][number], hops) for number, hops in around[0])]
    far = [(question.target, 0), *((sides[1][number], hops) for number, hops in around[1])]
    shared: dict[tuple[str, str], list[tuple[Person, int]]] = {}
    for person, hops in far:
        for trait in _traits(person):
            shared.setdefault(trait, []).append((person, hops))
    found: dict[tuple[int, int], tuple[int, int, list[str], Person, Person]] = {}
    for person, hops in near:
        for trait in _traits(person):
            for other, rest in shared.get(trait, ()):
                entry = found.setdefault((person.id, other.id), (0, hops + 1 + rest, [], person, other))
                what, value = (person.company, "both at ") if trait[0] == "company" else (person.city, "both in ")
                found[person.id, other.id] = (entry[0] + _WEIGHTS[trait[0]], entry[1], [*entry[2], f"{value}{what}"], *entry[3:])
    ranked = sorted(found.values(), key=lambda entry: (-entry[0], entry[1], entry[3].id, entry[4].id))
    links = [Missing(a, b, hops, "; ".join(why)) for _, hops, why, a, b in ranked[:NEAREST]]
    return links or [Missing(question.source, question.target, 1, "nobody between the two is known")]


_WEIGHTS: Final = {"company": 3, "city": 1}
"""How much sharing it speaks for two people knowing each other: colleagues more than neighbours."""


def _traits(person: Person) -> list[tuple[str, str]]:
    traits = [("company", names.company_key(person.company))] if person.company else []
    return traits + ([("city", names.fold(person.city))] if person.city else [])
