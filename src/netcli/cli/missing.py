"""Single links that would make a chain, or a shorter one: those whose two people are likeliest to know each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from netcli import names
from netcli.answers.paths import Missing
from netcli.answers.people import Person
from netcli.companies import company_key
from netcli.store.reader import Reader
from netcli.store.surroundings import affiliations_of

Side = Sequence[tuple[int, int]]
"""People around one end, each with her hops from it."""
Trait = tuple[str, str]

MOST: Final = 5
"""Links that are proposed."""
WEIGHTS: Final = {"roof": 3, "tag": 2, "city": 1}
"""How much sharing it speaks for two people knowing each other: an employer or school most (a choice)."""
WORDS: Final = {"roof": "both at {}", "tag": "both tagged {}", "city": "both in {}"}
CROWD: Final = 50
"""People of one side who share a trait, past which it says too little to be looked at."""


def missing_links(
    reader: Reader, source: Person, target: Person, sides: tuple[Side, Side], *, most_hops: int = 0
) -> list[Missing]:
    """The most plausible links between the two sides, the best first; chains of up to *most_hops* (0: any).

    Where nothing speaks for any, the link of the two ends themselves is all that can be said.
    """
    near, far = ([(end.id, 0), *side] for end, side in zip((source, target), sides, strict=True))
    people = reader.people({number for number, _ in (*near, *far)})
    traits = _traits(reader, people)
    shared: dict[Trait, list[tuple[int, int]]] = {}
    for number, hops in far:
        for trait in traits[number]:
            shared.setdefault(trait, []).append((number, hops))
    found: dict[tuple[int, int], tuple[int, dict[Trait, str]]] = {}
    for number, hops in near:
        for trait, called in traits[number].items():
            for other, rest in shared.get(trait, ())[:CROWD]:
                whole = hops + 1 + rest
                if number != other and (not most_hops or whole <= most_hops):
                    found.setdefault((number, other), (whole, {}))[1][trait] = called
    linked = reader.links((min(pair), max(pair)) for pair in found).keys() if found else set()
    ranked = sorted(
        (-sum(WEIGHTS[kind] for kind, _ in why), hops, pair)
        for pair, (hops, why) in found.items()
        if (min(pair), max(pair)) not in linked
    )
    links = []
    for _, hops, (a, b) in ranked[:MOST]:
        why = sorted(found[a, b][1].items(), key=lambda each: (-WEIGHTS[each[0][0]], each))
        links.append(
            Missing(people[a], people[b], hops, "; ".join(WORDS[kind].format(name) for (kind, _), name in why))
        )
    if links or (source.id, target.id) in linked or (target.id, source.id) in linked:
        return links
    return [Missing(source, target, 1, "nobody between the two is known")]


def _traits(reader: Reader, people: dict[int, Person]) -> dict[int, dict[Trait, str]]:
    """What each of *people* may share with others, and how to say it: employers, schools, tags and towns."""
    traits: dict[int, dict[Trait, str]] = {number: {} for number in people}
    for number, roofs in affiliations_of(reader.connection, people).items():
        company = people[number].company
        for key in roofs:
            current = company is not None and company_key(company) == key
            traits[number]["roof", key] = company or key if current else key.title()
    found = reader.connection.execute(
        "SELECT person, value FROM identifier WHERE kind = 'tag' AND person IN (SELECT value FROM json_each(?))",
        (json.dumps(list(people)),),
    )
    for number, tag in found:
        traits[number]["tag", tag] = tag
    for number, person in people.items():
        if person.city and (key := names.fold(person.city)):
            traits[number]["city", key] = person.city
    return traits
