"""Find the chains that answer a question, and describe them."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from netcli import strength
from netcli.answers.paths import Chain, Question
from netcli.graph.model import By, Neighbours
from netcli.graph.shortest import Layers, shortest
from netcli.store.graph import Constraints, Graph
from netcli.store.reader import Reader


class Search(NamedTuple):
    """The result of a search for chains.

    `exist` is the maximum number of chains that have no person in common. If `counted` is false, `equally_short` is a
    lower bound.
    """

    chains: tuple[tuple[int, ...], ...] = ()
    equally_short: int = 0
    exist: int = 0
    exact: bool = True
    counted: bool = True
    shortest: int | None = None


class ChainGraph(Graph):
    """A graph of the links that a question allows. Searches count hops and ignore chances."""

    def shortest(self, source: int, target: int, *, max_hops: int) -> Layers | None:
        """Return all shortest chains between two different people."""
        return shortest(self.hops, source, target, max_hops=max_hops, between=self.between)

    def reachable(self, person: int, *, max_hops: int, cap: int) -> tuple[int, bool]:
        """Return how many other people *person* reaches, and whether counting stopped at *cap*."""
        from netcli.graph.reach import reachable  # needed only if there is no chain

        return reachable(self.around, person, max_hops=max_hops, cap=cap)

    def nearest(self, person: int, limit: int) -> list[tuple[int, int]]:
        """Return the nearest people and their hops, ordered by (hops, id)."""
        from netcli.graph.reach import nearest

        return nearest(self.hops, person, limit)


def constraints(question: Question) -> Constraints:
    """Return the constraints on chains that *question* sets."""
    people, links = question._hidden
    avoid = people.union(person.id for person in question.avoid)
    return Constraints(avoid, tuple(question.only), question.since, question.guesses, links)


def search(graph: ChainGraph, question: Question, weighed: Neighbours | None = None) -> Search:
    """Return the chains in *graph* that answer *question*.

    If *weighed* is given, it provides the costs of links.
    """
    ends, by = (question.source.id, question.target.id), by_of(question.by)
    if question.via:
        return _search_via(weighed or graph, question)
    if weighed is None:
        layers = graph.shortest(*ends, max_hops=question.max_hops)
    else:
        layers = shortest(weighed, *ends, max_hops=question.max_hops)
    if layers is None:
        return Search()
    equally_short = layers.equally_short
    neighbours = weighed or graph
    if question.disjoint:
        from netcli.graph.disjoint import disjoint

        apart = disjoint(neighbours, *ends, question.count, by=by, max_hops=question.max_hops)
        return Search(apart.chains, equally_short, apart.exist, apart.exact)
    if question.all or (by == "hops" and question.count <= equally_short):
        if weighed is None and equally_short > 1:
            layers = layers.weighed(graph.costs)
        count = question.limit or equally_short if question.all else question.count
        return Search(tuple(islice(layers.chains(), count)), equally_short)
    if question.count > 1:
        from netcli.graph.k_best import k_best

        several = k_best(neighbours, *ends, question.count, by=by, max_hops=question.max_hops)
        return Search(tuple(several.chains), equally_short)
    from netcli.graph.likeliest import likeliest

    chain = likeliest(neighbours, *ends, max_hops=question.max_hops)
    return Search((chain,) if chain else (), equally_short, shortest=layers.hops)


def _search_via(graph: Neighbours, question: Question) -> Search:
    """Search for chains that pass through everybody in `via`."""
    from netcli.graph.k_best import k_best
    from netcli.graph.via import equally_short_through, through

    ends, via = (question.source.id, question.target.id), tuple(person.id for person in question.via)
    fewest = through(graph, *ends, via, max_hops=question.max_hops)
    if fewest.chain is None:
        return Search(exact=fewest.exact)
    hops = len(fewest.chain) - 1
    counted = equally_short_through(graph, fewest.chain, via)
    if question.all and not question.disjoint:
        found = k_best(graph, *ends, question.limit or sys.maxsize, max_hops=hops, via=via)
        if len(found.chains) != question.limit:
            counted = len(found.chains)
    else:
        count = 1 if question.disjoint else question.count
        found = k_best(graph, *ends, count, by=by_of(question.by), max_hops=question.max_hops, via=via)
    many = max(counted or 1, sum(len(chain) - 1 == hops for chain in found.chains))
    exact = found.exact and fewest.exact
    return Search(tuple(found.chains), many, exist=1, exact=exact, counted=counted is not None, shortest=hops)


def fewest_hops(graph: ChainGraph, question: Question) -> int | None:
    """Return the hops of the shortest chain that meets the constraints, or None."""
    if question.via:
        return fewest_hops_via(graph.hops, question)
    layers = graph.shortest(question.source.id, question.target.id, max_hops=question.max_hops)
    return layers.hops if layers else None


def fewest_hops_via(neighbours: Neighbours, question: Question) -> int | None:
    """Return the hops of the shortest chain through everybody in `via`, or None."""
    from netcli.graph.via import through

    via = tuple(person.id for person in question.via)
    chain = through(neighbours, question.source.id, question.target.id, via, max_hops=question.max_hops).chain
    return len(chain) - 1 if chain else None


def by_of(word: str) -> By:
    """Return *word* as a criterion of graph searches; any word except `chance` means `hops`."""
    return "chance" if word == "chance" else "hops"


class Enough(Exception):
    """A quick search has visited its maximum number of links."""


def glance(graph: Neighbours, max_links: int) -> Callable[[Sequence[int]], Iterable[tuple[int, int, float]]]:
    """Limit *graph* to *max_links* links. A further link raises Enough."""
    seen = 0

    def looked_at(fringe: Sequence[int], /) -> Iterable[tuple[int, int, float]]:
        nonlocal seen
        links = list(graph(fringe))
        seen += len(links)
        if seen > max_links:
            raise Enough
        return links

    return looked_at


def described(reader: Reader, chains: Sequence[tuple[int, ...]]) -> list[Chain]:
    """Return the chains with their people, links and chances filled in."""
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
                hops=len(steps),
                intermediaries=len(steps) - 1,
                chance=chance,
                band=strength.band(chance),
                weakest=weakest,
                people=[people[each] for each in chain],
                links=steps,
            )
        )
    return told
