"""`path`: the chains of introductions between two people, or a useful no."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import Annotated, Any, Final, NamedTuple

import typer

from netcli import strength
from netcli.answers import Answer, Remark, cut
from netcli.answers.paths import Chain, Disjoint, Figures, Found, NotFound, Question
from netcli.answers.people import Person
from netcli.cli.asking import named
from netcli.cli.completing import people as completed
from netcli.cli.opening import reading, show
from netcli.cli.settings import Settings
from netcli.errors import Usage
from netcli.graph.model import HOP_CHARGE, By, Neighbours
from netcli.graph.shortest import shortest
from netcli.store.adjacency import Constraints, Graph
from netcli.store.reader import Reader

app = typer.Typer()

DISJOINT: Final = 3
"""Chains that `--disjoint` looks for unless `-k` says otherwise."""
GLANCE: Final = 500
"""Links looked at for the hint that a longer chain is likelier: some 3 ms."""


@app.command("path")
def path(
    ctx: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(metavar="A", help="Who asks: me, a name, id:, email:, @alias.", autocompletion=completed),
    ] = None,
    target: Annotated[str | None, typer.Argument(metavar="B", help="Whom to reach.", autocompletion=completed)] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="hops|chance", help="Shortest first, or likeliest.")] = None,
    count: Annotated[int | None, typer.Option("--count", "-k", min=1, metavar="N", help="The N best chains.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every chain of the shortest length.")] = False,
    disjoint: Annotated[bool, typer.Option("--disjoint", help="Chains that share nobody.")] = False,
    max_hops: Annotated[int, typer.Option("--max-hops", min=0, metavar="N", help="Longest chain; 0: any.")] = 6,
    avoid: Annotated[
        list[str] | None, typer.Option("--avoid", metavar="P", help="Not through her.", autocompletion=completed)
    ] = None,
    via: Annotated[
        list[str] | None, typer.Option("--via", metavar="P", help="Through her.", autocompletion=completed)
    ] = None,
    only: Annotated[str, typer.Option("--only", metavar="KIND,...", help="Only over such links.")] = "",
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only links alive since then.")] = None,
    guesses: Annotated[bool, typer.Option("--guesses/--no-guesses", help="Use inferred links, too.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="With --all, how many; 0: all.")] = 100,
    first: Annotated[bool, typer.Option("--first", help="Of several people who fit, take the best.")] = False,
    draw: Annotated[bool, typer.Option("--draw", help="Draw all the shortest chains as one graph.")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Which links would make a shorter chain.")] = False,
    spare: Annotated[bool, typer.Option("--spare", help="Likeliest first, sparing friends asked of late.")] = False,
    pairs: Annotated[str | None, typer.Option("--pairs", metavar="FILE|-", help="Many: CSV from,to or NDJSON.")] = None,
) -> None:
    """Show who can introduce A to B, and why each step is believed.

    Exit code 5 says that there is no chain; the answer then tells what would make one. With --spare each request
    that a friend got in the last 90 days, as `intro asked` logged it, makes chains through her look less likely.
    """
    settings: Settings = ctx.obj
    by = one_of("--by", by or ("chance" if spare else "hops"), ("hops", "chance"))
    if (pairs is None) == (source is None or target is None) or (pairs is not None and source is not None):
        raise Usage("path needs two people, or --pairs", "netcli path A B, or netcli path --pairs FILE")
    with reading(settings) as reader:
        question = Question(
            source=_nobody(),
            target=_nobody(),
            by=by,
            max_hops=max_hops,
            avoid=[named(settings, reader, words, first=first) for words in avoid or ()],
            via=[named(settings, reader, words, first=first) for words in via or ()],
            only=_kinds(only),
            since=_day(since),
            guesses=guesses,
            count=count or (DISJOINT if disjoint else 1),
            all=all_ or draw,
            disjoint=disjoint,
            limit=limit,
            hop_charge=HOP_CHARGE,
            missing=missing,
            spare=spare,
        )
        typed = {"--avoid": avoid, "--via": via, "--only": only, "--since": since}
        if pairs is not None:
            from netcli.cli.pairs import stream  # one question is the common case

            raise typer.Exit(stream(reader, question, typed, pairs, first=first))
        assert source is not None and target is not None  # noqa: PT018 - checked above
        ends = [named(settings, reader, words, first=first) for words in (source, target)]
        answer = answered(reader, question.replaced(source=ends[0], target=ends[1]), typed)
        if isinstance(answer.result, Found) and not (settings.json or settings.ndjson):
            from netcli.cli.alternatives import detour  # for people only

            result = answer.result.replaced(
                _likeliest=_likeliest(reader, answer.query),
                _detour=detour(reader, answer.query, answer.result),
                _drawn=draw,
            )
            answer = answer.replaced(result=result)
    show(settings, answer)


def one_of(option: str, word: str, known: Sequence[str]) -> str:
    """The *word* given to *option*, if it is one that is known.

    Raises Usage.
    """
    if word not in known:
        raise Usage(f"{option} {word!r} is unknown", f"choose {' or '.join(known)}")
    return word


def _nobody() -> Person:
    """Stands where a question's ends will be."""
    return Person(0, "placeholder", None, None, None, None, me=False)


