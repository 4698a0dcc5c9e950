"""Suggest links between people who probably know each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, NamedTuple

from netcli.answers.paths import Missing, Question
from netcli.answers.people import Person
from netcli.ask.chains import ChainGraph, fewest_hops_via
from netcli.ask.employers import employer_names
from netcli.ask.guesses import CITY, TAG, affiliation, combined
from netcli.folding import fold
from netcli.graph.model import Neighbours
from netcli.language import listed, say
from netcli.store.graph import Graph, tags
from netcli.store.reader import Pair, Reader
from netcli.store.surroundings import Affiliations, affiliations_of, years_together

Side = Sequence[tuple[int, int]]
"""The people around one end, each with their hops from this end."""
Trait = tuple[str, str]
"""The kind (a key of WORDS) and the value of a shared trait."""

MOST: Final = 5
"""Maximum number of links proposed."""
WORDS: Final = {"employer": say("both at {value}"), "tag": say("both tagged {value}"), "city": say("both in {value}")}
AROUND: Final = 300
"""Maximum number of people considered around the source, the target, and each person in `via`."""
FEW: Final = 6
"""If no shared trait suggests a link, netcli tries this number of people near each end."""
TRIED: Final = 40
"""Maximum number of links tried out. Trying a link may take a separate search."""
UNKNOWN: Final = say("nothing known in common")
CROWD: Final = 50
"""Maximum number of links proposed for one trait of one person."""


class _Proposal(NamedTuple):
    """A possible link: the number of hops of its chain, and the reasons for the link."""

    hops: int
    reasons: list[tuple[float, str]]

    @property
    def plausibility(self) -> float:
        return combined(share for share, _ in self.reasons)


def missing_links(
    reader: Reader, graph: ChainGraph, question: Question, around: tuple[Side, Side], *, most_hops: int = 0
) -> list[Missing]:
    """Return links that would each make a chain, most plausible first.

    *around* has the people around each end. The chain has at most *most_hops* hops (0: any number).
    """
    ends = question.source, question.target
    stops = [(person.id, 0) for person in question.via]
    near, far = ([(end.id, 0), *stops, *side] for end, side in zip(ends, around, strict=True))
    for stop, _ in stops:
        near += around_of(graph, stop, question.max_hops)
    near = [*{number: (number, hops) for number, hops in reversed(near)}.values()][::-1]  # keep the fewest hops of each
    people = reader.people({number for number, _ in (*near, *far)})
    found = _proposals(reader, people, near, far, 0 if stops else most_hops)
    plausible = sorted(found, key=lambda pair: (-found[pair].plausibility, found[pair].hops, pair))
    depths = dict(near), dict(far)

    def hops_over(a: int, b: int) -> int | None:
        """Return the hops of the chain over a new link, or None."""
        if question.via:
            return fewest_hops_via(_with_link(graph, a, b), question)
        return depths[0][a] + 1 + depths[1][b]

    tried = _tried(reader, question, plausible, hops_over, most_hops)
    if not tried:
        pairs = [(a, b) for a, _ in near[:FEW] for b, _ in far[:FEW] if a != b and a != ends[1].id and b != ends[0].id]
        tried = _tried(reader, question, pairs, hops_over, most_hops)[:1]
    return [
        Missing(people[a], people[b], hops, _reasons_text(found[a, b]) if (a, b) in found else UNKNOWN)
        for (a, b), hops in tried
    ]


def likeliest_link(reader: Reader, source: Person, target: Person, sides: tuple[Side, Side]) -> Missing:
    """Return the most plausible link between the two *sides*.

    If no pair shares a trait, return the direct link.
    """
    near, far = ([(end.id, 0), *side] for end, side in zip((source, target), sides, strict=True))
    people = reader.people({number for number, _ in (*near, *far)})
    found = _proposals(reader, people, near, far, 0)
    linked = reader.links((min(pair), max(pair)) for pair in found).keys() if found else set()
    fresh = [pair for pair in found if (min(pair), max(pair)) not in linked]
    if not fresh:
        return Missing(source, target, 1, UNKNOWN)
    a, b = min(fresh, key=lambda pair: (-found[pair].plausibility, found[pair].hops, pair))
    return Missing(people[a], people[b], found[a, b].hops, _reasons_text(found[a, b]))


def _with_link(graph: Graph, a: int, b: int) -> Neighbours:
    """Return *graph* with an extra link; all costs are 0."""
    ways = (a, b, 0.0), (b, a, 0.0)
    return lambda fringe: [*graph.hops(fringe), *(way for way in ways if way[0] in fringe)]


def around_of(graph: ChainGraph, person: int, max_hops: int) -> list[tuple[int, int]]:
    """Return the nearest people with their hops, within *max_hops* hops (0: no limit)."""
    return [(number, hops) for number, hops in graph.nearest(person, AROUND) if hops <= (max_hops or hops)]


def _reasons_text(proposal: _Proposal) -> str:
    """Return the reasons for a link in words, the strongest first."""
    best_first = sorted(proposal.reasons, key=lambda reason: (-reason[0], reason[1]))
    return listed((words for _, words in best_first), "; ")


def _tried(
    reader: Reader,
    question: Question,
    pairs: Sequence[tuple[int, int]],
    hops_over: Callable[[int, int], int | None],
    most_hops: int,
) -> list[tuple[tuple[int, int], int]]:
    """Return (pair, hops) for each pair of people whose link would answer the question.

    `hops` is the number of hops of the chain over the new link.
    """
    asked = {question.source.id, question.target.id}
    linked = _linked(reader, question, {(min(pair), max(pair)) for pair in pairs})
    fresh = [pair for pair in pairs if (min(pair), max(pair)) not in linked and set(pair) != asked]
    helping: list[tuple[tuple[int, int], int]] = []
    for pair in fresh[:TRIED]:
        hops = hops_over(*pair)
        if hops is not None and hops <= (most_hops or hops) and set(pair) not in [set(each) for each, _ in helping]:
            helping.append((pair, hops))
        if len(helping) == MOST:
            break
    return helping


def _linked(reader: Reader, question: Question, pairs: Collection[Pair]) -> Collection[Pair]:
    """Return the *pairs* that are linked today, even if the question is about an earlier day."""
    if not pairs:
        return ()
    if question.as_of is None:
        return reader.links(pairs).keys()
    from netcli.store import as_of  # rarely needed

    with as_of.lifted(reader):
        return reader.links(pairs).keys()


def _proposals(
    reader: Reader, people: dict[int, Person], near: Iterable[tuple[int, int]], far: Side, most_hops: int
) -> dict[tuple[int, int], _Proposal]:
    """Return a proposal for each pair of people who share a trait."""
    affiliations = affiliations_of(reader.connection, people)
    traits = _traits(reader, people, affiliations)
    sharing: dict[Trait, list[tuple[int, int]]] = {}
    for number, hops in far:
        for trait in traits[number]:
            sharing.setdefault(trait, []).append((number, hops))
    found: dict[tuple[int, int], _Proposal] = {}
    for number, hops in near:
        for trait, called in traits[number].items():
            kind, key = trait
            for other, rest in sharing.get(trait, ())[:CROWD]:
                whole = hops + 1 + rest
                if number == other or (most_hops and whole > most_hops):
                    continue
                share = {"tag": TAG, "city": CITY}.get(kind) or affiliation(
                    years_together({key: affiliations[number][key]}, {key: affiliations[other][key]})
                )
                if share:
                    proposal = found.setdefault((number, other), _Proposal(whole, []))
                    proposal.reasons.append((share, say(WORDS[kind], value=called)))
    return found


def _traits(
    reader: Reader, people: dict[int, Person], affiliations: dict[int, Affiliations]
) -> dict[int, dict[Trait, str]]:
    """Return the traits of each of *people*, with the texts that users see."""
    traits: dict[int, dict[Trait, str]] = {number: {} for number in people}
    inside: dict[str, list[int]] = {}
    for number, places in affiliations.items():
        for key in places:
            inside.setdefault(key, []).append(number)
    called = employer_names(reader, inside, {number: person.company for number, person in people.items()})
    for key, employed in inside.items():
        for number in employed:
            traits[number]["employer", key] = called[key]
    for number, tag in tags(reader, people):
        traits[number]["tag", tag] = tag
    for number, person in people.items():
        if person.city and (key := fold(person.city)):
            traits[number]["city", key] = person.city
    return traits
