"""`path --proof`: an answer with a certificate that independent code can check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from netcli.answers import Answer
from netcli.answers.paths import Chain, Found, NotFound, Question
from netcli.answers.people import Link, Person
from netcli.answers.proofs import (
    Anonymous,
    AnonymousQuestion,
    Level,
    Levels,
    Proof,
    ProofQuestion,
    Proven,
    ProvenApart,
    Route,
    Somebody,
    Tie,
)
from netcli.ask.chains import constraints
from netcli.ask.export import left_out
from netcli.errors import Refused, Usage
from netcli.graph.breadth_first import BreadthFirst
from netcli.graph.model import Neighbours
from netcli.language import say
from netcli.store.dump import private_links, private_people
from netcli.store.graph import Graph
from netcli.store.reader import Pair, Reader

RULES: Final = 1
"""Version of the rules for proofs. The rules also state which links a proof uses."""


def asked(
    reader: Reader, question: Question, *, include_private: bool = False, anonymous: bool = False
) -> ProofQuestion:
    """Return *question* in the form that a proof needs.

    Unless *include_private* is true, private people are left out. Raises Usage if the answer cannot be proven. Raises
    Refused if an end is private and left out.
    """
    if question.by != "hops" or question.spare or question.via:
        raise Usage(say("only the shortest chains can be proven"), say("remove these options: --by, --spare, --via"))
    if anonymous and question.avoid:
        raise Usage(
            say("an anonymous proof cannot say who is avoided"),
            say("remove one of these options: --avoid, --anonymous"),
        )
    hidden = private(reader)
    if include_private:
        hidden = frozenset(), ()
    for end in (question.source, question.target):
        if end.id in hidden[0]:
            raise Refused(
                say("{name} is private", name=end.shown()),
                say("use --include-private to include private people"),
            )
    return ProofQuestion(**{**question.__dict__, "_hidden": hidden, "include_private": include_private})


def private(reader: Reader) -> tuple[frozenset[int], tuple[Pair, ...]]:
    """Return the people (except me) and the links that are marked private, both sorted."""
    return frozenset(private_people(reader) - {reader.me()}), tuple(sorted(private_links(reader)))


def proven(reader: Reader, answer: Answer[Question, Found | NotFound]) -> Answer[ProofQuestion, Proven | ProvenApart]:
    """Return *answer* with its certificate. The query of *answer* must come from the function `asked`."""
    question, result = answer.query, answer.result
    assert isinstance(question, ProofQuestion)
    graph = Graph(reader, constraints(question))
    depths = _depths(question, result)
    sides = [
        list(_levels(graph.hops, end, depth))
        for end, depth in zip((question.source, question.target), depths, strict=True)
    ]
    proof = Proof(book_digest(graph.pairs()), RULES, Levels(*sides))
    shape = Proven if isinstance(result, Found) else ProvenApart
    warnings = [*answer.warnings, *left_out(*map(len, question._hidden))]
    return Answer("path", question, shape(**result.__dict__, proof=proof), warnings, answer.exit_code)


def _depths(question: Question, result: Found | NotFound) -> tuple[int | None, int | None]:
    """Return the number of levels around the source, and the number of levels around the target.

    A proof needs only these levels. None means all levels.
    """
    hops = result.hops if isinstance(result, Found) else question.max_hops or None
    if hops is None or (isinstance(result, NotFound) and result.reason == "apart"):
        return None, None
    return hops - hops // 2, hops // 2


def _levels(neighbours: Neighbours, end: Person, depth: int | None) -> Iterable[Level]:
    """Yield the levels around one end, up to *depth* hops."""
    search = BreadthFirst(end.id)
    yield level([end.id])
    while end.kind == "person" and (depth is None or search.depth < depth):
        search.grow(other for _, other, _ in neighbours(search.fringe))
        if not search.fringe:
            return
        yield level(search.fringe)


def level(people: Sequence[int]) -> Level:
    """Return the level that consists of *people*, given in ascending order.

    >>> level([7, 12]).digest == hashlib.sha256(b"7\\n12\\n").hexdigest()
    True
    """
    return Level(len(people), hashlib.sha256("".join(f"{person}\n" for person in people).encode()).hexdigest())


def book_digest(pairs: Iterable[tuple[int, int]]) -> str:
    """Return the digest of the links of a book.

    *pairs* contains the ids of linked people, in ascending order.
    """
    digest = hashlib.sha256()
    for a, b in pairs:
        digest.update(b"%d,%d\n" % (a, b))
    return digest.hexdigest()


def anonymous(
    answer: Answer[ProofQuestion, Proven | ProvenApart],
) -> Answer[AnonymousQuestion, Anonymous]:
    """Return *answer* without names, evidence and dates. People become p1, p2 … in the order of the chains."""
    question, result = answer.query, answer.result
    assert result.proof is not None
    chains = result.chains
    people = [question.source, *(person for chain in chains for person in chain.people), question.target]
    called = {number: f"p{place}" for place, number in enumerate(dict.fromkeys(person.id for person in people), 1)}
    query = AnonymousQuestion(
        source=_somebody(question.source, called),
        target=_somebody(question.target, called),
        by=question.by,
        max_hops=question.max_hops,
        avoid=[],
        via=[],
        only=question.only,
        since=question.since,
        guesses=question.guesses,
        include_private=question.include_private,
        as_of=question.as_of,
    )
    told = Anonymous(
        found=result.found,
        hops=result.hops,
        intermediaries=result.intermediaries,
        equally_short=result.equally_short,
        equally_short_exact=result.equally_short_exact if isinstance(result, Proven) else True,
        chains=[_route(chain, called) for chain in chains],
        proof=result.proof,
    )
    return Answer("path", query, told, answer.warnings, answer.exit_code)


def _route(chain: Chain, called: dict[int, str]) -> Route:
    return Route(
        chain.hops,
        chain.intermediaries,
        chain.chance,
        chain.band,
        chain.weakest,
        [_somebody(person, called) for person in chain.people],
        [_tie(link, called) for link in chain.links],
    )


def _somebody(person: Person, called: dict[int, str]) -> Somebody:
    return Somebody(called[person.id], person.kind, called[person.id], None, None, None, person.me)


def _tie(link: Link, called: dict[int, str]) -> Tie:
    return Tie(called[link.a], called[link.b], link.kind, link.kinds, None, None, link.certainty, link.chance, [])
