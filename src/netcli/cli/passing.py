"""Chains that pass through given people: the best one, several, or all of the shortest length."""

from __future__ import annotations

import sys

from netcli.answers.paths import Question
from netcli.cli.path import Search
from netcli.graph.k_best import k_best
from netcli.graph.model import By, Neighbours
from netcli.graph.via import equally_short_through, through


def searched_through(graph: Neighbours, question: Question, by: By) -> Search:
    """The search that *question* asks for, through everybody of its `via`; of such chains no two share nobody."""
    ends, via = (question.source.id, question.target.id), tuple(person.id for person in question.via)
    fewest = through(graph, *ends, via, max_hops=question.max_hops)
    if fewest.chain is None:
        return Search((), 0, exact=fewest.exact)
    hops = len(fewest.chain) - 1
    counted = equally_short_through(graph, fewest.chain, via)
    if question.all and not question.disjoint:
        found = k_best(graph, *ends, question.limit or sys.maxsize, max_hops=hops, via=via)
        if len(found.chains) != question.limit:
            counted = len(found.chains)
    else:
        count = 1 if question.disjoint else question.count
        found = k_best(graph, *ends, count, by=by, max_hops=question.max_hops, via=via)
    many = max(counted or 1, sum(len(chain) - 1 == hops for chain in found.chains))
    exact = found.exact and fewest.exact
    return Search(tuple(found.chains), many, exist=1, exact=exact, counted=counted is not None, shortest=hops)
