"""Explain why there is no chain, and propose links that would make a chain."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from netcli.answers import Answer, Remark
from netcli.answers.paths import Missing, Near, NearSides, NotFound, Question, Sides
from netcli.ask.chains import ChainGraph, constraints, fewest_hops
from netcli.ask.missing import around_of, missing_links
from netcli.ask.profile import signals_between
from netcli.language import say
from netcli.store.reader import Reader

REACH_CAP: Final = 20_000
"""Maximum number of people counted as reached. The count takes about a tenth of a second."""
NEAREST: Final = 5
"""Maximum number of people listed near each end."""
LIFTED: Final[dict[str, object]] = {"via": [], "avoid": [], "only": [], "since": None, "as_of": None}
"""The constraints that are lifted in turn, each with its neutral value."""


def no_path(
    reader: Reader, graph: ChainGraph, question: Question, *, hints: bool = False
) -> Answer[Question, NotFound]:
    """Explain why *graph* has no chain, and propose links that would make a chain.

    If *hints* is true, also look at guessed links and at signals.
    """
    ends = question.source, question.target
    are_people = all(end.kind == "person" for end in ends)
    cut_by, hops_without = _blocking_option(reader, graph, question) if are_people else (None, None)
    reach: list[int] = []
    warnings: list[Remark] = []
    for end in ends:
        count, capped = 0, False
        if end.kind == "person":
            count, capped = graph.reachable(end.id, max_hops=question.max_hops, cap=REACH_CAP)
        reach.append(count)
        if capped:
            message = say(
                "{name} reaches more than {count} people: counting stopped there", name=end.shown(), count=count
            )
            warnings.append({"code": "reach_capped", "message": message, "person": end.id})
    around = around_of(graph, ends[0].id, question.max_hops), around_of(graph, ends[1].id, question.max_hops)
    people = reader.people({number for side in around for number, _ in side[:NEAREST]})
    result = NotFound(
        found=False,
        hops=None,
        intermediaries=None,
        equally_short=0,
        chains=[],
        reason="apart" if cut_by is None else "max_hops" if cut_by.startswith("--max-hops") else "constraint",
        cut_by=cut_by,
        hops_without=hops_without,
        reach=Sides(*reach),
        nearest=NearSides.of([Near(people[number], hops) for number, hops in side[:NEAREST]] for side in around),
        missing=missing_links(reader, graph, question, around, most_hops=question.max_hops) if are_people else [],
        _over_guesses=_hops_over_guesses(reader, question) if hints and are_people else None,
        _signals=len(signals_between(reader, *ends)) if hints else 0,
    )
    return Answer("path", question, result, warnings, exit_code=5)


def _hops_over_guesses(reader: Reader, question: Question) -> int | None:
    """Return the hops of the shortest chain that may use guessed links."""
    if question.guesses:
        return None
    relaxed = question.replaced(guesses=True)
    return fewest_hops(ChainGraph(reader, constraints(relaxed)), relaxed)


def _blocking_option(reader: Reader, graph: ChainGraph, question: Question) -> tuple[str | None, int | None]:
    """Return the first option whose removal allows a chain, and the chain's hops."""
    for option, relaxed in _relaxed(question):
        with _known_to(reader, question, relaxed):
            same = relaxed == question.replaced(max_hops=relaxed.max_hops)
            hops = fewest_hops(graph if same else ChainGraph(reader, constraints(relaxed)), relaxed)
        if hops is not None:
            return option, hops
    return None, None


def _known_to(reader: Reader, question: Question, relaxed: Question) -> contextlib.AbstractContextManager[None]:
    """Return a context in which *reader* shows the book as of the date that *relaxed* needs."""
    if question.as_of == relaxed.as_of:
        return contextlib.nullcontext()
    from netcli.store import as_of  # rarely needed

    return as_of.lifted(reader)


def _relaxed(question: Question) -> Iterator[tuple[str, Question]]:
    """Yield the text of some options, and *question* without these options."""
    lifted: dict[str, object] = {}
    options: list[str] = []
    for name, nothing in LIFTED.items():
        if getattr(question, name):
            option = " ".join(f"--{name.replace('_', '-')} {word}" for word in question._typed.get(name, ()))
            yield option, question.replaced(**{name: nothing})
            lifted[name] = nothing
            options.append(option)
    ceiling = say("--max-hops {max_hops}", max_hops=question.max_hops)
    if question.max_hops:
        yield ceiling, question.replaced(max_hops=0)
    if len(options) > 1:
        yield " ".join(options), question.replaced(**lifted)
    if question.max_hops and options:
        yield " ".join((*options, ceiling)), question.replaced(**lifted, max_hops=0)


def shortcuts(reader: Reader, graph: ChainGraph, question: Question, hops: int) -> list[Missing]:
    """Return new links that would each create a chain shorter than *hops*."""
    if hops <= 1:
        return []
    ends = question.source, question.target
    around = around_of(graph, ends[0].id, question.max_hops), around_of(graph, ends[1].id, question.max_hops)
    return missing_links(reader, graph, question, around, most_hops=hops - 1)
