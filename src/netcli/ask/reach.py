"""`reach`: choose whom to ask first, and find a chain to each person who matches."""

from __future__ import annotations

import math
from collections.abc import Sequence

from netcli.answers import Answer, limited
from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.reach import Door, Reach, Reached, Wanted
from netcli.ask.as_of import iso
from netcli.ask.chains import by_of, described
from netcli.ask.filters import matching, unknown_values
from netcli.errors import Usage, one_of
from netcli.graph.model import HOP_CHARGE, By
from netcli.graph.reach import to_many
from netcli.language import say
from netcli.store.graph import Constraints, Graph
from netcli.store.reader import Reader


def wanted(
    source: Person,
    filters: Sequence[str],
    *,
    by: str = "hops",
    max_hops: int = 6,
    guesses: bool = False,
    limit: int = 0,
    as_of: str | None = None,
) -> Wanted:
    """Return the question for chains from *source* to everybody who matches all *filters*.

    Raises Usage if there is no filter, or if `by` or `as_of` is invalid.
    """
    if not filters:
        raise Usage(say("no filter is given"), say("for example: netcli reach company:airbus"))
    one_of("--by", by, ("hops", "chance"))
    return Wanted(source, list(filters), by, max_hops, guesses, HOP_CHARGE, limit, iso(as_of))


def reach(reader: Reader, wanted: Wanted, *, hints: bool = False) -> Answer[Wanted, Reach]:
    """Answer with chains to everybody who matches, grouped by the contact to ask first.

    If *hints* is true, also count people reached only over guessed links. If nobody who matches can be reached, the
    exit code is 5.
    """
    source, by = wanted.source, by_of(wanted.by)
    fitting = [number for number in matching(reader, wanted.filters) if number != source.id]
    found: dict[int, tuple[int, ...]] = {}
    if fitting and source.kind == "person":
        graph = Graph(reader, Constraints(guesses=wanted.guesses))
        found = to_many(graph, source.id, fitting, by=by, max_hops=wanted.max_hops)
    doors = _doors(described(reader, list(found.values())), by)
    shown, warnings = limited(doors, wanted.limit)
    if not fitting:
        warnings = unknown_values(reader, wanted.filters)
    unreachable = [number for number in fitting if number not in found]
    people = reader.people(unreachable)
    guessed = 0
    if hints and unreachable and source.kind == "person" and not wanted.guesses:
        guessing = Graph(reader, Constraints(guesses=True))
        guessed = len(to_many(guessing, source.id, unreachable, by=by, max_hops=wanted.max_hops))
    result = Reach(len(fitting), len(found), list(shown), [people[number] for number in unreachable], guessed)
    return Answer("reach", wanted, result, warnings, exit_code=5 if fitting and not found else 0)


def _doors(chains: Sequence[Chain], by: By) -> list[Door]:
    """Group the chains by their first contact, largest group first."""
    behind: dict[int, list[Reached]] = {}
    for chain in chains:
        behind.setdefault(chain.people[1].id, []).append(Reached(chain.people[-1], chain))
    for people in behind.values():
        people.sort(key=lambda reached: (length(reached.chain, by), reached.person.id))
    doors = [Door(people[0].chain.people[1], len(people), people) for people in behind.values()]
    return sorted(doors, key=lambda door: (-door.opens, -max(each.chain.chance for each in door.people), door.ask.id))


def length(chain: Chain, by: By) -> tuple[float, float]:
    """Return the sort key of a chain; the best chain has the smallest key."""
    charged = math.prod(link.chance or 0.0 for link in chain.links) * math.exp(-HOP_CHARGE * chain.hops)
    return (-charged, chain.hops) if by == "chance" else (chain.hops, -chain.chance)
