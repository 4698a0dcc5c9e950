"""Single links that would make a chain, or a shorter one: those whose two people are likeliest to know each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from netcli.answers.paths import Missing
from netcli.answers.people import Person
from netcli.ask.guesses import CITY, TAG, affiliation, combined
from netcli.companies import company_key
from netcli.folding import fold
from netcli.store.graph import tags
from netcli.store.reader import Reader
from netcli.store.surroundings import Affiliations, affiliations_of, years_together

Side = Sequence[tuple[int, int]]
"""People around one end, each with their hops from it."""
Trait = tuple[str, str]
"""What two people may share: a kind of WORDS, and a key that is the same for both."""

MOST: Final = 5
"""Links that are proposed."""
WORDS: Final = {"employer": "both at {}", "tag": "both tagged {}", "city": "both in {}"}
CROWD: Final = 50
"""People of one side who share a trait, past which it says too little to be looked at."""


class _Proposal(NamedTuple):
    """A link between the sides: the hops of the chain it makes, and what speaks for it, each with how much."""

    hops: int
    reasons: list[tuple[float, str]]

    @property
    def plausibility(self) -> float:
        return combined(share for share, _ in self.reasons)


def missing_links(
    reader: Reader, source: Person, target: Person, sides: tuple[Side, Side], *, most_hops: int = 0
) -> list[Missing]:
    """Return the most plausible links between the two *sides*, best first; chains of up to *most_hops* (0: any).

    Where nothing speaks for any, the link of the two ends themselves is all that can be said.
    """
    near, far = ([(end.id, 0), *side] for end, side in zip((source, target), sides, strict=True))
    people = reader.people({number for number, _ in (*near, *far)})
    found = _proposals(reader, people, near, far, most_hops)
    linked = reader.links((min(pair), max(pair)) for pair in found).keys() if found else set()
    ranked = sorted(
        (-proposal.plausibility, proposal.hops, pair)
        for pair, proposal in found.items()
        if (min(pair), max(pair)) not in linked
    )
    links = []
    for _, hops, (a, b) in ranked[:MOST]:
        why = sorted(found[a, b].reasons, key=lambda reason: (-reason[0], reason[1]))
        links.append(Missing(people[a], people[b], hops, "; ".join(words for _, words in why)))
    if links or (source.id, target.id) in linked or (target.id, source.id) in linked:
        return links
    return [Missing(source, target, 1, "nobody between the two is known")]


def _proposals(
    reader: Reader, people: dict[int, Person], near: Iterable[tuple[int, int]], far: Side, most_hops: int
) -> dict[tuple[int, int], _Proposal]:
    """Return the pairs of somebody *near* and somebody *far* who share a trait."""
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
                    proposal.reasons.append((share, WORDS[kind].format(called)))
    return found


def _traits(
    reader: Reader, people: dict[int, Person], affiliations: dict[int, Affiliations]
) -> dict[int, dict[Trait, str]]:
    """Return what each of *people* may share with others, and how to say it: employers, schools, tags and towns."""
    traits: dict[int, dict[Trait, str]] = {number: {} for number in people}
    for number, places in affiliations.items():
        company = people[number].company
        for key in places:
            current = company is not None and company_key(company) == key
            traits[number]["employer", key] = company or key if current else key.title()
    for number, tag in tags(reader, people):
        traits[number]["tag", tag] = tag
    for number, person in people.items():
        if person.city and (key := fold(person.city)):
            traits[number]["city", key] = person.city
    return traits
