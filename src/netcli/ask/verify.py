"""`verify`: check a proof against a book, without the searches of `path`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

from netcli.answers import Answer, Words
from netcli.answers.proofs import Verified
from netcli.ask.proofs import RULES, book_digest, level, private
from netcli.errors import BadInput
from netcli.language import plural, say
from netcli.store.graph import Constraints, Graph
from netcli.store.network import everybody
from netcli.store.reader import Reader

LARGEST: Final = 1 << 62
"""Upper bound for the ids and all other numbers in a book."""


class Claim(NamedTuple):
    """The content of a proof. In an anonymous proof, the tuple `ends` contains texts instead of ids."""

    ends: tuple[int | str, int | str]
    constraints: Constraints
    private: bool
    as_of: str | None
    max_hops: int
    hops: int | None
    equally_short: int
    chains: list[list[int]]
    book: str
    rules: int
    levels: tuple[list[tuple[int, str]], list[tuple[int, str]]]
    agrees: bool
    """Whether the numbers of the document agree with each other."""


def read_claim(text: str) -> Claim:
    """Return the claim made by the document *text*.

    Raises BadInput if the text is not a proof.
    """
    try:
        document = json.loads(text)
        if document["schema"] != "netcli.path/1":
            raise ValueError(document["schema"])
        query, result = document["query"], document["result"]
        proof = result["proof"]
        since, as_of = query["since"], query["as_of"]
        ends = (_end(query["source"]["id"]), _end(query["target"]["id"]))
        if not (isinstance(since, str | None) and isinstance(as_of, str | None)):
            raise TypeError(since, as_of)
        chains = [[person["id"] for person in chain["people"]] for chain in result["chains"]]
        return Claim(
            ends=ends,
            constraints=Constraints(
                frozenset(_number(person["id"]) for person in query["avoid"]),
                tuple(map(str, query["only"])),
                since,
                bool(query["guesses"]),
            ),
            private=bool(query["include_private"]),
            as_of=as_of,
            max_hops=_number(query["max_hops"]),
            hops=None if result["hops"] is None else _number(result["hops"]),
            equally_short=int(result["equally_short"]),
            chains=[] if isinstance(ends[0], str) else [list(map(_number, chain)) for chain in chains],
            book=str(proof["book"]),
            rules=_number(proof["rules"]),
            levels=(_levels(proof["levels"]["source"]), _levels(proof["levels"]["target"])),
            agrees=_agrees(result),
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError) as error:
        raise BadInput(say("this is not a proof"), say("to create a proof: netcli path A B --proof --json")) from error


def _agrees(result: Mapping[str, Any]) -> bool:
    """Return whether the numbers of hops in *result* agree with its chains."""
    hops, chains = result["hops"], result["chains"]
    if result["found"] is not (hops is not None) or bool(chains) is not result["found"]:
        return False
    lengths = [(len(chain["people"]) - 1, len(chain["links"]), chain) for chain in chains]
    told = [(hops, result), *((length, chain) for length, _, chain in lengths)] if chains else []
    return all(length == links for length, links, _ in lengths) and all(
        (each["hops"], each["intermediaries"]) == (length, max(length - 1, 0)) for length, each in told
    )


def _end(value: object) -> int | str:
    return value if isinstance(value, str) else _number(value)


def _number(value: object) -> int:
    """Return *value*, checked to be a number that a book can contain."""
    if not isinstance(value, int) or not 0 <= value < LARGEST:
        raise ValueError(value)
    return int(value)


def _levels(levels: list[Mapping[str, object]]) -> list[tuple[int, str]]:
    return [(_number(each["people"]), str(each["digest"])) for each in levels]


def verify(reader: Reader, claim: Claim) -> Answer[Words, Verified]:
    """Answer whether the book confirms *claim*; if not, the exit code is 5."""
    if claim.rules != RULES:
        return _answer(
            why=say(
                "the proof follows version {version} of the rules, not version {ours}", version=claim.rules, ours=RULES
            )
        )
    constraints = claim.constraints
    if not claim.private:
        people, hidden = private(reader)
        constraints = constraints._replace(avoid=constraints.avoid | people, without=hidden)
    links = list(Graph(reader, constraints).pairs())
    if book_digest(links) != claim.book:
        return _answer(why=say("the links of the book differ from those of the proof"))
    everyone = everybody(reader).tolist()
    ends = [_who(end, levels, everyone) for end, levels in zip(claim.ends, claim.levels, strict=True)]
    if not all(ends):
        return _answer(why=say("the people at the ends of the proof are not in the book"))
    found = _Found(everyone, links, ends)
    hops = found.hops if found.hops is None or not claim.max_hops or found.hops <= claim.max_hops else None
    count = found.count() if hops is not None else 0
    why = _objection(claim, found, hops, count) or _bad_chain(claim, set(links), ends)
    if why is None and not claim.agrees:
        why = say("the numbers of hops in the proof contradict each other")
    return _answer(hops, count, why=why)


def _answer(hops: int | None = None, count: int | None = None, *, why: str | None) -> Answer[Words, Verified]:
    return Answer("verify", {}, Verified(why is None, hops, count, why), exit_code=0 if why is None else 5)


def _who(end: int | str, levels: list[tuple[int, str]], people: list[int]) -> int:
    """Return the id of an end of the proof, or 0 if nobody fits."""
    if isinstance(end, int):
        return end
    return next((person for person in people if levels and level([person]).digest == levels[0][1]), 0)


class _Found:
    """Computes the hops of everybody from each end, and the hops between the ends."""

    def __init__(self, people: list[int], links: list[tuple[int, int]], ends: list[int]) -> None:
        from netcli.graph.whole import csr

        self.graph = csr.build([*people, *ends], [a for a, _ in links], [b for _, b in links])
        self.ends = [self.graph.node(end) for end in ends]
        self.sides = [csr.hops_from(self.graph, end) for end in self.ends]
        far = int(self.sides[0][self.ends[1]])
        self.hops = None if far == csr.APART else far

    def level(self, side: int, hops: int) -> tuple[int, str]:
        """Return the number and the digest of the people at this distance."""
        import numpy as np

        found = level(self.graph.ids[np.flatnonzero(self.sides[side] == hops)].tolist())
        return found.people, found.digest

    def count(self) -> int:
        """Return the exact number of shortest chains."""
        import numpy as np

        (ahead, behind), graph = self.sides, self.graph
        far = self.hops or 0
        ways = {self.ends[0]: 1}
        for depth in range(1, far + 1):
            following = {}
            for node in np.flatnonzero((ahead == depth) & (behind == far - depth)).tolist():
                others = graph.others[graph.starts[node] : graph.starts[node + 1]].tolist()
                following[node] = sum(ways.get(other, 0) for other in others)
            ways = following
        return ways[self.ends[1]]


def _objection(claim: Claim, found: _Found, hops: int | None, count: int) -> str | None:
    """Return the first difference between the book and *claim*, in words, or None."""
    if hops != claim.hops:
        if hops is None:
            return say("there is no chain")
        if claim.hops is None:
            return say("there is a chain of {hops}", hops=plural(hops, "hop"))
        return say("the shortest chain has {hops}, not {claimed}", hops=plural(hops, "hop"), claimed=claim.hops)
    if count != claim.equally_short:
        chains = plural(count, "chain")
        return say("the book has {chains} of this length, not {claimed}", chains=chains, claimed=claim.equally_short)
    for side, (name, levels) in enumerate(zip(("source", "target"), claim.levels, strict=True)):
        for depth, told in enumerate(levels):
            if found.level(side, depth) != told:
                return say(
                    "at distance {depth} from the {name}, the proof and the book have different people",
                    depth=depth,
                    name=name,
                )
    return None


def _bad_chain(claim: Claim, links: set[tuple[int, int]], ends: list[int]) -> str | None:
    """Return what is wrong with a chain of *claim*, in words, or None."""
    for chain in claim.chains:
        steps = {(min(pair), max(pair)) for pair in pairwise(chain)}
        if [chain[0], chain[-1]] != ends or len(set(chain)) < len(chain) or not steps <= links:
            return say("one of the chains in the proof is not in the book")
    return None
