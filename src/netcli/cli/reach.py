"""`reach`: everybody who fits, and whom to ask first."""

from __future__ import annotations

import math
from typing import Annotated

import typer

from netcli.answers import Answer, limited
from netcli.answers.paths import Chain
from netcli.answers.reach import Door, Reach, Reached, Wanted
from netcli.cli.asking import named
from netcli.cli.completing import people as completed
from netcli.cli.opening import reading, show
from netcli.cli.path import described, one_of
from netcli.cli.settings import Settings
from netcli.errors import Usage
from netcli.graph.model import HOP_CHARGE, By
from netcli.graph.reach import to_many
from netcli.store.adjacency import Constraints, Graph
from netcli.store.filtering import matching
from netcli.store.reader import Reader

app = typer.Typer()


@app.command("reach")
def reach(
    ctx: typer.Context,
    filters: Annotated[list[str], typer.Argument(metavar="FILTER...", help="Words, or key:value, as in list.")],
    from_: Annotated[str, typer.Option("--from", metavar="P", help="Who asks.", autocompletion=completed)] = "me",
    by: Annotated[str, typer.Option("--by", metavar="hops|chance", help="Shortest first, or likeliest.")] = "hops",
    max_hops: Annotated[int, typer.Option("--max-hops", min=0, metavar="N", help="Longest chain; 0: any.")] = 6,
    guesses: Annotated[bool, typer.Option("--guesses/--no-guesses", help="Use inferred links, too.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many doors to list; 0: all.")] = 0,
    first: Annotated[bool, typer.Option("--first", help="Of several people who fit --from, take the best.")] = False,
) -> None:
    """Find chains to everybody who fits: anyone at a company, with a title, in a city, with a tag.

    People are grouped by whom to ask first; whoever opens the most doors comes first.
    """
    settings: Settings = ctx.obj
    one_of("--by", by, ("hops", "chance"))
    if not filters:
        raise Usage("reach needs a filter", "netcli reach company:airbus")
    with reading(settings) as reader:
        source = named(settings, reader, from_, first=first)
        answer = answered(reader, Wanted(source, filters, by, max_hops, guesses, HOP_CHARGE, limit))
    show(settings, answer)


def answered(reader: Reader, wanted: Wanted) -> Answer[Wanted, Reach]:
    """Everybody who fits, by door; exit code 5 when there is a chain to none of them."""
    source = wanted.source
    fitting = [number for number in matching(reader, wanted.filters) if number != source.id]
    by: By = "chance" if wanted.by == "chance" else "hops"
    found: dict[int, tuple[int, ...]] = {}
    if fitting and source.kind == "person":
        graph = Graph(reader, Constraints(guesses=wanted.guesses))
        found = to_many(graph, source.id, fitting, by=by, max_hops=wanted.max_hops)
    behind: dict[int, list[Reached]] = {}
    for chain in described(reader, list(found.values())):
        behind.setdefault(chain.people[1].id, []).append(Reached(chain.people[-1], chain))
    for people in behind.values():
        people.sort(key=lambda reached: (_length(reached.chain, by), reached.person.id))
    doors = [Door(people[0].chain.people[1], len(people), people) for people in behind.values()]
    doors.sort(key=lambda door: (-door.opens, -max(each.chain.chance for each in door.people), door.ask.id))
    unreachable = [number for number in fitting if number not in found]
    known = reader.people(unreachable)
    shown, warnings = limited(doors, wanted.limit)
    result = Reach(len(fitting), len(found), list(shown), [known[number] for number in unreachable])
    return Answer("reach", wanted, result, warnings, exit_code=5 if fitting and not found else 0)


def _length(chain: Chain, by: By) -> tuple[float, float]:
    charged = math.prod(link.chance or 0.0 for link in chain.links) * math.exp(-HOP_CHARGE * chain.hops)
    return (-charged, chain.hops) if by == "chance" else (chain.hops, -chain.chance)