def answered(reader: Reader, question: Question, typed: dict[str, Any]) -> Answer[Question, Found | NotFound]:
    """The answer to *question*; *typed* holds the constraints as the user wrote them.

    Raises Usage when an end is to be avoided or passed through.
    """
    _check_ends(question)
    source, target = question.source, question.target
    if source.id == target.id:
        herself = Chain(0, 0, 1.0, strength.band(1.0), None, [source], [])
        return Answer("path", question, Found(True, 0, 0, 1, True, [herself]))
    search = Search((), 0)
    if source.kind == target.kind == "person":
        # friends to be spared make links dearer than the book says, so that hops alone are not enough
        hops = None if question.spare else Graph(reader, constraints(question), weighed=False)
        search = searched(walked(reader, question), question, hops)
    if not search.chains:
        from netcli.cli.nochain import no_chain  # only a no needs to look around

        return no_chain(reader, question, typed)
    chains = described(reader, search.chains)
    warnings: list[Remark] = []
    if question.spare:
        from netcli.cli.alternatives import spared  # a rare question

        warnings += spared(reader, question, chains)
    if question.all:
        warnings += cut(len(chains), search.equally_short)
    if not search.exact:
        message = "the search was cut short: a better chain, or more of them, may exist"
        warnings.append({"code": "not_exact", "message": message})
    elif not search.counted:
        message = "how many chains are as short was not counted to the end: there are at least so many"
        warnings.append({"code": "not_counted", "message": message})
    missing = None
    if question.missing:
        from netcli.cli.nochain import shortcuts  # a rare question

        missing = shortcuts(reader, question, chains[0].hops)
    calibrated = reader.calibration.enough
    found = Found(
        True,
        chains[0].hops,
        chains[0].intermediaries,
        search.equally_short,
        search.exact and search.counted,
        chains,
        _bracket(chains, search.exist) if question.disjoint else None,
        missing,
        calibrated,
        _shortest=search.shortest,
        _figures=_figures(chains) if calibrated else None,
    )
    return Answer("path", question, found, warnings)


def constraints(question: Question) -> Constraints:
    """What a chain that answers *question* may use."""
    return Constraints(
        frozenset(person.id for person in question.avoid), tuple(question.only), question.since, question.guesses
    )


def walked(reader: Reader, question: Question) -> Neighbours:
    """The graph in which chains that answer *question* are looked for."""
    graph = Graph(reader, constraints(question))
    if not question.spare:
        return graph
    from netcli.cli.alternatives import sparing  # a rare question

    return sparing(graph, reader)


def _check_ends(question: Question) -> None:
    ends = {question.source.id, question.target.id}
    for option, people in (("--avoid", question.avoid), ("--via", question.via)):
        for person in people:
            if person.id in ends:
                raise Usage(f"{option} {person.name}: she is an end of the chain", "name somebody in between")
    both = {person.id for person in question.avoid} & {person.id for person in question.via}
    if both:
        raise Usage("--avoid and --via name the same person", "choose one")


def _kinds(only: str) -> list[str]:
    if not only:
        return []
    from netcli.records import LINK_KINDS  # with the whole vocabulary of importers

    kinds = [kind.strip() for kind in only.split(",") if kind.strip()]
    for kind in kinds:
        if kind not in LINK_KINDS:
            raise Usage(f"{kind!r} is no kind of link", f"choose among {' '.join(LINK_KINDS)}")
    return kinds


