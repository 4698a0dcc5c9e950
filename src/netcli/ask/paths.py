"""`path`: the chains of introductions between two people, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypedDict

from netcli import strength
from netcli.answers import Answer, Remark, cut
from netcli.answers.paths import Chain, Disjoint, Figures, Found, Hints, NotFound, Question
from netcli.answers.people import Person
from netcli.ask.chains import ChainGraph, Enough, Search, constraints, described, glance, search
from netcli.ask.naming import Who
from netcli.errors import Usage, one_of
from netcli.graph.model import HOP_CHARGE, Neighbours
from netcli.kinds import LINK_KINDS
from netcli.language import say
from netcli.store.reader import Reader

DISJOINT: Final = 3
"""Number of chains that `--disjoint` searches for unless the user gives `-k`."""
GLANCE: Final = 500
"""Maximum number of links that the search for a hint visits (about 3 ms)."""


class Options(TypedDict, total=False):
    """The options of `netcli path`. The two ends of the chain are not options.

    `count` is the number of chains; `all` asks for every shortest chain, at most `limit`. `disjoint` chains have no
    person in common. `only` has kinds of link, separated by commas. `since` is the earliest day of the last contact.
    `guesses` allows guessed links. `missing` adds links that would make a shorter chain. `spare` prefers contacts
    whom I did not ask recently. `as_of` is a past day.
    """

    by: str | None
    count: int | None
    all: bool
    disjoint: bool
    max_hops: int
    avoid: Sequence[Who]
    via: Sequence[Who]
    only: str
    since: str | None
    guesses: bool
    limit: int
    missing: bool
    spare: bool
    draw: bool
    as_of: str | None


def _known(who: Who) -> Person:
    """Return *who*, or raise TypeError if *who* is a name."""
    if isinstance(who, str):
        raise TypeError(f"{who!r} is a name, but a Person is needed here")
    return who


def question(
    *,
    person: Callable[[Who], Person] = _known,
    by: str | None = None,
    count: int | None = None,
    all: bool = False,  # noqa: A002 - the option's name
    disjoint: bool = False,
    max_hops: int = 6,
    avoid: Sequence[Who] = (),
    via: Sequence[Who] = (),
    only: str = "",
    since: str | None = None,
    guesses: bool = False,
    limit: int = 100,
    missing: bool = False,
    spare: bool = False,
    draw: bool = False,
    as_of: str | None = None,
) -> Question:
    """Return the question, with placeholders for the source and the target.

    *person* looks up the people named in options. Raises Usage for an invalid kind of link or an invalid date.
    """
    nobody = Person(0, "placeholder", None, None, None, None, me=False, _known_by=None)
    return Question(
        source=nobody,
        target=nobody,
        by=one_of("--by", by or ("chance" if spare else "hops"), ("hops", "chance")),
        max_hops=max_hops,
        avoid=[person(who) for who in avoid],
        via=[person(who) for who in via],
        only=_kinds(only),
        since=_day(since),
        guesses=guesses,
        count=count or (DISJOINT if disjoint else 1),
        all=all or draw,
        disjoint=disjoint,
        limit=limit,
        hop_charge=HOP_CHARGE,
        missing=missing,
        spare=spare,
        as_of=_past(as_of),
        _draw=draw,
        _typed={
            "avoid": _typed(avoid),
            "via": _typed(via),
            "only": _typed([only]),
            "since": _typed([since or ""]),
            "as_of": _typed([as_of or ""]),
        },
    )


def between(question: Question, source: Person, target: Person) -> Question:
    """Return *question* with these two ends."""
    return question.replaced(source=source, target=target)


def _typed(words: Sequence[Who]) -> list[str]:
    return [who if isinstance(who, str) else f"id:{who.id}" for who in words]


def _kinds(only: str) -> list[str]:
    if not only:
        return []
    kinds = [kind.strip() for kind in only.split(",") if kind.strip()]
    for kind in kinds:
        if kind not in LINK_KINDS:
            raise Usage(
                say("{kind!r} is not a kind of link", kind=kind),
                say("choose one of these: {link_kinds}", link_kinds=" ".join(LINK_KINDS)),
            )
    return kinds


def _day(since: str | None) -> str | None:
    if since is not None:
        from netcli import dates

        if not dates.valid(since) or since.startswith("-"):
            raise Usage(say("{since!r} is not a date", since=since), say("write 2019, 2019-06 or 2019-06-01"))
    return since


def _past(as_of: str | None) -> str | None:
    if as_of is None:
        return None
    from netcli.ask.as_of import iso  # rarely used

    return iso(as_of)


def path(
    reader: Reader, question: Question, *, hints: bool = False, graph: ChainGraph | None = None
) -> Answer[Question, Found | NotFound]:
    """Answer *question*; if *hints* is true, add hints from quick searches.

    *graph* contains the links that the question allows. Raises Usage if a person is in both `avoid` and `via`, or if an
    end of the chain is in `avoid` or in `via`. If both ends are one person, `via` must be empty.
    """
    _check_ends(question)
    source, target = question.source, question.target
    if source.id == target.id:
        alone = Chain(0, 0, 1.0, strength.band(1.0), None, [source], [])
        return Answer("path", question, Found(True, 0, 0, 1, True, [alone]))
    graph = graph or ChainGraph(reader, constraints(question))
    weighed = None
    if question.spare:
        from netcli.ask.detours import sparing  # rarely used

        weighed = sparing(graph, reader)
    found = search(graph, question, weighed) if source.kind == target.kind == "person" else Search()
    if not found.chains:
        from netcli.ask.no_path import no_path  # needed only if there is no chain

        return no_path(reader, graph, question, hints=hints)
    chains = described(reader, found.chains)
    warnings = _warnings(question, found)
    if question.spare:
        from netcli.ask.detours import spared

        warnings = [*spared(reader, graph, question, chains), *warnings]
    missing = None
    if question.missing:
        from netcli.ask.no_path import shortcuts

        missing = shortcuts(reader, graph, question, chains[0].hops)
    calibrated = reader.calibration.enough
    result = Found(
        found=True,
        hops=chains[0].hops,
        intermediaries=chains[0].intermediaries,
        equally_short=found.equally_short,
        equally_short_exact=found.exact and found.counted,
        chains=chains,
        disjoint=_bracket(chains, found.exist) if question.disjoint else None,
        missing=missing,
        calibrated=calibrated,
        _figures=_figures(chains) if calibrated else None,
        _hints=_hints(reader, weighed or graph, question, found, chains) if hints else None,
    )
    return Answer("path", question, result, warnings)


def _check_ends(question: Question) -> None:
    ends = {question.source.id, question.target.id}
    for option, people in (("--avoid", question.avoid), ("--via", question.via)):
        for person in people:
            if person.id in ends:
                raise Usage(
                    say("{option} {name}: the chain begins or ends with this person", option=option, name=person.name),
                    say("give a person between the two ends"),
                )
    if question.via and len(ends) == 1:
        raise Usage(say("a chain from a person to the same person passes through nobody"), say("remove --via"))
    both = {person.id for person in question.avoid} & {person.id for person in question.via}
    if both:
        raise Usage(
            say("the same person is given to --avoid and to --via"), say("remove one of these options: --avoid, --via")
        )


def _warnings(question: Question, found: Search) -> list[Remark]:
    warnings = cut(len(found.chains), found.equally_short) if question.all and not question.disjoint else []
    if not found.exact:
        message = say("the search was cut short: there may be better chains, or more chains")
        warnings.append({"code": "not_exact", "message": message})
    elif not found.counted:
        message = say("not all shortest chains were counted: there may be more than the number shown")
        warnings.append({"code": "not_counted", "message": message})
    return warnings


def _figures(chains: Sequence[Chain]) -> list[Figures]:
    from netcli.graph.odds import chance_interval, people_bothered

    chances = [[link.chance or 0.0 for link in chain.links] for chain in chains]
    return [Figures(*chance_interval(each), people_bothered(each)) for each in chances]


def _bracket(chains: Sequence[Chain], exist: int) -> Disjoint:
    from netcli.graph.odds import any_chance

    some = any_chance([chain.chance for chain in chains], [chain.links[-1].chance or 0.0 for chain in chains])
    return Disjoint(len(chains), exist, some.any, some.low, some.high)


def _hints(reader: Reader, graph: Neighbours, question: Question, found: Search, chains: list[Chain]) -> Hints:
    from netcli.ask.detours import detour

    return Hints(found.shortest, _likeliest(graph, question), detour(reader, graph, question, chains))


def _likeliest(graph: Neighbours, question: Question) -> int | None:
    """Return the number of hops of the likeliest chain.

    Return None if the hint does not need this number, or if a short search does not find it.
    """
    if question.by == "chance" or question.via:
        return None
    from netcli.graph.likeliest import likeliest

    try:
        seen = glance(graph, GLANCE)
        chain = likeliest(seen, question.source.id, question.target.id, max_hops=question.max_hops)
    except Enough:
        return None
    return len(chain) - 1 if chain else None