def _day(since: str | None) -> str | None:
    if since is not None:
        from netcli import dates

        if not dates.valid(since) or since.startswith("-"):
            raise Usage(f"{since!r} is not a date", "write 2019, 2019-06 or 2019-06-01")
    return since


class Search(NamedTuple):
    """The chains found, how many are as short as the shortest, and how many could exist that share nobody."""

    chains: tuple[tuple[int, ...], ...]
    equally_short: int
    exist: int = 0
    exact: bool = True
    counted: bool = True
    shortest: int | None = None


def searched(graph: Neighbours, question: Question, hops: Graph | None = None) -> Search:
    """The search that *question* asks for; modules of the rarer ones are loaded when asked for.

    *hops* is the same graph without costs, in which hops are found faster.
    """
    ends, ceiling = (question.source.id, question.target.id), question.max_hops
    by: By = "chance" if question.by == "chance" else "hops"
    if question.via:
        from netcli.cli.passing import searched_through  # a rare question

        return searched_through(graph, question, by)
    layers = shortest(hops or graph, *ends, max_hops=ceiling, between=hops.between if hops else None)
    if layers is None:
        return Search((), 0)
    equally_short = layers.equally_short
    if hops is not None and isinstance(graph, Graph):
        layers = layers.weighed(graph.costs)
    if question.disjoint:
        from netcli.graph.disjoint import disjoint

        apart = disjoint(graph, *ends, question.count, by=by, max_hops=ceiling)
        return Search(apart.chains, equally_short, apart.exist, apart.exact)
    if question.all:
        return Search(tuple(islice(layers.chains(), question.limit or equally_short)), equally_short)
    if by == "hops" and question.count <= equally_short:
        return Search(tuple(islice(layers.chains(), question.count)), equally_short)
    if question.count > 1:
        from netcli.graph.k_best import k_best

        several = k_best(graph, *ends, question.count, by=by, max_hops=ceiling)
        return Search(tuple(several.chains), equally_short)
    from netcli.graph.likeliest import likeliest

    chain = likeliest(graph, *ends, max_hops=ceiling)
    return Search((chain,) if chain else (), equally_short, shortest=layers.hops)


def _likeliest(reader: Reader, question: Question) -> int | None:
    """The hops of the likeliest chain, for a hint; None when it was asked for, or costs more than a glance."""
    if question.by == "chance" or question.via or question.source.id == question.target.id:
        return None
    from netcli.graph.likeliest import likeliest

    graph = glance(Graph(reader, constraints(question)), GLANCE)
    try:
        chain = likeliest(graph, question.source.id, question.target.id, max_hops=question.max_hops)
    except Enough:
        return None
    return len(chain) - 1 if chain else None


class Enough(Exception):
    """There is more to look at than a glance takes in."""


def glance(graph: Neighbours, most: int) -> Neighbours:
    """The *graph*, which raises Enough once *most* of its links were looked at."""
    seen = 0

    def looked_at(fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        nonlocal seen
        links = list(graph(fringe))
        seen += len(links)
        if seen > most:
            raise Enough
        return links

    return looked_at


def described(reader: Reader, chains: Sequence[tuple[int, ...]]) -> list[Chain]:
    """The chains with their people, links and chances."""
    people = reader.people({person for chain in chains for person in chain})
    links = reader.links({(min(pair), max(pair)) for chain in chains for pair in pairwise(chain)})
    told = []
    for chain in chains:
        steps = [links[min(pair), max(pair)] for pair in pairwise(chain)]
        chances = [step.chance or 0.0 for step in steps]
        chance = math.prod(chances)
        weakest = min(range(len(steps)), key=lambda place: (chances[place], place))
        told.append(
            Chain(
                len(steps),
                len(steps) - 1,
                chance,
                strength.band(chance),
                weakest,
                [people[each] for each in chain],
                steps,
            )
        )
    return told


def _figures(chains: Sequence[Chain]) -> list[Figures]:
    from netcli.graph.odds import chance_interval, people_bothered

    chances = [[link.chance or 0.0 for link in chain.links] for chain in chains]
    return [Figures(*chance_interval(each), people_bothered(each)) for each in chances]


def _bracket(chains: Sequence[Chain], exist: int) -> Disjoint:
    from netcli.graph.odds import any_chance

    some = any_chance([chain.chance for chain in chains], [chain.links[-1].chance or 0.0 for chain in chains])
    return Disjoint(len(chains), exist, some.any, some.low, some.high)
